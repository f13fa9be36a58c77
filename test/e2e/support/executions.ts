import type { Execution } from '../../../scripts/start/n8n-api';
import type { Stage } from './stage';
import { until } from './until';

const PAGE = 100;
const UNDER_WAY = ['new', 'running', 'waiting'];
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

interface Page {
	results: Execution[];
	/** n8n 2.x; null at the end. On 1.x the last id leads on. */
	nextCursor?: string | null;
}

async function page(stage: Stage, filter: object, limit: number, from = ''): Promise<Page> {
	const wanted = encodeURIComponent(JSON.stringify(filter));
	return await stage.rest('GET', `/rest/executions?limit=${limit}&filter=${wanted}${from}`);
}

/** All executions of a workflow, the newest first, page by page. */
export async function allExecutions(stage: Stage, workflowId: string): Promise<Execution[]> {
	const all = new Map<string, Execution>();
	let from = '';
	for (;;) {
		const { results, nextCursor } = await page(stage, { workflowId }, PAGE, from);
		for (const execution of results) all.set(execution.id, execution);
		const last = results.at(-1);
		if (nextCursor === null || results.length < PAGE || !last) return [...all.values()];
		from = nextCursor ? `&cursor=${encodeURIComponent(nextCursor)}` : `&lastId=${last.id}`;
	}
}

/** How many of the workflow's executions have ended well, up to a hundred. */
export async function successes(stage: Stage, workflowId: string): Promise<number> {
	return (await page(stage, { workflowId, status: ['success'] }, PAGE)).results.length;
}

/** Waits until that many executions exist and none is under way; gives the newest first. */
export async function whenAllEnded(
	stage: Stage,
	workflowId: string,
	count: number,
	within = 120_000,
): Promise<Execution[]> {
	let all: Execution[] = [];
	return await until(
		`${count} executions have ended`,
		async () => {
			// One row says that there is more to come, which spares n8n the reading of all.
			const open = await page(stage, { workflowId, status: UNDER_WAY }, 1);
			if (open.results.length > 0) return undefined;
			all = await allExecutions(stage, workflowId);
			return all.length >= count && !all.some(({ status }) => UNDER_WAY.includes(status)) && all;
		},
		within,
		() => tally(all),
	);
}

/** How many executions have each status. */
export function tally(executions: Execution[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { status } of executions) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}

/**
 * Which executions hold which of these umids, whether they ended well or not: a crashed execution
 * has no result, but its data names the item it began with.
 */
export async function executionsByUmid(
	stage: Stage,
	executions: Execution[],
	umids: string[],
): Promise<Map<string, Execution[]>> {
	const found = new Map(umids.map((umid) => [umid, [] as Execution[]]));
	const rest = [...executions];
	const read = async () => {
		for (let next = rest.pop(); next; next = rest.pop()) {
			const { data } = await stage.rest<{ data: string }>('GET', `/rest/executions/${next.id}`);
			for (const umid of new Set(data.match(GUID))) found.get(umid)?.push(next);
		}
	};
	await Promise.all(Array.from({ length: 8 }, read));
	return found;
}
