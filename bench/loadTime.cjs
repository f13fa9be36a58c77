// Prints how long Node.js takes to load the modules that are named, in ms. n8n-workflow, which n8n
// itself has loaded before any node, does not count.
require('n8n-workflow');
const began = performance.now();
for (const file of process.argv.slice(2)) require(file);
process.stdout.write(String(performance.now() - began));
