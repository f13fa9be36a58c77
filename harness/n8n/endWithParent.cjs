// Loaded into n8n's process: when the process that started it is gone, however it went, n8n ends
// too. Nobody is left with an n8n that holds a port and a database and belongs to no terminal.
if (process.channel) {
	process.channel.unref();
	process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
}
