import { createHash } from 'node:crypto';

import type { LandingFault } from './landing-query';

/** An answer to a browser, complete. */
export interface Reply {
	status: number;
	headers: Readonly<Record<string, string>>;
	body: string;
}

export type Language = 'en' | 'zh';

/** What a page tells. Of the faults see `LandingFault`. */
export type PageSubject =
	LandingFault | 'installed' | 'administrator' | 'member' | 'pending' | 'failed' | 'unavailable';

/** The operator's own look. */
export interface Theme {
	/** Instead of the title and the text of the page for a landing that went well. */
	title?: string;
	text?: string;
	/** Six hexadecimal digits after `#`. */
	accent?: string;
}

interface Text {
	title: string;
	text: string;
}

const GO_BACK = {
	en: 'Go back to the website where you began and start again.',
	zh: '请返回发起操作的网站，重新开始。',
};

const invalid: Record<Language, Text> = {
	en: { title: 'This link is not valid', text: GO_BACK.en },
	zh: { title: '链接无效', text: GO_BACK.zh },
};

const TEXTS: Record<PageSubject, Record<Language, Text>> = {
	installed: {
		en: { title: 'The app is installed', text: 'You may close this page.' },
		zh: { title: '应用已安装完成', text: '您可以关闭此页面。' },
	},
	administrator: {
		en: { title: 'You are logged in as administrator', text: 'You may close this page.' },
		zh: { title: '管理员已登录', text: '您可以关闭此页面。' },
	},
	member: {
		en: { title: 'You are logged in', text: 'You may close this page.' },
		zh: { title: '登录成功', text: '您可以关闭此页面。' },
	},
	pending: {
		en: {
			title: 'This takes longer than usual',
			text: 'It goes on by itself. You may close this page.',
		},
		zh: { title: '处理时间比平时长', text: '处理会自动继续，您可以关闭此页面。' },
	},
	failed: {
		en: {
			title: 'The installation could not be completed',
			text: 'The provider of the app has been told. Install the app again, or ask the provider for help.',
		},
		zh: { title: '安装未能完成', text: '应用服务商已收到通知。请重新安装应用，或联系服务商。' },
	},
	unavailable: {
		en: { title: 'Not available at the moment', text: 'Load this page again in a minute.' },
		zh: { title: '暂时无法处理', text: '请一分钟后刷新此页面。' },
	},
	missing: invalid,
	repeated: invalid,
	malformed: invalid,
	forged: invalid,
	return: invalid,
	expired: {
		en: { title: 'This link has expired', text: GO_BACK.en },
		zh: { title: '链接已过期', text: GO_BACK.zh },
	},
	used: {
		en: {
			title: 'This link has been used',
			text: `If you have just used it yourself, everything is done or on its way. Otherwise: ${GO_BACK.en}`,
		},
		zh: {
			title: '链接已被使用',
			text: `如果您刚刚使用过，操作已完成或正在进行。否则${GO_BACK.zh}`,
		},
	},
	other_browser: {
		en: {
			title: 'This login was begun in another browser',
			text: 'Begin again, and stay in one browser until you are logged in. Cookies must be allowed.',
		},
		zh: {
			title: '登录是在其他浏览器中发起的',
			text: '请重新登录，并在同一浏览器中完成，同时允许使用 Cookie。',
		},
	},
	code: {
		en: { title: 'WeCom does not accept this link any more', text: GO_BACK.en },
		zh: { title: '企业微信不再接受此链接', text: GO_BACK.zh },
	},
	stranger: {
		en: {
			title: 'You are not a member of a company that uses this app',
			text: 'Ask the administrator of your company to install it.',
		},
		zh: { title: '您所在的企业尚未使用此应用', text: '请联系企业管理员安装此应用。' },
	},
};

const ACCENT = '#2f6f4f';

const style = (accent: string) =>
	`:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.6 system-ui,sans-serif}main{max-width:26rem;margin:1rem;padding:1.5rem 2rem;border-top:.3rem solid ${accent};background:#8881;border-radius:.4rem}h1{font-size:1.3rem;margin:0 0 .5rem}p{margin:0;white-space:pre-line;overflow-wrap:anywhere}`;

/** The language a browser asks for; English unless Chinese comes first. */
export function languageOf(acceptLanguage: unknown): Language {
	if (typeof acceptLanguage !== 'string') return 'en';
	let best = { language: 'en' as Language, quality: 0 };
	for (const part of acceptLanguage.slice(0, 500).split(',')) {
		const [tag, ...parameters] = part.trim().toLowerCase().split(';');
		const language = /^zh\b/.test(tag) ? 'zh' : /^en\b/.test(tag) ? 'en' : undefined;
		const given = parameters.find((parameter) => parameter.trim().startsWith('q='));
		const quality = given ? Number(given.trim().slice(2)) : 1;
		if (language && quality > best.quality) best = { language, quality };
	}
	return best.language;
}

/** A page that loads nothing, runs nothing, and can neither be framed nor post anything. */
export function renderPage(
	subject: PageSubject,
	status: number,
	language: Language,
	{ title, text, accent = ACCENT }: Theme = {},
): Reply {
	const own = TEXTS[subject][language];
	const css = style(/^#[0-9a-f]{6}$/i.test(accent) ? accent : ACCENT);
	const digest = createHash('sha256').update(css).digest('base64');
	const heading = escape(title || own.title);
	return {
		status,
		headers: {
			...PRIVATE,
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
		},
		body: `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${heading}</title><style>${css}</style></head><body><main><h1>${heading}</h1><p>${escape(text || own.text)}</p></main></body></html>`,
	};
}

/** Sends the browser on; `target` comes from the operator or from an allow list, never from the request as it is. */
export function redirectTo(target: string, cookie?: string): Reply {
	const headers: Record<string, string> = { ...PRIVATE, location: target };
	if (cookie !== undefined) headers['set-cookie'] = cookie;
	return { status: 303, headers, body: '' };
}

/** The address has a code or a state in it: it is kept from other sites, and the page from every cache. */
const PRIVATE = {
	'cache-control': 'no-store',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
};

function escape(text: string): string {
	const entities: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
		"'": '&#39;',
	};
	return text.replace(/[&<>"']/g, (character) => entities[character]);
}
