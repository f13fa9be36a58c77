import tseslint from 'typescript-eslint';

// What is not shipped: it may use all of Node.js, which eslint.config.mjs forbids.
export default tseslint.config({
	files: ['**/*.ts'],
	extends: [tseslint.configs.recommended],
	rules: {
		'no-restricted-syntax': [
			'error',
			{
				selector:
					'CallExpression > Identifier.callee[name="it"], MemberExpression > Identifier.object[name="it"]',
				message: 'Write test(…), not it(…).',
			},
		],
	},
});
