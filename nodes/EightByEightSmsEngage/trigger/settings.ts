import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import type { ItemOptions, ScoreType } from '../events/event';
import { readBoolean, readChoice, readText } from '../n8n/readField';
import { simplify } from '../n8n/simplify';
import { readList } from '../values/list';
import { readFilters, type Filters } from './filters';
import * as fields from './options';
import { authentication, events } from './properties';

/** The trigger's parameters, with their defaults filled in. */
export interface TriggerSettings extends ItemOptions {
	events: string[];
	authentication: 'none' | 'authorizationHeader';
	filters: Filters;
	simplify: boolean;
	ipAllowlist: string[];
	skipDuplicates: boolean;
	resumeWaiting: boolean;
}

/** @throws {InvalidValueError} naming the field that cannot be read */
export function readSettings(context: IHookFunctions | IWebhookFunctions): TriggerSettings {
	const given = context.getNodeParameter('options', {}) as IDataObject;
	const list = (name: 'ipAllowlist' | 'optOutKeywords') =>
		readList(given[name], fields[name].displayName);
	return {
		events: readList(
			context.getNodeParameter(events.name, events.default as string[]),
			events.displayName,
		),
		authentication: readChoice(
			(name) => context.getNodeParameter(name, authentication.default as string),
			authentication,
		),
		filters: readFilters(context.getNodeParameter('filters', {}) as IDataObject),
		answersKeyedBy: readChoice(given, fields.answersKeyedBy),
		ipAllowlist: list('ipAllowlist'),
		optOutKeywords: list('optOutKeywords'),
		resumeWaiting: readBoolean(given, fields.resumeWaiting),
		scoreQuestion: readText(given, fields.scoreQuestion),
		scoreType: readChoice<ScoreType>(given, fields.scoreType),
		simplify: readBoolean(given, simplify),
		skipDuplicates: readBoolean(given, fields.skipDuplicates),
	};
}
