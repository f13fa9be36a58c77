/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { parse, stringify } from 'flatted';
import type { IRun, IRunExecutionData } from 'n8n-workflow';

/** An execution's data as n8n reads it back from its database. */
export function stored(run: IRun): IRunExecutionData {
	return parse(stringify(run.data)) as IRunExecutionData;
}

/** What the Retry button of a failed execution goes on with (n8n's ExecutionService.retry). */
export function retryData(run: IRun): IRunExecutionData {
	const data = stored(run);
	const { lastNodeExecuted, runData } = data.resultData;
	if (lastNodeExecuted === undefined) throw new Error('n8n would start from the beginning');
	delete data.resultData.error;
	const runs = runData[lastNodeExecuted];
	if (runs?.at(-1)?.error !== undefined) runs.pop();
	return data;
}
