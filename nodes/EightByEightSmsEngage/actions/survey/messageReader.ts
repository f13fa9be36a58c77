import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ItemParameters } from '../../n8n/itemParameters';
import { failureOf } from '../../n8n/failure';
import { readChoice } from '../../n8n/readField';
import { gluedLink } from '../../text/link';
import { outgoingMessage, type OutgoingMessage } from '../../text/outgoing';
import { placeholdersOf, readTextField, type MessageText, type TextField } from '../../text/text';
import {
	variablesFromFields,
	variablesFromItem,
	variablesFromJson,
	type Variables,
} from '../../text/variables';
import { InvalidValueError } from '../../values/invalidValue';
import { pick } from '../../values/record';
import { variablesMode } from './fields';
import { assertNoFixedCode } from './fixedCode';
import { assertNoTitleIn, misspeltField } from './misspelt';
import { FOR_BRACES, howToGive } from './placeholderAdvice';
import { textHints } from './textHints';

export interface ReadMessage {
	text: MessageText;
	outgoing: OutgoingMessage;
}

/** A text that has been read. */
interface KnownText {
	field: TextField;
	/** A field that its expression takes is spelt wrong. */
	misspelt?: Error;
	/** The link of one of the items with what is stuck to it. */
	glued?: string;
	/** The titles of items whose columns its braces do not name. */
	titlesChecked: Set<string>;
}

/** Reads the message of each item with its variables. */
export class MessageReader {
	private readonly raw: unknown;
	private readonly texts = new Map<unknown, KnownText>();
	/** The modes whose variables, as stored, have been checked. */
	private readonly modesChecked = new Set<unknown>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly parameters: ItemParameters,
	) {
		this.raw = parameters.raw('message');
	}

	/** @throws {InvalidValueError} when it cannot be sent */
	read(itemIndex: number): ReadMessage {
		return this.readText(itemIndex, this.raw);
	}

	/**
	 * A second text to the same recipient, with all variables of the first, under the same names: they
	 * come back with the response to either.
	 *
	 * @param raw the text as n8n stores it
	 * @throws {InvalidValueError} when it cannot be sent
	 */
	readSecond(itemIndex: number, raw: unknown): ReadMessage {
		const first = this.read(itemIndex);
		const { text, outgoing } = this.readText(itemIndex, raw, first);
		const templateVariables = {
			...outgoing.templateVariables,
			...first.outgoing.templateVariables,
			// Where both name a fallback, its own.
			...pick(outgoing.templateVariables, outgoing.taken),
		};
		return { text, outgoing: { ...outgoing, templateVariables } };
	}

	/** @param first one whose variables go out too */
	private readText(itemIndex: number, raw: unknown, first?: ReadMessage): ReadMessage {
		const known = this.known(raw);
		if (known.misspelt) throw known.misspelt;
		const { field } = known;
		const text = field.isExpression
			? field.read(this.evaluate(field.expression, itemIndex))
			: field.read();
		const given = (name: string) => this.parameters.get(name, itemIndex, variablesMode.default);
		const mode = readChoice(given, variablesMode);
		const item = this.item(itemIndex);
		if (mode === 'inputFields') checkTitles(known, item);
		const placeholders = placeholdersOf([...text, ...(first?.text ?? [])]);
		const variables = this.variables(mode, itemIndex, placeholders);
		const howTo = ([name]: string[]) => howToGive(name!, mode, item, variables);
		const outgoing = outgoingMessage(text, variables, howTo, first?.outgoing.names);
		known.glued ??= gluedLink(outgoing.text);
		return { text, outgoing };
	}

	/** What a person should know of the texts that were read. */
	hints(): string[] {
		const items = this.context.getInputData();
		return [...this.texts].flatMap(([raw, { field, misspelt, glued }]) =>
			misspelt ? [] : textHints(raw, field, items, glued),
		);
	}

	private evaluate(expression: string, itemIndex: number): unknown {
		try {
			return this.context.evaluateExpression(expression, itemIndex);
		} catch (error) {
			throw notEvaluated(error);
		}
	}

	private known(raw: unknown): KnownText {
		let known = this.texts.get(raw);
		if (!known) {
			const field = readTextField(raw);
			const misspelt = misspeltField(raw, this.context.getInputData());
			this.texts.set(raw, (known = { field, misspelt, titlesChecked: new Set() }));
		}
		return known;
	}

	private variables(mode: unknown, itemIndex: number, placeholders: string[]): Variables {
		if (!this.modesChecked.has(mode)) {
			assertNoFixedCode(mode, (name) => this.parameters.raw(name, {}));
			this.modesChecked.add(mode);
		}
		switch (mode) {
			case 'inputFields':
				return variablesFromItem(this.item(itemIndex), placeholders);
			case 'json':
				return variablesFromJson(this.parameters.get('variablesJson', itemIndex, '{}'));
			default: {
				const rows = this.parameters.collection('variables', itemIndex).variable;
				return variablesFromFields((rows ?? []) as IDataObject[]);
			}
		}
	}

	private item(itemIndex: number): IDataObject {
		return this.context.getInputData()[itemIndex]!.json;
	}
}

/** The items of a sheet have the same columns: they are compared once. */
function checkTitles(
	{ field: { otherBraces }, titlesChecked }: KnownText,
	item: IDataObject,
): void {
	if (otherBraces.length === 0) return;
	const titles = JSON.stringify(Object.keys(item));
	if (titlesChecked.has(titles)) return;
	assertNoTitleIn(otherBraces, item);
	titlesChecked.add(titles);
}

/** Of a brace too many n8n says "invalid syntax" and nothing more. */
function notEvaluated(error: unknown): InvalidValueError {
	const { message, description } = failureOf(error);
	return new InvalidValueError(
		`The message has an expression that n8n cannot evaluate: ${message}`,
		'Message',
		`${description} ${FOR_BRACES}`,
	);
}
