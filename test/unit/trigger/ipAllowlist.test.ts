/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import fc from 'fast-check';
import { BlockList } from 'net';

import { parseIpRange } from '../../../nodes/EightByEightSmsEngage/trigger/ipAddress';
import {
	allowsIp,
	unreadableEntries,
} from '../../../nodes/EightByEightSmsEngage/trigger/ipAllowlist';
import { readList } from '../../../nodes/EightByEightSmsEngage/values/list';

const listOf = (text: string) => readList(text, 'IP Allowlist');

test.each([
	['203.0.113.7', '203.0.113.7', true],
	['203.0.113.7', '203.0.113.8', false],
	['203.0.113.7', '::ffff:203.0.113.7', true],
	['203.0.113.7', '::FFFF:cb00:7107', true],
	['::ffff:203.0.113.7', '203.0.113.7', true],
	['203.0.113.0/24', '203.0.113.255', true],
	['203.0.113.0/24', '203.0.114.0', false],
	['203.0.113.9/24', '203.0.113.1', true],
	['::ffff:203.0.113.0/120', '203.0.113.9', true],
	['0.0.0.0/0', '9.9.9.9', true],
	['0.0.0.0/0', '2001:db8::1', false],
	['::/0', '9.9.9.9', false],
	['::/0', '2001:db8::1', true],
	['2001:db8::1', '2001:0DB8:0:0:0:0:0:1', true],
	['2001:db8::/32', '2001:db8:ffff::1', true],
	['2001:db8::/32', '2001:db9::1', false],
	['fe80::1', 'fe80::1%eth0', true],
	['8x8', '52.220.117.120', true],
	['8x8', '34.39.114.155', true],
	['8x8', '100.21.170.42', true],
	['8X8', '52.220.117.120', true],
	['8x8', '52.220.117.121', false],
	['::ffff:203.0.113.7/64', '9.9.9.9', false],
	['10.0.0.1; 203.0.113.7', '203.0.113.7', true],
	['8x8', '52.220.117.120:51008', true],
	['8x8', '[::ffff:52.220.117.120]:51008', true],
	['8x8', '::ffff:52.220.117.120:51008', true],
	['8x8', 'for=52.220.117.120', true],
	['2001:db8::1', '[2001:db8::1]:51008', true],
	['2001:db8::1', '"[2001:db8::1]:51008"', true],
	['2001:db8::1', '[2001:db8::1]', true],
	['2001:db8::1', '2001:db8::1:51008', false],
	['52.220.117.120', '52.220.117.120:', false],
	['52.220.117.120', '52.220.117.120:x', false],
	['10.0.0.1, 8x8 ,,', '34.101.157.207', true],
	['', '9.9.9.9', true],
	[' , ', '9.9.9.9', true],
	['203.0.113.7', undefined, false],
	['203.0.113.7', '', false],
	['203.0.113.7', 'unknown', false],
	['nonsense', '9.9.9.9', false],
	['nonsense', 'nonsense', false],
	['nonsense, 9.9.9.9', '9.9.9.9', true],
])('%j and the sender %j: %s', (list, ip, expected) => {
	expect(allowsIp(listOf(list), ip)).toBe(expected);
});

test.each([
	...['1.2.3', '1.2.3.4.5', '256.1.1.1', '01.2.3.4', '1.2.3.4/33', '1.2.3.4/', '1.2.3.4/-1'],
	...['1.2.3.4/24/8', '1.2.3.4/2a', '1..3.4', ' . . . ', '0x1.2.3.4', '1.2.3.4%eth0'],
	...[':', ':::', '1::2::3', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '12345::', 'g::', '::/129'],
	...['1:2:3:4:5:6:7::8', '::1.2.3', '1.2.3.4::', '::ffff:1.2.3.4:5', 'example.com'],
])('%j cannot be read', (entry) => {
	expect(unreadableEntries(listOf(`8x8, ${entry}, 1.2.3.4`))).toEqual([entry.trim()]);
});

const ipv6 = fc.ipV6().filter((ip) => !/^::(ffff:)?\d+\./i.test(ip));

test.each([
	['ipv4', fc.ipV4(), 32],
	['ipv6', ipv6, 128],
] as const)('agrees with Node’s BlockList (%s)', (family, addresses, width) => {
	const near = fc.tuple(addresses, addresses, fc.integer({ min: 1, max: width }), fc.boolean());
	fc.assert(
		fc.property(near, ([network, other, prefix, same]) => {
			const sender = same ? network : other;
			const list = new BlockList();
			list.addSubnet(network, prefix, family);
			expect(allowsIp([`${network}/${prefix}`], sender)).toBe(list.check(sender, family));
		}),
		{ numRuns: 500 },
	);
});

test('never throws', () => {
	const text = fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f:./%]{0,50}$/));
	fc.assert(
		fc.property(text, (entry) => {
			parseIpRange(entry);
			allowsIp(listOf(entry), entry);
		}),
		{ numRuns: 1000 },
	);
});
