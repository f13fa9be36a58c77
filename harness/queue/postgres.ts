/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anyFreePort } from '../ports';
import { startServer } from './server';

/** A PostgreSQL of our own, in a temporary folder, on a free port of this machine only. */
export interface Postgres {
	/** n8n's variables that point to it. */
	variables: Record<string, string>;
	/** Keeps every n8n that starts from migrating the database until the given function is called. */
	holdMigrations(): Promise<() => Promise<void>>;
	stop(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/** Debian keeps the server's programs out of PATH, in a folder for each version. */
function program(name: string): string {
	const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort() : [];
	const folder = versions.reverse().map((version) => join(DEBIAN, version, 'bin'));
	return folder.map((bin) => join(bin, name)).find((path) => existsSync(path)) ?? name;
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package makes. */
function owner(): { uid?: number; gid?: number } {
	if (process.getuid?.() !== 0) return {};
	const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres']).toString());
	return { uid: id('-u'), gid: id('-g') };
}

/**
 * The two numbers of the advisory lock under which n8n migrates: one for the purpose, one for schema
 * and table prefix (@n8n/db: connection/db-connection.js, services/db-lock.service.js).
 */
const MIGRATIONS = [1005, createHash('sha256').update('public:').digest().readInt32BE(0)];

/** Makes a database cluster and starts its server. */
export async function startPostgres(): Promise<Postgres> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-8x8-postgres-'));
	const user = owner();
	const password = randomUUID();
	const passwordFile = join(folder, 'password');
	const data = join(folder, 'data');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (user.uid !== undefined && user.gid !== undefined) {
		for (const path of [folder, passwordFile]) chownSync(path, user.uid, user.gid);
	}
	const run = { ...user, cwd: folder };
	const make = ['-D', data, '-U', 'n8n', '-A', 'scram-sha-256', '--pwfile', passwordFile];
	execFileSync(program('initdb'), [...make, '--no-sync', '-E', 'UTF8'], { ...run, stdio: 'pipe' });

	const port = await anyFreePort();
	// -F: what it writes need not outlive a power cut.
	const serve = ['-D', data, '-F', '-h', '127.0.0.1', '-p', String(port), '-k', folder];
	const ask = ['-q', '-h', '127.0.0.1', '-p', String(port)];
	const isReady = () => spawnSync(program('pg_isready'), ask).status === 0;
	// INT is its fast shutdown: without waiting for clients to go.
	const stop = await startServer([program('postgres'), ...serve], 'INT', isReady, run);
	const holdMigrations = async () => {
		const args = ['-h', '127.0.0.1', '-p', String(port), '-U', 'n8n', '-d', 'postgres', '-qAt'];
		const env = { ...process.env, PGPASSWORD: password };
		const session = spawn(program('psql'), args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
		const ended = once(session, 'close');
		session.stdin.write(`SELECT 'held', pg_advisory_lock(${MIGRATIONS.join(', ')});\n`);
		await once(session.stdout, 'data');
		// With its session the lock goes too.
		return async () => {
			session.stdin.end();
			await ended;
		};
	};
	return {
		holdMigrations,
		variables: {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: '127.0.0.1',
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: 'postgres',
			DB_POSTGRESDB_USER: 'n8n',
			DB_POSTGRESDB_PASSWORD: password,
		},
		stop: async () => {
			await stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}
