/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createServer } from 'node:net';

/** Both families, and both "this machine" and "everywhere": systems differ in which collide. */
const HOSTS = ['127.0.0.1', '::1', '0.0.0.0', '::'];

function canListen(port: number, host: string): Promise<boolean> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', (error: NodeJS.ErrnoException) => {
			// A machine without IPv6 has no such address: nobody can hold the port there.
			resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT');
		});
		server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
	});
}

/** Whether nothing listens on the port, on any address of this machine. */
export async function isPortFree(port: number): Promise<boolean> {
	for (const host of HOSTS) if (!(await canListen(port, host))) return false;
	return true;
}

/**
 * The wanted port, or the next free one after it.
 *
 * @param wanted 1–65535
 * @param taken ports that are spoken for although nothing listens there yet
 * @throws Error when none of the hundred ports from `wanted` on is free
 */
export async function freePort(wanted: number, taken: number[] = []): Promise<number> {
	for (let port = wanted; port < wanted + 100 && port <= 65_535; port++) {
		if (!taken.includes(port) && (await isPortFree(port))) return port;
	}
	throw new Error(`No port from ${wanted} to ${wanted + 99} is free.`);
}

/** A free port that the system chooses. */
export function anyFreePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address ? address.port : 0;
			server.close(() => resolve(port));
		});
	});
}
