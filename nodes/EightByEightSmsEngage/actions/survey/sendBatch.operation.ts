import type { ApiClient } from '../../api/client';
import { ApiError } from '../../api/error';
import { sendSurveyBatch } from '../../api/surveys';
import type { SurveyAnswer } from '../../api/types';
import { readBoolean, readChoice, readNumber } from '../../n8n/readField';
import { dispatch } from '../../sending/dispatch';
import { mayHaveBeenSent, outcomeOfAnswer } from '../../sending/outcome';
import { report } from '../../sending/report';
import type { Survey } from '../../sending/survey';
import { SurveyRun } from '../../sending/surveyRun';
import { connect } from '../connect';
import type { Operation } from '../operation';
import { toBatches, toBatchRequest } from './batchRequest';
import { optionsField, rateLimitWait, timeout } from '../options';
import { sendingFields } from './fields';
import { batchSize, onRejected, sendOnce } from './options';
import { SurveyReader } from './surveyReader';

const rejected = onRejected('output');

export const sendBatch: Operation = {
	option: {
		name: 'Send Batch',
		value: 'sendBatch',
		action: 'Send surveys as a batch',
		description: 'Send the surveys of all items in few requests, up to 10,000 in each',
	},
	fields: [...sendingFields, optionsField([batchSize, rejected, rateLimitWait, sendOnce, timeout])],
	notForAgents: true,

	async execute(context) {
		const run = new SurveyRun(context);
		const options = run.options();
		await run.conduct(async () => {
			const { client, credentials } = await connect(context, options);
			const reader = new SurveyReader(context, credentials.subAccountId);
			const size = readNumber(options.batchSize, batchSize);
			const once = readBoolean(options.sendOnce, sendOnce);
			const executionId = context.getExecutionId();
			await dispatch(run, {
				read: (itemIndex) => {
					const survey = reader.surveyOfBatch(itemIndex);
					if (!once) survey.request.clientMessageId ??= `n8n-${executionId}-${itemIndex}`;
					return survey;
				},
				send: async (surveys) => {
					const batches = toBatches(surveys, size);
					// Taken out one by one, so that what has been sent takes no memory.
					for (let batch = batches.shift(); batch; batch = batches.shift()) {
						if (run.halted) return;
						await sendAsBatch(run, client, batch);
					}
				},
				once,
				sliceSize: size,
			});
		});
		return report(run, readChoice(options.onRejected, rejected));
	},
};

async function sendAsBatch(run: SurveyRun, client: ApiClient, batch: Survey[]): Promise<void> {
	const { surveyId } = batch[0]!;
	for (const survey of batch) run.begin(survey);
	try {
		const answer = await sendSurveyBatch(client, batch[0]!, toBatchRequest(batch));
		const { batchId, clientBatchId } = answer;
		const byClientMessageId = new Map<string | undefined, SurveyAnswer>();
		for (const message of answer.messages) {
			byClientMessageId.set(message.clientMessageId, message);
		}
		for (const survey of batch) {
			const message = byClientMessageId.get(survey.request.clientMessageId);
			run.settle(
				survey,
				message
					? outcomeOfAnswer(message, { surveyId, batchId, clientBatchId })
					: mayHaveBeenSent({ message: "8x8's answer to the batch leaves this survey out" }),
			);
		}
	} catch (error) {
		if (batch.length === 1 || !concernsOneRecipient(error)) return run.settleError(batch, error);
		run.release(batch);
		// Nothing of the batch was taken, so its halves can go out: in the end only the one fails.
		const half = Math.ceil(batch.length / 2);
		for (const part of [batch.slice(0, half), batch.slice(half)]) {
			if (!run.halted) await sendAsBatch(run, client, part);
		}
	}
}

/** 8x8's codes for a phone number or its country. */
const RECIPIENT_CODES = [1002, 1009, 3018];

function concernsOneRecipient(error: unknown): boolean {
	return (
		error instanceof ApiError &&
		error.details.reach === 'item' &&
		RECIPIENT_CODES.includes(error.details.code ?? 0)
	);
}
