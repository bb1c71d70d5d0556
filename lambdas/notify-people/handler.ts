import { batchHandler } from '../message-batch/batch-handler.ts';
import { composeNotifyPeople } from './compose.ts';
import { notifyPeople } from './notify-people.ts';

const { ports, inbox } = composeNotifyPeople();

export const handler = batchHandler(inbox, notifyPeople(ports));
