import { randomBytes } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { priceOf, stateDetails } from './events';
import type { Ledger } from '../platform/ledger';
import type { LedgerMessage } from './message';
import type { Settings } from '../options';
import type { ExportRequest } from '../http/schemas';

/** A download of a file, as it was asked for. */
export interface LogDownload {
	host: string;
	path: string;
	/** Whether the request carried an Authorization header, which no file asks for. */
	authorization: boolean;
	/** Whether it still runs. */
	isOpen: boolean;
}

interface Job {
	id: string;
	subAccountId: string;
	request: ExportRequest;
	/** ms since 1970. */
	startedAt: number;
	isCancelled: boolean;
	/** Once they are there they stay as they are. */
	files?: string[];
}

/** The jobs that export the log of messages. A restart forgets them. */
export class LogExports {
	private readonly jobs = new Map<string, Job>();

	constructor(
		private readonly ledger: Ledger,
		private readonly settings: Settings,
	) {}

	start(subAccountId: string, request: ExportRequest): Job {
		const id = randomBytes(32).toString('hex');
		const job = { id, subAccountId, request, startedAt: Date.now(), isCancelled: false };
		this.jobs.set(id, job);
		return job;
	}

	get(id: string): Job | undefined {
		return this.jobs.get(id);
	}

	status(job: Job): string {
		const { duration = 1_000, outcome } = this.settings.logExport;
		if (job.isCancelled) return 'cancelled';
		const passed = Date.now() - job.startedAt;
		if (passed < duration / 2) return 'queued';
		if (passed < duration) return 'running';
		return outcome ?? (this.files(job).length === 0 ? 'empty' : 'succeeded');
	}

	/** The CSV texts of a job that is done. */
	files(job: Job): string[] {
		const { csv, rowsPerFile = 10_000 } = this.settings.logExport;
		if (csv !== undefined) return [csv];
		if (job.files !== undefined) return job.files;
		const rows = this.rows(job);
		return (job.files = Array.from({ length: Math.ceil(rows.length / rowsPerFile) }, (_, file) =>
			stringify(rows.slice(file * rowsPerFile, (file + 1) * rowsPerFile), { header: true }),
		));
	}

	clear(): void {
		this.jobs.clear();
	}

	private rows({ request, startedAt, subAccountId }: Job): object[] {
		const { from, to, phoneNumber, countries, limit = 0 } = request;
		const { lag = 0 } = this.settings.logExport;
		const today = new Date(startedAt).setUTCHours(0, 0, 0, 0);
		const first = from === undefined ? today - 7 * 86_400_000 : Date.parse(from);
		const end = to === undefined ? startedAt : Date.parse(to);
		const isWanted = ({ destination, country }: LedgerMessage) =>
			(phoneNumber === undefined || digits(destination) === digits(phoneNumber)) &&
			(countries === undefined || countries.includes(country ?? ''));
		const isThere = (at: string) => {
			const time = Date.parse(at);
			return time >= first && time <= end && time + lag <= startedAt;
		};
		const rows = this.ledger
			.all()
			.filter((message) => message.subAccountId === subAccountId && isWanted(message))
			.flatMap((message) => [
				...(isThere(message.acceptedAt) ? [outboundRow(message)] : []),
				...message.replies.filter(({ at }) => isThere(at)).map(({ at }) => inboundRow(message, at)),
			]);
		return limit === 0 ? rows : rows.slice(-limit);
	}
}

const digits = (number: string) => number.replace(/\D/g, '');
const masked = (number: string) => number.replace(/\d{4}$/, 'xxxx');

function outboundRow(message: LedgerMessage) {
	const { detail = '', error } = stateDetails[message.state] ?? {};
	const price = priceOf(message.smsCount);
	return {
		umid: message.umid,
		subaccountid: message.subAccountId,
		direction: 1,
		country: message.country ?? '',
		operator: '',
		mcc: '',
		mnc: '',
		status_value: shownState(message),
		status_details: detail,
		status_errorcode: error?.[0] ?? '',
		status_errormessage: error?.[1] ?? '',
		status_timestamp: message.stateAt,
		msisdn: masked(message.destination),
		source: message.source ?? '',
		encoding: message.encoding,
		createdat: message.acceptedAt,
		smscount: message.smsCount,
		price_currency: price.currency,
		price_persms: price.perSms,
		price_total: price.total,
		clientmessageid: message.clientMessageId ?? '',
		clientbatchid: message.clientBatchId ?? '',
		batchid: message.batchId ?? '',
		body: '**MASKED**',
	};
}

function inboundRow(message: LedgerMessage, at: string) {
	return {
		...outboundRow(message),
		umid: randomBytes(16).toString('hex'),
		direction: 0,
		status_value: '',
		status_details: '',
		status_timestamp: at,
		createdat: at,
		clientmessageid: '',
		clientbatchid: '',
		batchid: '',
	};
}

/** The states that 8x8's document names; what it shows for the others is not documented. */
export function shownState({ state }: LedgerMessage): string {
	if (state === 'scheduled') return 'queued';
	return state === 'rejected' || state === 'cancelled' ? 'failed' : state;
}
