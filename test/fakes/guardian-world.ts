import type { GuardMode } from '#core/action/guard-action.ts';
import { seconds } from '#core/kernel/time.ts';
import type { NamedPrincipals } from '#core/verdict/disposition.ts';
import type { InboxMessage } from '#ports/inbox.ts';
import type { AssessPorts } from '../../lambdas/assess-principal/assess-ports.ts';
import { assessPrincipal } from '../../lambdas/assess-principal/assess-principal.ts';
import type { EnforcePorts } from '../../lambdas/enforce-verdict/enforce-ports.ts';
import { enforceVerdict } from '../../lambdas/enforce-verdict/enforce-verdict.ts';
import { handleMessage, type MessageStep } from '../../lambdas/message-batch/handle-message.ts';
import { type NotifyPorts, notifyPeople } from '../../lambdas/notify-people/notify-people.ts';
import { fakeIam } from './fake-iam.ts';
import { inMemoryLedger } from './in-memory-ledger.ts';
import { manualClock } from './manual-clock.ts';
import { HUB_ACCOUNT, PARTITION, rolloutIn } from './people.ts';
import { recordingBus, recordingInbox, recordingNotifier, recordingTelemetry } from './recording-ports.ts';

/** When a queue delivers a message again that was not acknowledged. */
const VISIBILITY_TIMEOUT = seconds(90);

/** Far more deliveries than any case needs; a queue that is still not empty then never will be. */
const MOST_DELIVERIES = 500;

interface WorldOptions {
  readonly mode?: GuardMode;
  /** Whether people may change their password without MFA. */
  readonly allowPasswordChange?: boolean;
  readonly principals?: NamedPrincipals;
  /** Puts something around the ports of the three functions, queues included. */
  readonly around?: <Port extends object>(port: Port) => Port;
}

/** The three functions over fakes of everything around them: what comes in from a queue goes out to a bus. */
export const guardianWorld = ({
  mode = 'enforce',
  allowPasswordChange = false,
  principals = { exempt: [], breakGlass: [] },
  around = (port) => port,
}: WorldOptions = {}) => {
  const clock = manualClock();
  const iam = fakeIam(clock);
  const ledger = inMemoryLedger();
  const bus = recordingBus();
  const inbox = recordingInbox();
  const notifier = recordingNotifier();
  const telemetry = recordingTelemetry();

  const shared = { ledger: around(ledger), reader: around(iam.reader), bus: around(bus), principals, clock };
  const rollout = { ...rolloutIn(mode), allowPasswordChange };
  const assessPorts: AssessPorts = { ...shared, partition: PARTITION, mode, rules: rollout };
  const enforcePorts: EnforcePorts = {
    ...shared,
    hubAccount: HUB_ACCOUNT,
    rollout,
    enforcer: around(iam.enforcer),
  };
  const notifyPorts: NotifyPorts = {
    hubAccount: HUB_ACCOUNT,
    context: { mode, accountNames: {} },
    notifier: around(notifier),
  };
  const queue = around(inbox);

  const deliver = (step: MessageStep, message: InboxMessage) =>
    handleMessage(queue, step, message, telemetry);
  const messageOf = (event: unknown): InboxMessage => ({
    body: JSON.stringify(event),
    firstSeenAt: clock.now(),
    returned: false,
  });

  /** One delivery: a message that failed comes back after the timeout, a returned copy after its delay. */
  const deliverOnce = async (step: MessageStep, message: InboxMessage): Promise<readonly InboxMessage[]> => {
    const failed = await deliver(step, message).then(
      () => [],
      () => [message],
    );
    clock.advance(failed.length === 0 ? seconds(0) : VISIBILITY_TIMEOUT);
    const returned = inbox.postponed.splice(0);
    for (const { delay } of returned) {
      clock.advance(delay);
    }
    return [...failed, ...returned.map((copy) => ({ ...copy.message, returned: true }))];
  };

  /** Delivers until the queue is empty. */
  const settle = async (step: MessageStep, event: unknown): Promise<void> => {
    const waiting = [messageOf(event)];
    for (let deliveries = 0; deliveries < MOST_DELIVERIES; deliveries += 1) {
      const message = waiting.shift();
      if (message === undefined) {
        return;
      }
      waiting.push(...(await deliverOnce(step, message)));
    }
    throw new Error(`expected the queue to be empty after ${MOST_DELIVERIES} deliveries`);
  };

  const assess = assessPrincipal(assessPorts);
  const enforce = enforceVerdict(enforcePorts);
  const notify = notifyPeople(notifyPorts);

  return {
    clock,
    iam,
    ledger,
    bus,
    inbox,
    notifier,
    telemetry,
    deliver,
    messageOf,
    steps: { assess, enforce, notify },
    assess: (event: unknown) => settle(assess, event),
    enforce: (event: unknown) => settle(enforce, event),
    notify: (event: unknown) => settle(notify, event),
    /** What has been announced, newest last. */
    announced: (detailType: string): readonly Readonly<Record<string, unknown>>[] =>
      bus.published
        .filter((event) => event['detail-type'] === detailType)
        .map((event) => event.detail as Readonly<Record<string, unknown>>),
  };
};

export type GuardianWorld = ReturnType<typeof guardianWorld>;
