/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { connect } from 'node:net';
import { anyFreePort } from '../ports';
import { startServer } from './server';

/** A Redis of our own, which keeps nothing on disk. */
export interface Redis {
	port: number;
	stop(): Promise<void>;
}

/** It is ready when it answers a PING. */
function answers(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
		const end = (ready: boolean) => {
			socket.destroy();
			resolve(ready);
		};
		socket.once('data', (answer) => end(answer.toString().startsWith('+PONG')));
		socket.once('error', () => end(false));
	});
}

/** Starts `redis-server` on a free port of this machine only. */
export async function startRedis(): Promise<Redis> {
	const port = await anyFreePort();
	const options = ['--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const command = ['redis-server', '--port', String(port), ...options];
	return { port, stop: await startServer(command, 'TERM', () => answers(port)) };
}
