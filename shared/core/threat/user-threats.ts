import type { Concern } from '#core/change/concern.ts';
import { namedIn, type ReadRecord } from '#core/change/observed-event.ts';
import type { NamedPrincipal } from '#core/verdict/disposition.ts';
import { textIn } from './record-text.ts';
import { targetOf } from './threat.ts';
import { type ThreatContext, type ThreatRule, whenSucceeded } from './threat-rule.ts';

const nameOf = ({ arn }: NamedPrincipal): string => arn.slice(arn.lastIndexOf('/') + 1).toLowerCase();

const accountOf = ({ arn }: NamedPrincipal): string | undefined => arn.split(':')[4];

const isSparedName = (userName: string, { account, spared }: ThreatContext): boolean =>
  spared.some(
    (principal) =>
      nameOf(principal) === userName.toLowerCase() &&
      (account === undefined || accountOf(principal) === account),
  );

/** Whether somebody has this name who had none, or another, before. A new path leaves the name as it was. */
const isNewName = ({ call }: ReadRecord, { formerName }: Concern & { kind: 'user' }): boolean =>
  call.kind === 'user-created' || formerName !== undefined;

/**
 * A user gets the name of one whom the configuration spares. It is not spared, because its id differs; but whoever
 * did that may have hoped for it.
 */
export const sparedNameThreats: ThreatRule = whenSucceeded((record, context) => {
  const [concern] = namedIn(record);
  return concern?.kind === 'user' && isNewName(record, concern) && isSparedName(concern.userName, context)
    ? [{ kind: 'spared-name-taken', severity: 'high', target: targetOf(concern) }]
    : [];
});

/** The managed policies by which AWS limits a user whose access key was found in public. */
const QUARANTINE = /^arn:[^:]+:iam::aws:policy\/AWSCompromisedKeyQuarantine(?:V\d+)?$/;

/** What AWS wrote into such a user itself, before it had managed policies for that. */
const FORMER_QUARANTINE = 'AWSExposedCredentialPolicy_DO_NOT_REMOVE';

const isQuarantine = ({ call, details: { requestParameters } }: ReadRecord): boolean =>
  (call.kind === 'policy-attached' && QUARANTINE.test(textIn(requestParameters, 'policyArn') ?? '')) ||
  (call.eventName === 'PutUserPolicy' && textIn(requestParameters, 'policyName') === FORMER_QUARANTINE);

/**
 * AWS limits a user. The key is known to others also where AWS could not: a user holds ten policies at most.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html
 */
export const quarantineThreats: ThreatRule = (record) => {
  const [concern] = namedIn(record);
  return concern !== undefined && isQuarantine(record)
    ? [{ kind: 'quarantined-by-aws', severity: 'critical', target: targetOf(concern) }]
    : [];
};
