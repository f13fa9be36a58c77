import type { Filterable } from '../events/event';

/** What may pass. An empty list lets everything pass. */
export interface Filters {
	surveyIds: string[];
	subAccountIds: string[];
	states: string[];
}

function passes(allowed: string[], value: unknown): boolean {
	if (allowed.length === 0 || (typeof value !== 'string' && typeof value !== 'number')) return true;
	return allowed.includes(String(value));
}

/** Whether an event passes; a filter applies only to an event that carries its field. */
export function passesFilters(filters: Filters, event: Filterable): boolean {
	return (
		passes(filters.surveyIds, event.surveyId) &&
		passes(filters.subAccountIds, event.subAccountId) &&
		passes(filters.states, event.state)
	);
}
