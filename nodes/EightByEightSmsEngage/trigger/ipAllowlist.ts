import { contains, parseIpRange, withoutPort } from './ipAddress';

// The addresses that 8x8's webhooks come from: its list of 2025-10-13, the date that the field's
// description names.
const PUBLISHED = [
	...['52.220.117.120', '52.220.109.9', '18.136.13.204'],
	...['34.101.157.207', '34.101.215.77', '34.34.217.244', '34.101.109.67'],
	...['34.142.20.188', '34.142.64.178', '34.39.69.103', '34.39.114.155'],
	...['50.112.250.190', '100.21.170.42', '52.10.10.63'],
];

const entriesOf = (list: string[]) =>
	list.flatMap((entry) => (entry.toLowerCase() === '8x8' ? PUBLISHED : [entry]));

/** The entries that are neither an IP address, nor a CIDR range, nor `8x8`. */
export function unreadableEntries(list: string[]): string[] {
	return entriesOf(list).filter((entry) => parseIpRange(entry) === undefined);
}

/**
 * Whether a sender may post. An empty list admits everybody, an unreadable entry nobody.
 *
 * @param ip as n8n sees it: some gateways add a port.
 */
export function allowsIp(list: string[], ip: string | undefined): boolean {
	const entries = entriesOf(list);
	if (entries.length === 0) return true;
	const address = parseIpRange(withoutPort(ip ?? ''));
	if (address === undefined) return false;
	return entries.some((entry) => {
		const range = parseIpRange(entry);
		return range !== undefined && contains(range, address);
	});
}
