/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { copyFileSync, existsSync } from 'node:fs';
import type { StoredWorkflow } from '../n8n/api';
import { type N8nCommand, N8nProcess } from '../n8n/process';
import { reportFile } from '../places';
import { anyFreePort } from '../ports';
import { Stage, type StageOptions } from '../stage';
import { TRIGGER, webhookId } from '../workflows';
import { type Postgres, startPostgres } from './postgres';
import { startRedis } from './redis';

/** How many executions each worker runs at once. */
export const WORKER_CONCURRENCY = 5;

/**
 * How soon n8n notices a worker that is gone: by default after a minute. The recovery check (by
 * default every three hours) stays as it is: it looks first at the executions and then at the jobs,
 * and takes one that has ended in between for crashed.
 */
const NOTICE_SOON = {
	QUEUE_WORKER_LOCK_DURATION: '10000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '2000',
	QUEUE_WORKER_STALLED_INTERVAL: '3000',
};

/** n8n in queue mode: main, two workers and one webhook process on Redis and PostgreSQL. */
export class QueueStage {
	private constructor(
		readonly stage: Stage,
		readonly workers: [N8nProcess, N8nProcess],
		readonly webhook: N8nProcess,
		readonly postgres: Postgres,
		private readonly endings: Array<() => Promise<unknown>>,
	) {}

	/** Takes about a minute; the caller must `close` it. */
	static async open(options: StageOptions): Promise<QueueStage> {
		const endings: Array<() => Promise<unknown>> = [];
		try {
			return await QueueStage.bringUp(options, endings);
		} catch (error) {
			for (const end of endings.reverse()) await end();
			throw error;
		}
	}

	private static async bringUp(
		options: StageOptions,
		endings: Array<() => Promise<unknown>>,
	): Promise<QueueStage> {
		const redis = await startRedis();
		endings.push(() => redis.stop());
		const postgres = await startPostgres();
		endings.push(() => postgres.stop());

		// As behind a load balancer: 8x8 and waiting executions are led to the webhook process.
		const webhookPort = await anyFreePort();
		const variables = {
			...postgres.variables,
			// n8n's default of 2 keeps its own look at the database waiting, and it answers 503 then.
			DB_POSTGRESDB_POOL_SIZE: '10',
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			WEBHOOK_URL: `http://localhost:${webhookPort}/`,
			...NOTICE_SOON,
		};
		const stage = await Stage.open({ ...options, variables });
		endings.push(() => stage.close());
		const start = async (command: N8nCommand, name: string, port: number) => {
			const health = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: String(port) };
			const started = new N8nProcess(
				stage.installed,
				{
					userFolder: stage.userFolder,
					port,
					brokerPort: await anyFreePort(),
					node: stage.installed.node,
					variables: {
						...variables,
						...health,
						N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
						N8N_CONCURRENCY_PRODUCTION_LIMIT: String(WORKER_CONCURRENCY),
					},
				},
				command,
				`${name}.log`,
			);
			endings.push(async () => {
				await started.stop();
				const log = reportFile(`${options.name}.${name}.log`);
				if (existsSync(started.logFile)) copyFileSync(started.logFile, log);
			});
			await started.start();
			return started;
		};
		// One after the other: together they would take each other's time.
		const webhook = await start('webhook', 'webhook', webhookPort);
		const first = await start('worker', 'worker-1', await anyFreePort());
		const second = await start('worker', 'worker-2', await anyFreePort());
		return new QueueStage(stage, [first, second], webhook, postgres, endings);
	}

	/** Has 8x8 post survey responses to the trigger, at the webhook process. */
	async postResponsesTo(workflow: StoredWorkflow): Promise<void> {
		const url = `${this.webhook.url}/webhook/${webhookId(workflow, TRIGGER) ?? ''}/webhook`;
		await this.stage.listens(url);
		this.stage.simulator.configure({ responseUrl: url });
	}

	async close(): Promise<void> {
		for (const end of this.endings.reverse()) await end();
	}
}
