/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
// Read when n8n-core is loaded: its reports of the errors that tests provoke would bury theirs.
process.env.N8N_LOG_LEVEL ??= 'silent';
