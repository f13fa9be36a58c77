import type { ICredentialDataDecryptedObject } from 'n8n-workflow';

import { isAccountId } from '../../api/account';
import { InvalidValueError } from '../../values/invalidValue';
import { optionalText } from '../../values/given';
import { readSubAccountId } from '../../values/ids';

/** @throws {InvalidValueError} when the credential's account ID is not a GUID */
export function readAccountId(credentials: ICredentialDataDecryptedObject): string {
	const accountId = String(credentials.accountId ?? '').trim();
	if (isAccountId(accountId)) return accountId;
	throw new InvalidValueError(
		accountId === ''
			? "The credential has no 'Account ID'"
			: "The credential's 'Account ID' is not a valid account ID",
		'Account ID',
		"Open the credential and enter the 'Account ID' that the 8x8 Connect portal shows. The Webhook operations need it.",
	);
}

/**
 * A subaccount, or `*` for all that have no webhook of their own.
 *
 * @throws {InvalidValueError} when it is empty: a change needs a named subaccount
 */
export function webhookSubAccount(value: unknown): string {
	const subAccountId = optionalText(value, 'Subaccount ID');
	if (subAccountId === '*') return '*';
	if (subAccountId !== undefined) return readSubAccountId(subAccountId, undefined);
	throw new InvalidValueError(
		"'Subaccount ID' is empty",
		'Subaccount ID',
		'Enter the subaccount whose webhook you mean, or * for all that have no webhook of their own.',
	);
}
