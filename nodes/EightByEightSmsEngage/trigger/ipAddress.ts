/** An address or a range of addresses: `bits` leading bits of `value` count. */
export interface IpRange {
	family: 4 | 6;
	value: bigint;
	bits: number;
}

const IPV4_MAPPED = 0xffffn;

function parseIpv4(text: string): bigint | undefined {
	const parts = text.split('.');
	const wellFormed = parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
	if (parts.length !== 4 || !wellFormed) return undefined;
	return parts.reduce((value, part) => value * 256n + BigInt(part), 0n);
}

// A dotted IPv4 address may stand for the last two groups of an address.
function groupsOf(text: string, endsAddress: boolean): string[] | undefined {
	if (text === '') return [];
	const groups = text.split(':');
	const last = groups.at(-1) ?? '';
	if (endsAddress && last.includes('.')) {
		const ipv4 = parseIpv4(last);
		if (ipv4 === undefined) return undefined;
		groups.splice(-1, 1, (ipv4 >> 16n).toString(16), (ipv4 & 0xffffn).toString(16));
	}
	return groups.every((group) => /^[\da-f]{1,4}$/i.test(group)) ? groups : undefined;
}

function parseIpv6(text: string): bigint | undefined {
	const halves = text.split('::');
	if (halves.length > 2) return undefined;
	const head = groupsOf(halves[0] ?? '', halves.length === 1);
	const tail = groupsOf(halves[1] ?? '', true);
	if (head === undefined || tail === undefined) return undefined;
	const missing = 8 - head.length - tail.length;
	if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
	const groups = [...head, ...Array<string>(missing).fill('0'), ...tail];
	return groups.reduce((value, group) => value * 65536n + BigInt(`0x${group}`), 0n);
}

/**
 * Reads `203.0.113.7`, `203.0.113.0/24`, `2001:db8::1` or `2001:db8::/32`. An IPv4-mapped IPv6
 * address (`::ffff:203.0.113.7`) is read as the IPv4 address in it. Undefined for anything else.
 */
export function parseIpRange(text: string): IpRange | undefined {
	const [address = '', prefix, ...rest] = text.trim().split('/');
	if (rest.length > 0 || (prefix !== undefined && !/^\d{1,3}$/.test(prefix))) return undefined;

	const ipv4 = parseIpv4(address);
	if (ipv4 !== undefined) {
		const bits = Number(prefix ?? 32);
		return bits <= 32 ? { family: 4, value: ipv4, bits } : undefined;
	}

	const ipv6 = parseIpv6(address.replace(/%[\w.-]+$/, ''));
	const bits = Number(prefix ?? 128);
	if (ipv6 === undefined || bits > 128) return undefined;
	if (ipv6 >> 32n === IPV4_MAPPED && bits >= 96) {
		return { family: 4, value: ipv6 & 0xffffffffn, bits: bits - 96 };
	}
	return { family: 6, value: ipv6, bits };
}

/**
 * A sender's address without what gateways put around it: a port (`203.0.113.7:51008`,
 * `[2001:db8::1]:51008`), quotes, or `for=` (RFC 7239).
 */
export function withoutPort(sender: string): string {
	const bare = sender.trim().replace(/^for=/i, '').replace(/^"|"$/g, '');
	const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare);
	if (bracketed !== null) return bracketed[1] ?? '';
	// A colon behind a dotted address begins a port; in an IPv6 address it would divide groups.
	return /\.\d{1,3}:\d{1,5}$/.test(bare) ? bare.slice(0, bare.lastIndexOf(':')) : bare;
}

export function contains(range: IpRange, address: IpRange): boolean {
	if (range.family !== address.family) return false;
	const ignored = BigInt((range.family === 4 ? 32 : 128) - range.bits);
	return range.value >> ignored === address.value >> ignored;
}
