import { IANAZone } from 'luxon';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The hours of the week in which a survey may go out, in local time. */
export interface DailyHours {
	/** Minutes since midnight; `from` is included, `to` is not. */
	from: number;
	to: number;
	/** 0 is Sunday, 6 is Saturday. */
	weekdays: Set<number>;
}

/** A stretch of time in milliseconds since 1970, its end excluded. */
type Interval = [start: number, end: number];

/** When the hours are in one time zone. */
export class HoursInZone {
	private readonly zone: IANAZone;
	private readonly days = new Map<number, Interval[]>();
	private readonly offsets = new Map<number, number>();

	constructor(
		private readonly hours: DailyHours,
		readonly name: string,
	) {
		this.zone = IANAZone.create(name);
	}

	/** The first moment inside the hours, this one or later; undefined when no day has one. */
	next(moment: number): number | undefined {
		const today = Math.floor((moment + this.offset(moment)) / DAY) * DAY;
		// From yesterday, since a clock put back at midnight shows it once more, to the same weekday
		// two weeks on, since the hours may fall into the hour that a clock is put forward.
		for (let day = today - DAY; day <= today + 14 * DAY; day += DAY) {
			for (const [start, end] of this.on(day)) {
				if (moment < end) return Math.max(start, moment);
			}
		}
		return undefined;
	}

	/** The hours on a day, given as its midnight in UTC: none, one stretch, or two around a change. */
	private on(day: number): Interval[] {
		if (!this.hours.weekdays.has(new Date(day).getUTCDay())) return [];
		let intervals = this.days.get(day);
		if (!intervals) this.days.set(day, (intervals = this.intervals(day)));
		return intervals;
	}

	private intervals(day: number): Interval[] {
		const from = day + this.hours.from * MINUTE;
		const to = day + this.hours.to * MINUTE;
		// No zone is more than 14 hours ahead of UTC or 12 behind.
		const [first, last] = [day - 15 * HOUR, day + DAY + 13 * HOUR];
		const [before, after] = [this.offset(first), this.offset(last)];
		if (before === after) return [[from - before, to - before]];
		const change = this.change(first, last);
		const around: Interval[] = [
			[from - before, Math.min(to - before, change)],
			[Math.max(from - after, change), to - after],
		];
		return around.filter(([start, end]) => start < end);
	}

	/** The moment in between at which the clocks are changed, to the quarter of an hour. */
	private change(first: number, last: number): number {
		const before = this.offset(first);
		let [low, high] = [first / QUARTER, last / QUARTER];
		while (high - low > 1) {
			const middle = Math.floor((low + high) / 2);
			if (this.offset(middle * QUARTER) === before) low = middle;
			else high = middle;
		}
		return high * QUARTER;
	}

	/** The zone's offset from UTC, in milliseconds. */
	offset(moment: number): number {
		// Asking the zone takes long, and clocks change at a full quarter of an hour.
		const quarter = Math.floor(moment / QUARTER);
		let offset = this.offsets.get(quarter);
		if (offset === undefined) {
			offset = this.zone.offset(moment) * MINUTE;
			this.offsets.set(quarter, offset);
		}
		return offset;
	}
}
