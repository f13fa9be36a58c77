import type { SurveyRequest } from '../messages/surveyRequest';
import { badRequest } from './refusal';

/** A schedule this little in the past, ms, is taken as "now": clocks differ. */
const CLOCK_TOLERANCE = 60_000;

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/**
 * Checks what a schema cannot say. Throws a Refusal (400). 8x8's document does not say how it
 * answers these in a batch; here the whole batch is refused, so that nothing passes unseen.
 */
export function checkRequest(request: SurveyRequest, now: number): void {
	const { country, templateBody, scheduled, expiry, dlrCallbackUrl } = request;
	// Not in 8x8's document: what goes out without a text. Refused, since the customer would get
	// an SMS that says nothing.
	if (templateBody === undefined || templateBody.trim() === '') {
		throw badRequest(1007, 'Invalid template: there is no templateBody');
	}
	if (country !== undefined && !isCountry(country)) {
		throw badRequest(1009, `Invalid country: ${country} is no ISO 3166-1 alpha-2 code`);
	}
	if (scheduled !== undefined && Date.parse(scheduled) < now - CLOCK_TOLERANCE) {
		throw badRequest(1011, 'Invalid schedule time: it is in the past');
	}
	if (expiry !== undefined) {
		const earliest = scheduled === undefined ? now : Math.max(now, Date.parse(scheduled));
		if (Date.parse(expiry) <= earliest) {
			throw badRequest(1006, 'Invalid expiry: it is in the past or before the schedule');
		}
	}
	if (dlrCallbackUrl !== undefined && !/^https?:\/\//i.test(dlrCallbackUrl)) {
		throw badRequest(3020, 'Invalid delivery receipt URL: neither http nor https');
	}
}

function isCountry(code: string): boolean {
	try {
		const name = regionNames.of(code.toUpperCase());
		return name !== undefined && !/unknown/i.test(name);
	} catch {
		return false;
	}
}
