import { createHash } from 'crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/** 64 bits of SHA-256 in base64url: short, since n8n saves the whole memory with every event. */
const HASH_LENGTH = 11;
const SEEN_AT_MOST = 2000;
const IN_PROCESS_AT_MOST = 1000;

interface Taken {
	/** The node that took the event. */
	node: string;
	accepted: boolean;
	/** Resolves when it is known whether the event is accepted. */
	settled: Promise<void>;
}

/** By hash: the events that this process is handling, and the latest that it accepted. */
const taken = new Map<string, Taken>();

/** However many are being handled, the latest accepted stay. */
function forgetOldest(): void {
	const accepted = [...taken].filter(([, event]) => event.accepted);
	for (const [hash] of accepted.slice(0, -IN_PROCESS_AT_MOST)) taken.delete(hash);
}

function contains(hashes: string, hash: string): boolean {
	let index = hashes.indexOf(hash);
	while (index >= 0 && index % HASH_LENGTH !== 0) index = hashes.indexOf(hash, index + 1);
	return index >= 0;
}

/**
 * What one trigger node remembers about one event. The lasting memory is the node's static data, which
 * n8n loads before a call and saves whole after it. Of two simultaneous calls, the later one would drop
 * what the earlier one added: so this process also keeps its latest events and adds them again. Nothing
 * does that between several webhook processes.
 */
export class EventMemory {
	private readonly hash: string;

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

	wasAccepted(): boolean {
		return taken.get(this.hash)?.accepted === true || contains(this.saved(), this.hash);
	}

	/** Resolves when the call that is handling this event has settled it; undefined when none is. */
	underWay(): Promise<void> | undefined {
		const other = taken.get(this.hash);
		return other === undefined || other.accepted ? undefined : other.settled;
	}

	/**
	 * Claims the event for this call. The function it gives settles the claim once; a refused event is
	 * forgotten.
	 */
	take(): (accepted: boolean) => void {
		let end: () => void = () => {};
		const own: Taken = {
			node: this.node,
			accepted: false,
			settled: new Promise((resolve) => (end = resolve)),
		};
		let open = true;
		taken.set(this.hash, own);
		return (accepted) => {
			if (!open) return;
			open = false;
			// Behind those accepted before, as the newest.
			taken.delete(this.hash);
			if (accepted) {
				own.accepted = true;
				taken.set(this.hash, own);
				forgetOldest();
				this.save();
			}
			end();
		};
	}

	/**
	 * n8n saves the static data before it answers. What it loaded for this call holds all events up to
	 * some moment, so those that it lacks are the newest.
	 */
	private save(): void {
		const saved = this.saved();
		let added = '';
		for (const [hash, { node, accepted }] of [...taken].reverse()) {
			if (!accepted || node !== this.node) continue;
			if (contains(saved, hash)) break;
			added = hash + added;
		}
		this.staticData.seen = (saved + added).slice(-SEEN_AT_MOST * HASH_LENGTH);
	}

	private saved(): string {
		const { seen } = this.staticData;
		return typeof seen === 'string' && seen.length % HASH_LENGTH === 0 ? seen : '';
	}
}
