import { lowerCaseAscii } from '#core/policy/letter-case.ts';
import { toList } from '#core/policy/policy-values.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';
import type { Candidate } from '#core/repair/candidate.ts';
import { replaceCondition, type WrittenCondition } from '#core/repair/draft-conditions.ts';
import { type Edit, editStatement } from '#core/repair/edit.ts';
import { failingConditions } from './drop-conditions.ts';

/** What a key that says who asks has to take in besides. */
const federatedUser = ({ key }: WrittenCondition, partition: string): string | undefined => {
  switch (lowerCaseAscii(key)) {
    case 'aws:principalarn':
      return `arn:${partition}:sts::*:federated-user/*`;
    case 'aws:principaltype':
      return 'FederatedUser';
    default:
      return undefined;
  }
};

/**
 * A statement that is meant for users only is meant for the sessions that they start with `GetFederationToken` too:
 * those go by another ARN and another type.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html (principal key values)
 */
export const includeFederatedUsers = (
  candidate: Candidate,
  index: number,
  session: SessionKind,
): readonly Edit[] =>
  session !== 'federation'
    ? []
    : failingConditions(candidate, index, session).flatMap((condition) => {
        const added = federatedUser(condition, candidate.principal.partition);
        if (added === undefined) {
          return [];
        }
        const value = [...toList(condition.value), added];
        const text = `add ${added} to the values of ${condition.key}: sessions from GetFederationToken go by it`;
        return [
          editStatement(candidate.draft, index, text, (statement) =>
            replaceCondition(statement, condition, [{ ...condition, value }]),
          ),
        ];
      });
