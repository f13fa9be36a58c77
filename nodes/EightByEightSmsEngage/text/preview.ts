import type { OutgoingMessage } from './outgoing';
import { countSegments, type Segments } from './segments';
import { placeholdersOf, type MessageText } from './text';
import type { Variables } from './variables';

export interface MessagePreview extends Segments {
	/** The text as the recipient would read it, with a stand-in for the link. */
	text: string;
	/** As they stand in the message. */
	placeholders: string[];
	/** As they would go out. */
	variables: Variables;
}

/** What would go out, and how. */
export function previewMessage(text: MessageText, outgoing: OutgoingMessage): MessagePreview {
	return {
		text: outgoing.text,
		placeholders: placeholdersOf(text),
		variables: outgoing.templateVariables,
		...countSegments(outgoing.text),
	};
}
