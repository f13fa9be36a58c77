/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { anyFreePort } from '../../../scripts/start/ports';
import { until } from './until';

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
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const child = spawn('redis-server', args, { stdio: 'ignore' });
	let failure: Error | undefined;
	const ended = new Promise<void>((resolve) => {
		child.once('error', (error) => resolve(void (failure = error)));
		child.once('close', (code) => resolve(void (failure ??= new Error(`Redis ended: ${code}`))));
	});
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	await until('Redis answers', async () => {
		if (failure) throw failure;
		return await answers(port);
	});
	return {
		port,
		stop: async () => {
			process.off('exit', kill);
			child.kill('SIGTERM');
			await ended;
		},
	};
}
