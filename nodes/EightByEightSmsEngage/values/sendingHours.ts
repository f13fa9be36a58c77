import { DateTime } from 'luxon';

import { HoursInZone, type DailyHours } from './dailyHours';
import { InvalidValueError } from './invalidValue';
import { countriesOf } from './phoneNumber';
import { timeZonesOf } from './timeZones';

const MINUTE = 60_000;
const DAYS_AHEAD = 7;
const FIELD = 'Sending Hours';

/** Whose clock counts: the recipient's country's (in all its zones), or one zone's. */
export type WhoseClock = { recipient: true } | { zone: string };

/** When surveys may go out. It works out each answer once, however many numbers share it. */
export class SendingHours {
	private readonly zones = new Map<string, HoursInZone[]>();
	private readonly moments = new Map<string, DateTime | undefined>();

	/** @param workflowZone names the moment that several time zones agree on */
	constructor(
		private readonly hours: DailyHours,
		private readonly clock: WhoseClock,
		private readonly workflowZone: string,
	) {}

	/**
	 * The next moment at which the survey may go out, at most 7 days later; undefined when its own
	 * moment is inside.
	 *
	 * @param number the recipient's, in E.164
	 * @throws {InvalidValueError} when there is no such moment, or the country of the number has no
	 * time zone
	 */
	postponed(number: string, moment: DateTime): DateTime | undefined {
		const countries = 'recipient' in this.clock ? countriesOf(number) : [];
		const zones = this.zonesOf(countries);
		if (zones.length === 0) throw unknownZone(number);
		// Hours begin and end on a full minute, so every moment within one has the same answer.
		const minute = Math.floor(moment.toMillis() / MINUTE) * MINUTE;
		const key = `${countries.join()} ${minute}`;
		if (!this.moments.has(key)) this.moments.set(key, this.next(zones, minute));
		const next = this.moments.get(key);
		if (next === undefined) throw noMoment(countries);
		return next.toMillis() === minute ? undefined : next;
	}

	private zonesOf(countries: string[]): HoursInZone[] {
		const key = countries.join();
		let zones = this.zones.get(key);
		if (!zones) {
			const names = 'zone' in this.clock ? [this.clock.zone] : countries.flatMap(timeZonesOf);
			zones = names.map((name) => new HoursInZone(this.hours, name));
			this.zones.set(key, zones);
		}
		return zones;
	}

	private next(zones: HoursInZone[], moment: number): DateTime | undefined {
		const latest = moment + DAYS_AHEAD * 24 * 60 * MINUTE;
		for (let candidate = moment; candidate <= latest; ) {
			const nexts = zones.map((zone) => zone.next(candidate) ?? Number.POSITIVE_INFINITY);
			const inAll = Math.max(...nexts);
			if (inAll === candidate) return this.shown(zones, candidate);
			candidate = inAll;
		}
		return undefined;
	}

	/** In the recipient's time when all its zones have the same, else in the workflow's. */
	private shown([first, ...others]: HoursInZone[], moment: number): DateTime {
		const isSame = others.every((zone) => zone.offset(moment) === first!.offset(moment));
		return DateTime.fromMillis(moment, { zone: isSame ? first!.name : this.workflowZone });
	}
}

const CHOOSE_A_ZONE =
	"Set 'Time Zone' under 'Sending Hours' to the workflow's time zone or to one of your choice";

function unknownZone(number: string): InvalidValueError {
	return new InvalidValueError(
		`The time zone of ${number} is not known, so its sending hours are not either`,
		FIELD,
		`${CHOOSE_A_ZONE}.`,
	);
}

function noMoment(countries: string[]): InvalidValueError {
	const where = countries.length === 0 ? '' : ` in all time zones of ${countries.join(' and ')}`;
	return new InvalidValueError(
		`No moment of the next ${DAYS_AHEAD} days is inside the sending hours${where}`,
		FIELD,
		`${CHOOSE_A_ZONE}, or allow more hours or days.`,
	);
}
