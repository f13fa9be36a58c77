import type { Resource } from '../operation';
import { check } from './check.operation';

export const account: Resource = {
	option: { name: 'Account', value: 'account' },
	operations: [check],
};
