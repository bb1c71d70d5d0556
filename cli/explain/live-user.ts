import { iamPostureReader } from '#adapters/iam-posture-reader.ts';
import { systemClock } from '#adapters/system-clock.ts';
import { policyLabel } from '#core/explanation/explain-sessions.ts';
import type { InputProblem } from '#core/explanation/explanation.ts';
import type { UserName } from '#core/kernel/aws-identifiers.ts';
import { printable } from '#core/kernel/printable.ts';
import type { ServiceControl } from '#core/posture/held-policy.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import { provedPrincipal } from '#core/proof/proved-principal.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import { userCredentialServices } from '#core/verdict/user-credential-services.ts';
import { UserProblem } from '../command/user-problem.ts';
import type { Connection } from './connect.ts';
import { heldManaged } from './invented-user.ts';
import type { ManagedPolicy } from './managed-policies.ts';
import { SERVICE_CONTROL_UNKNOWN } from './service-control.ts';
import type { UserSubject } from './subject.ts';

/** What is asked of a user whom IAM knows. */
export interface LiveQuestion {
  readonly userName: string;
  readonly serviceControl: ServiceControl;
  /** Managed policies that the user is taken to hold besides. */
  readonly managed: readonly ManagedPolicy[];
  readonly rules: ProofRules;
  readonly assumed: readonly string[];
  readonly problems: readonly InputProblem[];
}

const withAssumed = (user: UserPosture, managed: readonly ManagedPolicy[]): UserPosture => ({
  ...user,
  identityPolicies: {
    ...user.identityPolicies,
    policies: [...user.identityPolicies.policies, ...managed.map(heldManaged)],
  },
});

type Present = PostureSnapshot & { readonly kind: 'present' };

const requirePresent = (snapshot: PostureSnapshot): Present => {
  const { account, userName } = snapshot.principal;
  switch (snapshot.kind) {
    case 'present':
      return snapshot;
    case 'absent':
      throw new UserProblem(`Account ${account} has no user ${printable(userName)}.`);
    case 'unreadable':
      throw new UserProblem(
        `The user ${printable(userName)} of account ${account} could not be read: ${snapshot.because}. Reading takes what the managed policy IAMReadOnlyAccess allows.`,
      );
  }
};

/** Reads a user from IAM, with what the guardian finds of the user's credentials now. */
export const readLiveUser = async (
  { iam, partition, account }: Connection,
  question: LiveQuestion,
): Promise<UserSubject> => {
  const { userName, serviceControl, managed, rules, assumed, problems } = question;
  const reader = iamPostureReader({
    clients: () => iam,
    serviceControl: { read: async () => serviceControl },
    clock: systemClock,
  });
  const read = await reader.read({ partition, account, userName: userName as UserName });
  const present = requirePresent(read);
  const snapshot: Present = { ...present, user: withAssumed(present.user, managed) };
  const principal = provedPrincipal(snapshot.principal, snapshot.user);
  return {
    kind: 'user',
    subject: {
      title: `user ${userName} of account ${account}`,
      arn: snapshot.user.arn,
      policies: snapshot.user.identityPolicies.policies.map(policyLabel),
    },
    principal,
    services: userCredentialServices(snapshot.user),
    assumed: [
      ...assumed,
      ...managed.map(({ arn }) => `${arn} is held besides`),
      ...(serviceControl.kind === 'unknown' ? [SERVICE_CONTROL_UNKNOWN] : []),
    ],
    problems,
    texts: new Map(snapshot.user.identityPolicies.policies.map((held) => [policyLabel(held), held.text])),
    lineOf: () => undefined,
    finding: judgePosture(snapshot, [], systemClock.now(), rules),
  };
};
