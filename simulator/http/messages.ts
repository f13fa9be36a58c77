import type { FastifyInstance } from 'fastify';
import { priceOf, stateDetails } from '../messages/events';
import { shownState } from '../messages/logExports';
import type { LedgerMessage } from '../messages/message';
import type { Platform } from '../platform/platform';
import { badRequest, notFound, tooManyRequests } from './refusal';

const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

interface MessagePath {
	subAccountId: string;
	umid: string;
}

/** A message's details, cancelling what is scheduled, deleting personal data. */
export function messageRoutes(app: FastifyInstance, platform: Platform): void {
	const { ledger, lookUps } = platform;

	/** 8x8 answers this many requests a second for message details, per subaccount. */
	const countDetails = (subAccountId: string) => {
		const now = Date.now();
		const times = (lookUps.get(subAccountId) ?? []).filter((time) => now - time < 1_000);
		if (times.length >= platform.settings.messageDetailsPerSecond) throw tooManyRequests(1);
		lookUps.set(subAccountId, [...times, now]);
	};

	const find = ({ subAccountId, umid }: MessagePath): LedgerMessage => {
		const message = ledger.get(umid.toLowerCase());
		if (message?.subAccountId !== subAccountId) throw notFound('Message');
		return message;
	};

	const checkUmid = (umid: string) => {
		if (!GUID.test(umid)) throw badRequest(1000, 'Invalid umid.');
	};

	const cancel = (messages: LedgerMessage[]) => {
		const waiting = messages.filter(({ state }) => state === 'scheduled');
		const stateAt = new Date().toISOString();
		for (const message of waiting) ledger.change(message, { state: 'cancelled', stateAt });
		return { cancelledCount: waiting.length };
	};

	app.get<{ Params: MessagePath }>('/messages/:umid', async ({ params }) => {
		checkUmid(params.umid);
		countDetails(params.subAccountId);
		return messageDetails(find(params));
	});

	// What was sent already cannot be cancelled: 8x8's answer is a count, so it is 0.
	app.delete<{ Params: MessagePath }>('/messages/:umid', async ({ params }) => {
		checkUmid(params.umid);
		return cancel([find(params)]);
	});

	// 8x8's document has no 404 here: for a batch that is not known the count is 0.
	app.delete<{ Params: { subAccountId: string; batchId: string } }>(
		'/messages/batch/:batchId',
		async ({ params }) =>
			cancel(
				ledger
					.all()
					.filter(
						({ subAccountId, batchId }) =>
							subAccountId === params.subAccountId && batchId === params.batchId.toLowerCase(),
					),
			),
	);

	app.delete<{ Params: MessagePath }>('/messages/:umid/pii', async ({ params }, reply) => {
		checkUmid(params.umid);
		ledger.change(find(params), {
			personalDataDeleted: true,
			destination: '',
			text: '',
			templateBody: '',
			templateVariables: {},
			replies: [],
			response: null,
		});
		return reply.code(202).send();
	});
}

/** 8x8 masks the text and the last digits of the number. */
function messageDetails(message: LedgerMessage) {
	const optional = {
		country: message.country,
		clientMessageId: message.clientMessageId,
		clientBatchId: message.clientBatchId,
		batchId: message.batchId,
	};
	const { detail, error } = stateDetails[message.state] ?? {};
	return {
		umid: message.umid,
		subAccountId: message.subAccountId,
		direction: 'outbound',
		status: {
			state: shownState(message),
			...(detail === undefined ? {} : { detail }),
			...(error === undefined ? {} : { errorCode: error[0], errorMessage: error[1] }),
			timestamp: message.stateAt,
		},
		msisdn: message.destination.replace(/\d{4}$/, 'xxxx'),
		source: message.source ?? '',
		body: '**MASKED**',
		encoding: message.encoding,
		createdAt: message.acceptedAt,
		smsCount: message.smsCount,
		price: priceOf(message.smsCount),
		...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== null)),
	};
}
