import type { ServerResponse } from 'node:http';
import { html, type Html } from './html';

/** Sends a page that may load nothing but the style sheet of this server and post nowhere else. */
export function sendPage(response: ServerResponse, title: string, body: Html, status = 200): void {
	const page = html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${title}</title>
				<link rel="stylesheet" href="/console.css" />
				<link rel="icon" href="data:," />
			</head>
			<body>
				${body}
			</body>
		</html>`;
	response.writeHead(status, {
		'content-type': 'text/html; charset=utf-8',
		'content-security-policy':
			"default-src 'none'; style-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
		'referrer-policy': 'same-origin',
		'x-content-type-options': 'nosniff',
		'cache-control': 'no-store',
	});
	response.end(page.markup);
}
