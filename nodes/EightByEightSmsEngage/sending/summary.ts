import type { Failure } from '../n8n/failure';
import { groupBy } from '../values/groupBy';
import { failureIn, type Outcome } from './outcome';

const MOST_NAMED = 5;
/** How the error of a run begins that sent nothing. */
export const NOTHING = 'Nothing was sent';

/**
 * What happened to the items of a run, in the words of one error: whether anything was sent, which
 * items failed and why, and how to send the others. A run of one item says it in the item's words.
 *
 * @param first is the failure that the error is about
 * @param tried are the failures of items that were not merely kept back, by the items' index
 */
export function summaryOf(
	outcomes: Outcome[],
	first: Failure,
	tried: Map<number, Failure>,
): { message: string; description?: string } {
	if (outcomes.length === 1) {
		const { message, description } = first;
		return { message: anySent(outcomes) ? message : `${NOTHING}: ${message}`, description };
	}
	const failed = outcomes.filter(failureIn).length;
	const unknown = outcomes.filter(({ kind }) => kind === 'unknown').length;
	const keptBack = failed - tried.size;
	const message = [
		head(outcomes, failed),
		...reasons(tried),
		unknown > 0 ? `Of these, ${unknown} may have been sent.` : '',
		keptBack > 0 ? `The other ${wereNot(keptBack)} sent because of this.` : '',
	];
	const description = [
		first.description,
		goneOut(outcomes),
		lookFor(outcomes, first),
		wayForTheOthers(outcomes, keptBack),
	];
	return { message: joined(message), description: joined(description) };
}

const wereNot = (count: number) => (count === 1 ? 'one was not' : `${count} were not`);

const joined = (sentences: Array<string | undefined>) => sentences.filter(Boolean).join(' ');

/** Whether a survey went out, or may have. */
const anySent = (outcomes: Outcome[]) =>
	outcomes.some(({ kind }) => kind === 'sent' || kind === 'unknown');

function head(outcomes: Outcome[], failed: number): string {
	const wrong = outcomes.filter(({ kind }) => kind === 'wrong').length;
	const all = outcomes.length;
	if (anySent(outcomes)) return `${failed} of ${all} surveys failed.`;
	if (wrong === 0) return `${NOTHING}: ${failed} of ${all} surveys failed.`;
	return `${NOTHING}: ${wrong} of ${all} items ${wrong === 1 ? 'is' : 'are'} wrong.`;
}

/** Each reason once, with its items. */
function reasons(tried: Map<number, Failure>): string[] {
	const byMessage = groupBy(tried, ([, { message }]) => message);
	const named = [...byMessage]
		.slice(0, MOST_NAMED)
		.map(([message, failures]) => `${nameItems(failures.map(([item]) => item))}: ${message}.`);
	return byMessage.size > MOST_NAMED ? [...named, 'Others failed for other reasons.'] : named;
}

/** Items as n8n counts them and as people do: "Item 6 (the 7th)". */
function nameItems(items: number[]): string {
	const named = items.slice(0, MOST_NAMED).map((item) => `${item} (the ${ordinal(item + 1)})`);
	const more = items.length - named.length;
	return `Item${items.length > 1 ? 's' : ''} ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const ENDINGS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' };
const ORDINALS = new Intl.PluralRules('en', { type: 'ordinal' });

function ordinal(number: number): string {
	return `${number}${ENDINGS[ORDINALS.select(number)]}`;
}

function goneOut(outcomes: Outcome[]): string {
	const umids = outcomes.flatMap((outcome) => (outcome.kind === 'sent' ? [outcome.json.umid] : []));
	if (umids.length === 0) {
		return anySent(outcomes)
			? '8x8 has confirmed none of the surveys.'
			: 'No survey was accepted by 8x8.';
	}
	return `${umids.length} of ${outcomes.length} surveys had gone out, with these message IDs (umid): ${listed(umids)}.`;
}

/** How to find what may have been sent, unless the words of the first failure say it already. */
function lookFor(outcomes: Outcome[], first: Failure): string {
	const unknown = outcomes.filter((outcome) => outcome.kind === 'unknown');
	if (unknown.every(({ failure }) => failure === first)) return '';
	const which = unknown.length === 1 ? 'ID of the one' : 'IDs of those';
	const ids = unknown.map(({ clientMessageId }) => clientMessageId);
	return `The client message ${which} that may have been sent, to look for with Message → Get Many: ${listed(ids)}.`;
}

function listed(ids: unknown[]): string {
	return [...ids.slice(0, MOST_NAMED), ...(ids.length > MOST_NAMED ? ['…'] : [])].join(', ');
}

function wayForTheOthers(outcomes: Outcome[], keptBack: number): string {
	const wrong = outcomes.filter(({ kind }) => kind === 'wrong').length;
	if (wrong > 0 && keptBack > 0) {
		const apart = `${wrong === 1 ? 'the wrong one then comes out there with its fields' : 'the wrong ones then come out there with their fields'}, to be corrected and sent.`;
		return `To send the ${keptBack === 1 ? 'other one' : `other ${keptBack}`} all the same, set 'On Error' on the Settings tab to "Continue (using error output)": ${apart} Or put the wrong items right and run the workflow again.`;
	}
	const anyUnsent = outcomes.some(({ kind }) => kind === 'failed' || kind === 'notReached');
	if (wrong > 0 || !anyUnsent || !anySent(outcomes)) return '';
	return 'Once the cause is gone, a retry sends only what has not gone out.';
}
