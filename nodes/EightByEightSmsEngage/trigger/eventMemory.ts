import { createHash } from 'crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/** 64 bits of SHA-256 in base64url: short, since n8n saves the whole memory with every event. */
const HASH_LENGTH = 11;
const HASHES = /.{11}/g;
const SEEN_AT_MOST = 2000;
const IN_PROCESS_AT_MOST = 1000;
const POSTPONED_AT_MOST = 100;
const POSTPONEMENTS = 4;

/** Hash → the node that has accepted the event. */
const acceptedHere = new Map<string, string>();
/** Hash → how often 8x8 was told to try again. */
const postponedHere = new Map<string, number>();

function setBounded<T>(map: Map<string, T>, key: string, value: T): void {
	map.delete(key);
	map.set(key, value);
	const oldest = map.keys().next();
	if (map.size > IN_PROCESS_AT_MOST && oldest.done !== true) map.delete(oldest.value);
}

function contains(hashes: string, hash: string): boolean {
	let index = hashes.indexOf(hash);
	while (index >= 0 && index % HASH_LENGTH !== 0) index = hashes.indexOf(hash, index + 1);
	return index >= 0;
}

/**
 * What one trigger node remembers of one event. The lasting memory is the node's static data,
 * which n8n loads before a call and saves whole after it. Two calls at the same moment each save
 * what they loaded, so the later one would drop what the earlier one added: this process keeps its
 * latest events besides and adds them again. Between several webhook processes nothing does that.
 */
export class EventMemory {
	readonly hash: string;

	private readonly node: string;

	private readonly staticData: IDataObject;

	constructor(context: IWebhookFunctions, identity: string) {
		this.node = `${context.getWorkflow().id ?? ''}/${context.getNode().id}`;
		this.staticData = context.getWorkflowStaticData('node');
		this.hash = createHash('sha256')
			.update(JSON.stringify([this.node, identity]))
			.digest('base64url')
			.slice(0, HASH_LENGTH);
	}

	wasSeen(): boolean {
		return acceptedHere.has(this.hash) || contains(this.saved(), this.hash);
	}

	/** Takes effect when n8n saves the static data, which it does before it answers. */
	recordSeen(): void {
		const seen = new Set(this.saved().match(HASHES));
		for (const [hash, node] of acceptedHere) if (node === this.node) seen.add(hash);
		seen.add(this.hash);
		this.staticData.seen = [...seen].slice(-SEEN_AT_MOST).join('');
	}

	/** To be called when 8x8 has been answered 200 for the event. */
	recordAccepted(): void {
		setBounded(acceptedHere, this.hash, this.node);
	}

	/**
	 * Counts one more time that 8x8 is told to try again. False when it has been told so often that
	 * 8x8 makes no further try (it tries again 4 times).
	 */
	postpone(): boolean {
		const saved = (this.staticData.postponed ?? {}) as Record<string, number>;
		const { [this.hash]: savedCount = 0, ...others } = saved;
		const count = Math.max(savedCount, postponedHere.get(this.hash) ?? 0) + 1;
		const kept = Object.entries(others).slice(1 - POSTPONED_AT_MOST);
		const postponed = count <= POSTPONEMENTS;
		if (postponed) kept.push([this.hash, count]);
		this.staticData.postponed = Object.fromEntries(kept);
		if (postponed) setBounded(postponedHere, this.hash, count);
		else postponedHere.delete(this.hash);
		return postponed;
	}

	private saved(): string {
		const { seen } = this.staticData;
		return typeof seen === 'string' ? seen : '';
	}
}
