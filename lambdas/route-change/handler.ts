import { batchHandler } from '../message-batch/batch-handler.ts';
import { composeRouteChange } from './compose.ts';
import { routeChange } from './route-change.ts';

const { ports, inbox } = composeRouteChange();

export const handler = batchHandler(inbox, routeChange(ports));
