import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { additionalFields, umid } from './fields';
import { messagePath } from './messagePath';

/** Has 8x8 delete the text and the phone number of a message from its records. */
export const deletePersonalData: Operation = {
	option: {
		name: 'Delete Personal Data',
		value: 'deletePersonalData',
		action: 'Delete personal data of message',
		description:
			'Have 8x8 delete the text and the phone number of a message. 8x8 accepts this and carries it out shortly after.',
	},
	fields: [umid, additionalFields],

	execute: perItem(async (call) => {
		const path = messagePath(call, umid);
		await call.client({ method: 'DELETE', path: [...path, 'pii'] });
		return { deleted: true, umid: path.at(-1) };
	}),
};
