import type { INodeExecutionData } from 'n8n-workflow';

import { previewMessage } from '../../message/preview';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { SurveyReader } from './surveyReader';

export const preview: Operation = {
	option: {
		name: 'Preview',
		value: 'preview',
		action: 'Preview a survey message',
		description: 'Show the text, its length and how many SMS it takes, without sending anything',
	},

	async execute(context): Promise<INodeExecutionData[]> {
		const reader = new SurveyReader(context);
		return await perItem(context, async (itemIndex) => {
			const { text, variables } = reader.message(itemIndex);
			return { ...previewMessage(text, variables) };
		});
	},
};
