import { failureIn, type Outcome } from '../../sending/outcome';
import { countSegments } from '../../text/segments';
import type { AdditionalFields } from './additionalFields';

/** From this many on, one request per survey takes noticeably longer than a batch. */
const MANY = 200;
/** Counting the parts of every text would take longer than everything else. */
const SAMPLED = 50;

/** What a person should know about a run's surveys and cannot see in its items. */
export class SurveysSeen {
	private count = 0;
	private firstId?: string;
	private oneId = true;
	private leastSegments = Infinity;

	/** @param text as the recipient reads it */
	note({ clientMessageId, encoding }: AdditionalFields, text: string): void {
		if (this.count === 0) this.firstId = clientMessageId;
		else this.oneId &&= clientMessageId === this.firstId;
		if (this.count < SAMPLED) {
			const { segments } = countSegments(text, encoding);
			this.leastSegments = Math.min(this.leastSegments, segments);
		}
		this.count++;
	}

	hints(): string[] {
		const hints: string[] = [];
		if (this.count > 0 && this.leastSegments > 1) {
			const each = this.count > SAMPLED ? `Each of the first ${SAMPLED} surveys` : 'Each survey';
			hints.push(
				`${each} takes ${this.leastSegments} SMS or more, and 8x8 charges for each. The operation Preview shows the text and its length.`,
			);
		}
		if (this.count > 1 && this.firstId !== undefined && this.oneId) {
			hints.push(
				`All surveys have the same client message ID, "${this.firstId}", so nothing tells them apart at 8x8. Give each its own: 'Client Message ID' can be an expression.`,
			);
		}
		return hints;
	}
}

/** How a run sent its surveys, as far as its hints depend on it. */
export interface HowSent {
	/** Whether each survey had a request of its own. */
	oneByOne: boolean;
	/** Whether Send Once leaves out in a later execution what was sent. */
	once: boolean;
	/** Whether failed items come out on a tab of their own. */
	errorOutput: boolean;
}

/** What went wrong although the execution is green, and what could be faster. */
export function hintsOf(outcomes: Outcome[], { oneByOne, once, errorOutput }: HowSent): string[] {
	const count = (kind: Outcome['kind']) =>
		outcomes.filter((outcome) => outcome.kind === kind).length;
	const sent = count('sent');
	const failed = outcomes.filter(failureIn).length;
	const rejected = outcomes.filter(
		(outcome) => outcome.kind === 'rejected' && !failureIn(outcome),
	).length;
	const of = (some: number) => `${some} of ${outcomes.length} surveys`;
	return [
		...(failed > 0
			? [`${of(failed)} ${failedHint({ failed, unknown: count('unknown'), errorOutput })}`]
			: []),
		...(rejected > 0 ? [`8x8 rejected ${of(rejected)}. Search the output for REJECTED.`] : []),
		...(failed + rejected > 0 && sent > 0 && !once ? [againHint(sent)] : []),
		...(oneByOne && sent >= MANY
			? [
					`${sent.toLocaleString('en')} surveys went out in as many requests. The operation Send Batch is faster: it sends up to 10,000 in one.`,
				]
			: []),
	];
}

function failedHint(run: { failed: number; unknown: number; errorOutput: boolean }): string {
	const { failed, unknown, errorOutput } = run;
	const words = (one: string, several: string) => (failed === 1 ? one : several);
	const doubtful = unknown === failed ? words('it', 'they') : `${unknown} of them`;
	const what =
		unknown === 0
			? `${words('was', 'were')} not sent.`
			: `failed, and ${doubtful} may have been sent: before you send again, find out with Message → Get Many.`;
	const withFields = `${words('with its fields', 'with their fields')}${unknown === 0 ? ', to be corrected and sent' : ''}`;
	const where = errorOutput
		? `${words('It is', 'They are')} on the tab "Error Branch" ${withFields}.`
		: `${words('Its item has', 'Their items have')} a field "error": search the output for it. With 'On Error' on the Settings tab set to "Continue (using error output)", ${words('it comes', 'they come')} out on a tab of ${words('its', 'their')} own ${withFields}.`;
	return `${what} ${where}`;
}

function againHint(sent: number): string {
	const [were, each] = sent === 1 ? ['survey was', 'it'] : ['surveys were', 'each of them'];
	return `${sent.toLocaleString('en')} ${were} sent: executing again sends a second SMS for ${each}, so send only the others. 'Send Once' prevents that, but knows only what was sent with it on.`;
}
