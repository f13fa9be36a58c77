import type { Operation } from '../operation';
import { cancelScheduled } from './cancelScheduled';
import { additionalFields, umid } from './fields';

/** Cancels a survey that is scheduled and not yet sent. */
export const cancel: Operation = {
	option: {
		name: 'Cancel',
		value: 'cancel',
		action: 'Cancel scheduled message',
		description: 'Cancel a scheduled survey that is not sent yet',
	},
	fields: [umid, additionalFields],
	execute: cancelScheduled(umid),
};
