import { isRecord, type Fields } from '../values/record';
import { SMS_EVENT_FIELDS } from './envelope';
import { jsonTexts } from './jsonText';
import { ENTRY_FIELDS } from './questions';
import { BODY_FIELDS } from './surveyResponse.event';

const ENTRIES = 1_000;
const CHARACTERS = 10_000;
/**
 * JSON.parse reads a body that is nested a million levels deep; JSON.stringify, and n8n when it
 * saves an execution, run out of stack at a few thousand. 8x8's own bodies have four.
 */
const LEVELS = 500;
/** In the whole body. A thousand answers and a thousand variables have about 8,000. */
const VALUES = 100_000;

/** More names, in JSON or XML, than a body of that many values can have. */
const NAMES = 200_000;
const MARKS = [':', '<'];
const DOCUMENTED = [
	...new Set([...SMS_EVENT_FIELDS, ...BODY_FIELDS, ...ENTRY_FIELDS, 'name', 'value', 'root']),
];

/** A body with nothing in it larger than 8x8's own could be. */
export interface LimitedBody {
	body: Fields;
	/** Whether something was cut off. */
	truncated: boolean;
}

// Half of a surrogate pair is no character.
const cutText = (text: string) => text.slice(0, CHARACTERS).replace(/[\ud800-\udbff]$/, '');

/** Whether what was posted has so many names that only to list them would take a second. */
function hasTooManyNames(raw: Buffer | undefined): boolean {
	let count = 0;
	for (const mark of raw === undefined ? [] : MARKS) {
		for (let at = raw!.indexOf(mark); at >= 0; at = raw!.indexOf(mark, at + 1)) {
			count += 1;
			if (count > NAMES) return true;
		}
	}
	return false;
}

/**
 * Cuts texts at 10,000 characters, lists and objects at 1,000 entries and the body at 100,000 values,
 * and gives null for anything more than 500 levels deep. n8n takes bodies of up to 16 MB from anybody
 * who knows the URL, and saves what a workflow starts with several times over. JavaScript
 * has no way to list the first of an object's names alone, so a body with too many of them keeps only
 * the documented ones.
 *
 * @param raw the same before it was parsed
 */
export function limitBody(posted: Fields, raw?: Buffer): LimitedBody {
	const documentedOnly = hasTooManyNames(raw);
	const unpacked = jsonTexts();
	let truncated = documentedOnly;
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
		for (const name of namesOf(fields)) {
			if (kept.length === ENTRIES || left <= 0) {
				truncated = true;
				break;
			}
			const value = level === 1 ? unpacked(name, fields[name]) : fields[name];
			kept.push([text(name), limit(value, level)]);
		}
		// fromEntries makes own properties, also of a field that is called __proto__.
		return Object.fromEntries(kept);
	}

	function* namesOf(fields: Fields): Generator<string> {
		if (documentedOnly) yield* DOCUMENTED.filter((name) => Object.hasOwn(fields, name));
		// Not Object.keys, which would build a list of them first.
		else for (const name in fields) yield name;
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
