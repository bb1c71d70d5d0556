import * as z from 'zod/mini';
import { namedIn } from '#core/change/observed-event.ts';
import type { NamedPrincipal } from '#core/verdict/disposition.ts';
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

/**
 * A user gets the name of one whom the configuration spares. It is not spared, because its id differs; but whoever
 * did that may have hoped for it.
 */
export const sparedNameThreats: ThreatRule = whenSucceeded((record, context) => {
  const [concern] = namedIn(record);
  const named = record.call.kind === 'user-created' || record.call.kind === 'user-renamed';
  return named && concern?.kind === 'user' && isSparedName(concern.userName, context)
    ? [{ kind: 'spared-name-taken', severity: 'high', target: targetOf(concern) }]
    : [];
});

const Attached = z.object({ policyArn: z.string() });

/** The managed policies by which AWS limits a user whose access key was found in public. */
const QUARANTINE = /:policy\/AWSCompromisedKeyQuarantine/;

/** @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSCompromisedKeyQuarantineV3.html */
export const quarantineThreats: ThreatRule = whenSucceeded((record) => {
  const [concern] = namedIn(record);
  const policyArn = Attached.safeParse(record.details.requestParameters).data?.policyArn ?? '';
  return record.call.kind === 'policy-attached' && concern !== undefined && QUARANTINE.test(policyArn)
    ? [{ kind: 'quarantined-by-aws', severity: 'critical', target: targetOf(concern) }]
    : [];
});
