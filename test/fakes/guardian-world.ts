import type { GuardMode } from '#core/action/guard-action.ts';
import { type DurationMs, elapsed, milliseconds } from '#core/kernel/time.ts';
import type { NamedPrincipals } from '#core/verdict/disposition.ts';
import type { InboxMessage } from '#ports/inbox.ts';
import type { AssessPorts } from '../../lambdas/assess-principal/assess-ports.ts';
import { assessPrincipal } from '../../lambdas/assess-principal/assess-principal.ts';
import type { EnforcePorts } from '../../lambdas/enforce-verdict/enforce-ports.ts';
import { enforceVerdict } from '../../lambdas/enforce-verdict/enforce-verdict.ts';
import { handleMessage, type MessageStep } from '../../lambdas/message-batch/handle-message.ts';
import { notifyPeople } from '../../lambdas/notify-people/notify-people.ts';
import type { NotifyPorts } from '../../lambdas/notify-people/notify-ports.ts';
import { routeChange } from '../../lambdas/route-change/route-change.ts';
import type { RoutePorts } from '../../lambdas/route-change/route-ports.ts';
import { deliveredUntilEmpty } from './delivered-until-empty.ts';
import { fakeDirectory } from './fake-directory.ts';
import { fakeIam } from './fake-iam.ts';
import { inMemoryLedger } from './in-memory-ledger.ts';
import { inMemoryNoticeLedger } from './in-memory-notice-ledger.ts';
import {
  inMemoryBudgetLedger,
  inMemoryPendingLedger,
  inMemoryWorkQueue,
  type QueuedMessage,
} from './in-memory-workload.ts';
import { manualClock } from './manual-clock.ts';
import { HUB_ACCOUNT, PARTITION, rolloutIn } from './people.ts';
import { recordingBus, recordingInbox, recordingNotifier, recordingTelemetry } from './recording-ports.ts';

interface WorldOptions {
  readonly mode?: GuardMode;
  /** Whether people may change their password without MFA. */
  readonly allowPasswordChange?: boolean;
  readonly principals?: NamedPrincipals;
  /** How long a change that is not urgent waits for more; not at all, unless said. */
  readonly settleTime?: DurationMs;
  /** How many members a page of a group has. */
  readonly pageSize?: number;
  /** Puts something around the ports of the four functions, queues included. */
  readonly around?: <Port extends object>(port: Port) => Port;
}

/** The four functions over fakes of everything around them: what comes in from a queue goes out to a bus. */
export const guardianWorld = ({
  mode = 'enforce',
  allowPasswordChange = false,
  principals = { exempt: [], breakGlass: [] },
  settleTime = milliseconds(0),
  pageSize,
  around = (port) => port,
}: WorldOptions = {}) => {
  const clock = manualClock();
  const iam = fakeIam(clock);
  const directory = fakeDirectory(pageSize);
  const ledger = { ...inMemoryLedger(), ...inMemoryPendingLedger(), ...inMemoryBudgetLedger() };
  const work = inMemoryWorkQueue(clock);
  const bus = recordingBus();
  const inbox = recordingInbox();
  const notifier = recordingNotifier();
  const telemetry = recordingTelemetry();

  const shared = { ledger: around(ledger), reader: around(iam.reader), bus: around(bus), principals, clock };
  const queueing = { work: around(work), settleTime };
  const rollout = { ...rolloutIn(mode), allowPasswordChange };
  const routePorts: RoutePorts = { ...shared, ...queueing, partition: PARTITION };
  const assessPorts: AssessPorts = {
    ...shared,
    ...queueing,
    directory: around(directory.reader),
    mode,
    rules: rollout,
  };
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
    notices: around(inMemoryNoticeLedger()),
    clock,
  };
  const queue = around(inbox);

  const deliver = (step: MessageStep, message: InboxMessage) =>
    handleMessage(queue, step, message, telemetry);
  const messageOf = (event: unknown): InboxMessage => ({
    body: JSON.stringify(event),
    firstSeenAt: clock.now(),
    returned: false,
  });

  const settleMessage = deliveredUntilEmpty({ clock, inbox, deliver });

  const route = routeChange(routePorts);
  const assess = assessPrincipal(assessPorts);
  const enforce = enforceVerdict(enforcePorts);
  const notify = notifyPeople(notifyPorts);

  const settle = (step: MessageStep, event: unknown): Promise<void> => settleMessage(step, messageOf(event));

  const messageOfWork = ({ body, group }: QueuedMessage): InboxMessage => ({
    body,
    firstSeenAt: clock.now(),
    returned: false,
    group,
  });

  /** The work that is due first, at the time when it is due. */
  const nextWork = (): QueuedMessage | undefined => {
    const [first] = work.messages.toSorted((left, right) => left.dueAt - right.dueAt);
    if (first !== undefined) {
      work.messages.splice(work.messages.indexOf(first), 1);
      clock.advance(milliseconds(Math.max(0, elapsed(clock.now(), first.dueAt))));
    }
    return first;
  };

  /** Works the queue off until it is empty, or until this time. */
  const workOff = async (): Promise<void> => {
    for (let next = nextWork(); next !== undefined; next = nextWork()) {
      await settleMessage(assess, messageOfWork(next));
    }
  };

  /** Takes the message that is due first out of the assessments queue. */
  const nextLook = (): InboxMessage | undefined => {
    const next = nextWork();
    return next === undefined ? undefined : messageOfWork(next);
  };

  /** Routes an event and takes the look that it calls for out of the queue. */
  const lookFor = async (event: unknown): Promise<InboxMessage> => {
    await settle(route, event);
    const next = nextLook();
    if (next === undefined) {
      throw new Error('expected the event to call for a look, received none');
    }
    return next;
  };

  return {
    clock,
    iam,
    directory,
    work,
    workOff,
    nextLook,
    lookFor,
    ledger,
    bus,
    inbox,
    notifier,
    telemetry,
    deliver,
    messageOf,
    steps: { route, assess, enforce, notify },
    /** Only routes; what is to be looked at stays in the queue. */
    route: (event: unknown) => settle(route, event),
    /** Routes an event and looks at whomever it concerns. */
    assess: async (event: unknown): Promise<void> => {
      await settle(route, event);
      await workOff();
    },
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
