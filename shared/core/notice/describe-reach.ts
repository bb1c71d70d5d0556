import { printable } from '#core/kernel/printable.ts';
import type { OpenReach, StatementPlace, Why, Witness } from '#core/proof/session-proof.ts';
import type { OpenSession } from '#core/verdict/mfa-verdict.ts';
import { describeWhy } from './describe-why.ts';

const holderOf = ({ holder }: StatementPlace): string => {
  switch (holder.kind) {
    case 'user':
      return 'on the user';
    case 'group':
      return `on the group ${printable(holder.groupName)}`;
    case 'boundary':
      return 'as permissions boundary';
    case 'service-control':
      return 'as service control policy';
  }
};

/** Where people find a statement: which one, of which policy, on whom. */
export const describePlace = (place: StatementPlace): string => {
  const policy = place.policy.kind === 'managed' ? place.policy.arn : place.policy.name;
  return `statement ${printable(place.statement)} of ${printable(policy)} ${holderOf(place)}`;
};

const describeWitness = ({ action, resource, allowedBy }: Witness): string =>
  `${printable(action)} on ${printable(resource)}, allowed by ${describePlace(allowedBy)}`;

const describeCount = ({ actions, unlistedActions }: OpenReach): string =>
  `${actions.toLocaleString('en-US')} of AWS's actions${unlistedActions ? ', and others that AWS has or will have' : ''}`;

type OpenedSession = OpenSession & { readonly answer: 'open' };

const isOpened = (session: OpenSession): session is OpenedSession => session.answer === 'open';

const widest = (sessions: readonly OpenedSession[]): OpenedSession | undefined =>
  sessions.reduce<OpenedSession | undefined>(
    (most, session) => (most === undefined || session.open.actions > most.open.actions ? session : most),
    undefined,
  );

/** The most that any of the sessions reaches, with the worst of it, in one sentence. */
export const describeReach = (sessions: readonly OpenSession[]): string => {
  const most = widest(sessions.filter(isOpened));
  return most === undefined
    ? 'No policy of the user grants anything beyond enrolling a device, but nothing would stop a role, a bucket or a key whose own policy lets the user in.'
    : `That reaches ${describeCount(most.open)}. The worst: ${describeWitness(most.open.witness)}.`;
};

const withoutKeyEnrolment = ({ code }: Why): boolean => code !== 'key-can-enrol-itself';

/** Why what looks like enforcement is none; nothing where nothing looks like it. */
export const describeReasons = (sessions: readonly OpenSession[]): readonly string[] => [
  ...new Set(
    sessions
      .flatMap(({ why }) => why)
      .filter(withoutKeyEnrolment)
      .map(({ code, place }) => `${describePlace(place)}: ${describeWhy(code)}`),
  ),
];
