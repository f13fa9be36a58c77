import { ApiError } from '../../../nodes/EightByEightSmsEngage/api/error';
import { assertSafeLink } from '../../../nodes/EightByEightSmsEngage/api/exportFile';

const BASE = 'https://sms.8x8.com';
const LOCAL = 'http://localhost:8808';

test.each([
	['https://files.example/log.csv?signature=x', BASE],
	['https://files.example/log.csv', LOCAL],
	['http://localhost:8808/log.csv', LOCAL],
])('%s is fetched for %s', (link, base) => {
	expect(() => assertSafeLink(link, base)).not.toThrow();
});

test.each([
	['http://files.example/log.csv', BASE],
	['http://169.254.169.254/latest/meta-data?token=t0ken', BASE],
	['file:///etc/passwd', LOCAL],
	['ftp://files.example/log.csv', BASE],
	['//files.example/log.csv', BASE],
	['nothing', LOCAL],
])('%s is not fetched for %s, and its rest is in no error', (link, base) => {
	let thrown: unknown;
	try {
		assertSafeLink(link, base);
	} catch (error) {
		thrown = error;
	}
	expect(thrown).toBeInstanceOf(ApiError);
	const { message, details } = thrown as ApiError;
	expect(message + details.description).toContain('https');
	expect(message + details.description).not.toMatch(/t0ken|passwd/);
});
