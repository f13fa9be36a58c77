import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { readBoolean } from '../../n8n/readField';
import { showHints } from '../../n8n/showHints';
import { report } from '../../sending/report';
import { sendSurveys, type SendingPlan } from '../../sending/sendSurveys';
import { connect, type Connection } from '../connect';
import { hintsOf, type HowSent } from './hints';
import { sendOnce } from './options';
import { SurveyReader } from './surveyReader';

/** What an operation that sends works with: 8x8's client, its own options, and its items' reader. */
export interface Sending extends Connection {
	options: IDataObject;
	reader: SurveyReader;
}

/** @throws {InvalidValueError | ApiError} when an option or the credential cannot be used */
export async function prepareSending(context: IExecuteFunctions): Promise<Sending> {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	const connection = await connect(context, options);
	const reader = new SurveyReader(context, connection.credentials.subAccountId);
	return { ...connection, options, reader };
}

/** How an operation reads its surveys and makes requests of them. */
interface ItemsPlan extends Omit<SendingPlan, 'once'> {
	/** How many surveys Send Once records together before they are sent. */
	inSlicesOf: number;
}

/**
 * The `execute` of an operation that sends all items' surveys, with Send Once, the report and the
 * hints.
 */
export function sendAllItems(planOf: (sending: Sending) => ItemsPlan) {
	return async (context: IExecuteFunctions): Promise<INodeExecutionData[]> => {
		const how: HowSent = {
			oneByOne: false,
			once: false,
			errorOutput: context.getNode().onError === 'continueErrorOutput',
		};
		let reader: SurveyReader | undefined;
		const outcomes = await sendSurveys(context, async () => {
			const sending = await prepareSending(context);
			reader = sending.reader;
			const { inSlicesOf, ...plan } = planOf(sending);
			how.oneByOne = plan.group === undefined;
			how.once = readBoolean(sending.options, sendOnce);
			return {
				...plan,
				...(how.once && {
					once: { inSlicesOf, secret: String(sending.credentials.apiKey) },
				}),
			};
		});
		const output = report(context, outcomes);
		showHints(context, [...hintsOf(outcomes, how), ...(reader?.hints() ?? [])]);
		return output;
	};
}
