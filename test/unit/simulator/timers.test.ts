/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { Timers } from '../../../simulator/platform/timers';

const DAY = 86_400_000;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('keeps to a time beyond the longest timer that Node has', () => {
	const set = jest.spyOn(globalThis, 'setTimeout');
	const action = jest.fn();
	new Timers().at(Date.now() + 60 * DAY, action);
	jest.advanceTimersByTime(60 * DAY - 1);
	expect(action).not.toHaveBeenCalled();
	jest.advanceTimersByTime(1);
	expect(action).toHaveBeenCalledTimes(1);
	for (const [, delay] of set.mock.calls) expect(delay).toBeLessThan(2 ** 31);
	expect(set).toHaveBeenCalledTimes(3);
});

test('calls at once what is past', () => {
	const action = jest.fn();
	new Timers().at(Date.now() - 1, action);
	jest.advanceTimersByTime(0);
	expect(action).toHaveBeenCalledTimes(1);
});

test('calls nothing that was cleared, and nothing more once closed', () => {
	const action = jest.fn();
	const timers = new Timers();
	timers.at(Date.now() + 5, action);
	timers.clear();
	timers.at(Date.now() + 5, action);
	timers.close();
	timers.at(Date.now() + 5, action);
	jest.advanceTimersByTime(DAY);
	expect(action).not.toHaveBeenCalled();
});
