/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { delimiter, dirname } from 'node:path';

/** What the environment of an n8n is made of. */
export interface N8nSettings {
	/** The folder under which n8n makes its `.n8n`. */
	userFolder: string;
	port: number;
	/** The port on which n8n's own task runner reports to it. */
	brokerPort: number;
	/** The Node.js binary that runs n8n. */
	node: string;
	/** Further environment variables, which win over the others. */
	variables?: Record<string, string>;
}

/** Settings of another n8n on this machine: with them the demo would open that one's database. */
const FOREIGN =
	/^(NODE_ENV$|JEST_|N8N_|DB_|QUEUE_|EXECUTIONS_|WORKFLOWS_|CREDENTIALS_|WEBHOOK_|EXTERNAL_|NODES_|NODE_FUNCTION_|VUE_APP_|OFFLOAD_|npm_)/i;

/**
 * The environment variables for the demo's n8n: closed to the network, no telemetry, nothing
 * taken over from another n8n's settings (https://docs.n8n.io/hosting/configuration/environment-variables/).
 *
 * @param inherited usually process.env
 */
export function n8nEnvironment(
	settings: N8nSettings,
	inherited: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
	const kept = Object.entries(inherited).filter(([name]) => !FOREIGN.test(name));
	const base = Object.fromEntries(kept);
	const local = ['127.0.0.1', 'localhost', '::1'];
	const noProxy = [inherited.NO_PROXY ?? inherited.no_proxy, ...local].filter(Boolean).join(',');
	return {
		...base,
		PATH: [dirname(settings.node), inherited.PATH].filter(Boolean).join(delimiter),
		// A proxy of the company's must not get the calls between n8n and the simulator.
		NO_PROXY: noProxy,
		no_proxy: noProxy,
		N8N_USER_FOLDER: settings.userFolder,
		N8N_PORT: String(settings.port),
		N8N_HOST: 'localhost',
		N8N_PROTOCOL: 'http',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		WEBHOOK_URL: `http://localhost:${settings.port}/`,
		N8N_EDITOR_BASE_URL: `http://localhost:${settings.port}/`,
		N8N_SECURE_COOKIE: 'false',
		N8N_RUNNERS_BROKER_PORT: String(settings.brokerPort),
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		// The list of verified packages comes from n8n's servers; the demo needs none of it.
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		// The assistant would be the first page after signing in; the registry asks n8n's servers.
		N8N_DISABLED_MODULES: 'instance-ai,mcp-registry',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
		// The simulator is on a private address, which this protection would refuse.
		N8N_SSRF_PROTECTION_ENABLED: 'false',
		...settings.variables,
	};
}
