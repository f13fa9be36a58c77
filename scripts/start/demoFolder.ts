/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../../harness/places';

/**
 * The demo's own n8n user folder, where what people build stays between starts: one for each clone,
 * under `XDG_DATA_HOME` or `~/.local/share`. Not in the repository, whose linter would read it.
 */
export const demoFolder = join(
	process.env.XDG_DATA_HOME || join(homedir(), '.local', 'share'),
	'n8n-nodes-8x8-sms-engage',
	`demo-${createHash('sha256').update(repository).digest('hex').slice(0, 10)}`,
);
