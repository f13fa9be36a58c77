// Loaded into n8n's process (NODE_OPTIONS): collects garbage when asked, and says which process it
// is. Memory is only comparable between runs that begin without the leavings of the run before.
const { rmSync } = require('node:fs');
const { createServer } = require('node:net');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const socketPath = process.env.PROBE_SOCKET;
if (socketPath && process.argv[2] === 'start') {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc');
	const server = createServer((socket) => {
		// The flavour that also gives the freed pages back to the operating system.
		collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
		socket.end(JSON.stringify({ pid: process.pid, version: process.versions.node }));
	});
	// An n8n that was here before may have left its socket.
	rmSync(socketPath, { force: true });
	server.listen(socketPath);
	server.unref();
}
