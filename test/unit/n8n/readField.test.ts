import type { INodeProperties } from 'n8n-workflow';

import {
	readBoolean,
	readChoice,
	readNumber,
} from '../../../nodes/EightByEightSmsEngage/n8n/readField';
import { authentication } from '../../../nodes/EightByEightSmsEngage/trigger/properties';

const read = (value: unknown) =>
	readChoice({ authentication: value as string }, authentication as INodeProperties);

test.each([
	['authorizationHeader', 'authorizationHeader'],
	['none', 'none'],
	[undefined, 'none'],
	[null, 'none'],
	['  ', 'none'],
])('a choice of %j reads as %s', (value, choice) => {
	expect(read(value)).toBe(choice);
});

test.each([
	['Authorization Header', '"Authorization Header"'],
	['authorizationheader', '"authorizationheader"'],
	[1, '1'],
	[true, 'true'],
	[{}, 'an object'],
	[{ toString: 1 }, 'an object'],
	[['none'], 'a list'],
])('%j is none of the choices, and opens nothing', (value, shown) => {
	expect(() => read(value)).toThrow(
		expect.objectContaining({
			message: `'Authentication' is ${shown}, which is not one of its choices`,
			field: 'Authentication',
			description: expect.stringContaining('authorizationHeader or none'),
		}),
	);
});

test.each([
	[{ a: 1 }, 'an object'],
	[{ toString: 1 }, 'an object'],
	[[1, 2], 'a list'],
	['many', '"many"'],
	['x'.repeat(1_000_000), `"${'x'.repeat(40)}…"`],
])('%.40j as a number or a switch is named as %s', (value, shown) => {
	const given = () => value;
	const limit: INodeProperties = {
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		default: 1,
	};
	const says = (kind: string) =>
		expect.stringContaining(`'Limit' is ${shown}, but it must be ${kind}`);
	expect(() => readNumber(given, limit)).toThrow(
		expect.objectContaining({
			message: says('a number'),
			description: expect.stringContaining('expression'),
		}),
	);
	expect(() => readBoolean(given, limit)).toThrow(
		expect.objectContaining({ message: says('true or false') }),
	);
});
