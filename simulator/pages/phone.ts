import { codeOf } from '../messages/links';
import type { LedgerMessage } from '../messages/message';
import { REJECTED_ENDING, UNDELIVERED_ENDING } from '../messages/specialNumbers';
import type { Platform } from '../platform/platform';
import { html, type Html } from './html';
import { page } from './layout';

const SHOWN = 50;

const states: Record<LedgerMessage['state'], string> = {
	scheduled: 'scheduled',
	queued: 'queued at 8x8',
	sent: 'sent to the operator',
	delivered: 'delivered',
	undelivered: 'could not be delivered',
	cancelled: 'cancelled',
	rejected: 'rejected',
};

/** The customer's phone. */
export const phonePage = (platform: Platform, revision: string): Html =>
	page(
		'/',
		'Phone',
		html`<div class="phone">
			<header>Messages</header>
			<div class="screen" data-refresh="/_simulator/phone" data-revision="${revision}" data-follow>
				${phoneMessages(platform)}
			</div>
			<form class="compose" method="post" action="/reply">
				<input type="text" name="text" placeholder="Text back" aria-label="Text back" required />
				<button class="main">Send</button>
			</form>
		</div>`,
	);

/** What is on its screen, newest last. */
export function phoneMessages(platform: Platform): Html {
	const messages = platform.ledger
		.all()
		.filter(({ state }) => state !== 'rejected')
		.slice(-SHOWN);
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

const sms = (message: LedgerMessage): Html =>
	html`<article class="sms" data-umid="${message.umid}">
		<header>
			<strong>${message.source ?? '8x8'}</strong> to ${message.destination || 'a deleted number'},
			${message.acceptedAt.slice(11, 16)} UTC
		</header>
		<div class="bubble">${textWithLink(message)}</div>
		<div class="meta">
			umid <code>${message.umid}</code><br />
			${states[message.state]}${message.scheduled && message.state === 'scheduled'
				? ` for ${message.scheduled}`
				: ''}${message.openedAt && ' · link opened'}${message.response && ' · survey answered'}
			${message.unfilled.length > 0 &&
			html`<br /><span class="bad">No value for: ${message.unfilled.join(', ')}</span>`}
		</div>
		<form class="row" method="post" action="/reply">
			<input type="hidden" name="to" value="${message.umid}" />
			<button class="small" name="text" value="STOP">Reply STOP</button>
			<button class="small" name="text" value="Thank you!">Reply “Thank you!”</button>
		</form>
		${message.replies.map(({ text }) => html`<div class="bubble mine">${text}</div>`)}
	</article>`;

/** The text as on the phone; its link leads to the simulator's own survey page. */
function textWithLink({ text, shortUrl, personalDataDeleted }: LedgerMessage): Html {
	if (personalDataDeleted) return html`<em>(personal data deleted)</em>`;
	if (shortUrl === null) return html`${text}`;
	const link = html`<a href="/s/${codeOf(shortUrl)}">${shortUrl}</a>`;
	return html`${text.split(shortUrl).map((part, index) => [index > 0 && link, part])}`;
}
