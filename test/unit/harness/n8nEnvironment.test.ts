import { n8nEnvironment } from '../../../harness/n8n/environment';

const settings = {
	userFolder: '/home/ann/demo',
	port: 5680,
	brokerPort: 5690,
	node: '/cache/node_modules/node/bin/node',
};

describe('n8nEnvironment', () => {
	test("takes over nothing from another n8n's settings", () => {
		const environment = n8nEnvironment(settings, {
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: 'production.example.com',
			EXECUTIONS_MODE: 'queue',
			QUEUE_BULL_REDIS_HOST: 'redis.example.com',
			N8N_ENCRYPTION_KEY: 'of-production',
			N8N_CUSTOM_EXTENSIONS: '/elsewhere',
			WEBHOOK_URL: 'https://n8n.example.com/',
			npm_config_local_prefix: '/repository',
			HOME: '/home/ann',
			LANG: 'de_DE.UTF-8',
		});
		expect(JSON.stringify(environment)).not.toMatch(
			/production|queue|redis|elsewhere|n8n\.example/,
		);
		expect(environment).toMatchObject({ HOME: '/home/ann', LANG: 'de_DE.UTF-8' });
		expect(environment).not.toHaveProperty('npm_config_local_prefix');
	});

	test('gives every address the same port', () => {
		expect(n8nEnvironment(settings, {})).toMatchObject({
			N8N_PORT: '5680',
			N8N_RUNNERS_BROKER_PORT: '5690',
			N8N_USER_FOLDER: settings.userFolder,
			WEBHOOK_URL: 'http://localhost:5680/',
			N8N_EDITOR_BASE_URL: 'http://localhost:5680/',
			N8N_LISTEN_ADDRESS: '127.0.0.1',
		});
	});

	test("puts n8n's own Node.js first in PATH", () => {
		const { PATH } = n8nEnvironment(settings, { PATH: '/usr/bin' });
		expect(PATH?.split(/[:;]/)).toEqual(['/cache/node_modules/node/bin', '/usr/bin']);
	});

	test('keeps local calls away from a proxy, and its other exceptions', () => {
		const { NO_PROXY } = n8nEnvironment(settings, { NO_PROXY: '.corp.example' });
		expect(NO_PROXY?.split(',')).toEqual(['.corp.example', '127.0.0.1', 'localhost', '::1']);
	});
});
