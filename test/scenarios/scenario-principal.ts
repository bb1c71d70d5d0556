import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { ENFORCEMENT_VARIANTS } from '#core/enforcement/enforcement-variant.ts';
import type { AccountId, Arn, Partition, UserId, UserName } from '#core/kernel/aws-identifiers.ts';
import type { BoundingPolicy, HeldPolicy, ServiceControl } from '#core/posture/held-policy.ts';
import type { Gap } from '#core/posture/observed.ts';
import { known, unknown } from '#core/posture/observed.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { ProofScenario, ScenarioTopic } from './proof-scenario.ts';

const ACCOUNT = '222222222222' as AccountId;

const version2012 = (...statements: readonly object[]) => ({
  Version: '2012-10-17',
  Statement: statements,
});
const EVERYTHING = version2012({ Effect: 'Allow', Action: '*', Resource: '*' });

/** @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html */
const POWER_USER = version2012(
  { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
  {
    Effect: 'Allow',
    Action: [
      'account:GetAccountInformation',
      'account:ListRegions',
      'iam:CreateServiceLinkedRole',
      'iam:DeleteServiceLinkedRole',
      'iam:ListRoles',
      'organizations:DescribeOrganization',
    ],
    Resource: '*',
  },
);

/** What scenarios may name without writing it down: AWS's managed policies and the guardian's own documents. */
const KNOWN_TEXTS: ReadonlyMap<string, string> = new Map(
  [
    ['AdministratorAccess', EVERYTHING] as const,
    ['FullAWSAccess', EVERYTHING] as const,
    ['PowerUserAccess', POWER_USER] as const,
    ...ENFORCEMENT_VARIANTS.flatMap((variant) => [
      [`enforcement:${variant}`, enforcementDocument(variant, 'aws')] as const,
      [`enforcement:${variant}@aws-us-gov`, enforcementDocument(variant, 'aws-us-gov')] as const,
    ]),
  ].map(([name, document]) => [name, JSON.stringify(document)]),
);

const textOf = ({ documents }: ScenarioTopic, name: string): string => {
  const document = documents[name];
  const text = typeof document === 'object' ? JSON.stringify(document) : (document ?? KNOWN_TEXTS.get(name));
  if (text === undefined) {
    throw new Error(`Expected a document of the topic or a well-known one; there is no “${name}”.`);
  }
  return text;
};

const held = (topic: ScenarioTopic, holding: ProofScenario['holds'][number]): HeldPolicy => {
  const name = typeof holding === 'string' ? holding : holding.document;
  return {
    holder: typeof holding === 'string' ? { kind: 'user' } : { kind: 'group', groupName: holding.group },
    policy: { kind: 'inline', name },
    text: textOf(topic, name),
  };
};

const bounding = (topic: ScenarioTopic, name: string): BoundingPolicy => ({
  name,
  text: textOf(topic, name),
});

const boundaryOf = (topic: ScenarioTopic, { boundary }: ProofScenario): ProvedPrincipal['boundary'] => {
  switch (boundary) {
    case undefined:
      return known('none');
    case 'unread':
      return unknown('access-denied');
    default:
      return known(bounding(topic, boundary));
  }
};

const serviceControlOf = (topic: ScenarioTopic, { serviceControl }: ProofScenario): ServiceControl => {
  switch (serviceControl) {
    case 'absent':
      return { kind: 'absent' };
    case 'unknown':
      return { kind: 'unknown', because: 'access-denied' };
    default:
      return {
        kind: 'known',
        levels: serviceControl.map((level) => level.map((name) => bounding(topic, name))),
      };
  }
};

const gapOf = ({ fact, because, of }: ProofScenario['unread'][number]): Gap => ({
  fact,
  because,
  ...(of === undefined ? {} : { of }),
});

/** The user that a scenario tells of, with every policy that it names. */
export const principalOf = (topic: ScenarioTopic, scenario: ProofScenario): ProvedPrincipal => {
  const { name, id, path, partition, tags } = scenario.user;
  return {
    partition: partition as Partition,
    account: ACCOUNT,
    userName: name as UserName,
    userId: id as UserId,
    arn: `arn:${partition}:iam::${ACCOUNT}:user${path}${name}` as Arn,
    tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    identityPolicies: {
      policies: scenario.holds.map((holding) => held(topic, holding)),
      gaps: scenario.unread.map(gapOf),
    },
    boundary: boundaryOf(topic, scenario),
    serviceControl: serviceControlOf(topic, scenario),
  };
};
