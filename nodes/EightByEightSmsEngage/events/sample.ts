import type { IDataObject } from 'n8n-workflow';

/** Numbers that belong to nobody. */
export const CUSTOMER = '+6590000000';
export const SENDER = '+6580000000';
export const SUB_ACCOUNT_ID = 'test_event';

/** 8x8's envelope around the payload of an SMS event. */
export const inEnvelope = (
	eventType: string,
	description: string,
	payload: IDataObject,
): IDataObject => ({ namespace: 'SMS', eventType, description, payload });
