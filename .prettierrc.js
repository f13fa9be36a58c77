module.exports = {
	semi: true,
	trailingComma: 'all',
	singleQuote: true,
	useTabs: true,
	tabWidth: 2,
	printWidth: 100,
	overrides: [{ files: '*.{json,yml,yaml,md}', options: { useTabs: false } }],
};
