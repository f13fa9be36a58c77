import tseslint from 'typescript-eslint';

// What is not shipped: it may use all of Node.js, which eslint.config.mjs forbids.
export default tseslint.config({
	files: ['**/*.ts'],
	extends: [tseslint.configs.recommended],
});
