import { failureOf } from '../../n8n/failure';

/** What went wrong and what to do, as whole sentences. */
export function inSentences(error: unknown): string {
	const { message, description } = failureOf(error);
	return [message, description]
		.filter((text) => text !== undefined && text !== '')
		.map((text) => (/[.!?"]$/.test(text!) ? text : `${text}.`))
		.join(' ');
}
