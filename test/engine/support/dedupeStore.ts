/* eslint-disable -- runs on Node.js and is not shipped: eslint.tools.config.mjs */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import { DataDeduplicationService } from 'n8n-core';
import type {
	DeduplicationItemTypes,
	DeduplicationScope,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDeduplicationOutput,
	IDataDeduplicator,
} from 'n8n-workflow';

type Moment = 'record' | 'recorded' | 'remove';

/**
 * n8n's store of processed items, without its database: read, then written whole; a value that comes
 * twice in one call counts as new twice; the oldest entries fall out past `maxEntries`.
 */
export class DedupeStore implements IDataDeduplicator {
	private readonly rows = new Map<string, string[]>();
	private failing: Moment | undefined;
	/** Each reads and writes the whole store. */
	calls = 0;

	/** n8n takes one store for the whole process. */
	static async install(): Promise<DedupeStore> {
		const store = new DedupeStore();
		await DataDeduplicationService.init(store);
		return store;
	}

	clear(): void {
		this.rows.clear();
		this.failing = undefined;
		this.calls = 0;
	}

	/** Before it is recorded, after it was (the answer of the database is lost), on taking back. */
	fail(moment: Moment | undefined): void {
		this.failing = moment;
	}

	entries(): number {
		return [...this.rows.values()].reduce((sum, row) => sum + row.length, 0);
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
		options: ICheckProcessedOptions,
	): Promise<IDeduplicationOutput> {
		this.calls++;
		const key = this.keyOf(scope, context);
		if (this.failing === 'record') throw new Error('database is locked');
		const row = this.rows.get(key) ?? [];
		const before = new Set(row);
		const output: IDeduplicationOutput = { new: [], processed: [] };
		for (const item of items) {
			if (before.has(hash(item))) output.processed.push(item);
			else {
				output.new.push(item);
				row.push(hash(item));
			}
		}
		if (options.maxEntries) row.splice(0, row.length - options.maxEntries);
		this.rows.set(key, row);
		if (this.failing === 'recorded') throw new Error('database is locked');
		return output;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		scope: DeduplicationScope,
		context: ICheckProcessedContextData,
	): Promise<void> {
		this.calls++;
		const row = this.rows.get(this.keyOf(scope, context));
		if (this.failing === 'remove') throw new Error('database is locked');
		for (const item of items) {
			const index = row?.indexOf(hash(item)) ?? -1;
			if (index >= 0) row!.splice(index, 1);
		}
	}

	async clearAllProcessedItems(): Promise<void> {
		throw new Error('not used');
	}

	async getProcessedDataCount(): Promise<number> {
		throw new Error('not used');
	}

	private keyOf(scope: DeduplicationScope, { workflow, node }: ICheckProcessedContextData): string {
		assert.ok(workflow.id);
		return `${workflow.id}/${scope === 'node' ? `n:${node!.id}` : ''}`;
	}
}

const hash = (item: DeduplicationItemTypes) =>
	createHash('md5').update(item.toString()).digest('base64');
