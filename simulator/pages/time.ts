import { html, type Html } from './html';

/** A time (ISO 8601) in UTC, which the page's script turns into the reader's zone. */
export function timeOf(iso: string, precision: 'minutes' | 'seconds' = 'minutes'): Html {
	const seconds = precision === 'seconds';
	return html`<time datetime="${iso}" ${seconds ? html`data-seconds` : ''}
		>${iso.slice(11, seconds ? 19 : 16)} UTC</time
	>`;
}
