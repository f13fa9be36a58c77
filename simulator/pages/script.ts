/**
 * Runs in the browser. Times are shown in the reader's zone. A part marked `data-refresh` is fetched
 * again when its revision changes; a list keeps what was chosen in it.
 */
export const script = `
const local = (part) => {
	for (const time of part.querySelectorAll('time')) {
		const moment = new Date(time.dateTime);
		const today = moment.toDateString() === new Date().toDateString();
		const second = time.dataset.seconds === undefined ? undefined : '2-digit';
		const clock = { hour: '2-digit', minute: '2-digit', second };
		const day = today ? {} : { day: 'numeric', month: 'short' };
		time.textContent = moment.toLocaleString(undefined, { ...day, ...clock });
		time.title = time.dateTime;
	}
};
local(document);
for (const part of document.querySelectorAll('[data-refresh]')) {
	let revision = part.dataset.revision;
	setInterval(async () => {
		if (document.hidden || part.querySelector('details[open]')) return;
		const state = await fetch('/_simulator/revision').then((answer) => answer.json()).catch(() => null);
		if (state === null || state.revision === revision) return;
		revision = state.revision;
		const chosen = part.value;
		part.innerHTML = await fetch(part.dataset.refresh).then((answer) => answer.text());
		if ([...(part.options ?? [])].some(({ value }) => value === chosen)) part.value = chosen;
		local(part);
	}, 1000);
}
`;
