import { parsePlaceholder } from './placeholder';
import { countSegments, type Segments } from './segments';
import type { MessageText } from './text';
import { hasValue, type Variables } from './variables';

/** 8x8's short link always has 21 characters; so has this stand-in. */
const LINK = 'https://s.example/abc';

export interface MessagePreview extends Segments {
	/** The text as the recipient would read it, with a stand-in for the link. */
	text: string;
	placeholders: string[];
}

function shown(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/**
 * The message as it would go out. A placeholder without a value stays as `{{name}}`: whether the
 * text may be sent at all is for `assertSendable`.
 */
export function previewMessage(
	text: MessageText,
	variables: Variables,
	encoding?: 'AUTO' | 'GSM7' | 'UCS2',
): MessagePreview {
	const filled = text.templateBody.replace(/\{\{([^{}]*)\}\}/g, (whole, inner: string) => {
		const placeholder = parsePlaceholder(inner);
		if (placeholder?.isLink) return LINK;
		const name = placeholder?.names[0];
		return name !== undefined && hasValue(variables, name) ? shown(variables[name]) : whole;
	});
	return { text: filled, placeholders: text.placeholders, ...countSegments(filled, encoding) };
}
