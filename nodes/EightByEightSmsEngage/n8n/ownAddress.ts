import type { IExecuteFunctions } from 'n8n-workflow';

/** Encoded dots and slashes, which a server may take for a way out of a folder. */
const ENCODED_PATH = /%(2e|2f|5c)/i;

/**
 * Whether an address belongs to this n8n: to where it takes webhooks (WEBHOOK_URL), or to where its
 * editor is, which is where the Test URLs of some set-ups point. A node is told neither the webhooks'
 * own base nor the names of their endpoints, but the address of a waiting execution,
 * `<base><endpoint>/<execution id>`, has the same base. Where that endpoint has been given a name of
 * several folders, fewer addresses count as this n8n's, never more.
 */
export function isOwnAddress(context: IExecuteFunctions, address: string): boolean {
	if (!URL.canParse(address)) return false;
	const { origin, pathname } = new URL(address);
	if (ENCODED_PATH.test(pathname)) return false;
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
