/** The template variable that carries the waiting execution through 8x8 and back. */
export const RESUME_VARIABLE = 'n8nResume';

/** The path of the waiting node's webhook, behind the execution's id. */
export const RESUME_PATH = 'survey-response';

/** n8n's name for the query parameter (WAITING_TOKEN_QUERY_PARAM in n8n-core). */
const SIGNATURE = 'signature';
// An execution's id is a number that a database's integer holds, or a UUID.
const ID = String.raw`[1-9]\d{0,8}|1\d{9}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}`;
const TOKEN = new RegExp(String.raw`^(${ID})\.([\w-]{0,256})\.([\w-]{16,64})$`);

/** What `n8nResume` says: where the execution waits, and the proof to hand over there. */
export interface ResumeToken {
	executionId: string;
	/** n8n's own; empty on n8n 1, which does not sign. */
	signature: string;
	proof: string;
}

/**
 * The value of `n8nResume` for n8n's `$execution.resumeUrl`: the execution's id, n8n's signature and
 * our own proof, with dots between them. Throws when n8n does not make such addresses.
 */
export function resumeToken(resumeUrl: string, proof: string): string {
	const url = new URL(resumeUrl);
	const id = url.pathname.split('/').at(-1) ?? '';
	const token = `${id}.${url.searchParams.get(SIGNATURE) ?? ''}.${proof}`;
	if (!TOKEN.test(token)) throw new Error('n8n gave a resume address of an unknown form');
	return token;
}

/** What of the value of `n8nResume` opens something, as a whole and by itself. */
export function secretsIn(token: string): string[] {
	const [, signature = '', proof = ''] = token.split('.');
	return [token, signature, proof];
}

/** Reads the value of `n8nResume`. Undefined when it is not one of ours. */
export function readResumeToken(value: unknown): ResumeToken | undefined {
	const match = typeof value === 'string' ? TOKEN.exec(value.trim()) : null;
	if (match === null) return undefined;
	const [, executionId = '', signature = '', proof = ''] = match;
	return { executionId, signature, proof };
}

/**
 * The address under which a waiting execution takes the response. Only the execution's id and the
 * signature come from outside.
 *
 * @param waitingUrl `$execution.resumeUrl` of this instance, whatever execution it names.
 */
export function resumeAddress(waitingUrl: string, token: ResumeToken): URL {
	const address = new URL(waitingUrl);
	const base = address.pathname.split('/').slice(0, -1).join('/');
	address.pathname = `${base}/${token.executionId}/${RESUME_PATH}`;
	address.search = token.signature === '' ? '' : `${SIGNATURE}=${token.signature}`;
	return address;
}
