import { managedPolicyReader } from '#adapters/iam-managed-policies.ts';
import { iamPolicyDocuments } from '#adapters/iam-policy-documents.ts';
import { observeFact } from '#adapters/observe-fact.ts';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import { known } from '#core/posture/observed.ts';
import type { Connection } from './connect.ts';

/** Reads what a managed policy says in IAM now; undefined where it could not be read. */
export const readIamPolicy = ({ iam }: Connection): ((arn: string) => Promise<string | undefined>) => {
  const read = managedPolicyReader(iam, iamPolicyDocuments(), Promise.resolve(known([])));
  return async (arn) => {
    const text = await observeFact(() => read(arn as Arn));
    return text.kind === 'known' ? text.fact : undefined;
  };
};
