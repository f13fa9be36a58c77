import type { INodeExecutionData } from 'n8n-workflow';

import { ItemParameters } from '../../n8n/itemParameters';
import { showHints } from '../../n8n/showHints';
import { previewMessage } from '../../text/preview';
import type { Operation } from '../operation';
import { eachItem } from '../perItem';
import { messageFields } from './fields';
import { MessageReader } from './messageReader';

export const preview: Operation = {
	option: {
		name: 'Preview',
		value: 'preview',
		action: 'Preview survey message',
		description:
			"Show the survey's text, its length and how many SMS it takes, without sending anything",
	},
	fields: messageFields,

	async execute(context): Promise<INodeExecutionData[]> {
		const messages = new MessageReader(context, new ItemParameters(context));
		const output = await eachItem(context, async (itemIndex) => {
			const { text, outgoing } = messages.read(itemIndex);
			return { ...previewMessage(text, outgoing) };
		});
		showHints(context, messages.hints());
		return output;
	},
};
