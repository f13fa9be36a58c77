import type { INodeExecutionData } from 'n8n-workflow';

import { previewMessage } from '../../text/preview';
import type { Operation } from '../operation';
import { eachItem } from '../perItem';
import { messageFields } from './fields';
import { SurveyReader } from './surveyReader';

export const preview: Operation = {
	option: {
		name: 'Preview',
		value: 'preview',
		action: 'Preview a survey message',
		description: 'Show the text, its length and how many SMS it takes, without sending anything',
	},
	fields: messageFields,

	async execute(context): Promise<INodeExecutionData[]> {
		const reader = new SurveyReader(context);
		return await eachItem(context, async (itemIndex) => {
			const { text, variables } = reader.message(itemIndex);
			return { ...previewMessage(text, variables) };
		});
	},
};
