import type { ServerResponse } from 'node:http';
import type { AnyAction } from '../actions/action';
import { failureOf } from '../api/control';
import type { World } from '../world';
import { html, type Html } from './html';
import { sendPage } from './page';

/** Address of a registration link (注册链接) on the platform's other host. */
export const REGISTER_PAGE = '/3rdservice/wework/register';

/** Parameters of this simulator: the name of the new company and its administrator, or a company that exists. */
const NEW_COMPANY = 'simulator_company';
const ADMIN = 'simulator_admin';
const MOBILE = 'simulator_mobile';
const CORP = 'simulator_corp';
const MEMBER = 'simulator_user';

/**
 * Where somebody with a promotion code registers a company, or adds the apps of the package to the one that it has.
 * Opening the link uses up the code; what is chosen comes with `visit` in its place. A script may send both at once.
 */
export async function serveRegisterPage(
	response: ServerResponse,
	url: URL,
	world: World,
	actions: Map<string, AnyAction>,
): Promise<void> {
	const text = (name: string) => url.searchParams.get(name) ?? undefined;
	const by = { registerCode: text('register_code'), visit: text('visit') };
	const act = async (name: string, input: object): Promise<unknown> =>
		await actions.get(name)?.withUnknown(input);
	try {
		if (text(CORP) !== undefined) {
			const input = { ...by, corpId: text(CORP), userId: text(MEMBER) };
			const entered = await act('enter-package', input);
			sendPage(response, 'Added', outcome('Welcome back', entered));
		} else if (text(NEW_COMPANY) !== undefined) {
			const registered = await act('register-company', {
				...by,
				corpName: text(NEW_COMPANY) || undefined,
				adminName: text(ADMIN) || undefined,
				adminMobile: text(MOBILE) || undefined,
			});
			sendPage(response, 'Registered', outcome('The company is registered', registered));
		} else {
			const opened = await act('open-registration', { registerCode: by.registerCode ?? '' });
			sendPage(response, 'Register', choices(Object(opened), world));
		}
	} catch (error) {
		const { message } = failureOf(error);
		sendPage(
			response,
			'Not possible',
			html`<h1>Not possible</h1>
				<p class="bad">${message}</p>`,
			400,
		);
	}
}

function outcome(title: string, registered: unknown): Html {
	const { corpId, suiteIds } = Object(registered) as { corpId: string; suiteIds: string[] };
	return html`<h1>${title}</h1>
		<p>Company <code>${corpId}</code>, apps <code>${suiteIds.join(' ') || 'none'}</code></p>`;
}

function choices(
	opened: { visit: string; corpName: string; adminName: string; adminMobile: string },
	{ corps }: World,
): Html {
	const { visit, corpName, adminName, adminMobile } = opened;
	const field = (label: string, name: string, value: string) =>
		html`<label>${label} <input name="${name}" value="${value}" /></label>`;
	const entry = (corpId: string) =>
		`${REGISTER_PAGE}?${new URLSearchParams({ visit, [CORP]: corpId }).toString()}`;
	return html`<h1>Register a company</h1>
		<form method="get" action="${REGISTER_PAGE}">
			<input type="hidden" name="visit" value="${visit}" />
			${field('Company', NEW_COMPANY, corpName)} ${field('Administrator', ADMIN, adminName)}
			${field('Mobile', MOBILE, adminMobile)}
			<button>Register</button>
		</form>
		<h2>Already in a company?</h2>
		<div class="choices">
			${corps.map(({ corpId, name }) => html`<a href="${entry(corpId)}">${name}</a>`)}
		</div>`;
}
