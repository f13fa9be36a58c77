import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';

import { EightByEightSmsEngageApi } from '../../credentials/EightByEightSmsEngageApi.credentials';
import { EightByEightSmsEngage } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import { EightByEightSmsEngageTrigger } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngageTrigger.node';

/** A field, and those in it. */
function withInner(field: INodeProperties): INodeProperties[] {
	return [field, ...groupsOf(field).flatMap((group) => group.flatMap(withInner))];
}

/** The fields that a collection offers, or each group of a fixed collection. */
function groupsOf({ type, options = [] }: INodeProperties): INodeProperties[][] {
	if (type === 'collection') return [options as INodeProperties[]];
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).map(({ values }) => values);
}

const fields = [
	...new EightByEightSmsEngage().description.properties,
	...new EightByEightSmsEngageTrigger().description.properties,
	...new EightByEightSmsEngageApi().properties,
].flatMap(withInner);

describe('the fields of a collection stand in the order of their names', () => {
	/** These are read as a sentence, and the last one shows only with a choice of the one before. */
	const READ_AS_A_SENTENCE = ['From', 'To', 'Days', 'Time Zone', 'Custom Time Zone'];

	const groups = fields
		.flatMap(groupsOf)
		.map((group) => group.map(({ displayName }) => displayName))
		.filter((names) => names.join() !== READ_AS_A_SENTENCE.join());

	test('all of both nodes', () => {
		expect(groups.length).toBeGreaterThan(10);
		for (const names of groups) {
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		}
	});
});
