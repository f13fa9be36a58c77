import type { Execution } from '../../../scripts/start/n8n-api';
import type { Stage } from './stage';
import { until } from './until';

const PAGE = 100;
export const UNDER_WAY = ['new', 'running', 'waiting'];
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What the editor's list shows on its first page, the newest first. */
async function newest(stage: Stage, filter: object, limit: number): Promise<Execution[]> {
	const wanted = encodeURIComponent(JSON.stringify(filter));
	const path = `/rest/executions?limit=${limit}&filter=${wanted}`;
	return (await stage.rest<{ results: Execution[] }>('GET', path)).results;
}

/**
 * All executions of a workflow, the newest first. From n8n's public API, which goes by their IDs:
 * the editor's list sorts by start and leads on by ID, and so leaves some out between two pages.
 */
export async function allExecutions(stage: Stage, workflowId: string): Promise<Execution[]> {
	const all: Execution[] = [];
	let cursor: string | null = '';
	do {
		const query = new URLSearchParams({ workflowId, limit: '250', ...(cursor && { cursor }) });
		const page: { data: Execution[]; nextCursor: string | null } = await stage.publicApi(
			`/executions?${query}`,
		);
		all.push(...page.data);
		cursor = page.nextCursor;
	} while (cursor !== null);
	return all.map((execution) => ({ ...execution, id: String(execution.id) }));
}

/** How many of the workflow's executions have ended well, up to a hundred. */
export async function successes(stage: Stage, workflowId: string): Promise<number> {
	return (await newest(stage, { workflowId, status: ['success'] }, PAGE)).length;
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
			const open = await newest(stage, { workflowId, status: UNDER_WAY }, 1);
			if (open.length > 0) return undefined;
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
