import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
} from 'n8n-workflow';

import { EightByEightSmsEngage } from '../../nodes/EightByEightSmsEngage/EightByEightSmsEngage.node';
import { assertDeclared, strict } from './strict';

const { description } = new EightByEightSmsEngage();

/** What 8x8 answers, or throws, to a request; the tests' own. */
export type Answer = (request: IHttpRequestOptions, count: number) => unknown;

export interface ExecuteContextOptions {
	/** Values as they come out of n8n; one that is missing has its fallback. */
	parameters?: IDataObject;
	items?: IDataObject[];
	credential?: ICredentialDataDecryptedObject;
	answer?: Answer;
	signal?: AbortSignal;
	continueOnFail?: boolean;
	timezone?: string;
	node?: Partial<INode>;
	/** Beside the one that makes requests. */
	helpers?: Partial<IExecuteFunctions['helpers']>;
}

/** A whole answer as n8n's request function gives it. */
export const answered = (
	statusCode: number,
	body: unknown = '',
	headers: Record<string, string> = {},
) => ({ statusCode, headers, body: typeof body === 'string' ? body : JSON.stringify(body) });

/**
 * A stand-in for n8n's execute context. It throws on every function that is not here, and on every
 * parameter that the node does not declare or the test does not give.
 */
export function executeContext(options: ExecuteContextOptions = {}): {
	context: IExecuteFunctions;
	requests: IHttpRequestOptions[];
} {
	const requests: IHttpRequestOptions[] = [];
	const nodeContext = {};
	const items: INodeExecutionData[] = (options.items ?? [{}]).map((json) => ({ json }));
	const parameters = { ...options.parameters };
	const context = strict<IExecuteFunctions>('context', {
		getNode: () =>
			({ name: 'Survey', type: 'eightByEightSmsEngage', typeVersion: 1, ...options.node }) as INode,
		getInputData: () => items,
		getTimezone: () => options.timezone ?? 'UTC',
		getContext: () => nodeContext,
		getExecutionId: () => '1',
		continueOnFail: () => options.continueOnFail ?? false,
		addExecutionHints: () => {},
		getExecutionCancelSignal: () => options.signal,
		evaluateExpression: (expression: string) => {
			if (expression === '{{ $runIndex }}') return 0;
			throw new Error(`The test gives no value for the expression ${expression}`);
		},
		getCredentials: async () => ({
			apiKey: 'key',
			subAccountId: 'demo_subaccount',
			region: 'asiaPacific',
			...options.credential,
		}),
		getNodeParameter: (name: string, _item: number, fallback?: unknown) => {
			assertDeclared(description, name);
			const value = name
				.split('.')
				.reduce<unknown>((from, key) => (from as IDataObject | undefined)?.[key], parameters);
			if (value === undefined && fallback === undefined) {
				throw new Error(`The test gives no value for the parameter ${name}`);
			}
			return value ?? fallback;
		},
		helpers: strict('helpers', {
			...options.helpers,
			httpRequestWithAuthentication: async (_: string, request: IHttpRequestOptions) => {
				requests.push(request);
				if (!options.answer) throw new Error('The test expects no request');
				return await options.answer(request, requests.length);
			},
		}),
	});
	return { context, requests };
}
