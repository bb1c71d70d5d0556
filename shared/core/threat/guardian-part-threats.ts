import type { ReadRecord } from '#core/change/observed-event.ts';
import { namedIn } from '#core/change/observed-event.ts';
import { ENFORCEMENT_POLICY_PATH } from '#core/enforcement/enforcement-variant.ts';
import { type ThreatTarget, targetOf } from './threat.ts';
import type { ThreatRule } from './threat-rule.ts';

/** How every part of the guardian is named, by itself or by the stack that made it. */
const OWN_NAME = /MfaGuardian|mfa-guardian/;

/** The first text of a record that names a part of the guardian; lists, of alarms for one, are looked into. */
const ownNameIn = (members: unknown): string | undefined =>
  typeof members === 'object' && members !== null
    ? Object.values(members)
        .flat()
        .find((value): value is string => typeof value === 'string' && OWN_NAME.test(value))
    : undefined;

const partIn = ({ call, details }: ReadRecord): ThreatTarget | undefined => {
  if (call.kind !== 'guardian-part-changed') {
    return undefined;
  }
  const name = ownNameIn(details.requestParameters) ?? ownNameIn(details.responseElements);
  return { kind: 'part', name: name ?? 'not recorded' };
};

/** The guardian's own roles and enforcement policies are changed by calls of IAM that concern others as well. */
const ownRoleOrPolicy = (record: ReadRecord): ThreatTarget | undefined => {
  const [concern] = namedIn(record);
  const isOwn =
    (concern?.kind === 'role' && concern.roleName.startsWith('MfaGuardian')) ||
    (concern?.kind === 'policy' && concern.arn.includes(`:policy${ENFORCEMENT_POLICY_PATH}`));
  return isOwn ? targetOf(concern) : undefined;
};

/** A deployment changes the guardian through CloudFormation; everybody else has no business there. */
const severityOf = ({ credential }: ReadRecord) =>
  credential.throughService === 'cloudformation.amazonaws.com' ? 'low' : 'critical';

/** A part of the guardian itself is stopped, changed or removed, or somebody tried to. */
export const guardianPartThreats: ThreatRule = (record) => {
  const target = partIn(record) ?? ownRoleOrPolicy(record);
  return target === undefined
    ? []
    : [{ kind: 'guardian-part-touched', severity: severityOf(record), target }];
};
