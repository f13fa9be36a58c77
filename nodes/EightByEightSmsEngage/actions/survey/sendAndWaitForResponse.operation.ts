import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { DateTime } from 'luxon';

import { isGiven } from '../../values/given';
import { InvalidValueError } from '../../values/invalidValue';
import { dueAt, hoursAfter } from '../../values/times';
import { RESUME_VARIABLE, resumeToken, secretsIn } from '../../resume/n8nResume';
import { proofOfWait } from '../../resume/proof';
import { nodeError } from '../../n8n/failure';
import { ItemParameters } from '../../n8n/itemParameters';
import { readNumber } from '../../n8n/readField';
import { showHints } from '../../n8n/showHints';
import { report } from '../../sending/report';
import { sendSurveys, type SendingPlan } from '../../sending/sendSurveys';
import { NOTHING } from '../../sending/summary';
import type { Survey } from '../../sending/survey';
import type { Operation } from '../operation';
import { optionsField, rateLimitWait, timeout } from '../options';
import { sendingFields, waitingNotice } from './fields';
import { maxSegments } from './options';
import {
	asReminder,
	assertReadable,
	readAsReminder,
	readReminder,
	reminder,
	reminderId,
	reminderToPark,
} from './reminder';
import { requestOne } from './send.operation';
import { prepareSending } from './sendAllItems';
import { sendingHours } from './sendingHours';

const waitLimit: INodeProperties = {
	displayName: 'Wait Limit (Hours)',
	name: 'waitLimit',
	type: 'number',
	// A year: 8x8 passes on no response later than 48 hours.
	typeOptions: { minValue: 0, maxValue: 24 * 365 },
	default: 48,
	description:
		'How long to wait for the response. After that the workflow goes on with "responded": false. 8x8 passes on no response later than 48 hours. With \'Scheduled\' the time counts from then.',
};

/** Sends one survey and puts the execution to sleep until its response comes, or the limit. */
export const sendAndWaitForResponse: Operation = {
	option: {
		name: 'Send and Wait for Response',
		value: 'sendAndWaitForResponse',
		action: 'Send survey and wait for response',
		description: 'Send one survey and go on with the workflow when its response comes',
	},
	fields: [
		waitingNotice,
		...sendingFields,
		optionsField([maxSegments, rateLimitWait, reminder, sendingHours, timeout, waitLimit]),
	],
	notForAgents: true,

	async execute(context) {
		assertOneItem(context);
		let preparing: Promise<Prepared> | undefined;
		const outcomes = await sendSurveys(
			context,
			async () => (await (preparing = prepare(context))).plan,
			// Kept after success too: putting the execution to sleep may fail, and n8n then tries again.
			{ lasting: true },
		);
		const output = report(context, outcomes);
		if (outcomes[0]!.kind !== 'sent') return output;

		// When a retry of a survey that was sent cannot be prepared, this throws the reason.
		const { reminderPlan, ownSubAccountId, waitHours, hints } = await preparing!;
		const { umid, destination, surveyId, status, clientMessageId, scheduled } = output[0]!.json;
		const start = dueAt(scheduled);
		const reminded =
			reminderPlan &&
			(await sendSurveys(context, async () => reminderPlan(start, clientMessageId), {
				part: 'reminder',
				lasting: true,
			}));

		showHints(context, hints());
		// After the limit n8n passes the node's input on, so the input becomes that item.
		const input = context.getInputData();
		input[0]!.json = {
			responded: false,
			umid,
			destination,
			surveyId,
			status,
			...(reminded && { reminder: reminderToPark(reminded[0]!, ownSubAccountId()) }),
		};
		await context.putExecutionToWait(hoursAfter(start, waitHours).toJSDate());
		return input;
	},
};

interface Prepared {
	plan: SendingPlan;
	/** The reminder's plan, once it is known when the survey goes out and under which ID. */
	reminderPlan?: (start: DateTime, clientMessageId: unknown) => SendingPlan;
	/** The survey's subaccount if it is not the credential's. */
	ownSubAccountId: () => string | undefined;
	waitHours: number;
	hints: () => string[];
}

async function prepare(context: IExecuteFunctions): Promise<Prepared> {
	const rawOptions = (new ItemParameters(context).raw('options', {}) ?? {}) as IDataObject;
	assertReadable(rawOptions);
	const { client, credentials, options, reader } = await prepareSending(context);
	const waitHours = readWaitLimit(options);
	const token = ownToken(context, credentials.apiKey);
	const own = { [RESUME_VARIABLE]: token };
	const secrets = secretsIn(token);
	const request = async ([survey]: Survey[]) => [
		await requestOne(client, survey!, 'error', secrets),
	];

	const wanted = readReminder(options, rawOptions, waitHours);
	const readReminded = (itemIndex: number, start: DateTime) => {
		const survey = readAsReminder(() => reader.survey(itemIndex, own, wanted!.rawMessage));
		return asReminder(survey, wanted!, start, reader);
	};

	return {
		plan: {
			read: (itemIndex) => {
				const survey = reader.survey(itemIndex, own);
				// A reminder that cannot go out fails before the survey is sent.
				if (wanted) readReminded(itemIndex, dueAt(survey.request.scheduled));
				return survey;
			},
			request,
			atOnce: 1,
		},
		...(wanted && {
			reminderPlan: (start: DateTime, clientMessageId: unknown): SendingPlan => ({
				read: (itemIndex) => {
					const survey = readReminded(itemIndex, start);
					survey.request.clientMessageId = reminderId(clientMessageId);
					return survey;
				},
				request,
				atOnce: 1,
			}),
		}),
		ownSubAccountId: () => {
			const { subAccountId } = reader.parameters.collection('additionalFields', 0);
			return isGiven(subAccountId) ? String(subAccountId).trim() : undefined;
		},
		waitHours,
		hints: () => reader.messages.hints(),
	};
}

function ownToken(context: IExecuteFunctions, apiKey: unknown): string {
	const resumeUrl = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	return resumeToken(resumeUrl, proofOfWait(context, apiKey));
}

function readWaitLimit(options: IDataObject): number {
	const hours = readNumber(options, waitLimit);
	if (hours > 0) return hours;
	throw new InvalidValueError(
		"'Wait Limit (Hours)' is 0, so the workflow would not wait at all",
		'Wait Limit (Hours)',
		'Give a number of hours, for example 48, or use the operation Send.',
	);
}

/** With Execute Once the node sees one item, but after the limit n8n would pass on all of them. */
function assertOneItem(context: IExecuteFunctions): void {
	const count = context.getExecuteData().data.main?.[0]?.length ?? context.getInputData().length;
	if (count === 1) return;
	throw nodeError(
		context.getNode(),
		{
			message: `${NOTHING}: Send and Wait for Response takes one item, and ${count} came`,
			description:
				'An execution can wait for one response only. Move this node into a workflow of its own. Here, let a Loop Over Items node with the batch size 1 call that workflow with an Execute Sub-workflow node, in the mode "Run once with all items" and with "Wait For Sub-Workflow Completion" switched off under its options.',
		},
		0,
	);
}
