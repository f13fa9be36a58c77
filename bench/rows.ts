/** What each side gives in one round, or the medians of all rounds; the units are in the names. */
export type Round = Record<
	| 'sendMs'
	| 'oneByOneMs'
	| 'httpMs'
	| 'sendAtOnce'
	| 'httpAtOnce'
	| 'plainSendMs'
	| 'sendUs'
	| 'httpUs'
	| 'batchMs'
	| 'setMs'
	| 'batchUs'
	| 'plainBatchUs'
	| 'batchKb'
	| 'noOperationKb'
	| 'triggerPerSecond'
	| 'webhookPerSecond'
	| 'webhookV1PerSecond'
	| 'duplicatesPerSecond'
	| 'filteredPerSecond'
	| 'loadMs'
	| 'httpLoadMs'
	| 'packageKb',
	number
>;
type Side = keyof Round;

/** One row of the table: what is measured and against what. */
interface Row {
	what: string;
	against: string;
	sides: [Side, Side?];
	/** Default: the first side divided by the second. */
	value?: (first: number, second: number) => number;
	/** Absent where a number is only printed. */
	target?: { at: 'most' | 'least'; value: number };
}

const most = (value: number) => ({ at: 'most' as const, value });
const least = (value: number) => ({ at: 'least' as const, value });
const difference = (first: number, second: number) => first - second;

const HTTP = 'HTTP Request node, the same call with a header credential';
const WEBHOOK = "n8n's Webhook node, which n8n spares the expression engine";

const rows: Row[] = [
	{ what: 'send, 1,000 items', against: HTTP, sides: ['sendMs', 'httpMs'], target: most(0.4) },
	{
		what: 'send, 1,000 items',
		against: 'a plain Node.js script, 50 requests at once: what the latency allows',
		sides: ['sendMs', 'plainSendMs'],
		target: most(1.1),
	},
	{ what: 'send, CPU a survey', against: HTTP, sides: ['sendUs', 'httpUs'], target: most(0.2) },
	{
		what: 'send, requests at once',
		against: 'HTTP Request node',
		sides: ['sendAtOnce', 'httpAtOnce'],
		value: (own) => own,
		target: most(50),
	},
	{
		what: 'send, times faster',
		against: 'the same node, one request at a time',
		sides: ['sendMs', 'oneByOneMs'],
		value: (own, oneByOne) => oneByOne / own,
		target: least(30),
	},
	{
		what: 'sendBatch, 10,000 items',
		against: 'Set node, the same two expressions, no network',
		sides: ['batchMs', 'setMs'],
		target: most(0.05),
	},
	{
		what: 'sendBatch, extra CPU a message, µs',
		against: 'a plain Node.js script that posts the same body',
		sides: ['batchUs', 'plainBatchUs'],
		value: difference,
	},
	{
		what: 'sendBatch, 100,000 items: memory a message, kB',
		against: 'the same items through a No Operation node',
		sides: ['batchKb', 'noOperationKb'],
		value: difference,
		target: most(1.2),
	},
	{
		what: 'trigger, survey responses a second',
		against: WEBHOOK,
		sides: ['triggerPerSecond', 'webhookPerSecond'],
	},
	{
		what: 'trigger, survey responses a second',
		against: "version 1 of n8n's Webhook node, which n8n treats as any trigger",
		sides: ['triggerPerSecond', 'webhookV1PerSecond'],
		target: least(1),
	},
	{
		what: 'trigger, duplicates a second',
		against: WEBHOOK,
		sides: ['duplicatesPerSecond', 'webhookPerSecond'],
	},
	{
		what: 'trigger, filtered events a second',
		against: WEBHOOK,
		sides: ['filteredPerSecond', 'webhookPerSecond'],
	},
	{ what: 'package, unpacked, kB', against: '', sides: ['packageKb'], target: most(200) },
	{
		what: 'loading both nodes',
		against: 'HTTP Request node',
		sides: ['loadMs', 'httpLoadMs'],
		target: most(0.6),
	},
];

/** The middle value; of an even number of values the mean of the two in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length / 2;
	return (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2;
}

/** Three significant digits. */
export const rounded = (value: number) => Number(value.toPrecision(3));

/** The rows with what they came to: from the medians of the rounds. */
export function resultsOf(rounds: Round[]) {
	const of = (side: Side) => median(rounds.map((round) => round[side]));
	const unit = (side: Side) =>
		side.replace(/^[a-z]\w*?(Ms|Us|Kb|AtOnce|PerSecond)$/, (_, end: string) => {
			return { Ms: ' ms', Us: ' µs', Kb: ' kB', PerSecond: '/s' }[end] ?? '';
		});
	return rows.map(({ what, against, sides: [first, second = first], value, target }) => {
		const ratio = (value ?? ((a, b) => (second === first ? a : a / b)))(of(first), of(second));
		const reached =
			target && (target.at === 'most' ? ratio <= target.value : ratio >= target.value);
		const sides = [...new Set([first, second])];
		const measured = sides.map((side) => `${rounded(of(side))}${unit(side)}`).join(' to ');
		return { what, against, measured, value: rounded(ratio), target, reached };
	});
}

/** The results as text, in columns. */
export function tableOf(results: ReturnType<typeof resultsOf>): string {
	const lines = results.map(({ what, against, measured, value, target, reached }) => [
		what,
		against,
		measured,
		String(value),
		target ? `at ${target.at} ${target.value}` : '',
		reached === undefined ? '' : reached ? 'yes' : 'NO',
	]);
	lines.unshift(['what', 'against', 'medians', 'result', 'to reach', 'reached']);
	const width = (column: number) => Math.max(...lines.map((line) => line[column]!.length));
	const padded = (line: string[]) => line.map((cell, column) => cell.padEnd(width(column)));
	return lines.map((line) => padded(line).join('  ').trimEnd()).join('\n');
}
