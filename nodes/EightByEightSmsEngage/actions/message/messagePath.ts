import type { INodeProperties } from 'n8n-workflow';

import { readSubAccountId, requiredId } from '../../values/ids';
import type { ItemCall } from '../perItem';
import { batchId } from './fields';

/**
 * The path of the message or batch whose ID stands in a field.
 *
 * @throws {InvalidValueError} when the ID or the subaccount is not valid
 */
export function messagePath({ read, credentials }: ItemCall, field: INodeProperties): string[] {
	const id = requiredId(
		read(field.name),
		field.displayName,
		`Take the ${field.name} from the output of the node that sent the survey.`,
	);
	const own = read('additionalFields.subAccountId');
	const subAccountId = readSubAccountId(own, credentials.subAccountId);
	const batch = field === batchId ? ['batch'] : [];
	return ['subaccounts', subAccountId, 'messages', ...batch, id];
}
