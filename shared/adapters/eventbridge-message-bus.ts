import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GUARDIAN_SOURCE } from '#contracts/guardian-event.ts';
import type { MessageBus } from '#ports/message-bus.ts';

export const eventBridgeMessageBus = (busName: string): MessageBus => {
  const client = new EventBridgeClient();
  return {
    publish: async (detailType, detail) => {
      const entry = {
        EventBusName: busName,
        Source: GUARDIAN_SOURCE,
        DetailType: detailType,
        Detail: JSON.stringify(detail),
      };
      const answer = await client.send(new PutEventsCommand({ Entries: [entry] }));
      // PutEvents succeeds as a call even when it refuses the entry.
      const refused = answer.Entries?.find(({ ErrorCode }) => ErrorCode !== undefined);
      if (refused !== undefined || (answer.FailedEntryCount ?? 0) > 0) {
        throw new Error(
          `expected the bus ${busName} to accept "${detailType}", received ${refused?.ErrorCode}: ${refused?.ErrorMessage}`,
        );
      }
    },
  };
};
