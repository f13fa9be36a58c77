import type { IDataObject, IExecuteFunctions, NodeParameterValueType } from 'n8n-workflow';

import { onlyField } from './itemField';

type Read = (itemIndex: number) => unknown;

/**
 * Reads a node's parameters for many items. Fixed values are read once, and in a collection only the
 * fields with expressions are evaluated for each item.
 */
export class ItemParameters {
	private readonly readers = new Map<string, Read>();

	constructor(private readonly context: IExecuteFunctions) {}

	/** The parameter as stored: an expression starts with `=`. */
	raw(name: string, fallback?: NodeParameterValueType): unknown {
		return this.context.getNodeParameter(name, 0, fallback, { rawExpressions: true });
	}

	get(name: string, itemIndex: number, fallback?: NodeParameterValueType): unknown {
		let read = this.readers.get(name);
		if (!read) {
			read = this.compile(this.raw(name, fallback));
			this.readers.set(name, read);
		}
		return read(itemIndex);
	}

	/** A collection parameter: the fields that the user has added. */
	collection(name: string, itemIndex: number): IDataObject {
		return (this.get(name, itemIndex, {}) ?? {}) as IDataObject;
	}

	/**
	 * Takes a field straight from the item, which is many times faster than n8n's expression engine.
	 * Only for texts, numbers and booleans, and only once the engine has given the same value for an
	 * item; everything else goes through the engine.
	 */
	private fromItem(field: string, evaluate: Read): Read {
		const items = this.context.getInputData();
		let proven = false;
		return (itemIndex) => {
			const json = items[itemIndex]!.json;
			const value = Object.hasOwn(json, field) ? json[field] : undefined;
			const plain = ['string', 'number', 'boolean'].includes(typeof value);
			if (proven && plain) return value;
			const evaluated = evaluate(itemIndex);
			proven ||= plain && evaluated === value;
			return evaluated;
		};
	}

	private compile(raw: unknown): Read {
		if (typeof raw === 'string' && raw.startsWith('=')) {
			const expression = raw.slice(1);
			const evaluate: Read = (itemIndex) => this.context.evaluateExpression(expression, itemIndex);
			const field = onlyField(expression);
			return field === undefined ? evaluate : this.fromItem(field, evaluate);
		}
		if (typeof raw !== 'object' || raw === null || !holdsExpression(raw)) return () => raw;
		if (Array.isArray(raw)) {
			const entries = raw.map((entry) => this.compile(entry));
			return (itemIndex) => entries.map((read) => read(itemIndex));
		}
		const fields = Object.entries(raw).map(([key, value]) => [key, this.compile(value)] as const);
		return (itemIndex) => Object.fromEntries(fields.map(([key, read]) => [key, read(itemIndex)]));
	}
}

function holdsExpression(raw: unknown): boolean {
	if (typeof raw === 'string') return raw.startsWith('=');
	return typeof raw === 'object' && raw !== null && Object.values(raw).some(holdsExpression);
}
