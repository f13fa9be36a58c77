import { sleep, type IExecuteFunctions } from 'n8n-workflow';

/** Pauses run in short steps, so that Stop in the editor ends them soon. */
const STEP_MS = 500;

/** Whether Stop was pressed in the editor. */
export const isStopped = (context: IExecuteFunctions): boolean =>
	context.getExecutionCancelSignal()?.aborted === true;

/** Waits so many milliseconds, or until Stop is pressed. */
export async function pause(context: IExecuteFunctions, milliseconds: number): Promise<void> {
	for (let left = milliseconds; left > 0 && !isStopped(context); left -= STEP_MS) {
		await sleep(Math.min(left, STEP_MS));
	}
}
