import { html, type Html } from './html';

/** Parts that the pages of the console are made of. */

export function form(action: string, title: string, fields: Html[]): Html {
	return html`<form method="post" action="/do/${action}">
		<h3>${title}</h3>
		${fields}
		<button>${title}</button>
	</form>`;
}

export function select(name: string, label: string, options: [string, string, boolean?][]): Html {
	return html`<label
		>${label}
		<select name="${name}">
			${options.map(
				([value, text, selected]) =>
					html`<option value="${value}" ${selected ? html`selected` : ''}>${text}</option>`,
			)}
		</select></label
	>`;
}

export function input(name: string, label: string, type = 'text', placeholder = ''): Html {
	return html`<label
		>${label} <input name="${name}" type="${type}" placeholder="${placeholder}"
	/></label>`;
}

export function check(name: string, label: string, checked: boolean): Html {
	return html`<label class="check"
		><input type="checkbox" name="${name}" value="true" ${checked ? html`checked` : ''} />
		${label}</label
	>`;
}

export function table(heads: string[], rows: Html[][]): Html {
	return rows.length === 0
		? html`<p>None.</p>`
		: html`<table>
				<thead>
					<tr>
						${heads.map((head) => html`<th>${head}</th>`)}
					</tr>
				</thead>
				<tbody>
					${rows.map(
						(cells) =>
							html`<tr>
								${cells.map((cell) => html`<td>${cell}</td>`)}
							</tr>`,
					)}
				</tbody>
			</table>`;
}
