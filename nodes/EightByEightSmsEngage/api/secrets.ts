const SHOWN = 500;
/** The rest of a text is ignored: a response may be megabytes long. */
const READ = 5_000;

/**
 * 8x8's words for an error, at most 500 characters, without the secrets that it may repeat. A secret is
 * recognised whole, without its scheme (`Bearer`), in JSON, URL-encoded, and in base64, even inside
 * longer base64.
 */
export function shownWords(said: unknown, secrets: string[]): string {
	if (typeof said !== 'string') return '';
	const forms = formsOfAll(secrets);
	const head = said.slice(0, READ);
	const cleaned = forms.reduce((text, form) => text.replaceAll(form, '***'), head);
	// The end may be a secret's beginning.
	const whole = head === said ? cleaned : cleaned.slice(0, -(forms[0]?.length ?? 1));
	const text = whole.trim();
	return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** A web address for people: without the parts that may hold a secret, user name and query. */
export function shownAddress(url: string): string {
	if (!URL.canParse(url)) return 'an address that cannot be read';
	const { origin, pathname } = new URL(url);
	return origin + pathname;
}

/** To make them takes longer than all else that is done with a response, so a client's are kept. */
const known = new WeakMap<string[], string[]>();

/** The forms of these secrets, long ones first: one may be a part of another. */
function formsOfAll(secrets: string[]): string[] {
	let forms = known.get(secrets);
	if (!forms) {
		forms = secrets.flatMap(formsOf).sort((one, other) => other.length - one.length);
		known.set(secrets, forms);
	}
	return forms;
}

function formsOf(secret: string): string[] {
	const whole = secret.trim();
	if (whole === '') return [];
	const withoutScheme = whole.replace(/^\S+\s+/, '');
	return [...new Set([whole, withoutScheme])].flatMap((text) => [
		text,
		// As JSON shown as text has it.
		JSON.stringify(text).slice(1, -1),
		encodeURIComponent(Buffer.from(text).toString()),
		...[0, 1, 2].map((offset) => inBase64(text, offset)).filter((form) => form.length >= 4),
	]);
}

/** A text's own characters in base64 when it stands `offset` bytes behind a multiple of three. */
function inBase64(text: string, offset: number): string {
	const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
	const foreign = Math.ceil((offset * 4) / 3);
	const own = Math.floor((bytes.length * 4) / 3);
	return bytes.toString('base64').slice(foreign, own);
}
