import { NOBODYS_UMID } from '../../api/account';
import type { ApiClient } from '../../api/client';
import { ApiError } from '../../api/error';
import { readSubAccountId } from '../../values/ids';
import { inSentences } from './sentences';

export type Verdict = 'valid' | 'invalid' | 'missing' | 'unknown';

/** What 8x8 thinks of the key and the subaccount. */
export interface Access {
	apiKey: Verdict;
	subAccountId: Verdict;
	problems: string[];
}

/** What 8x8's codes say about the key and the subaccount. Other codes say nothing. */
const VERDICTS: Record<number, [apiKey: Verdict, subAccountId: Verdict]> = {
	1001: ['valid', 'invalid'],
	1200: ['invalid', 'unknown'],
	1201: ['valid', 'invalid'],
	1300: ['valid', 'valid'],
};

/**
 * Asks for a message that cannot exist: 8x8 answers "not found" only when it accepts the key and the
 * subaccount.
 */
export async function checkAccess(client: ApiClient, subAccountId: string): Promise<Access> {
	try {
		const path = ['subaccounts', readSubAccountId(subAccountId, undefined), 'messages'];
		await client({ method: 'GET', path: [...path, NOBODYS_UMID] });
		return { apiKey: 'valid', subAccountId: 'valid', problems: [] };
	} catch (error) {
		if (!(error instanceof ApiError)) {
			const verdict = subAccountId === '' ? 'missing' : 'invalid';
			return { apiKey: 'unknown', subAccountId: verdict, problems: [inSentences(error)] };
		}
		const [apiKey, ofSubAccount] = VERDICTS[error.details.code ?? 0] ?? ['unknown', 'unknown'];
		const isRight = apiKey === 'valid' && ofSubAccount === 'valid';
		return { apiKey, subAccountId: ofSubAccount, problems: isRight ? [] : [inSentences(error)] };
	}
}
