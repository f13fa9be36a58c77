/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { join } from 'node:path';

/** As much of the official MCP client as the tests use. */
interface Client {
	connect(transport: object): Promise<void>;
	listTools(): Promise<{ tools: Array<{ name: string; description?: string }> }>;
	callTool(call: {
		name: string;
		arguments: object;
	}): Promise<{ isError?: boolean; content: unknown }>;
	close(): Promise<void>;
}

const SDK = '@modelcontextprotocol/sdk/client';

/**
 * Connects to an MCP server with the client that n8n itself brings along, by the transport
 * "Streamable HTTP".
 *
 * @param n8nFolder the folder that n8n is installed in
 * @param token of the server's Bearer Auth
 * @throws Error when the server does not let the client in
 */
export async function connectMcp(n8nFolder: string, url: string, token: string): Promise<Client> {
	// Node.js's own: jest's cannot load all that the client depends on.
	const { createRequire } = process.getBuiltinModule('node:module');
	const load = createRequire(join(n8nFolder, 'package.json'));
	const { Client } = load(`${SDK}/index.js`) as { Client: new (info: object) => Client };
	const { StreamableHTTPClientTransport: Transport } = load(`${SDK}/streamableHttp.js`) as {
		StreamableHTTPClientTransport: new (url: URL, options: object) => object;
	};
	const client = new Client({ name: 'test', version: '1.0.0' });
	const headers = { authorization: `Bearer ${token}` };
	await client.connect(new Transport(new URL(url), { requestInit: { headers } }));
	return client;
}
