import { codeOf } from '../messages/links';
import type { LedgerMessage } from '../messages/message';
import { REJECTED_ENDING, UNDELIVERED_ENDING } from '../messages/specialNumbers';
import type { Platform } from '../platform/platform';
import { html, type Html } from './html';
import { page } from './layout';
import { timeOf } from './time';

const SHOWN = 50;

const states: Record<LedgerMessage['state'], string> = {
	scheduled: 'Scheduled',
	queued: 'Queued at 8x8',
	sent: 'Sent to the operator',
	delivered: 'Delivered',
	undelivered: 'Could not be delivered',
	cancelled: 'Cancelled',
	rejected: 'Rejected',
};

/** The customer's phone. */
export const phonePage = (platform: Platform, revision: string): Html =>
	page(
		'/',
		'Phone',
		html`<div class="phone">
			<header>Messages</header>
			<div class="screen" data-refresh="/_simulator/phone" data-revision="${revision}">
				${phoneMessages(platform)}
			</div>
			<form class="compose" method="post" action="/reply">
				<div>
					<label>
						From
						<select name="to" data-refresh="/_simulator/numbers" data-revision="${revision}">
							${phoneNumbers(platform)}
						</select>
					</label>
				</div>
				<div>
					<input type="text" name="text" placeholder="Text back" aria-label="Text back" required />
					<button class="main">Send</button>
				</div>
				<div>
					<button class="small" name="quick" value="STOP" formnovalidate>STOP</button>
					<button class="small" name="quick" value="Thank you!" formnovalidate>Thank you!</button>
				</div>
			</form>
		</div>`,
	);

/** What is on its screen, newest first. Each SMS is one stop of the Tab key: its link. */
export function phoneMessages(platform: Platform): Html {
	const messages = platform.ledger
		.all()
		.filter(({ state }) => state !== 'rejected')
		.slice(-SHOWN)
		.reverse();
	if (messages.length === 0) {
		return html`<div class="empty">
			<p>No SMS yet.</p>
			<p>Send a survey from n8n to any number, with this base URL in the credential:</p>
			<p><code>${platform.url}</code></p>
			<p class="quiet">
				A number that ends in ${REJECTED_ENDING} is rejected, one that ends in ${UNDELIVERED_ENDING}
				is never delivered. Try +65 9055 5001 and +65 9055 5002.
			</p>
		</div>`;
	}
	return html`${messages.map(sms)}`;
}

/** The numbers that can text back, each by the newest SMS that reached it; the newest first. */
export function phoneNumbers({ ledger }: Platform): Html {
	const newest = new Map<string, LedgerMessage>();
	for (const message of ledger.taken().reverse()) {
		if (isOnPhone(message) && message.destination !== '' && !newest.has(message.destination)) {
			newest.set(message.destination, message);
		}
	}
	const numbers = [...newest.values()].slice(0, SHOWN);
	if (numbers.length === 0) return html`<option value="">no number yet</option>`;
	return html`${numbers.map(
		({ umid, destination }) => html`<option value="${umid}">${destination}</option>`,
	)}`;
}

/** An SMS that waits for its time, or was cancelled before, is not on the customer's phone. */
const isOnPhone = ({ state }: LedgerMessage) => state !== 'scheduled' && state !== 'cancelled';

const sms = (message: LedgerMessage): Html =>
	html`<article
		class="sms ${!isOnPhone(message) && 'later'} ${message.state === 'cancelled' && 'cancelled'}"
		data-umid="${message.umid}"
	>
		<header>
			<strong>${message.source ?? '8x8'}</strong> to
			${message.destination || 'a deleted number'}${isOnPhone(message) &&
			html`, ${timeOf(message.scheduled ?? message.acceptedAt)}`}
		</header>
		<div class="bubble">${textWithLink(message)}</div>
		${message.replies.map(({ text }) => html`<div class="bubble mine">${text}</div>`)}
		<div class="meta">
			${stateOf(message)}${message.openedAt && ' · link opened'}${message.response &&
			' · survey answered'}
			${message.isCut &&
			html`<br /><span class="bad"
					>8x8 cut this text off after 10 SMS${message.hasLink ? '' : '; its link is lost'}</span
				>`}
			${message.unfilled.length > 0 &&
			html`<br /><span class="bad">No value for: ${message.unfilled.join(', ')}</span>`}
			<br />umid <code>${message.umid}</code>
		</div>
	</article>`;

function stateOf({ state, scheduled }: LedgerMessage): Html {
	if (scheduled === null) return html`${states[state]}`;
	if (state === 'scheduled') return html`Scheduled for ${timeOf(scheduled)}`;
	if (state === 'cancelled') return html`Cancelled, was scheduled for ${timeOf(scheduled)}`;
	return html`${states[state]}, as scheduled`;
}

/** The text as on the phone; its link leads to the simulator's own survey page. */
function textWithLink(message: LedgerMessage): Html {
	const { text, shortUrl, personalDataDeleted } = message;
	if (personalDataDeleted) return html`<em>(personal data deleted)</em>`;
	if (shortUrl === null || !isOnPhone(message)) return html`${text}`;
	const link = html`<a href="/s/${codeOf(shortUrl)}">${shortUrl}</a>`;
	return html`${text.split(shortUrl).map((part, index) => [index > 0 && link, part])}`;
}
