import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { InvalidValueError } from '../../values/invalidValue';
import { RESUME_VARIABLE, resumeToken } from '../../resume/n8nResume';
import { nodeError } from '../../n8n/failure';
import { readNumber } from '../../n8n/readField';
import { report } from '../../sending/report';
import { sendSurveys } from '../../sending/sendSurveys';
import { connect } from '../connect';
import type { Operation } from '../operation';
import { optionsField, rateLimitWait, timeout } from '../options';
import { sendingFields } from './fields';
import { waitLimit } from './options';
import { requestOne } from './send.operation';
import { SurveyReader } from './surveyReader';

const HOUR_MS = 3_600_000;

/** Sends one survey and puts the execution to sleep until its response comes, or the limit. */
export const sendAndWaitForResponse: Operation = {
	option: {
		name: 'Send and Wait for Response',
		value: 'sendAndWaitForResponse',
		action: 'Send a survey and wait for the response',
		description: 'Send one survey and go on with the workflow when its response comes',
	},
	fields: [...sendingFields, optionsField([rateLimitWait, timeout, waitLimit])],
	notForAgents: true,

	async execute(context) {
		assertOneItem(context);
		let waitLimitMs = 0;

		const outcomes = await sendSurveys(context, async () => {
			const options = context.getNodeParameter('options', 0, {}) as IDataObject;
			const { client, credentials } = await connect(context, options);
			waitLimitMs = HOUR_MS * readWaitLimit(options.waitLimit);
			const reader = new SurveyReader(context, credentials.subAccountId);
			const own = { [RESUME_VARIABLE]: ownToken(context) };
			return {
				read: (itemIndex) => reader.survey(itemIndex, own),
				request: async ([survey]) => [await requestOne(client, survey!, 'error')],
				atOnce: 1,
			};
		});

		const output = report(context, outcomes);
		if (outcomes[0]!.kind !== 'sent') return output;
		const { umid, destination, surveyId, status, scheduled } = output[0]!.json;

		// After the limit n8n hands the node's input on, so the input becomes what is to go on then.
		const input = context.getInputData();
		input[0]!.json = { responded: false, umid, destination, surveyId, status };
		const start = typeof scheduled === 'string' ? Date.parse(scheduled) : Date.now();
		await context.putExecutionToWait(new Date(start + waitLimitMs));
		return input;
	},
};

function ownToken(context: IExecuteFunctions): string {
	return resumeToken(String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)));
}

function readWaitLimit(value: IDataObject[string]): number {
	const hours = readNumber(value, waitLimit);
	if (hours > 0) return hours;
	throw new InvalidValueError(
		"'Wait Limit (Hours)' is 0, so the workflow would not wait at all",
		'Wait Limit (Hours)',
		'Give a number of hours, for example 48, or use the operation Send.',
	);
}

function assertOneItem(context: IExecuteFunctions): void {
	const count = context.getInputData().length;
	if (count === 1) return;
	throw nodeError(
		context.getNode(),
		{
			message: `Send and Wait for Response takes one item, and ${count} came. Nothing was sent`,
			description:
				'An execution can wait for one response only. Move this node into a workflow of its own. Here, let a Loop Over Items node with the batch size 1 call that workflow with an Execute Sub-workflow node, in the mode "Run once with all items" and with "Wait For Sub-Workflow Completion" switched off under its options.',
		},
		0,
	);
}
