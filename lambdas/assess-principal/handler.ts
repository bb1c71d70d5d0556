import { batchHandler } from '../message-batch/batch-handler.ts';
import { assessPrincipal } from './assess-principal.ts';
import { composeAssessPrincipal } from './compose.ts';

const { ports, inbox } = composeAssessPrincipal();

export const handler = batchHandler(inbox, assessPrincipal(ports));
