/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Simulator } from '../../../simulator';

/** Something that goes wrong between n8n and 8x8 at the first request of a survey. */
interface ConnectionFault {
	/** The base URL of the credential at that time. */
	baseUrl: (places: FaultPlaces, simulator: Simulator) => string;
	/** What happens to the request where it arrives. */
	atSimulator?: Parameters<Simulator['addFault']>[0];
	/** Whether the error says that nothing was sent, or that the survey may have been. */
	says: 'not sent' | 'may have been sent';
	/** How many SMS 8x8 took all the same. */
	taken: 0 | 1;
	/** Whether nobody answers, so that the node's own limit ends it. */
	isSilent?: boolean;
}

const atSimulator = (fault: ConnectionFault['atSimulator'], taken: 0 | 1): ConnectionFault => ({
	baseUrl: (_, { url }) => url,
	atSimulator: fault,
	says: 'may have been sent',
	taken,
	isSilent: fault?.kind === 'timeout',
});
const notSent = (baseUrl: ConnectionFault['baseUrl']): ConnectionFault => ({
	baseUrl,
	says: 'not sent',
	taken: 0,
});
const mayBeSent = (baseUrl: ConnectionFault['baseUrl'], isSilent = false): ConnectionFault => ({
	baseUrl,
	says: 'may have been sent',
	taken: 0,
	isSilent,
});

export const CONNECTION_FAULTS: Record<string, ConnectionFault> = {
	// Port 9 (discard): nothing listens there.
	refused: notSent(() => 'http://127.0.0.1:9'),
	// Longer than the DNS can hold, so that no name server is asked, and none has to answer in time.
	'unknown host': notSent(() => `http://${'a'.repeat(64)}.invalid`),
	// The kernel has no route for TCP to a broadcast address.
	'no route': notSent(() => 'http://255.255.255.255'),
	'no encryption': notSent((_, { url }) => url.replace('http:', 'https:')),
	'a proxy that asks for a login': notSent(() => `https://${LOGIN_HOST}`),
	'a proxy that hangs up': mayBeSent(() => 'https://cut.invalid'),
	'a time-out before the request goes out': mayBeSent(({ silent }) => silent, true),
	'a time-out before 8x8 takes it': atSimulator({ kind: 'timeout', when: 'before' }, 0),
	'a time-out after 8x8 took it': atSimulator({ kind: 'timeout' }, 1),
	'a reset before 8x8 takes it': atSimulator({ kind: 'reset', when: 'before' }, 0),
	'a reset after 8x8 took it': atSimulator({ kind: 'reset' }, 1),
};

const LOGIN_HOST = 'login.invalid';

/** Where connections go wrong: a proxy, and a place that never answers the start of an encryption. */
export class FaultPlaces {
	private readonly sockets = new Set<Socket>();
	private readonly servers: Server[] = [];
	/** For n8n's HTTPS_PROXY. */
	proxy = '';
	silent = '';

	async open(): Promise<void> {
		this.silent = `https://${await this.listen(() => {})}`;
		this.proxy = `http://${await this.listen((socket) => {
			socket.once('data', (request) => {
				const asksForLogin = request.toString().startsWith(`CONNECT ${LOGIN_HOST}:`);
				socket.end(asksForLogin ? 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n' : '');
			});
		})}`;
	}

	private async listen(answer: (socket: Socket) => void): Promise<string> {
		const server = createServer((socket) => {
			this.sockets.add(socket.on('error', () => {}));
			answer(socket);
		});
		this.servers.push(server);
		await once(server.listen(0, '127.0.0.1'), 'listening');
		return `127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	close(): void {
		for (const server of this.servers) server.close();
		for (const socket of this.sockets) socket.destroy();
	}
}
