import { parse } from 'flatted';
import type { IRunExecutionData } from 'n8n-workflow';

import type { EngineRun } from './engine';

/** An execution's data as n8n reads it back from its database. */
export function stored({ saved }: Pick<EngineRun, 'saved'>): IRunExecutionData {
	return parse(saved) as IRunExecutionData;
}

/** What the Retry button of a failed execution goes on with (n8n's ExecutionService.retry). */
export function retryData(run: EngineRun): IRunExecutionData {
	const data = stored(run);
	const { lastNodeExecuted, runData } = data.resultData;
	if (lastNodeExecuted === undefined) throw new Error('n8n would start from the beginning');
	delete data.resultData.error;
	const runs = runData[lastNodeExecuted];
	if (runs?.at(-1)?.error !== undefined) runs.pop();
	return data;
}
