import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ItemParameters } from '../../n8n/itemParameters';
import { readChoice } from '../../n8n/readField';
import { outgoingMessage, type OutgoingMessage } from '../../text/outgoing';
import { placeholdersOf, readTextField, type MessageText, type TextField } from '../../text/text';
import {
	variablesFromFields,
	variablesFromItem,
	variablesFromJson,
	type Variables,
} from '../../text/variables';
import { variablesMode } from './fields';
import { assertNoTitleIn, howToGive } from './placeholderAdvice';
import { misspeltField, misspelling, textHints, type Misspelt } from './textHints';

export interface ReadMessage {
	text: MessageText;
	outgoing: OutgoingMessage;
}

/** Reads the message of each item with its variables. */
export class MessageReader {
	private readonly raw: unknown;
	private readonly texts = new Map<unknown, { field: TextField; misspelt?: Misspelt }>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly parameters: ItemParameters,
	) {
		this.raw = parameters.raw('message');
	}

	/**
	 * @param raw A text in place of the field Message, as n8n stores it
	 * @throws {InvalidValueError} when it cannot be sent
	 */
	read(itemIndex: number, raw = this.raw): ReadMessage {
		const field = this.textField(raw);
		const text = field.isExpression
			? field.read(this.context.evaluateExpression(field.expression, itemIndex))
			: field.read();
		const given = (name: string) => this.parameters.get(name, itemIndex, variablesMode.default);
		const mode = readChoice(given, variablesMode);
		const item = this.item(itemIndex);
		if (mode === 'inputFields') assertNoTitleIn(field.otherBraces, item);
		const variables = this.variables(mode, itemIndex, text);
		const outgoing = outgoingMessage(text, variables, ([name]) =>
			howToGive(name!, mode, item, variables),
		);
		return { text, outgoing };
	}

	/** What a person should know of the texts that were read. */
	hints(): string[] {
		const items = this.context.getInputData();
		return [...this.texts].flatMap(([raw, { field, misspelt }]) =>
			misspelt ? [] : textHints(raw, field, items),
		);
	}

	private textField(raw: unknown): TextField {
		let known = this.texts.get(raw);
		if (!known) {
			const misspelt = misspeltField(raw, this.context.getInputData());
			this.texts.set(raw, (known = { field: readTextField(raw), misspelt }));
		}
		if (known.misspelt) throw misspelling(known.misspelt);
		return known.field;
	}

	private variables(mode: unknown, itemIndex: number, text: MessageText): Variables {
		switch (mode) {
			case 'inputFields':
				return variablesFromItem(this.item(itemIndex), placeholdersOf(text));
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
