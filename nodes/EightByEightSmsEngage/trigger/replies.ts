import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/** The answer to every readable call, whether its event is wanted or not. */
export const RECEIVED = { received: true };

// n8n always sends a webhookResponse with status 200, so refusals are sent here.
function refuse(context: IWebhookFunctions, status: number, message: string): IWebhookResponseData {
	context.getResponseObject().status(status).json({ message });
	return { noWebhookResponse: true };
}

export const unauthorized = (context: IWebhookFunctions) =>
	refuse(
		context,
		401,
		"The Authorization header is missing, doubled or wrong. It has to be the value of 'Webhook Authorization' in the credential of the n8n trigger.",
	);

export const ipNotAllowed = (context: IWebhookFunctions) =>
	refuse(
		context,
		403,
		"The sender's address is not on the 'IP Allowlist' of the n8n trigger. Behind a proxy n8n needs N8N_PROXY_HOPS to see the sender's own address.",
	);

export const noJsonObject = (context: IWebhookFunctions) =>
	refuse(
		context,
		400,
		'The body has to be a JSON object that is not empty. Send it as it is, with the header Content-Type: application/json, not as a form.',
	);
