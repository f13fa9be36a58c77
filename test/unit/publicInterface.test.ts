import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { EightByEightSmsEngageApi } from '../../credentials/EightByEightSmsEngageApi.credentials';
import { EightByEightSmsEngage } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import { EightByEightSmsEngageTrigger } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngageTrigger.node';

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** A parameter of the same name can stand there once for each resource or operation. */
function keyOf({ name, displayOptions }: INodeProperties): string {
	const { resource, operation } = displayOptions?.show ?? {};
	const shown = [resource, operation].filter(Boolean).map((values) => [...values!].join('|'));
	return [name, ...shown].join(' @ ');
}

/** What saved workflows hold of a parameter: its name, type, default, and the values it may have. */
function listed(property: INodeProperties, path = ''): Array<[string, unknown]> {
	const key = `${path}${keyOf(property)}`;
	const options: Entry[] = property.options ?? [];
	const inner = options.flatMap((option) => {
		if ('values' in option) {
			return option.values.flatMap((value) => listed(value, `${key} > ${option.name} > `));
		}
		return 'type' in option ? listed(option, `${key} > `) : [];
	});
	const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
	const { type, default: preset } = property;
	return [[key, { type, default: preset, ...(values.length > 0 && { values }) }], ...inner];
}

const parametersOf = (properties: INodeProperties[]) =>
	Object.fromEntries(
		// A notice holds nothing that a workflow saves.
		properties.filter(({ type }) => type !== 'notice').flatMap((property) => listed(property)),
	);

const credential = new EightByEightSmsEngageApi();

test.each([
	...[new EightByEightSmsEngage(), new EightByEightSmsEngageTrigger()].map(({ description }) => ({
		name: description.name,
		version: description.version,
		credentials: description.credentials?.map(({ name }) => name),
		outputs: description.outputs,
		parameters: parametersOf(description.properties),
	})),
	{ name: credential.name, parameters: parametersOf(credential.properties) },
])(
	'$name has the names, values and defaults that are approved (after a wanted change: npx jest test/unit/publicInterface.test.ts -u)',
	(description) => {
		expect(description).toMatchSnapshot();
	},
);
