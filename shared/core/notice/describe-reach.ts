import { printable } from '#core/kernel/printable.ts';
import type { OpenReach, StatementPlace, Why, Witness } from '#core/proof/session-proof.ts';
import type { OpenSession } from '#core/verdict/mfa-verdict.ts';
import { severityOf } from '#core/verdict/severity.ts';
import { SEVERITIES } from '#core/verdict/severity-level.ts';
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

/** The gravest; of equals the one that reaches most. */
const compareDanger = (left: OpenedSession, right: OpenedSession): number =>
  SEVERITIES.indexOf(severityOf(right)) - SEVERITIES.indexOf(severityOf(left)) ||
  right.open.actions - left.open.actions;

/** What the most dangerous of the sessions reaches, with the worst of it, in one sentence. */
export const describeReach = (sessions: readonly OpenSession[]): string => {
  const [most] = sessions.filter(isOpened).sort(compareDanger);
  return most === undefined
    ? 'Nothing beyond enrolling a device is granted, but nothing would stop a role, a bucket or a key whose own policy lets the user in.'
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
