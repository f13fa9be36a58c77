import { EXPORT_FILES, EXPORT_OUTCOMES, type LogExportOptions, type Settings } from '../options';
import { html, type Html } from './html';

type Outcome = (typeof EXPORT_OUTCOMES)[number];
type File = (typeof EXPORT_FILES)[number];

const OUTCOMES: Record<Outcome, string> = {
	empty: 'It ends as empty',
	failed: 'It ends as failed',
	error: 'It ends as error',
	cancelled: 'It ends as cancelled',
};

const FILES: Record<File, string> = {
	html: 'A web page to sign in, and no rows',
	nothing: 'Nothing at all',
	cutOff: 'Half of the rows, cut off in one of them',
	reset: 'Half of the rows, then the connection breaks',
	hang: 'Half of the rows, then nothing more comes',
	gone: 'The link has expired (403)',
	redirect: 'The link leads on to another address',
};

/** How the export of the message log goes, and how it fails: Message → Get Many reads it. */
export const logExportCard = ({ logExport }: Settings, saved: boolean): Html =>
	html`<section class="card" id="logExport">
		<h2>Export of the message log</h2>
		<p class="quiet">What Message → Get Many in n8n gets. It stays as it is set here.</p>
		<form method="post" action="/settings/log-export">
			<div class="fields">
				<label>
					The export ${choice('outcome', OUTCOMES, logExport.outcome, 'It gives its files')}
				</label>
				<label> Each of its files ${choice('file', FILES, logExport.file, 'The rows')} </label>
				<label>
					Takes (seconds)
					<input
						type="number"
						name="duration"
						min="0"
						step="any"
						value="${(logExport.duration ?? 1_000) / 1_000}"
					/>
				</label>
				<label>
					Shows a message after (seconds)
					<span class="quiet">How long a survey that was sent is missing from the log.</span>
					<input
						type="number"
						name="lag"
						min="0"
						step="any"
						value="${(logExport.lag ?? 0) / 1_000}"
					/>
				</label>
			</div>
			${saved && html`<span class="saved" role="status">Saved</span>`}
			<button class="main">Save</button>
		</form>
	</section>`;

const choice = (
	name: string,
	options: Record<string, string>,
	chosen: string | undefined,
	usual: string,
): Html =>
	html`<select name="${name}">
		<option value="">${usual}</option>
		${Object.entries(options).map(
			([value, text]) =>
				html`<option value="${value}" ${value === chosen && html`selected`}>${text}</option>`,
		)}
	</select>`;

type Form = Record<'outcome' | 'file' | 'duration' | 'lag', string | undefined>;

/** What the form asks for. A value that it does not offer, which no browser sends, is the usual one. */
export function logExportFrom(form: Partial<Form>): LogExportOptions {
	return {
		outcome: EXPORT_OUTCOMES.find((outcome) => outcome === form.outcome),
		file: EXPORT_FILES.find((file) => file === form.file),
		duration: milliseconds(form.duration),
		lag: milliseconds(form.lag),
	};
}

function milliseconds(seconds = ''): number | undefined {
	const given = Number(seconds) * 1_000;
	return seconds.trim() !== '' && given >= 0 && Number.isFinite(given) ? given : undefined;
}
