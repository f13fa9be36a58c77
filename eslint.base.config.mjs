import nodesBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const { community, credentials, nodes } = nodesBase.configs;
const plugins = { 'n8n-nodes-base': nodesBase };

// These contradict the newer @n8n/eslint-plugin-community-nodes, which eslint.config.mjs runs.
const contradicted = Object.fromEntries(
	[
		'cred-class-field-documentation-url-miscased',
		'cred-class-field-type-options-password-missing',
		'node-class-description-inputs-wrong-regular-node',
		'node-class-description-outputs-wrong',
		'node-param-type-options-max-value-present',
	].map((rule) => [`n8n-nodes-base/${rule}`, 'off']),
);

export default [
	{
		files: ['package.json'],
		plugins,
		languageOptions: { parser: tseslint.parser, parserOptions: { extraFileExtensions: ['.json'] } },
		rules: community.rules,
	},
	{
		files: ['credentials/**/*.ts'],
		plugins,
		languageOptions: { parser: tseslint.parser },
		rules: { ...credentials.rules, ...contradicted },
	},
	{
		files: ['nodes/**/*.ts'],
		plugins,
		languageOptions: { parser: tseslint.parser },
		rules: { ...nodes.rules, ...contradicted },
	},
];
