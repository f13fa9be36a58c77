import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Filterable } from '../events/event';
import { foldId } from '../values/fold';
import { readList } from '../values/list';

/** Each filter: its field in the editor, and the field of an event that it looks at. */
const FILTERS: Array<{ of: keyof Filterable; property: INodeProperties }> = [
	{
		of: 'state',
		property: {
			displayName: 'States',
			name: 'states',
			type: 'multiOptions',
			options: [
				{ name: 'Delivered', value: 'delivered' },
				{ name: 'Queued', value: 'queued' },
				{ name: 'Read', value: 'read' },
				{ name: 'Rejected', value: 'rejected' },
				{ name: 'Sent', value: 'sent' },
				{ name: 'Undelivered', value: 'undelivered' },
			],
			default: [],
			description: 'Only delivery statuses with one of these states. Empty: all.',
		},
	},
	{
		of: 'subAccountId',
		property: {
			displayName: 'Subaccount IDs',
			name: 'subAccountIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. MyCompany_sales, MyCompany_care',
			description:
				'Only events of these subaccounts, separated by commas. Survey responses and link clicks do not say their subaccount, and pass.',
		},
	},
	{
		of: 'surveyId',
		property: {
			displayName: 'Survey IDs',
			name: 'surveyIds',
			type: 'string',
			default: '',
			placeholder: 'e.g. nps-2026, csat-care',
			description:
				'Only responses to these surveys, separated by commas. Other kinds of events pass.',
		},
	},
];

/** The trigger's filters. An event that does not pass starts no execution. */
export const filtersField: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'Each filter applies only to events that carry its field',
	options: FILTERS.map(({ property }) => property),
};

/** The values that pass. An empty list lets everything pass. */
export type Filters = Array<{ of: keyof Filterable; allowed: string[] }>;

/** @throws {InvalidValueError} when a filter is neither a text nor a list */
export function readFilters(given: IDataObject): Filters {
	return FILTERS.map(({ of, property: { name, displayName } }) => ({
		of,
		// An entry of invisible marks alone is none.
		allowed: readList(given[name], displayName)
			.map(foldId)
			.filter((id) => id !== ''),
	}));
}

/** Whether an event passes; a filter applies only to an event that carries its field. */
export function passesFilters(filters: Filters, event: Filterable): boolean {
	return filters.every(({ of, allowed }) => {
		const id = foldId(event[of]);
		return allowed.length === 0 || id === '' || allowed.includes(id);
	});
}
