import type { Resource } from '../operation';
import { preview } from './preview.operation';
import { send } from './send.operation';
import { sendAndWaitForResponse } from './sendAndWaitForResponse.operation';
import { sendBatch } from './sendBatch.operation';

export const survey: Resource = {
	option: { name: 'Survey', value: 'survey' },
	operations: [send, sendAndWaitForResponse, sendBatch, preview],
};
