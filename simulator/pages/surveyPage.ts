import type { LedgerMessage } from '../messages/message';
import { questions } from '../messages/survey';
import { valueText } from '../messages/text';
import { html, type Html } from './html';
import { barePage } from './layout';

type Question = (typeof questions)[number];

/** The survey behind the link. */
export const surveyPage = (message: LedgerMessage, missing?: string): Html =>
	barePage(
		'How did we do?',
		html`<form class="card" method="post">
			<h1>How did we do?</h1>
			${passedOn(message)}
			<p class="quiet">Questions with an asterisk (*) need an answer.</p>
			${missing && html`<p class="bad" role="alert">${missing}</p>`} ${questions.map(field)}
			<button class="main">Submit</button>
		</form>`,
	);

/** The variables that `{{url:a:b}}` passes on to the survey. */
function passedOn({ linkVariables, templateVariables }: LedgerMessage): Html | false {
	const known = linkVariables.filter((name) => Object.hasOwn(templateVariables, name));
	const list = known.map((name) => `${name}: ${valueText(templateVariables[name])}`);
	return list.length > 0 && html`<p class="quiet">${list.join(' · ')}</p>`;
}

/** A screen reader need not read it: it says "required" of the answers. */
const mark = html`<span class="bad" aria-hidden="true">*</span>`;

function field(question: Question): Html {
	if (question.kind === 'text') {
		return html`<fieldset>
			<legend><label for="${question.field}">${question.text}</label></legend>
			<textarea
				id="${question.field}"
				name="${question.field}"
				rows="3"
				maxlength="2000"
			></textarea>
		</fieldset>`;
	}
	const { isRequired, ends } = question;
	const kind = html`type="${question.kind === 'several' ? 'checkbox' : 'radio'}"
	${isRequired && 'required'}`;
	return html`<fieldset>
		<legend>${question.text} ${isRequired && mark}</legend>
		<div class="${question.kind === 'scale' ? 'scale' : 'choice'}">
			${question.choices.map(
				({ text }) =>
					html`<label><input ${kind} name="${question.field}" value="${text}" />${text}</label>`,
			)}
		</div>
		${ends && html`<div class="ends"><span>${ends[0]}</span><span>${ends[1]}</span></div>`}
	</fieldset>`;
}

const notice = (title: string, text: string): Html =>
	barePage(
		title,
		html`<div class="card">
			<h1>${title}</h1>
			<p>${text}</p>
			<a class="button" href="/">Back to the phone</a>
		</div>`,
	);

export const thanksPage = (): Html => notice('Thank you!', 'Your answers have been sent.');

export const answeredPage = (): Html =>
	notice('Already answered', 'This survey was answered before. It can be answered once only.');

export const unknownPage = (): Html =>
	notice('This link leads nowhere', 'There is no survey behind this link, or it was deleted.');
