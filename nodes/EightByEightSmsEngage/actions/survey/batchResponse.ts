import type { SmsResponse } from '../../api/types';
import type { Survey } from '../../sending/survey';

/**
 * 8x8's response to each survey of a batch, in the surveys' order. They are matched by client message
 * ID in any case, else by a phone number that only one of the rest has. Undefined for a survey that the
 * response leaves out.
 */
export function matchResponses(
	batch: Survey[],
	responses: SmsResponse[],
): Array<SmsResponse | undefined> {
	const byId = new Map<string | undefined, SmsResponse>();
	for (const response of responses) {
		const key = idKey(response.clientMessageId);
		// If one of two responses to a survey took it, that one counts: no retry may send it again.
		if (response.status.code !== 'REJECTED' || !byId.has(key)) byId.set(key, response);
	}
	const ids = batch.map(({ request }) => idKey(request.clientMessageId));
	const matched = ids.map((id) => byId.get(id));

	const left = batch.filter((_, index) => matched[index] === undefined);
	if (left.length === 0) return matched;
	const numbersLeft = countBy(left.map(({ request }) => digitsOf(request.destination)));
	const known = new Set(ids);
	const responsesLeft = responses.filter(
		({ clientMessageId }) => !known.has(idKey(clientMessageId)),
	);
	const byNumber = new Map(
		responsesLeft.map((response) => [digitsOf(response.destination), response]),
	);
	const responsesOfNumber = countBy(responsesLeft.map(({ destination }) => digitsOf(destination)));
	return matched.map((response, index) => {
		const number = digitsOf(batch[index]!.request.destination);
		const isOne = numbersLeft.get(number) === 1 && responsesOfNumber.get(number) === 1;
		return response ?? (isOne ? byNumber.get(number) : undefined);
	});
}

/** Client message IDs that differ only in case count as one. */
export function idKey(clientMessageId: unknown): string | undefined {
	if (clientMessageId === undefined || clientMessageId === null) return undefined;
	return String(clientMessageId).toLowerCase();
}

/** 8x8 takes numbers with or without `+`, and its response may drop it. */
function digitsOf(destination: unknown): string {
	return String(destination).replace(/\D/g, '');
}

function countBy(texts: string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
	return counts;
}
