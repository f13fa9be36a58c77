/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import ts from 'typescript';

import { EightByEightSmsEngageApi } from '../../credentials/EightByEightSmsEngageApi.credentials';
import { EightByEightSmsEngage } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import { EightByEightSmsEngageTrigger } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngageTrigger.node';

/** A field, and those in it. */
function withInner(field: INodeProperties): INodeProperties[] {
	return [field, ...groupsOf(field).flatMap((group) => group.flatMap(withInner))];
}

/** The fields that a collection offers, or each group of a fixed collection. */
function groupsOf({ type, options = [] }: INodeProperties): INodeProperties[][] {
	if (type === 'collection') return [options as INodeProperties[]];
	if (type !== 'fixedCollection') return [];
	return (options as INodePropertyCollection[]).map(({ values }) => values);
}

const fields = [
	...new EightByEightSmsEngage().description.properties,
	...new EightByEightSmsEngageTrigger().description.properties,
	...new EightByEightSmsEngageApi().properties,
].flatMap(withInner);

describe('the fields of a collection stand in the order of their names', () => {
	/** These are read as a sentence, and the last one shows only with a choice of the one before. */
	const READ_AS_A_SENTENCE = ['From', 'To', 'Days', 'Time Zone', 'Custom Time Zone'];

	const groups = fields
		.flatMap(groupsOf)
		.map((group) => group.map(({ displayName }) => displayName))
		.filter((names) => names.join() !== READ_AS_A_SENTENCE.join());

	test('all of both nodes', () => {
		expect(groups.length).toBeGreaterThan(10);
		for (const names of groups) {
			expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		}
	});
});

describe('a text names a field in single quotation marks', () => {
	const root = join(__dirname, '../..');
	const files = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.ts'))
			.map((name) => join(folder, name)),
	);

	// A name of one word, such as `Message`, may be an ordinary word as well.
	const names = new Set(
		fields
			.filter(({ type }) => type !== 'notice')
			.flatMap(({ displayName }) => [displayName, displayName.replace(/ \(.*\)$/, '')])
			.filter((name) => name.includes(' ')),
	);
	const longestFirst = [...names].sort((a, b) => b.length - a.length);
	const named = new RegExp(
		`(.?)(?:${longestFirst.map((name) => name.replace(/[()]/g, '\\$&')).join('|')})(?!\\w)(.?)`,
		'gs',
	);

	function textsIn(file: string): string[] {
		const texts: string[] = [];
		const visit = (node: ts.Node): void => {
			if (ts.isStringLiteralLike(node)) texts.push(node.text);
			if (ts.isTemplateExpression(node)) texts.push(node.getText().slice(1, -1));
			ts.forEachChild(node, visit);
		};
		const source = readFileSync(join(root, file), 'utf8');
		visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
		return texts;
	}

	/** Where a text names a field without them; `Sending Hours: …` begins with the matter instead. */
	function unquoted(text: string): string[] {
		if (names.has(text)) return [];
		return [...text.matchAll(named)]
			.filter(([, before, after]) => before !== "'" || after !== "'")
			.filter(({ index, 2: after }) => index !== 0 || after !== ':')
			.map(({ index, 0: found }) => text.slice(Math.max(0, index - 30), index + found.length + 30));
	}

	test('it would be found', () => {
		expect(unquoted("Shorten 'Client Message ID'.")).toEqual([]);
		expect(unquoted('Sending Hours: too late')).toEqual([]);
		expect(unquoted('Shorten Client Message ID.')).toHaveLength(1);
		expect(unquoted('Needs Wait Limit (Hours).')).toHaveLength(1);
		expect(unquoted("Not 'Send Once and'.")).toHaveLength(1);
	});

	test.each(files)('%s', (file) => {
		expect(textsIn(file).flatMap(unquoted)).toEqual([]);
	});
});
