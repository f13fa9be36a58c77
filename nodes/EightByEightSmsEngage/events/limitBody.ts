import { isRecord, type Fields } from '../values/record';

const ENTRIES = 1_000;
const CHARACTERS = 10_000;
/**
 * JSON.parse reads a body that is nested a million levels deep; JSON.stringify, and n8n when it
 * saves an execution, run out of stack at a few thousand. 8x8's own bodies have four.
 */
const LEVELS = 500;
/** In the whole body. A thousand answers and a thousand variables have about 8,000. */
const VALUES = 100_000;

/** A body with nothing in it larger than 8x8's own could be. */
export interface LimitedBody {
	body: Fields;
	/** Whether something was cut off. */
	truncated: boolean;
}

// Half of a surrogate pair is no character.
const cutText = (text: string) => text.slice(0, CHARACTERS).replace(/[\ud800-\udbff]$/, '');

/**
 * Cuts texts at 10,000 characters, lists and objects at 1,000 entries and the body at 100,000 values,
 * and gives null for anything more than 500 levels deep. n8n takes bodies of up to 16 MB from anybody
 * who knows the URL, and saves what a workflow starts with several times over.
 */
export function limitBody(posted: Fields): LimitedBody {
	let truncated = false;
	let left = VALUES;

	function list(entries: unknown[], level: number): unknown[] {
		const kept: unknown[] = [];
		for (const entry of entries) {
			if (kept.length === ENTRIES || left <= 0) {
				truncated = true;
				break;
			}
			kept.push(limit(entry, level));
		}
		return kept;
	}

	function object(fields: Fields, level: number): Fields {
		const kept: Array<[string, unknown]> = [];
		// Not Object.entries, which would build a list of millions first.
		for (const name in fields) {
			if (kept.length === ENTRIES || left <= 0) {
				truncated = true;
				break;
			}
			kept.push([text(name), limit(fields[name], level)]);
		}
		// fromEntries makes own properties, also of a field that is called __proto__.
		return Object.fromEntries(kept);
	}

	function text(value: string): string {
		if (value.length <= CHARACTERS) return value;
		truncated = true;
		return cutText(value);
	}

	function limit(value: unknown, level: number): unknown {
		left -= 1;
		if (typeof value === 'string') return text(value);
		if (typeof value !== 'object' || value === null) return value;
		if (level > LEVELS) {
			truncated = true;
			return null;
		}
		if (Array.isArray(value)) return list(value, level + 1);
		return isRecord(value) ? object(value, level + 1) : null;
	}

	return { body: object(posted, 1), truncated };
}
