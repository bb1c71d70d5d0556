import { GetPolicyVersionCommand, type IAMClient, type Policy } from '@aws-sdk/client-iam';
import { boundedTexts } from './bounded-texts.ts';

/** Reads what the default version of a managed policy says. */
export type PolicyDocuments = (client: IAMClient, policy: Policy) => Promise<string>;

/** Twice as many bytes of memory, and room for every policy of hundreds of accounts. */
const MOST_CHARACTERS = 16_000_000;

/**
 * A document as IAM answers it, URL-encoded. What can't be decoded is kept as it came, to be judged as what it is.
 * @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html (Document)
 */
export const decodeDocument = (document: string | undefined): string => {
  if (document === undefined) {
    throw new Error('expected a policy document in an answer of IAM, received none');
  }
  try {
    return decodeURIComponent(document);
  } catch {
    return document;
  }
};

const versionKey = ({ Arn, PolicyId, DefaultVersionId }: Policy): string => {
  if (Arn === undefined || PolicyId === undefined || DefaultVersionId === undefined) {
    throw new Error('expected the ARN, the id and the default version of a policy, received less');
  }
  return `${Arn} ${PolicyId} ${DefaultVersionId}`;
};

/**
 * Reads each version once. A version never changes, and a policy made anew has another id: what was read once stays
 * true, and one of AWS's own policies says the same in every account. Make one for the life of the function.
 */
export const iamPolicyDocuments = (): PolicyDocuments => {
  const read = boundedTexts(MOST_CHARACTERS);
  return async (client, policy) => {
    const key = versionKey(policy);
    const kept = read.get(key);
    if (kept !== undefined) {
      return kept;
    }
    const answer = await client.send(
      new GetPolicyVersionCommand({ PolicyArn: policy.Arn, VersionId: policy.DefaultVersionId }),
    );
    const text = decodeDocument(answer.PolicyVersion?.Document);
    read.set(key, text);
    return text;
  };
};
