import { html, type Html } from './html';

const tabs = [
	['/', 'Phone'],
	['/settings', 'Settings'],
	['/log', 'Log'],
] as const;

/** A page of the simulator itself, with its tabs. `path` is the tab that is open. */
export const page = (path: string, title: string, content: Html): Html =>
	document(
		`${title} – 8x8 simulator`,
		html`<header class="bar">
				<strong>8x8 simulator</strong>
				<nav>
					${tabs.map(
						([target, name]) =>
							html`<a href="${target}" ${target === path ? html`aria-current="page"` : ''}
								>${name}</a
							>`,
					)}
				</nav>
			</header>
			<main>${content}</main>`,
	);

/** A page as the customer sees it: nothing of the simulator around it. */
export const barePage = (title: string, content: Html): Html =>
	document(title, html`<main class="bare">${content}</main>`);

const document = (title: string, body: Html): Html =>
	html`<!doctype html>
		<html lang="en">
			<head>
				<meta charset="utf-8" />
				<meta name="viewport" content="width=device-width, initial-scale=1" />
				<title>${title}</title>
				<link rel="stylesheet" href="/_simulator/style.css" />
				<link rel="icon" href="data:," />
				<script src="/_simulator/page.js" defer></script>
			</head>
			<body>
				${body}
			</body>
		</html>`;
