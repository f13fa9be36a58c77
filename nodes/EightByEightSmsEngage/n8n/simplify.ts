import type { INodeProperties } from 'n8n-workflow';

/** The field that n8n's own nodes have for this, in its words. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};
