// Who may import whom; `npm run lint` looks.
const HOUSE = '^nodes/EightByEightSmsEngage';

/** Each room with those that it may import besides itself. */
const rooms = {
	actions: ['sending', 'resume', 'events', 'text', 'values', 'api', 'n8n'],
	trigger: ['sending', 'resume', 'events', 'text', 'values', 'api', 'n8n'],
	sending: ['events', 'text', 'values', 'api', 'n8n'],
	resume: ['events', 'text', 'values', 'api', 'n8n'],
	events: ['values', 'api', 'n8n'],
	text: ['values', 'api', 'n8n'],
	values: ['api'],
	n8n: ['values', 'api'],
	api: [],
};

const ofRooms = Object.entries(rooms).map(([room, below]) => ({
	name: `${room}-points-downwards`,
	comment: `${room}/ may import ${below.join(', ') || 'nothing of this package'}.`,
	severity: 'error',
	from: { path: `${HOUSE}/${room}/` },
	to: { path: '^(nodes|credentials)/', pathNot: `${HOUSE}/(${[room, ...below].join('|')})/` },
}));

module.exports = {
	forbidden: [
		...ofRooms,
		{
			name: 'a-resource-knows-no-other',
			comment: 'What two resources need stands in actions/ itself, or below.',
			severity: 'error',
			from: { path: `${HOUSE}/actions/([^/]+)/` },
			to: { path: `${HOUSE}/actions/[^/]+/`, pathNot: `${HOUSE}/actions/$1/` },
		},
		{
			name: 'what-is-shipped-knows-nothing-else',
			severity: 'error',
			from: { path: '^(nodes|credentials)/' },
			to: { path: '^(simulator|harness|scripts|bench|test)/' },
		},
		{
			name: 'the-simulator-stands-alone',
			comment: 'It is 8x8: it must not share a fault with the package.',
			severity: 'error',
			from: { path: '^simulator/' },
			to: { path: '^(nodes|credentials|harness|scripts|bench|test)/' },
		},
		{
			name: 'the-harness-knows-no-user-of-it',
			severity: 'error',
			from: { path: '^harness/' },
			to: { path: '^(scripts|bench|test)/' },
		},
		{
			name: 'commands-know-no-tests',
			severity: 'error',
			from: { path: '^(scripts|bench)/' },
			to: { path: '^test/' },
		},
		{ name: 'no-circle', severity: 'error', from: {}, to: { circular: true } },
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: 'node_modules' },
		// Types too: a circle of types is a circle for whoever reads.
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
	},
};
