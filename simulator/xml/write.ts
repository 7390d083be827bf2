import { isChildren, type Element } from './element';

/** Writes an element without white space between its children. */
export function writeXml(element: Element): string {
	const { name, content } = element;
	if (isChildren(content)) {
		return `<${name}>${content.map(writeXml).join('')}</${name}>`;
	}
	if (typeof content === 'string') {
		return `<${name}>${cdata(content)}</${name}>`;
	}
	return `<${name}>${escape(content.bare)}</${name}>`;
}

/** `]]>` would end the section, so it is split over two. */
function cdata(content: string): string {
	return `<![CDATA[${content.split(']]>').join(']]]]><![CDATA[>')}]]>`;
}

function escape(content: string): string {
	return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
