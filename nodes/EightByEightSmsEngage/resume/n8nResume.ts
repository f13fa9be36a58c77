import { isRecord, type Fields } from '../values/record';

/** The template variable that carries the waiting execution through 8x8 and back. */
export const RESUME_VARIABLE = 'n8nResume';

/**
 * The path of the waiting node's webhook, behind the execution's id. On n8n 1.x, which does not
 * sign resume addresses, it keeps a counted id from resuming another node's wait.
 */
export const RESUME_PATH = 'survey-response';

/** n8n's name of the query parameter (WAITING_TOKEN_QUERY_PARAM in n8n-core). */
const SIGNATURE = 'signature';
// An execution's id is a number that a database's integer holds, or a UUID.
const TOKEN =
	/^([1-9]\d{0,8}|1\d{9}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\.([A-Za-z0-9_-]{1,256}))?$/;

/**
 * The value of `n8nResume` for n8n's `$execution.resumeUrl`: the execution's id, followed by `.`
 * and n8n's signature where n8n signs. Throws when the address is none that n8n makes.
 */
export function resumeToken(resumeUrl: string): string {
	const url = new URL(resumeUrl);
	const id = url.pathname.split('/').at(-1) ?? '';
	const signature = url.searchParams.get(SIGNATURE);
	const token = signature === null ? id : `${id}.${signature}`;
	if (!TOKEN.test(token)) throw new Error('n8n gave a resume address of an unknown form');
	return token;
}

/**
 * The address under which a waiting execution takes the response, or undefined when the token is
 * not an execution's id and a signature. Only those two come from outside.
 *
 * @param waitingUrl `$execution.resumeUrl` of this instance, whatever execution it names.
 */
export function resumeAddress(waitingUrl: string, token: unknown): URL | undefined {
	const match = typeof token === 'string' ? TOKEN.exec(token) : null;
	if (match === null) return undefined;
	const [, id, signature] = match;
	const address = new URL(waitingUrl);
	const base = address.pathname.split('/').slice(0, -1).join('/');
	address.pathname = `${base}/${id}/${RESUME_PATH}`;
	address.search = signature === undefined ? '' : `${SIGNATURE}=${signature}`;
	return address;
}

const isResumeVariable = (entry: unknown) => isRecord(entry) && entry.name === RESUME_VARIABLE;

/** Takes `n8nResume` out of a survey response: its value, and the response without it. */
export function takeResumeToken(response: Fields): { token: unknown; response: Fields } {
	const { templateVariables } = response;
	if (!Array.isArray(templateVariables)) return { token: undefined, response };
	const carrier: unknown = templateVariables.find(isResumeVariable);
	if (!isRecord(carrier)) return { token: undefined, response };
	return {
		token: carrier.value,
		response: {
			...response,
			templateVariables: templateVariables.filter((entry) => !isResumeVariable(entry)),
		},
	};
}
