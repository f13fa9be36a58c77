import type { Stage } from '../../harness/stage';
import { webhookId } from '../../harness/workflows';
import { type Addresses, FORM_TRIGGER } from './demo';
import type { RoundParts } from './round';

/** The stage's addresses as people type them. */
export function addressesOf({ n8n, simulator }: Pick<Stage, 'n8n' | 'simulator'>): Addresses {
	const typed = (url: string) => url.replace('127.0.0.1', 'localhost');
	return { n8n: typed(n8n.url), phone: typed(simulator.url) };
}

/** The words at the end of `npm start`: addresses, login, and what to click. */
export function whatToDo({ stage, demo, login }: RoundParts): string {
	const { n8n: editor, phone } = addressesOf(stage);
	const kept = demo.leftAlone.map(
		(name) => `"${name}" holds changes of yours: it was left as it is.\n`,
	);
	return `${kept.join('')}
Everything runs. In your browser:

  n8n      ${editor}
           sign in with ${login.email} and the password ${login.password}
  phone    ${phone}

  1. Open the workflow "${demo.send.name}" and click "Execute workflow":
       ${editor}/workflow/${demo.send.id}
     Or fill in the form of "${demo.form.name}":
       ${editor}/form/${webhookId(demo.form, FORM_TRIGGER) ?? ''}
  2. The SMS arrives on the phone page. Click its link and answer the survey.
  3. The workflow "${demo.response.name}" has a new execution, with the answers in it:
       ${editor}/workflow/${demo.response.id}/executions
     (n8n may lay a "Production Checklist" over the list: close it with its ×.)

n8n's log is in ${stage.n8n.logFile}
Stop everything with Ctrl-C. What you build in n8n is kept for the next start.`;
}
