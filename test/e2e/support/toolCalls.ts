import fastify from 'fastify';

/** A tool as n8n describes it to a model, in OpenAI's form. */
interface OfferedTool {
	function: {
		name: string;
		description: string;
		parameters: {
			properties: Record<string, { type: string; description?: string }>;
			required?: string[];
		};
	};
}

interface ChatRequest {
	tools?: OfferedTool[];
	messages: Array<{ role: string; content: unknown }>;
}

/**
 * Listens where n8n expects a chat model (OpenAI's POST /chat/completions), and thinks of nothing:
 * it asks for one call of the first tool with the given arguments, then says "Done". What n8n hands
 * to a model can be read from it.
 */
export class ToolCaller {
	readonly requests: ChatRequest[] = [];
	url = '';
	private readonly app = fastify();

	/** @param callArguments the arguments of the tool call */
	constructor(public callArguments: object) {}

	async listen(): Promise<void> {
		this.app.post('/v1/chat/completions', async (request) => {
			const chat = request.body as ChatRequest;
			this.requests.push(chat);
			const answered = chat.messages.some(({ role }) => role === 'tool');
			const [tool] = chat.tools ?? [];
			const call = {
				id: 'call_1',
				type: 'function',
				function: { name: tool?.function.name, arguments: JSON.stringify(this.callArguments) },
			};
			const message = answered
				? { role: 'assistant', content: 'Done' }
				: { role: 'assistant', content: null, tool_calls: [call] };
			return {
				id: 'chat_1',
				object: 'chat.completion',
				created: 0,
				model: 'none',
				choices: [{ index: 0, message, finish_reason: answered ? 'stop' : 'tool_calls' }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			};
		});
		const address = await this.app.listen({ host: '127.0.0.1', port: 0 });
		this.url = `${address}/v1`;
	}

	/** What the tool answered to the model, of the newest conversation. */
	toolAnswer(): string {
		const answer = this.requests.at(-1)?.messages.find(({ role }) => role === 'tool');
		return JSON.stringify(answer?.content);
	}

	async close(): Promise<void> {
		await this.app.close();
	}
}
