import type { IExecuteFunctions } from 'n8n-workflow';

/** Encoded dots and slashes, which a server may read as a way out of a folder. */
const ENCODED_PATH = /%(2e|2f|5c)/i;

/** An address up to its path, as it is written. */
const WRITTEN_ORIGIN = /^[a-z]+:\/\/[^/?#]+/i;
const DEFAULT_PORTS: Record<string, string> = { 'http:': ':80', 'https:': ':443' };

/**
 * Whether an address belongs to this n8n: to where it takes webhooks (WEBHOOK_URL), or to where its
 * editor is, which is where the Test URLs of some set-ups point. A node is told neither the webhooks'
 * own base nor the names of their endpoints, but the address of a waiting execution,
 * `<base><endpoint>/<execution id>`, has the same base. Where that endpoint has been given a name of
 * several folders, fewer addresses count as this n8n's, never more.
 */
export function isOwnAddress(context: IExecuteFunctions, address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { origin, pathname, protocol } = new URL(address);
	if (ENCODED_PATH.test(pathname)) return false;
	// 8x8 may read `https://this-n8n\@other/` or a user name in another way than Node.js does, and then
	// its call would go elsewhere. So the address has to be written as plainly as it is read.
	const written = WRITTEN_ORIGIN.exec(address)?.[0].toLowerCase();
	if (written !== origin && written !== `${origin}${DEFAULT_PORTS[protocol]}`) return false;
	return ownBases(context).some(
		(base) => base.origin === origin && pathname.startsWith(base.pathname),
	);
}

function ownBases(context: IExecuteFunctions): URL[] {
	const waiting = String(context.evaluateExpression('{{ $execution.resumeUrl }}', 0));
	const editor = context.getInstanceBaseUrl();
	return [
		...(URL.canParse(waiting) ? [new URL('..', waiting)] : []),
		...(URL.canParse(editor) ? [new URL('.', editor)] : []),
	];
}
