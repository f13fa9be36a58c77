import type { Survey } from './survey';
import { assertSendOnce, sendOnce } from './sendOnce';
import type { SurveyRun } from './surveyRun';

export interface Dispatch {
	read: (itemIndex: number) => Survey;
	send: (surveys: Iterable<Survey>) => Promise<void>;
	once: boolean;
	/** How many surveys are recorded together before they are sent once. */
	sliceSize: number;
}

/**
 * Takes a run's surveys from reading to sending. Under "Stop" every item is read and checked before
 * any is sent; under "Continue" the first ones are on their way while later ones are read.
 */
export async function dispatch(
	run: SurveyRun,
	{ read, send, once, sliceSize }: Dispatch,
): Promise<void> {
	const surveys = run.toSend(once ? (itemIndex) => assertSendOnce(read(itemIndex)) : read);
	if (run.continueOnFail && !once) return await send(surveys);

	const checked = [...surveys];
	if (!run.continueOnFail && run.anyFailed) return;
	await (once ? sendOnce(run, checked, sliceSize, send) : send(takenOut(checked)));
}

/** Gives the surveys once and lets go of them: 100,000 take much memory while they are sent. */
function* takenOut(surveys: Survey[]): Generator<Survey> {
	surveys.reverse();
	for (let survey = surveys.pop(); survey; survey = surveys.pop()) yield survey;
}
