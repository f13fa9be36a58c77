import type { SurveyAnswer } from '../../api/types';
import type { Survey } from '../../sending/survey';

/**
 * 8x8's answer to each survey of a batch, in the surveys' order. They are matched by their client
 * message ID, in whatever case it comes back, else by a phone number that only one of what is left
 * has. Undefined for a survey that the answer leaves out.
 */
export function matchAnswers(
	batch: Survey[],
	answers: SurveyAnswer[],
): Array<SurveyAnswer | undefined> {
	const byId = new Map<string | undefined, SurveyAnswer>();
	for (const answer of answers) byId.set(idKey(answer.clientMessageId), answer);
	const matched = batch.map(({ request }) => byId.get(idKey(request.clientMessageId)));

	const left = batch.filter((_, index) => matched[index] === undefined);
	if (left.length === 0) return matched;
	const numbersLeft = countBy(left.map(({ request }) => digitsOf(request.destination)));
	const known = new Set(matched);
	const answersLeft = answers.filter((answer) => !known.has(answer));
	const byNumber = new Map(answersLeft.map((answer) => [digitsOf(answer.destination), answer]));
	const answersOfNumber = countBy(answersLeft.map(({ destination }) => digitsOf(destination)));
	return matched.map((answer, index) => {
		const number = digitsOf(batch[index]!.request.destination);
		const isOne = numbersLeft.get(number) === 1 && answersOfNumber.get(number) === 1;
		return answer ?? (isOne ? byNumber.get(number) : undefined);
	});
}

/** Two client message IDs that differ in case alone count as one. */
export function idKey(clientMessageId: string | undefined): string | undefined {
	return clientMessageId?.toLowerCase();
}

/** A request takes its numbers with or without `+`, and the answer need not repeat it. */
function digitsOf(destination: unknown): string {
	return String(destination).replace(/\D/g, '');
}

function countBy(texts: string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
	return counts;
}
