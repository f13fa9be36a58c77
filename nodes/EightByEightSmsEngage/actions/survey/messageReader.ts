import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ItemParameters } from '../../n8n/itemParameters';
import { readChoice } from '../../n8n/readField';
import { itemField } from '../../text/expressionAdvice';
import { outgoingMessage, type OutgoingMessage } from '../../text/outgoing';
import { placeholdersOf, readTextField, type MessageText, type TextField } from '../../text/text';
import {
	variablesFromFields,
	variablesFromItem,
	variablesFromJson,
	type Variables,
} from '../../text/variables';
import { InvalidValueError, quoted } from '../../values/invalidValue';
import { variablesMode } from './fields';

/** How many of the item's fields an error names. */
const FIELDS_NAMED = 8;

export interface ReadMessage {
	text: MessageText;
	outgoing: OutgoingMessage;
}

/** Reads the message of each item with its variables. */
export class MessageReader {
	private readonly raw: unknown;
	private readonly textFields = new Map<unknown, TextField>();

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
		if (mode === 'inputFields') this.assertNoOtherTitle(field, itemIndex);
		const variables = this.variables(mode, itemIndex, text);
		const outgoing = outgoingMessage(text, variables, (missing) =>
			this.howToGive(mode, missing, itemIndex),
		);
		return { text, outgoing };
	}

	private textField(raw: unknown): TextField {
		let field = this.textFields.get(raw);
		if (!field) this.textFields.set(raw, (field = readTextField(raw)));
		return field;
	}

	/** A title in braces that no placeholder can have would reach the customer as it stands. */
	private assertNoOtherTitle({ otherBraces }: TextField, itemIndex: number): void {
		const title = otherBraces.find((inner) => Object.hasOwn(this.item(itemIndex), inner));
		if (title === undefined) return;
		throw new InvalidValueError(
			`The message has {${title}}, but that column's name cannot be a placeholder`,
			'Message',
			`Switch 'Message' to Expression and write ${itemField(title)} in its place, or rename the column: a placeholder's name begins with a letter and holds letters, digits, blanks, _ . and -. For braces that the customer shall see write \\{.`,
		);
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

	/** What to do when these placeholders have no value. */
	private howToGive(mode: unknown, missing: string[], itemIndex: number): string {
		const name = missing[0]!;
		switch (mode) {
			case 'inputFields': {
				const titles = Object.keys(this.item(itemIndex));
				const named = titles.slice(0, FIELDS_NAMED).map(quoted).join(', ');
				const more = titles.length > FIELDS_NAMED ? ' and more' : '';
				return titles.length === 0
					? 'The input item has no fields.'
					: `Take a field of the input item that has a value. It has the fields ${named}${more}.`;
			}
			case 'json':
				return `Add it to 'Variables (JSON)', such as { ${JSON.stringify(name)}: "Ann" }; null is not a value.`;
			default:
				return `Under 'Variables to Send' click 'Add variable' and give it the name ${name}; or, if the input item has a field of that name, set 'Variables' to 'Take From Input Item'.`;
		}
	}

	private item(itemIndex: number): IDataObject {
		return this.context.getInputData()[itemIndex]!.json;
	}
}
