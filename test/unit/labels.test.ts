import type { INodeProperties } from 'n8n-workflow';

import { EightByEightSmsEngageApi } from '../../credentials/EightByEightSmsEngageApi.credentials';
import { EightByEightSmsEngage } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import { EightByEightSmsEngageTrigger } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngageTrigger.node';

const SEEN = ['displayName', 'name', 'description', 'hint', 'placeholder', 'action'];

/** Where a text that the editor shows is empty, such as `Options.Score Type.CES.name`. */
function emptyIn(of: object, path: string): string[] {
	return Object.entries(of).flatMap(([key, value]: [string, unknown]) => {
		if (SEEN.includes(key) && typeof value === 'string' && value.trim() === '')
			return [`${path}.${key}`];
		if (key !== 'options' && key !== 'values') return [];
		return (value as INodeProperties[]).flatMap((entry) =>
			emptyIn(entry, `${path}.${String(entry.displayName ?? entry.name)}`),
		);
	});
}

test.each([
	['the node', new EightByEightSmsEngage().description.properties],
	['the trigger', new EightByEightSmsEngageTrigger().description.properties],
	['the credential', new EightByEightSmsEngageApi().properties],
])('%s: no label, hint or description is empty', (_, properties) => {
	expect(properties.length).toBeGreaterThan(3);
	expect(properties.flatMap((property) => emptyIn(property, property.displayName))).toEqual([]);
});
