import type { FastifyRequest } from 'fastify';
import type { Platform } from '../platform/platform';
import { forbidden, Refusal } from './refusal';

const LOCAL = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Refuses what another website's page could have sent. Such a page reaches this machine in two
 * ways: under its own name, which it lets lead to 127.0.0.1 (DNS rebinding; its Host then is that
 * name), and with a form or script (its Origin then is not this address). Calls without a browser
 * carry no Origin and pass.
 */
export function refuseForeignCallers(platform: Platform) {
	return async ({ headers, method, socket }: FastifyRequest): Promise<void> => {
		const { origin, host = '' } = headers;
		const name = host.replace(/:\d*$/, '').toLowerCase();
		const own = [...LOCAL, ...platform.hosts, addressIn(socket.localAddress)];
		if (name === '' || !own.includes(name)) {
			throw new Refusal(
				421,
				1201,
				`The simulator does not answer to the name "${name}". Open it as ${platform.url}, or start it with --allowed-host and that name.`,
			);
		}
		if (method === 'GET' || method === 'HEAD' || origin === undefined) return;
		if (!URL.canParse(origin) || new URL(origin).host !== host) throw forbidden();
	};
}

/**
 * The address that a call came in on, as a Host has it. A page of another website can have no such
 * Host: a name can be made to lead here, an address cannot.
 */
function addressIn(localAddress = ''): string {
	const plain = localAddress.replace(/^::ffff:(?=\d+\.)/, '');
	return plain.includes(':') ? `[${plain}]` : plain;
}

/** What a browser must not do with an answer of the simulator. */
export const browserRules = {
	'x-content-type-options': 'nosniff',
	'cross-origin-resource-policy': 'same-origin',
} as const;
