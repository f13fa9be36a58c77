import type { SurveyRequest } from '../api/types';

/** One item's survey, read and checked: what goes out, and where. */
export interface Survey {
	itemIndex: number;
	surveyId: string;
	subAccountId: string;
	request: SurveyRequest & { templateBody: string };
	clientBatchId?: string;
	/** Set when the sending hours made the schedule, not the user. */
	postponed?: true;
}
