import type { Fault, FaultKind } from '../platform/faults';
import type { Platform } from '../platform/platform';
import { html, type Html } from './html';
import { page } from './layout';
import { logExportCard } from './logExport';

/** The faults to switch on by a click; the key names the button's form value. */
export const offeredFaults: Record<string, { name: string; text: string; fault: Fault }> = {
	rateLimit: {
		name: 'Too many requests (429)',
		text: '8x8 asks to wait 2 seconds and has not taken the SMS. The node waits and sends it again.',
		fault: { kind: 'rateLimit', retryAfter: 2 },
	},
	serverError: {
		name: 'Server error (500)',
		text: '8x8 takes the SMS, then answers with an error. The node must say it may have been sent.',
		fault: { kind: 'serverError' },
	},
	reset: {
		name: 'Connection lost',
		text: '8x8 takes the SMS, then the connection breaks before the answer arrives.',
		fault: { kind: 'reset' },
	},
	timeout: {
		name: 'No answer',
		text: '8x8 takes the SMS and never answers: the node gives up after its time-out.',
		fault: { kind: 'timeout' },
	},
	unreadable: {
		name: 'Unreadable answer',
		text: '8x8 takes the SMS; its answer arrives cut off in the middle.',
		fault: { kind: 'unreadable' },
	},
	rejected: {
		name: 'Rejected',
		text: '8x8 answers 200, but with status REJECTED: this SMS is never sent.',
		fault: { kind: 'rejected' },
	},
	badRequest: {
		name: 'Bad request (400)',
		text: '8x8 refuses the request with code 1002, as for a wrong phone number.',
		fault: { kind: 'badRequest' },
	},
	unauthorized: {
		name: 'Wrong API key (401)',
		text: '8x8 does not accept the API key, code 1200.',
		fault: { kind: 'unauthorized' },
	},
	forbidden: {
		name: 'No access (403)',
		text: 'The API key may not use this subaccount, code 1201.',
		fault: { kind: 'forbidden' },
	},
	redirect: {
		name: 'Redirect (307)',
		text: 'The answer sends the caller to another address. The API key must not follow.',
		fault: { kind: 'redirect' },
	},
};

const nameOf = (kind: FaultKind) => offeredFaults[kind]?.name ?? kind;

const hits = (times = 1) =>
	times === Infinity ? 'every request' : times === 1 ? 'next request' : `next ${times} requests`;

/** The cards with a Save button. */
export type SavedCard = 'addresses' | 'logExport';

/** @param saved the card that was just saved */
export const settingsPage = (platform: Platform, saved?: string): Html =>
	page(
		'/settings',
		'Settings',
		html`${addresses(platform, saved === ('addresses' satisfies SavedCard))} ${faults(platform)}
		${logExportCard(platform.settings, saved === ('logExport' satisfies SavedCard))} ${forget()}`,
	);

const addresses = ({ settings, offered }: Platform, saved: boolean): Html =>
	html`<section class="card">
		<h2>Where 8x8 posts to</h2>
		<form method="post" action="/settings/addresses">
			<div class="fields">
				<label>
					Survey responses
					<span class="quiet">
						The trigger's production URL, or its test URL while the editor listens. Empty: posted
						nowhere.
					</span>
					<input type="url" name="responseUrl" value="${settings.responseUrl}" />
				</label>
				<label>
					SMS events
					<span class="quiet">
						Delivery receipts, opened links and replies, for all subaccounts. Empty: posted nowhere.
					</span>
					<input type="url" name="eventsUrl" value="${settings.eventsUrl}" />
				</label>
				<label>
					SMS events in the old format
					<span class="quiet">
						As for an account that 8x8 has not moved yet: receipts and replies without their
						envelope, and no webhook can be set from n8n. Only while SMS events is empty.
					</span>
					<input type="url" name="oldFormatUrl" value="${settings.oldFormatUrl}" />
				</label>
			</div>
			${saved && html`<span class="saved" role="status">Saved</span>`}
			<button class="main">Save</button>
		</form>
		${offer(settings, offered)}
	</section>`;

type Addresses = Platform['offered'];

/** A way back to the addresses of the start, such as the demo's, once they were changed. */
function offer(now: Addresses, start: Addresses): Html | false {
	const urls = [...new Set([start.responseUrl, start.eventsUrl])].filter(
		(url) => url !== undefined,
	);
	const same = now.responseUrl === start.responseUrl && now.eventsUrl === start.eventsUrl;
	if (same || urls.length === 0) return false;
	return html`<form class="offer" method="post" action="/settings/addresses">
		<p class="quiet">At the start it was: ${urls.join(' and ')}</p>
		<button name="offered" value="yes">Use that again</button>
	</form>`;
}

function faults(platform: Platform): Html {
	const active = platform.faults.active();
	return html`<section class="card">
		<h2>Faults</h2>
		<p class="quiet">What goes wrong at 8x8 with the next API requests.</p>
		${active.length > 0 &&
		html`<form class="active" method="post" action="/settings/faults/clear">
			<p class="bad">
				Switched on:
				${active.map(({ kind, times }) => `${nameOf(kind)}, ${hits(times)}`).join('; ')}
			</p>
			<button>Switch all off</button>
		</form>`}
		${Object.entries(offeredFaults).map(
			([key, { name, text }]) =>
				html`<form class="fault" method="post" action="/settings/faults">
					<div><strong>${name}</strong><br /><span class="quiet">${text}</span></div>
					<input type="hidden" name="fault" value="${key}" />
					<div class="row">
						<button name="times" value="once">Next request</button>
						<button name="times" value="always">Every request</button>
					</div>
				</form>`,
		)}
	</section>`;
}

const forget = (): Html =>
	html`<section class="card">
		<h2>Start over</h2>
		<p class="quiet">Forgets all SMS, requests, posts and faults. What was saved above stays.</p>
		<form method="post" action="/settings/reset"><button>Reset</button></form>
	</section>`;
