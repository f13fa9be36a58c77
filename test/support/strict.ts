import type { INodeProperties, INodePropertyCollection, INodeTypeDescription } from 'n8n-workflow';

/**
 * A stand-in for an n8n context that holds only what a test gives it. Using anything else throws,
 * so a test never passes because an undefined function was called or awaited without effect.
 */
export function strict<T extends object>(name: string, given: object): T {
	return new Proxy(given, {
		get(target, property, receiver) {
			if (property in target || typeof property === 'symbol' || property === 'then') {
				return Reflect.get(target, property, receiver) as unknown;
			}
			throw new Error(`${name}.${property} is used, but the test does not define it`);
		},
	}) as T;
}

/**
 * Throws unless the node's description declares the parameter. Takes paths as
 * `getNodeParameter` does: `options.timeout`, `variables.variable[0].value`.
 */
export function assertDeclared(description: INodeTypeDescription, path: string): void {
	const names = path.replace(/\[\d+\]/g, '').split('.');
	let level: Array<INodeProperties | INodePropertyCollection> = description.properties;
	for (const name of names) {
		const found = level.filter((entry) => entry.name === name);
		if (found.length === 0) throw new Error(`The node declares no parameter "${path}"`);
		level = found.flatMap((entry) =>
			'values' in entry
				? entry.values
				: ((entry.options ?? []) as Array<INodeProperties | INodePropertyCollection>),
		);
	}
}
