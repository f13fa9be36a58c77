/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import { freePort } from '../../harness/ports';

/**
 * A port where nobody listens, and which no system gives to another process meanwhile: they choose
 * from 32768 on, or higher.
 */
export const unusedPort = () => freePort(20_000 + (process.pid % 10_000));
