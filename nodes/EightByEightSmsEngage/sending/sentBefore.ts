import { createHmac } from 'crypto';

import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import type { Survey } from './survey';

const REMEMBERED = 10_000;

const storeOf = (maxEntries: number): ICheckProcessedOptions => ({ mode: 'entries', maxEntries });

/**
 * What Send Once has sent, in n8n's store of processed items, which is rewritten whole each time. It
 * holds hashes made with a secret, because IDs and numbers are few enough to guess.
 */
export class SentBefore {
	private readonly room: number;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly secret: string,
		newSurveys: number,
	) {
		this.room = REMEMBERED + newSurveys;
	}

	/** Records all surveys and gives a test for the new ones. */
	async record(surveys: Survey[]): Promise<(survey: Survey) => boolean> {
		const keys = surveys.map((survey) => this.keyOf(survey));
		const { new: fresh } = await this.context.helpers.checkProcessedAndRecord(
			keys,
			'node',
			storeOf(this.room),
		);
		const freshKeys = new Set(fresh.map(String));
		return (survey) => freshKeys.has(this.keyOf(survey));
	}

	async takeBack(surveys: Survey[]): Promise<void> {
		const keys = surveys.map((survey) => this.keyOf(survey));
		await this.context.helpers.removeProcessed(keys, 'node', storeOf(this.room));
	}

	/** If this fails, the store stays larger until the next run. */
	async cutDown(): Promise<void> {
		try {
			await this.context.helpers.checkProcessedAndRecord([], 'node', storeOf(REMEMBERED));
		} catch {
			return;
		}
	}

	private keyOf(survey: Survey): string {
		return createHmac('sha256', this.secret).update(nameOf(survey)).digest('base64url');
	}
}

/** Equal for surveys that Send Once takes for the same. */
export function nameOf({ surveyId, request }: Survey): string {
	return JSON.stringify([surveyId, request.clientMessageId]);
}
