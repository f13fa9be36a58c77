/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createServer, type Server } from 'node:net';
import { freePort, isPortFree } from '../../../harness/ports';
import { unusedPort } from '../../support/unusedPort';

const servers: Server[] = [];

function listen(port: number, host: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		servers.push(server);
		server.once('error', reject);
		server.listen(port, host, resolve);
	});
}

afterEach(async () => {
	await Promise.all(
		servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))),
	);
});

describe('ports', () => {
	test('takes the wanted port when it is free', async () => {
		const port = await unusedPort();
		expect(await freePort(port)).toBe(port);
	});

	test.each(['127.0.0.1', '0.0.0.0'])('sees a port that is taken on %s', async (host) => {
		const port = await unusedPort();
		await listen(port, host);
		expect(await isPortFree(port)).toBe(false);
		expect(await freePort(port)).toBeGreaterThan(port);
	});

	test('passes over a port that is spoken for', async () => {
		const port = await unusedPort();
		expect(await freePort(port, [port])).toBeGreaterThan(port);
	});

	test('says so when no port is left', async () => {
		await expect(freePort(65_535, [65_535])).rejects.toThrow('No port from 65535');
	});
});
