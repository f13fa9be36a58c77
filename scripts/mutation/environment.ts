/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import NodeEnvironment from 'jest-environment-node';

/** What instrumented code reads and writes. */
export interface Switch {
	activeMutant?: string;
	/** How often the active change has run; past the limit it is an endless loop, which throws. */
	hitCount?: number;
	hitLimit?: number;
	/** How often each place ran, by the change's id. */
	mutantCoverage?: { static: Record<string, number> };
}

export const switches = globalThis as typeof globalThis & { __stryker__?: Switch };

/** The tests' world: it sees the switch, and a file ends with its first test that fails. */
export default class MutationEnvironment extends NodeEnvironment {
	private failed = false;

	override async setup(): Promise<void> {
		await super.setup();
		this.global.__stryker__ = switches.__stryker__;
	}

	handleTestEvent({ name, test }: { name: string; test: { errors: []; mode?: string } }): void {
		if (name === 'test_done') this.failed ||= test.errors.length > 0;
		if (name === 'test_start' && this.failed) test.mode = 'skip';
	}
}
