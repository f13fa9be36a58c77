import type { SmsEvent } from '../messages/events';
import type { Platform } from '../platform/platform';
import type { RecordedRequest } from '../platform/recorder';
import type { WebhookPost } from '../platform/webhookPost';
import { html, type Html } from './html';
import { page } from './layout';
import { timeOf } from './time';

const SHOWN = 100;
const LONGEST_BODY = 4_000;

export const logPage = (platform: Platform, revision: string): Html =>
	page(
		'/log',
		'Log',
		html`<div data-refresh="/_simulator/log" data-revision="${revision}">
			${logTables(platform)}
		</div>`,
	);

/** Posts and requests, newest first. */
export const logTables = (platform: Platform): Html =>
	html`<section class="card">
			<h2>Posts to webhooks</h2>
			${posts(platform)}
		</section>
		<section class="card">
			<h2>API requests</h2>
			${requests(platform)}
		</section>`;

function posts({ dispatcher, settings }: Platform): Html {
	const { responseUrl } = settings;
	const hint =
		responseUrl === undefined &&
		html`<p class="bad">
			Survey responses are posted nowhere: no address is set in <a href="/settings">Settings</a>.
		</p>`;
	const list = dispatcher.posts().slice(-SHOWN).reverse();
	if (list.length === 0)
		return html`${hint}
			<p class="quiet">Nothing was posted yet.</p>`;
	return html`${hint}
		<p class="quiet">
			After a connection error, no answer, or 4xx/5xx, 8x8 posts an SMS event again after 1, 10, 30
			and 90 seconds${settings.retryFactor === 1 ? '' : ` (here × ${settings.retryFactor})`}.
			${settings.retryResponses
				? 'Survey responses too, as set here.'
				: 'A survey response is posted once.'}
		</p>
		<table class="log">
			<tr>
				<th>Time</th>
				<th>Attempt</th>
				<th>Answer</th>
				<th>Post</th>
			</tr>
			${list.map(postRow)}
		</table>`;
}

const postRow = ({ at, attempt, status, error, answer, swallowed, url, body }: WebhookPost): Html =>
	html`<tr>
		<td class="number">${timeOf(at, 'seconds')}</td>
		<td class="number attempt">${attempt}</td>
		<td class="${!swallowed && status !== undefined && status < 400 ? 'good' : 'bad'}">
			${status ?? error}${swallowed && ', swallowed'}
		</td>
		<td>
			${swallowed &&
			html`<p class="bad">
				n8n was starting up and answered 200 by itself. No workflow has seen this post, and 8x8 does
				not send it again.
			</p>`}
			<details>
				<summary>${nameOf(body)} to ${url}</summary>
				<pre>${shown(body)}</pre>
				${answer ? html`<pre>${answer}</pre>` : ''}
			</details>
		</td>
	</tr>`;

const eventNames: Record<string, string> = {
	outbound_message_status_changed: 'Delivery receipt',
	short_url_clicked: 'Link opened',
	inbound_message_received: 'Reply',
};

function nameOf(body: unknown): string {
	const { eventType, payload } = (body ?? {}) as Partial<SmsEvent>;
	if (eventType === undefined) return 'Survey response';
	const { state } = (payload?.status ?? {}) as { state?: string };
	return `${eventNames[eventType] ?? eventType}${state ? ` (${state})` : ''}`;
}

function requests({ recorder }: Platform): Html {
	const list = recorder.requests().slice(-SHOWN).reverse();
	if (list.length === 0) return html`<p class="quiet">No API request yet.</p>`;
	return html`<table class="log">
		<tr>
			<th>Time</th>
			<th>Took</th>
			<th>Answer</th>
			<th>Request</th>
		</tr>
		${list.map(requestRow)}
	</table>`;
}

const requestRow = ({ method, path, body, status, startedAt, endedAt }: RecordedRequest): Html =>
	html`<tr>
		<td class="number">${timeOf(startedAt, 'seconds')}</td>
		<td class="number">
			${endedAt === undefined ? 'open' : `${Date.parse(endedAt) - Date.parse(startedAt)} ms`}
		</td>
		<td class="${status !== undefined && status < 400 ? 'good' : 'bad'}">${status ?? 'none'}</td>
		<td>
			<details>
				<summary>${method} ${path}</summary>
				<pre>${body === undefined ? '(no body)' : shown(body)}</pre>
			</details>
		</td>
	</tr>`;

/** A batch of 10,000 is not shown whole. */
function shown(body: unknown): string {
	const { messages } = (body ?? {}) as { messages?: unknown };
	const part =
		Array.isArray(messages) && messages.length > 20
			? { ...(body as object), messages: [...messages.slice(0, 20), `… ${messages.length} in all`] }
			: body;
	const text = JSON.stringify(part, null, 2);
	return text.length > LONGEST_BODY ? `${text.slice(0, LONGEST_BODY)}…` : text;
}
