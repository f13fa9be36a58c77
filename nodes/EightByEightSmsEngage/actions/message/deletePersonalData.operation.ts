import { ItemParameters } from '../../parameters';
import { connect } from '../connect';
import type { Operation } from '../operation';
import { perItem } from '../perItem';
import { messagePath } from './messagePath';

/** Has 8x8 delete the text and the phone number of a message from its records. */
export const deletePersonalData: Operation = {
	option: {
		name: 'Delete Personal Data',
		value: 'deletePersonalData',
		action: 'Delete the personal data of a message',
		description: 'Have 8x8 delete the text and the phone number of a message',
	},

	async execute(context) {
		const { client, credentials } = await connect(context);
		const parameters = new ItemParameters(context);
		return await perItem(context, async (itemIndex) => {
			const path = messagePath(parameters, credentials, 'umid', itemIndex);
			await client({ method: 'DELETE', path: [...path, 'pii'] });
			return { deleted: true, umid: path.at(-1) };
		});
	},
};
