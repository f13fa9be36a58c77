import type { INodeProperties } from 'n8n-workflow';

import { additionalFieldsField, subAccountIdField } from '../options';

export const umid: INodeProperties = {
	displayName: 'Message ID (UMID)',
	name: 'umid',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 84e7ee9a-5c41-e811-814c-020897df5459',
	description: 'The umid in the output of the node that sent the survey',
};

export const batchId: INodeProperties = {
	displayName: 'Batch ID',
	name: 'batchId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. f1ea5276-a824-e711-8146-022a22cc1c71',
	description: 'The batchId in the output of the node that sent the batch',
};

export const additionalFields = additionalFieldsField([
	subAccountIdField("The subaccount that sent the message, if it is not the credential's"),
]);
