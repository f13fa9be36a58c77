import type { INodeExecutionData } from 'n8n-workflow';

import type { Operation } from '../operation';
import { checkSetup } from './checkSetup';

/** Tells whether the credential, the account and its webhook are right. Changes nothing. */
export const check: Operation = {
	option: {
		name: 'Check Setup',
		value: 'check',
		action: 'Check account setup',
		description:
			'Find out whether the key, the subaccount, the account and its webhook are right. Sends nothing and changes nothing.',
	},
	fields: [],

	// The answer is the same for every item, so 8x8 is asked once.
	async execute(context): Promise<INodeExecutionData[]> {
		const setup = await checkSetup(context);
		return context
			.getInputData()
			.map((_, itemIndex) => ({ json: { ...setup }, pairedItem: { item: itemIndex } }));
	},
};
