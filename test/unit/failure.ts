import { InvalidValueError } from '../../nodes/EightByEightSmsEngage/values/invalidValue';

/** The InvalidValueError that `run` throws; anything else fails the test. */
export function failure(run: () => unknown): InvalidValueError {
	let thrown: unknown;
	try {
		run();
	} catch (error) {
		thrown = error;
	}
	expect(thrown).toBeInstanceOf(InvalidValueError);
	return thrown as InvalidValueError;
}
