/**
 * Numbers for trying what goes wrong. Numbering plans allow them (+65 9055 5001, +1 415 555 5001),
 * so every check of a phone number lets them through to the simulator.
 */

/** What every number that the simulator rejects ends in. */
export const REJECTED_ENDING = '555001';

/** What every number ends in whose SMS is accepted and reaches no phone. */
export const UNDELIVERED_ENDING = '555002';

/** `destination` is a number as it was sent, with or without its country code. */
export const isRejectedNumber = (destination: string): boolean =>
	destination.endsWith(REJECTED_ENDING);

export const isUndeliveredNumber = (destination: string): boolean =>
	destination.endsWith(UNDELIVERED_ENDING);
