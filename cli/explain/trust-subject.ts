import type { AccountId, Partition } from '#core/kernel/aws-identifiers.ts';
import type { TrustingRole } from '#core/trust/trusting-role.ts';
import type { GivenDocument } from './given-document.ts';
import type { TrustSubject } from './subject.ts';

const ROLE_ARN = /^arn:(aws[a-z-]*):iam::(\d{12}):role(\/(?:.*\/)?)([^/]+)$/;

/** The role, as far as its ARN tells. */
const roleNamed = (arn: string, account: string | undefined): TrustingRole => {
  const [, partition = 'aws', owner = account, path, name] = ROLE_ARN.exec(arn) ?? [];
  return {
    partition: partition as Partition,
    account: owner as AccountId | undefined,
    ...(name !== undefined && path !== undefined && { name, path }),
  };
};

/** The trust policy of a role that may not be known. */
export const trustSubject = (document: GivenDocument, account: string | undefined): TrustSubject => {
  const { name, text, mended, assumed, problems, roleArn = '' } = document;
  const role = roleNamed(roleArn, account);
  return {
    kind: 'trust-policy',
    subject: { title: role.name === undefined ? name : `role ${role.name}`, arn: roleArn, policies: [name] },
    text,
    ...(mended !== undefined && { mended }),
    role,
    assumed,
    problems,
    texts: new Map([[name, mended ?? text]]),
  };
};
