import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Simulator } from '../../../simulator';
import type { EngineRun } from './engine';

const UNCERTAIN = /may have been sent/;
/** Names that n8n replaces with advice of its own, and no person should read. */
export const NETWORK_CODE = /\bE[A-Z]{4,}\b|ERR_|getaddrinfo|socket hang up|[Aa]xios/;

/** What a run said of one item. */
export interface Said {
	umid?: string;
	/** Everything that was said about its failure. */
	failure?: string;
}

const indexOf = ({ pairedItem }: INodeExecutionData): number => {
	const first = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
	return typeof first === 'object' ? first.item : Number(first);
};

/** What the run says of each of its items, wherever it says it. */
export function whatWasSaid({ output, errors, error }: EngineRun): Map<number, Said> {
	const said = new Map<number, Said>();
	const add = (index: number, what: Said) => {
		if (said.has(index)) throw new Error(`Item ${index} comes out twice`);
		said.set(index, what);
	};
	if (error) {
		const { sent = [], failed = [] } = (error.context ?? {}) as {
			sent?: Array<{ itemIndex: number; umid: string }>;
			failed?: Array<{ itemIndex: number; message: string }>;
		};
		for (const { itemIndex, umid } of sent) add(itemIndex, { umid });
		for (const { itemIndex, message } of failed) add(itemIndex, { failure: message });
		return said;
	}
	for (const item of [...output, ...errors]) {
		const { umid, error: text } = item.json as IDataObject;
		if (item.error) throw new Error('n8n drops the json of an item that has an error of its own');
		add(indexOf(item), text === undefined ? { umid: umid as string } : { failure: String(text) });
	}
	return said;
}

/**
 * Compares what a run says with what 8x8 did. Throws for a second SMS, an SMS that is reported as
 * failed without "may have been sent", a reported SMS that 8x8 never took, and a missing item.
 *
 * @param destinations of the items, in their order, each once
 */
export function judge(simulator: Simulator, destinations: string[], run: EngineRun): void {
	const said = whatWasSaid(run);
	const problems: string[] = [];
	const rejected = new Set(simulator.rejected().map(({ umid }) => umid));
	const taken = new Map<string, string>();
	for (const { destination, umid } of simulator.messages()) {
		if (!destinations.includes(destination)) continue;
		if (taken.has(destination)) problems.push(`${destination} got two`);
		taken.set(destination, umid);
	}
	destinations.forEach((destination, index) => {
		const what = said.get(index);
		const umid = taken.get(destination);
		if (!what) return problems.push(`item ${index} is missing`);
		const { failure } = what;
		if (failure !== undefined) {
			if (NETWORK_CODE.test(failure)) problems.push(`item ${index}: ${failure}`);
			if (umid && !UNCERTAIN.test(failure))
				problems.push(`item ${index} was sent, yet: ${failure}`);
		} else if (what.umid === undefined || (what.umid !== umid && !rejected.has(what.umid))) {
			problems.push(`item ${index} is said to be ${what.umid}, and is ${umid}`);
		}
		return undefined;
	});
	if (said.size !== destinations.length) problems.push(`${said.size} items come out`);
	if (problems.length > 0) throw new Error(problems.slice(0, 5).join('\n'));
}
