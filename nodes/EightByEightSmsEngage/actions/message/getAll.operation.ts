import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { DateTime } from 'luxon';

import { baseUrl } from '../../api/baseUrl';
import { assertSafeLink, exportRows } from '../../api/exportFile';
import { readSubAccountId } from '../../values/ids';
import { ItemParameters } from '../../n8n/itemParameters';
import { readBoolean, readNumber } from '../../n8n/readField';
import { simplify } from '../../n8n/simplify';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { finishedExport } from './finishedExport';
import { filters, limit, options, returnAll, waitLimit } from './logFields';
import { assertFilled, exportRequest, rowFilter } from './logFilters';
import { createdAt, isOutbound, logItem } from './logItem';
import { Newest } from './newest';

/** The download of the files gets at least this long, in milliseconds. */
const LEAST_DOWNLOAD_MS = 60_000;

/** The messages of 8x8's log. */
export const getAll: Operation = {
	option: {
		name: 'Get Many',
		value: 'getAll',
		action: 'Get many messages',
		description: 'Get the messages of the log: what was sent, and what became of it',
	},
	fields: [returnAll, limit, simplify, filters, options],

	execute: perItem(async ({ context, client, credentials, read }) => {
		const filter = (read('filters') || {}) as IDataObject;
		const option = (read('options') || {}) as IDataObject;
		const all = readBoolean(read, returnAll);
		const most = all ? Infinity : readNumber(read, limit);
		const simplified = readBoolean(read, simplify);
		const wait = readNumber(option, waitLimit) * 60_000;
		const subAccountId = readSubAccountId(option.subAccountId, credentials.subAccountId);
		const request = exportRequest(filter, context.getTimezone(), DateTime.utc());
		const { needed, passes } = rowFilter(filter);
		assertFilled(filter, new ItemParameters(context).raw('filters', {}) as IDataObject);

		const links = await finishedExport(context, client, subAccountId, request, wait);
		const base = baseUrl(String(credentials.region), String(credentials.baseUrl ?? '')) ?? '';
		for (const link of links) assertSafeLink(link, base);
		const newest = new Newest<IDataObject>(most);
		const signal = downloadSignal(context, Math.max(wait, LEAST_DOWNLOAD_MS));
		for (const link of links) {
			for await (const row of exportRows(context, link, needed, signal)) {
				if (isOutbound(row) && passes(row)) newest.add(logItem(row, simplified), createdAt(row));
			}
		}
		return newest.values();
	}),
};

/** Aborts a download on Stop, or after this many milliseconds. */
function downloadSignal(context: IExecuteFunctions, milliseconds: number): AbortSignal {
	const stop = context.getExecutionCancelSignal();
	const late = AbortSignal.timeout(milliseconds);
	return stop ? AbortSignal.any([stop, late]) : late;
}
