/**
 * Headers that give a request to n8n a connection of its own. n8n ends one that is idle for five
 * seconds, and a request that is on its way at that moment is lost.
 */
export const OWN_CONNECTION = { connection: 'close' };
