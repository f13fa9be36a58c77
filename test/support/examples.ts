/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IConnections, INode, IPinData } from 'n8n-workflow';

const folder = join(__dirname, '..', '..', 'examples');

/** A workflow as n8n's editor downloads it. */
export interface Example {
	name: string;
	nodes: INode[];
	connections: IConnections;
	pinData?: IPinData;
	settings: object;
}

/** The names of all examples, without `.json`. */
export const exampleFiles = (): string[] =>
	readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length));

/** The example's file as it is. */
export const exampleText = (file: string): string =>
	readFileSync(join(folder, `${file}.json`), 'utf8');

export const readExample = (file: string): Example => JSON.parse(exampleText(file)) as Example;
