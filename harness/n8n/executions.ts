import { until } from '../until';
import type { Execution, N8nApi } from './api';

const PAGE = 100;
export const UNDER_WAY = ['new', 'running', 'waiting'];
const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** What the editor's list shows on its first page, the newest first. */
async function newest(api: N8nApi, filter: object, limit: number): Promise<Execution[]> {
	const wanted = encodeURIComponent(JSON.stringify(filter));
	const path = `/rest/executions?limit=${limit}&filter=${wanted}`;
	return (await api.call<{ results: Execution[] }>('GET', path)).results;
}

/**
 * All executions of a workflow, the newest first. From n8n's public API, which goes by their IDs:
 * the editor's list sorts by start and leads on by ID, and so leaves some out between two pages.
 */
export async function allExecutions(api: N8nApi, workflowId: string): Promise<Execution[]> {
	const all: Execution[] = [];
	let cursor: string | null = '';
	do {
		const query = new URLSearchParams({ workflowId, limit: '250', ...(cursor && { cursor }) });
		const page: { data: Execution[]; nextCursor: string | null } = await api.publicApi(
			`/executions?${query}`,
		);
		all.push(...page.data);
		cursor = page.nextCursor;
	} while (cursor !== null);
	return all.map((execution) => ({ ...execution, id: String(execution.id) }));
}

/** How many of the workflow's executions have ended well, up to a hundred. */
export async function successes(api: N8nApi, workflowId: string): Promise<number> {
	return (await newest(api, { workflowId, status: ['success'] }, PAGE)).length;
}

/** Waits until no execution of any workflow is under way. */
export async function whenIdle(api: N8nApi, within = 240_000): Promise<void> {
	const filter = { status: UNDER_WAY };
	const idle = async () => (await newest(api, filter, 1)).length === 0;
	await until('n8n has ended all executions', idle, within);
}

/** Waits until that many executions exist and none is under way; gives the newest first. */
export async function whenAllEnded(
	api: N8nApi,
	workflowId: string,
	count: number,
	within = 240_000,
): Promise<Execution[]> {
	let all: Execution[] = [];
	return await until(
		`${count} executions have ended`,
		async () => {
			// One row says that there is more to come, which spares n8n the reading of all.
			const open = await newest(api, { workflowId, status: UNDER_WAY }, 1);
			if (open.length > 0) return undefined;
			all = await allExecutions(api, workflowId);
			return all.length >= count && !all.some(({ status }) => UNDER_WAY.includes(status)) && all;
		},
		within,
		() => tally(all),
	);
}

/** How many executions, or posts, have each status. */
export function tally(all: Array<{ status: string | number }>): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { status } of all) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}

/**
 * Which executions hold which of these umids, whether they ended well or not: a crashed execution
 * has no result, but its data names the item it began with.
 */
export async function executionsByUmid(
	api: N8nApi,
	executions: Execution[],
	umids: string[],
): Promise<Map<string, Execution[]>> {
	const found = new Map(umids.map((umid) => [umid, [] as Execution[]]));
	const rest = [...executions];
	const read = async () => {
		for (let next = rest.pop(); next; next = rest.pop()) {
			const { data } = await api.call<{ data: string }>('GET', `/rest/executions/${next.id}`);
			for (const umid of new Set(data.match(GUID))) found.get(umid)?.push(next);
		}
	};
	await Promise.all(Array.from({ length: 8 }, read));
	return found;
}
