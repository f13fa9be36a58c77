import type { SurveyRequest } from '../api/types';

/** One item's survey, read and checked: what is sent, and where to. */
export interface Survey {
	itemIndex: number;
	surveyId: string;
	subAccountId: string;
	request: SurveyRequest & { templateBody: string };
	clientBatchId?: string;
	/** The schedule is the sending hours' doing and not the user's. */
	postponed?: true;
}
