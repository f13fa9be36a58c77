import { accountBalance, isAccountId, listWebhooks, type Balance } from '../../api/account';
import type { ApiClient } from '../../api/client';
import { ApiError } from '../../api/error';
import type { Webhook } from '../../api/types';
import type { Verdict } from './access';
import { inSentences } from './sentences';

/** What 8x8 says about the credential's account; null when it is not known. */
interface AccountData {
	accountId: Verdict;
	webhooks: Webhook[] | null;
	balance: Balance | null;
	problems: string[];
}

const WHERE = "Open the credential and enter the 'Account ID' that the 8x8 Connect portal shows.";
/** 8x8's codes for an account that is not the key's or does not exist. */
const NOT_THIS_ACCOUNT = [1000, 1008, 1201, 1300];

/** @param client undefined when 8x8 does not accept the key, so asking is pointless */
export async function checkAccount(
	client: ApiClient | undefined,
	accountId: string,
): Promise<AccountData> {
	const unasked = { webhooks: null, balance: null };
	if (accountId === '') {
		const problem = `The credential has no 'Account ID', so the webhook and the balance cannot be checked. ${WHERE}`;
		return { ...unasked, accountId: 'missing', problems: [problem] };
	}
	if (!isAccountId(accountId)) {
		const problem = `The 'Account ID' of the credential is not an ID that 8x8 gives. ${WHERE}`;
		return { ...unasked, accountId: 'invalid', problems: [problem] };
	}
	if (client === undefined) return { ...unasked, accountId: 'unknown', problems: [] };
	try {
		const webhooks = await listWebhooks(client, accountId);
		return { accountId: 'valid', webhooks, ...(await balanceOf(client, accountId)) };
	} catch (error) {
		const code = error instanceof ApiError ? error.details.code : undefined;
		if (code === undefined || !NOT_THIS_ACCOUNT.includes(code)) {
			return { ...unasked, accountId: 'unknown', problems: [inSentences(error)] };
		}
		const problem = `The 'Account ID' of the credential does not belong to this API key (8x8 code ${code}). ${WHERE}`;
		return { ...unasked, accountId: 'invalid', problems: [problem] };
	}
}

/** Null for an account that is not prepaid. Nothing depends on it, so it fails silently. */
async function balanceOf(
	client: ApiClient,
	accountId: string,
): Promise<Pick<AccountData, 'balance' | 'problems'>> {
	const balance = await accountBalance(client, accountId).catch(() => null);
	if (balance === null || balance.amount > 0) return { balance, problems: [] };
	const problem = `The prepaid balance of the account is used up (${balance.amount} ${balance.currency}), so 8x8 may send no SMS. Add money in the 8x8 Connect portal.`;
	return { balance, problems: [problem] };
}
