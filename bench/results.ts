import type { Round } from './measurements';
import { median } from './statistics';

/** One row of the table. */
export interface Row {
	what: string;
	against: string;
	/** What the ratio is made of, in words. */
	measured: string;
	value: number;
	/** Absent where a number is only printed. */
	target?: { at: 'most' | 'least'; value: number };
}

/** The medians of all rounds. */
export function mediansOf(rounds: Round[]): Round {
	const names = Object.keys(rounds[0]!) as Array<keyof Round>;
	const entries = names.map((name) => [name, median(rounds.map((round) => round[name]))]);
	return Object.fromEntries(entries) as Round;
}

export const reached = ({ value, target }: Row): boolean | undefined =>
	target && (target.at === 'most' ? value <= target.value : value >= target.value);

/** @param packedSize of the package, unpacked, in bytes */
export function rowsOf(m: Round, mostAtOnce: number, packedSize: number): Row[] {
	const ms = (value: number) => `${value.toFixed(0)} ms`;
	const perSecond = (value: number) => `${value.toFixed(1)}/s`;
	const us = (value: number) => `${value.toFixed(1)} µs`;
	const memory = m.sendBatchPeakKb - m.noOperationPeakKb;
	return [
		{
			what: 'send, 1,000 items',
			against: 'HTTP Request node, the same call with a header credential',
			measured: `${ms(m.sendMs)} to ${ms(m.httpRequestMs)}`,
			value: m.sendMs / m.httpRequestMs,
			target: { at: 'most', value: 0.4 },
		},
		{
			what: 'send, 1,000 items',
			against: 'a plain Node.js script, 50 requests at once: what the latency allows',
			measured: `${ms(m.sendMs)} to ${ms(m.plainSendMs)}`,
			value: m.sendMs / m.plainSendMs,
		},
		{
			what: 'send, CPU a survey',
			against: 'HTTP Request node, the same call with a header credential',
			measured: `${us(m.sendCpuUs)} to ${us(m.httpRequestCpuUs)}`,
			value: m.sendCpuUs / m.httpRequestCpuUs,
		},
		{
			what: 'send, requests at once',
			against: `HTTP Request node: ${m.httpRequestsAtOnce}`,
			measured: 'the most in any round',
			value: mostAtOnce,
			target: { at: 'most', value: 50 },
		},
		{
			what: 'send, times faster',
			against: 'the same node, one request at a time',
			measured: `${ms(m.sendMs)} to ${ms(m.sendOneByOneMs)}`,
			value: m.sendOneByOneMs / m.sendMs,
			target: { at: 'least', value: 30 },
		},
		{
			what: 'sendBatch, 10,000 items',
			against: 'Set node, the same two expressions, no network',
			measured: `${ms(m.sendBatchMs)} to ${ms(m.setMs)}`,
			value: m.sendBatchMs / m.setMs,
			target: { at: 'most', value: 0.05 },
		},
		{
			what: 'sendBatch, extra CPU a message, µs',
			against: 'a plain Node.js script that posts the same body',
			measured: `${us(m.sendBatchCpuUs)} to ${us(m.plainBatchCpuUs)}`,
			value: m.sendBatchCpuUs - m.plainBatchCpuUs,
		},
		{
			what: 'sendBatch, 100,000 items: memory a message, kB',
			against: 'the same items through a No Operation node',
			measured: `peak ${m.sendBatchPeakKb.toFixed(2)} kB to ${m.noOperationPeakKb.toFixed(2)} kB`,
			value: memory,
			target: { at: 'most', value: 1.5 },
		},
		{
			what: 'trigger, survey responses a second',
			against: "n8n's Webhook node",
			measured: `${perSecond(m.triggerPerSecond)} to ${perSecond(m.webhookPerSecond)}`,
			value: m.triggerPerSecond / m.webhookPerSecond,
			target: { at: 'least', value: 0.95 },
		},
		{
			what: 'trigger, survey responses a second',
			against: "version 1 of n8n's Webhook node",
			measured: `${perSecond(m.triggerPerSecond)} to ${perSecond(m.webhookV1PerSecond)}`,
			value: m.triggerPerSecond / m.webhookV1PerSecond,
		},
		{
			what: 'trigger, duplicates a second',
			against: "n8n's Webhook node",
			measured: `${perSecond(m.duplicatesPerSecond)} to ${perSecond(m.webhookPerSecond)}`,
			value: m.duplicatesPerSecond / m.webhookPerSecond,
			target: { at: 'least', value: 3 },
		},
		{
			what: 'trigger, filtered events a second',
			against: "n8n's Webhook node",
			measured: `${perSecond(m.filteredPerSecond)} to ${perSecond(m.webhookPerSecond)}`,
			value: m.filteredPerSecond / m.webhookPerSecond,
			target: { at: 'least', value: 3 },
		},
		{
			what: 'package, unpacked, kB',
			against: '',
			measured: 'as installed',
			value: packedSize / 1_000,
			target: { at: 'most', value: 150 },
		},
		{
			what: 'loading both nodes',
			against: 'HTTP Request node',
			measured: `${m.loadMs.toFixed(1)} ms to ${m.httpRequestLoadMs.toFixed(1)} ms`,
			value: m.loadMs / m.httpRequestLoadMs,
			target: { at: 'most', value: 1 },
		},
	];
}

/** The rows as text, in columns. */
export function tableOf(rows: Row[]): string {
	const verdict = (row: Row) => (reached(row) === undefined ? '' : reached(row) ? 'yes' : 'NO');
	const target = ({ target: to }: Row) => (to ? `at ${to.at} ${to.value}` : '');
	const lines = [
		['what', 'against', 'medians', 'result', 'to reach', 'reached'],
		...rows.map((row) => [
			row.what,
			row.against,
			row.measured,
			String(Number(row.value.toPrecision(3))),
			target(row),
			verdict(row),
		]),
	];
	const widths = lines[0]!.map((_, column) =>
		Math.max(...lines.map((line) => line[column]!.length)),
	);
	return lines
		.map((line) =>
			line
				.map((cell, column) => cell.padEnd(widths[column]!))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}
