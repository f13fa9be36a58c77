import type { INodeProperties } from 'n8n-workflow';

import type { Resource } from './operation';

/**
 * The Resource list, the Operation list of each resource, and every operation's fields. Both lists keep
 * their order, which n8n's nodes panel shows too: the most wanted comes first.
 */
export function propertiesOf(resources: [Resource, ...Resource[]]): INodeProperties[] {
	const byDefault = resources[0].option.value;
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(({ option }) => option),
			default: byDefault,
		},
		...resources.map(operationList),
		...resources.flatMap(fieldsOf),
	];
}

/**
 * An expression for the chosen operation and resource, such as "Send: survey". Operations with the same
 * value share a name across resources.
 */
export function subtitleOf(resources: Resource[]): string {
	const names = resources.flatMap(({ operations }) =>
		operations.map(({ option }) => [option.value, option.name]),
	);
	const byValue = JSON.stringify(Object.fromEntries(names));
	return `={{ (${byValue})[$parameter["operation"]] + ": " + $parameter["resource"] }}`;
}

function operationList({ option: resource, operations }: Resource): INodeProperties {
	const byDefault = operations[0].option.value;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: operations.map(({ option, notForAgents }) =>
			notForAgents ? { ...option, displayOptions: { hide: { '@tool': [true] } } } : option,
		),
		default: byDefault,
	};
}

/**
 * A field that several operations name appears once, for all of them. Each operation keeps the order of
 * its fields.
 */
function fieldsOf({ option: resource, operations }: Resource): INodeProperties[] {
	const inOrder: INodeProperties[] = [];
	for (const { fields } of operations) {
		let place = inOrder.length;
		for (const field of [...fields].reverse()) {
			const known = inOrder.indexOf(field);
			if (known < 0) inOrder.splice(place, 0, field);
			else place = known;
		}
	}
	return inOrder.map((field) => {
		const shownFor = operations.filter(({ fields }) => fields.includes(field));
		const operation = shownFor.map(({ option }) => option.value);
		return {
			...field,
			displayOptions: {
				...field.displayOptions,
				show: { resource: [resource.value], operation, ...field.displayOptions?.show },
			},
		};
	});
}
