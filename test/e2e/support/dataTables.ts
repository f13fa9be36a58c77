import type { N8nApi } from '../../../harness/n8n/api';

/** n8n's data tables of the owner's own project. */
export class DataTables {
	private address: Promise<string> | undefined;

	constructor(private readonly api: N8nApi) {}

	/** @param columns their types by their names */
	async create(name: string, columns: Record<string, string>): Promise<void> {
		const typed = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
		await this.api.call('POST', await this.path(), { name, columns: typed });
	}

	/** The rows, without the columns that n8n adds. */
	async rows(name: string): Promise<object[]> {
		const path = await this.path();
		const { data: tables } = await this.api.call<{ data: Array<{ id: string; name: string }> }>(
			'GET',
			path,
		);
		const table = tables.find((found) => found.name === name);
		if (!table) throw new Error(`There is no table ${name}`);
		const { data } = await this.api.call<{ data: Array<Record<string, unknown>> }>(
			'GET',
			`${path}/${table.id}/rows`,
		);
		const added = ['id', 'createdAt', 'updatedAt'];
		return data.map((row) =>
			Object.fromEntries(Object.entries(row).filter(([column]) => !added.includes(column))),
		);
	}

	/** The parameters of a Data Table node that inserts a row. */
	insert(name: string, value: Record<string, string>): object {
		return {
			resource: 'row',
			operation: 'insert',
			dataTableId: { __rl: true, mode: 'name', value: name },
			columns: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
			options: {},
		};
	}

	private path(): Promise<string> {
		this.address ??= this.api
			.call<{ id: string }>('GET', '/rest/projects/personal')
			.then(({ id }) => `/rest/projects/${id}/data-tables`);
		return this.address;
	}
}
