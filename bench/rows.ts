/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { statSync } from 'node:fs';
import { responses } from './events';
import { LAZY, type Stand } from './stand';

type Side = (n8n: Stand) => Promise<number> | number;

/** One row of the table: what is measured, and against what, both once in each round. */
export interface Row {
	/** With the unit. */
	what: string;
	own: Side;
	against?: string;
	other?: Side;
	/** The two sides are subtracted; else the first is divided by the second. */
	isDifference?: true;
	/** Environment variables of n8n. */
	variables?: Record<string, string>;
	/** Both absent where a number is only printed. */
	atMost?: number;
	atLeast?: number;
}

const MESSAGES = 100_000;
const NO_OPERATION = 'the same items through a No Operation node';

const webhook2 = {
	variables: LAZY,
	against: "runs of n8n's Webhook node under the same setting",
	other: (n8n: Stand) => n8n.events('webhook2', responses(300)),
};

export const rows: Row[] = [
	{
		what: 'send, 1,000 items, ms',
		own: (n8n) => n8n.time('send', 1_000),
		against: 'a plain Node.js script, 50 requests at once: what the latency allows',
		other: (n8n) => n8n.plainTime(1_000),
		atMost: 1.1,
	},
	{
		what: 'send, CPU a survey, µs',
		own: (n8n) => n8n.cpu('send', 1_000),
		against: 'HTTP Request node, the same call with a header credential',
		other: (n8n) => n8n.cpu('httpRequest', 1_000),
		atMost: 0.2,
	},
	{
		what: 'batch, 10,000 items, ms',
		own: (n8n) => n8n.time('sendBatch', 10_000),
		against: 'Set node, the same two expressions, no network',
		other: (n8n) => n8n.time('setFields', 10_000),
		atMost: 0.05,
	},
	{
		what: 'batch, memory a message in a process that never sent one, kB',
		own: (n8n) => n8n.freshMemory('sendBatch', MESSAGES),
		against: NO_OPERATION,
		other: (n8n) => n8n.freshMemory('noOperation', MESSAGES),
		isDifference: true,
		atMost: 1.2,
	},
	{
		what: 'batch, memory a message the second time, kB',
		own: (n8n) => n8n.memory('sendBatch', MESSAGES),
		against: NO_OPERATION,
		other: (n8n) => n8n.memory('noOperation', MESSAGES),
		isDifference: true,
		atMost: 1.2,
	},
	{ what: 'log (Message → Get Many), memory a row, kB', own: (n8n) => n8n.logMemory(MESSAGES) },
	{
		what: 'trigger, survey responses a second, n8n as installed',
		own: (n8n) => n8n.events('own/webhook', responses(150)),
		against: "version 1 of n8n's Webhook node, which n8n treats as any trigger",
		other: (n8n) => n8n.events('webhook1', responses(150)),
		atLeast: 1,
	},
	{
		what: 'trigger, survey responses a second, lazy',
		own: (n8n) => n8n.events('own/webhook', responses(300)),
		...webhook2,
		atLeast: 0.85,
	},
	{
		what: 'trigger, duplicates a second, lazy',
		own: (n8n) => n8n.events('own/webhook', Array<object>(1_000).fill(responses(1)[0]!)),
		...webhook2,
		atLeast: 5,
	},
	{
		what: 'trigger, filtered events a second, lazy',
		own: (n8n) => n8n.events('filter/webhook', responses(1_000)),
		...webhook2,
		atLeast: 5,
	},
	{
		what: 'dist, unpacked, kB',
		own: (n8n) => n8n.distFiles().reduce((sum, file) => sum + statSync(file).size, 0) / 1_000,
		atMost: 200,
	},
	{
		what: 'load both nodes, ms',
		own: (n8n) => n8n.loadTime(),
		against: 'HTTP Request node',
		other: (n8n) => n8n.loadTime('HttpRequest/HttpRequest.node.js'),
		atMost: 0.6,
	},
];

/** The middle value; of an even number of values the larger one of two. */
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Three significant digits. */
export const rounded = (value: number) => Number(value.toPrecision(3));

/** What a row came to: from the medians of its rounds. */
export function resultOf(row: Row, rounds: number[][]) {
	const { what, against = '', isDifference, atMost, atLeast } = row;
	const medians = rounds[0]!.map((_, side) => median(rounds.map((round) => round[side]!)));
	const [own = NaN, other = isDifference ? 0 : 1] = medians;
	const result = isDifference ? own - other : own / other;
	const target = atMost ?? atLeast;
	const reached = target && (target === atMost ? result <= target : result >= target);
	const toReach = target && `at ${target === atMost ? 'most' : 'least'} ${target}`;
	const measured = medians.map(rounded).join(' to ');
	return { what, against, measured, result: rounded(result), toReach, reached };
}
