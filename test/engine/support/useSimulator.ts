import './turns';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../../simulator';

/**
 * A simulator of 8x8 for all tests of a file, emptied before each of them. Retries and deliveries
 * take no time unless `options` say otherwise. Its members are there once the tests run.
 */
export function useSimulator(options: SimulatorOptions = {}): Simulator {
	const simulator = {} as Simulator;
	beforeAll(async () => {
		const started = await startSimulator({ retryFactor: 0, deliveryDelay: 0, ...options });
		Object.assign(simulator, started);
	});
	afterAll(async () => await simulator.close());
	beforeEach(() => simulator.reset());
	return simulator;
}
