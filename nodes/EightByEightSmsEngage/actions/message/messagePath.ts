import type { INodeProperties } from 'n8n-workflow';

import { optionalText, readSubAccountId } from '../../values/ids';
import { InvalidValueError } from '../../values/invalidValue';
import type { ItemCall } from '../perItem';
import { batchId } from './fields';

/**
 * The path of the message or batch whose ID stands in a field.
 *
 * @throws {InvalidValueError} when the ID is empty or the subaccount is none
 */
export function messagePath({ read, credentials }: ItemCall, field: INodeProperties): string[] {
	const id = optionalText(read(field.name));
	if (id === undefined) {
		throw new InvalidValueError(
			`'${field.displayName}' is empty`,
			field.displayName,
			`Take the ${field.name} from the output of the node that sent the survey.`,
		);
	}
	const own = read('additionalFields.subAccountId');
	const subAccountId = readSubAccountId(own, credentials.subAccountId);
	const batch = field === batchId ? ['batch'] : [];
	return ['subaccounts', subAccountId, 'messages', ...batch, id];
}
