import type { Partition } from '#core/kernel/aws-identifiers.ts';
import type { TrustingRole } from '#core/trust/trusting-role.ts';
import type { GivenDocument } from './given-document.ts';
import type { TrustSubject } from './subject.ts';

const ROLE_ARN = /^arn:(aws[a-z-]*):iam::\d{12}:role(\/(?:.*\/)?)([^/]+)$/;

interface KnownRole extends TrustingRole {
  readonly name?: string;
}

/** The role, as far as its ARN tells. */
const roleNamed = (arn: string): KnownRole => {
  const [, partition = 'aws', path, name] = ROLE_ARN.exec(arn) ?? [];
  return {
    partition: partition as Partition,
    ...(name !== undefined && path !== undefined && { name, path }),
  };
};

/** The trust policy of a role that may not be known. */
export const trustSubject = (document: GivenDocument): TrustSubject => {
  const { name, text, mended, assumed, problems, roleArn = '' } = document;
  const { name: roleName, ...role } = roleNamed(roleArn);
  return {
    kind: 'trust-policy',
    subject: { title: roleName === undefined ? name : `role ${roleName}`, arn: roleArn, policies: [name] },
    text,
    ...(mended !== undefined && { mended }),
    role,
    assumed,
    problems,
    texts: new Map([[name, mended ?? text]]),
  };
};
