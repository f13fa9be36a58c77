import type { IDataObject } from 'n8n-workflow';

import type { LogRow, LogTitle } from '../../api/exportFile';

/**
 * A row of the log as an item; null for what it does not say. The simplified form has the ten fields
 * that people look for.
 */
export function logItem(row: LogRow, simplify: boolean): IDataObject {
	const text = (title: LogTitle) => row(title) ?? null;
	const number = (title: LogTitle) => {
		const value = Number(row(title) ?? NaN);
		return Number.isFinite(value) ? value : null;
	};
	const simplified = {
		umid: text('umid'),
		clientMessageId: text('clientmessageid'),
		state: row('status_value')?.toLowerCase() ?? null,
		detail: row('status_details')?.toLowerCase() ?? null,
		errorCode: number('status_errorcode'),
		timestamp: text('status_timestamp'),
		destination: text('msisdn'),
		country: text('country'),
		smsCount: number('smscount'),
		price: {
			total: number('price_total'),
			perSms: number('price_persms'),
			currency: text('price_currency'),
		},
	};
	if (simplify) return simplified;
	return {
		...simplified,
		batchId: text('batchid'),
		clientBatchId: text('clientbatchid'),
		subAccountId: text('subaccountid'),
		errorMessage: text('status_errormessage'),
		source: text('source'),
		encoding: text('encoding'),
		createdAt: text('createdat'),
		operator: text('operator'),
		mcc: text('mcc'),
		mnc: text('mnc'),
		body: text('body'),
	};
}

/** The log may hold inbound messages too; without that column all are outbound. */
export const isOutbound = (row: LogRow): boolean => !/^(0|inbound)$/i.test(row('direction') ?? '1');

/** When 8x8 took the message, in milliseconds; 0 when the row does not say. */
export function createdAt(row: LogRow): number {
	const text = row('createdat') ?? row('status_timestamp') ?? '';
	const zoned = /(z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`;
	return Date.parse(zoned) || 0;
}
