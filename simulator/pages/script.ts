/**
 * Runs in the browser. A part marked `data-refresh` is fetched again when its revision changes;
 * one marked `data-follow` stays at its end, as a phone does.
 */
export const script = `
const toEnd = (part) => { if (part.dataset.follow !== undefined) part.scrollTop = part.scrollHeight; };
for (const part of document.querySelectorAll('[data-refresh]')) {
	toEnd(part);
	let revision = part.dataset.revision;
	setInterval(async () => {
		if (document.hidden || part.querySelector('details[open]')) return;
		const state = await fetch('/_simulator/revision').then((answer) => answer.json()).catch(() => null);
		if (state === null || state.revision === revision) return;
		revision = state.revision;
		part.innerHTML = await fetch(part.dataset.refresh).then((answer) => answer.text());
		toEnd(part);
	}, 1000);
}
`;
