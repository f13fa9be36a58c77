import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { phoneNumber } from '../../values/phoneNumber';
import { assertSendable, readTextField, type MessageText, type TextField } from '../../text/text';
import {
	variablesFromFields,
	variablesFromItem,
	variablesFromJson,
	type Variables,
} from '../../text/variables';
import { ItemParameters } from '../../n8n/itemParameters';
import type { Survey } from '../../sending/survey';
import { readClientBatchId, readSubAccountId, readSurveyId } from '../../values/ids';
import { readAdditionalFields, type AdditionalFields } from './additionalFields';

/** Reads the items' parameters. Its functions throw an `InvalidValueError` that names the field. */
export class SurveyReader {
	readonly parameters: ItemParameters;

	private textField?: TextField;
	private lastAdditional?: { fields: IDataObject; additional: AdditionalFields };

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly subAccountOfCredential?: unknown,
	) {
		this.parameters = new ItemParameters(context);
	}

	/** `own` are variables that the node adds by itself. */
	survey(itemIndex: number, own?: Variables, rawMessage?: unknown): Survey {
		const surveyId = readSurveyId(this.parameters.get('surveyId', itemIndex));
		const fields = this.parameters.collection('additionalFields', itemIndex);
		const additional = this.additional(fields);
		const destination = phoneNumber(
			this.parameters.get('destination', itemIndex),
			additional.country,
		);
		const { text, variables } = this.message(itemIndex, rawMessage);
		const templateVariables = own ? { ...variables, ...own } : variables;
		return {
			itemIndex,
			surveyId,
			subAccountId: readSubAccountId(fields.subAccountId, this.subAccountOfCredential),
			request: {
				destination,
				templateBody: text.templateBody,
				...(Object.keys(templateVariables).length > 0 && { templateVariables }),
				...additional,
			},
		};
	}

	/** Fields that hold no expression are one object for all items: they are read once. */
	private additional(fields: IDataObject): AdditionalFields {
		if (this.lastAdditional?.fields !== fields) {
			const additional = readAdditionalFields(fields, this.context.getTimezone());
			this.lastAdditional = { fields, additional };
		}
		return this.lastAdditional.additional;
	}

	/** A survey that goes out in a batch: only there the client batch ID counts. */
	surveyOfBatch(itemIndex: number): Survey {
		const { clientBatchId } = this.parameters.collection('additionalFields', itemIndex);
		const survey = this.survey(itemIndex);
		survey.clientBatchId = readClientBatchId(clientBatchId);
		return survey;
	}

	message(itemIndex: number, rawMessage?: unknown): { text: MessageText; variables: Variables } {
		this.textField ??= readTextField(this.parameters.raw('message'));
		const field = rawMessage === undefined ? this.textField : readTextField(rawMessage);
		const text = field.isExpression
			? field.read(this.context.evaluateExpression(field.expression, itemIndex))
			: field.read();
		const variables = this.variables(itemIndex, text);
		assertSendable(text, variables);
		return { text, variables };
	}

	private variables(itemIndex: number, text: MessageText): Variables {
		switch (this.parameters.get('variablesMode', itemIndex, 'fields')) {
			case 'inputFields':
				return variablesFromItem(this.context.getInputData()[itemIndex]!.json, text.placeholders);
			case 'json':
				return variablesFromJson(this.parameters.get('variablesJson', itemIndex, '{}'));
			default: {
				const rows = this.parameters.collection('variables', itemIndex).variable;
				return variablesFromFields((rows ?? []) as IDataObject[]);
			}
		}
	}
}
