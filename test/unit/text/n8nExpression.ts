import { Workflow, type INodeTypes } from 'n8n-workflow';

const nodeTypes: INodeTypes = {
	getByName: () => ({ description: { properties: [] } }) as never,
	getByNameAndVersion: () => ({ description: { properties: [] } }) as never,
	getKnownTypes: () => ({}),
};
const workflow = new Workflow({
	nodes: [{ id: '1', name: 'A', type: 't', typeVersion: 1, position: [0, 0], parameters: {} }],
	connections: {},
	active: false,
	nodeTypes,
});

/** What n8n's `evaluateExpression` gives for the expression (without `=`) and an item. */
export function evaluateExpression(expression: string, json: Record<string, unknown>): unknown {
	return workflow.expression.getParameterValue(
		`=${expression}`,
		null,
		0,
		0,
		'A',
		[{ json: json as never }],
		'manual',
		{},
	);
}
