import { customers, SURVEY } from './senders';
import { ACCOUNT } from './stage';

/**
 * Has 8x8 take that many surveys in one batch, without n8n.
 *
 * @param prefix of their client message IDs
 * @returns their umids
 */
export async function fillLedger(
	simulatorUrl: string,
	count: number,
	prefix: string,
): Promise<string[]> {
	const path = `/api/v1/subaccounts/${ACCOUNT.subAccountId}/surveys/${SURVEY}/messages/batch`;
	const messages = customers(count, prefix).map(({ destination, name, id }) => ({
		destination,
		clientMessageId: id,
		templateVariables: { name },
	}));
	const response = await fetch(simulatorUrl + path, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: `Bearer ${ACCOUNT.apiKey}` },
		body: JSON.stringify({
			messages,
			template: { templateBody: 'Hi {{name}}: {{url}}' },
			includeMessagesInResponse: true,
		}),
	});
	const answer = (await response.json()) as { messages?: Array<{ umid: string }> };
	if (answer.messages?.length !== count) throw new Error(`8x8 answered ${JSON.stringify(answer)}`);
	return answer.messages.map(({ umid }) => umid);
}
