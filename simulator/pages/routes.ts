import type { FastifyInstance, FastifyReply } from 'fastify';
import { configure } from '../actions';
import type { LedgerMessage } from '../messages/message';
import { answersFrom, type SurveyAnswer, type SurveyInput } from '../messages/survey';
import { openLink, submitSurvey, textBack } from '../platform/customer';
import type { Platform } from '../platform/platform';
import type { Html } from './html';
import { logPage, logTables } from './log';
import { logExportFrom } from './logExport';
import { phoneMessages, phoneNumbers, phonePage } from './phone';
import { script } from './script';
import { offeredFaults, settingsPage, type SavedCard } from './settings';
import { style } from './style';
import { answeredPage, surveyPage, thanksPage, unknownPage } from './surveyPage';

const POLICY =
	"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** No phone has its link yet, or ever, or 8x8 was told to forget it. */
const isGone = ({ state, personalDataDeleted }: LedgerMessage) =>
	personalDataDeleted || ['rejected', 'scheduled', 'cancelled'].includes(state);

type Form = Record<string, string | undefined>;

const savedAs = (card: SavedCard) => `/settings?saved=${card}#${card}`;

/** Undefined for a choice that the survey does not offer: no browser sends it. */
function readAnswers(input: SurveyInput): SurveyAnswer[] | undefined {
	try {
		return answersFrom(input);
	} catch {
		return undefined;
	}
}

/** The pages, and the forms on them. */
export function pageRoutes(app: FastifyInstance, platform: Platform): void {
	app.addContentTypeParser(
		'application/x-www-form-urlencoded',
		{ parseAs: 'string' },
		(_request, body, done) => {
			const fields = new URLSearchParams(body.toString());
			const values = (name: string) => fields.getAll(name);
			done(
				null,
				Object.fromEntries(
					[...fields.keys()].map((name) => [
						name,
						values(name).length > 1 ? values(name) : fields.get(name),
					]),
				),
			);
		},
	);

	const { ledger, recorder, dispatcher } = platform;
	const revision = () => `${ledger.revision}-${recorder.revision}-${dispatcher.revision}`;
	const send = (reply: FastifyReply, { text }: Html, status = 200) =>
		reply
			.code(status)
			.type('text/html; charset=utf-8')
			.header('content-security-policy', POLICY)
			.header('cache-control', 'no-store')
			.send(text);

	app.get('/', async (_request, reply) => send(reply, phonePage(platform, revision())));
	app.get<{ Querystring: { saved?: string } }>('/settings', async ({ query }, reply) =>
		send(reply, settingsPage(platform, query.saved)),
	);
	app.get('/log', async (_request, reply) => send(reply, logPage(platform, revision())));
	app.get('/_simulator/revision', async () => ({ revision: revision() }));
	app.get('/_simulator/phone', async (_request, reply) => send(reply, phoneMessages(platform)));
	app.get('/_simulator/numbers', async (_request, reply) => send(reply, phoneNumbers(platform)));
	app.get('/_simulator/log', async (_request, reply) => send(reply, logTables(platform)));
	app.get('/_simulator/style.css', async (_request, reply) => reply.type('text/css').send(style));
	app.get('/_simulator/page.js', async (_request, reply) =>
		reply.type('text/javascript').send(script),
	);

	app.get<{ Params: { code: string } }>('/s/:code', async ({ params }, reply) => {
		const message = ledger.withCode(params.code);
		if (!message || isGone(message)) return send(reply, unknownPage(), 404);
		// The page does not wait for the webhook, as 8x8's would not.
		void openLink(platform, message);
		return send(reply, message.response === null ? surveyPage(message) : answeredPage());
	});
	app.post<{ Params: { code: string }; Body: SurveyInput | undefined }>(
		'/s/:code',
		async ({ params, body }, reply) => {
			const message = ledger.withCode(params.code);
			if (!message || isGone(message)) return send(reply, unknownPage(), 404);
			if (message.response !== null) return send(reply, answeredPage(), 409);
			const answers = readAnswers(body ?? {});
			if (!answers) {
				return send(reply, surveyPage(message, 'Please choose one of the answers shown.'), 400);
			}
			void submitSurvey(platform, message, answers);
			return send(reply, thanksPage());
		},
	);

	app.post<{ Body: Form }>('/reply', async ({ body }, reply) => {
		const message = ledger.get(body.to ?? '');
		const text = body.quick ?? body.text;
		if (message && text) void textBack(platform, message, text);
		return reply.redirect('/', 303);
	});
	app.post<{ Body: Form }>('/settings/addresses', async ({ body }, reply) => {
		const { responseUrl, eventsUrl } = body.offered ? platform.offered : body;
		configure(platform, { responseUrl, eventsUrl, oldFormatUrl: body.oldFormatUrl });
		return reply.redirect(savedAs('addresses'), 303);
	});
	app.post<{ Body: Form }>('/settings/log-export', async ({ body }, reply) => {
		const logExport = { ...platform.settings.logExport, ...logExportFrom(body) };
		configure(platform, { logExport });
		return reply.redirect(savedAs('logExport'), 303);
	});
	app.post<{ Body: Form }>('/settings/faults', async ({ body }, reply) => {
		const offered = offeredFaults[body.fault ?? ''];
		if (offered) {
			platform.faults.add({ ...offered.fault, times: body.times === 'always' ? Infinity : 1 });
		}
		return reply.redirect('/settings', 303);
	});
	app.post('/settings/faults/clear', async (_request, reply) => {
		platform.faults.clear();
		return reply.redirect('/settings', 303);
	});
	app.post('/settings/reset', async (_request, reply) => {
		platform.reset();
		return reply.redirect('/settings', 303);
	});
}
