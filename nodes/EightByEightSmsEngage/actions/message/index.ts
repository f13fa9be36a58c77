import type { Resource } from '../operation';
import { cancel } from './cancel.operation';
import { cancelBatch } from './cancelBatch.operation';
import { deletePersonalData } from './deletePersonalData.operation';
import { get } from './get.operation';
import { getAll } from './getAll.operation';

export const message: Resource = {
	option: { name: 'Message', value: 'message' },
	operations: [get, getAll, cancel, cancelBatch, deletePersonalData],
};
