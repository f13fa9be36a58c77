import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { ItemOptions, ScoreType } from '../events/event';
import type { Filters } from './filters';

const SCORE_TYPES: ScoreType[] = ['nps', 'csat', 'ces'];

/** The trigger's parameters, with their defaults filled in. */
export interface TriggerSettings extends ItemOptions {
	events: string[];
	authentication: 'none' | 'authorizationHeader';
	filters: Filters;
	simplify: boolean;
	ipAllowlist: string;
	skipDuplicates: boolean;
	resumeWaiting: boolean;
}

export function commaSeparated(value: unknown): string[] {
	return String(value ?? '')
		.split(',')
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
}

const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : commaSeparated(value));

export function readSettings(context: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const filters = context.getNodeParameter('filters', {}) as IDataObject;
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return {
		events: list(context.getNodeParameter('events', ['surveyResponse'])),
		authentication: context.getNodeParameter(
			'authentication',
			'none',
		) as TriggerSettings['authentication'],
		filters: {
			surveyIds: commaSeparated(filters.surveyIds),
			subAccountIds: commaSeparated(filters.subAccountIds),
			states: list(filters.states),
		},
		simplify: options.simplify !== false,
		answersKeyedBy: options.answersKeyedBy === 'questionId' ? 'questionId' : 'question',
		scoreQuestion: String(options.scoreQuestion ?? '').trim(),
		scoreType: SCORE_TYPES.find((type) => type === options.scoreType) ?? 'nps',
		ipAllowlist: String(options.ipAllowlist ?? ''),
		skipDuplicates: options.skipDuplicates !== false,
		resumeWaiting: options.resumeWaiting !== false,
	};
}
