import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { InvalidValueError } from '../../message/error';
import type { ItemParameters } from '../../parameters';
import { optionalText, readSubAccountId } from '../survey/additionalFields';

/**
 * The path of an item's message or batch.
 *
 * @throws {InvalidValueError} when an ID is empty or the subaccount is none
 */
export function messagePath(
	parameters: ItemParameters,
	credentials: ICredentialDataDecryptedObject,
	idField: 'umid' | 'batchId',
	itemIndex: number,
): string[] {
	const id = optionalText(parameters.get(idField, itemIndex));
	if (id === undefined) {
		const field = idField === 'umid' ? 'Message ID (UMID)' : 'Batch ID';
		throw new InvalidValueError(
			`${field} is empty`,
			field,
			`Take the ${idField} from the output of the node that sent the survey.`,
		);
	}
	const own = parameters.get('additionalFields.subAccountId', itemIndex, '');
	const subAccountId = readSubAccountId(own, credentials.subAccountId);
	const batch = idField === 'batchId' ? ['batch'] : [];
	return ['subaccounts', subAccountId, 'messages', ...batch, id];
}
