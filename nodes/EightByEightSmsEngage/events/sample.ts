import type { IDataObject } from 'n8n-workflow';

/** Belong to nobody, should a workflow text back: Ofcom keeps 07700 900000 to 900999 for drama. */
export const CUSTOMER = '+447700900123';
export const SENDER = '+447700900456';
export const SUB_ACCOUNT_ID = 'test_event';

/** 8x8's envelope around the payload of an SMS event. */
export const inEnvelope = (
	eventType: string,
	description: string,
	payload: IDataObject,
): IDataObject => ({ namespace: 'SMS', eventType, description, payload });
