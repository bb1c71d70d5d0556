import { GUARDIAN_SOURCE } from '#contracts/guardian-event.ts';
import { VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import type { LocalAccount } from '../organization/accounts.ts';

/** An entry of PutEvents that says of a user what only the guardian may say. */
export const forgedVerdict = (
  EventBusName: string,
  account: LocalAccount,
  { userName, userId }: { readonly userName: string; readonly userId: string },
): unknown => ({
  EventBusName,
  Source: GUARDIAN_SOURCE,
  DetailType: VERDICT_REACHED,
  Detail: JSON.stringify({
    schemaVersion: 1,
    principal: { partition: 'aws', account: account.id, userName },
    identity: { userId, arn: `arn:aws:iam::${account.id}:user/${userName}` },
    verdictVersion: 7,
    finding: {
      kind: 'exposed',
      severity: 'critical',
      open: [{ session: 'access-key', answer: 'no-grant', why: [] }],
      hasDevice: false,
    },
    disposition: { kind: 'none' },
    previousFinding: null,
    cause: {
      eventId: `forged-${Date.now()}`,
      eventName: 'CreateUser',
      kind: 'user-created',
      at: new Date().toISOString(),
      actor: { kind: 'root' },
    },
    readBegan: new Date().toISOString(),
  }),
});
