import {
	readResumeToken,
	resumeAddress,
	resumeToken,
} from '../../../nodes/EightByEightSmsEngage/resume/n8nResume';

const PROOF = '0123456789_-abcdefghij';
const BASE = 'https://n8n.example/n8n/webhook-waiting';

test.each([
	['42', ''],
	['42', 'ab12'],
	['1999999999', 'x_-Y'],
	['01234567-89ab-cdef-0123-456789abcdef', ''],
])('execution %s with the signature %j goes to 8x8 and finds back', (executionId, signature) => {
	const waiting = `${BASE}/${executionId}${signature && `?signature=${signature}`}`;
	const token = resumeToken(waiting, PROOF);
	expect(token).toBe(`${executionId}.${signature}.${PROOF}`);
	const read = readResumeToken(token);
	expect(read).toEqual({ executionId, signature, proof: PROOF });
	expect(resumeAddress(`${BASE}/__UNKNOWN__?signature=other`, read!).href).toBe(
		waiting.replace(executionId, `${executionId}/survey-response`),
	);
});

test.each([`${BASE}/__UNKNOWN__`, `${BASE}/0`, `${BASE}/9999999999`, BASE])(
	'%s is refused before anything is sent',
	(resumeUrl) => {
		expect(() => resumeToken(resumeUrl, PROOF)).toThrow('unknown form');
	},
);
