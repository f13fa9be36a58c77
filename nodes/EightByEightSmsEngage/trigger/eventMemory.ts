import { createHash } from 'crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

/** 64 bits of SHA-256 in base64url: short, since n8n saves the whole memory with every event. */
const HASH_LENGTH = 11;
const HASHES = /.{11}/g;
const SEEN_AT_MOST = 2000;
const IN_PROCESS_AT_MOST = 1000;

interface Taken {
	/** The node that took the event. */
	node: string;
	accepted: boolean;
	/** Ends when it is known whether the event is accepted. */
	settled: Promise<void>;
}

/** Hash → what this process knows of the events that it is handling, and of the latest it has accepted. */
const taken = new Map<string, Taken>();

function forgetOldest(): void {
	for (const [hash, { accepted }] of taken) {
		if (taken.size <= IN_PROCESS_AT_MOST) return;
		if (accepted) taken.delete(hash);
	}
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

	/** Ends when the call that handles this event now has settled it; undefined when there is none. */
	underWay(): Promise<void> | undefined {
		const other = taken.get(this.hash);
		return other === undefined || other.accepted ? undefined : other.settled;
	}

	/** Takes the event for this call. What is returned settles it, once; a refused one is forgotten. */
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

	/** Takes effect when n8n saves the static data, which it does before it answers. */
	private save(): void {
		const seen = new Set(this.saved().match(HASHES));
		for (const [hash, { node, accepted }] of taken) {
			if (accepted && node === this.node) seen.add(hash);
		}
		this.staticData.seen = [...seen].slice(-SEEN_AT_MOST).join('');
	}

	private saved(): string {
		const { seen } = this.staticData;
		return typeof seen === 'string' ? seen : '';
	}
}
