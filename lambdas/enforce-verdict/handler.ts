import { batchHandler } from '../message-batch/batch-handler.ts';
import { composeEnforceVerdict } from './compose.ts';
import { enforceVerdict } from './enforce-verdict.ts';

const { ports, inbox } = composeEnforceVerdict();

export const handler = batchHandler(inbox, enforceVerdict(ports));
