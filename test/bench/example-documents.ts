import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { ENFORCEMENT_VARIANTS } from '#core/enforcement/enforcement-variant.ts';
import { readManagedPolicies } from '../fakes/aws-managed-policies.ts';
import { readScenarioTopics } from '../scenarios/proof-scenario.ts';

/** A policy document, and the name it is attached by. */
export interface ExampleDocument {
  readonly name: string;
  readonly text: string;
}

const asDocument = (name: string, document: unknown): ExampleDocument => ({
  name,
  text: typeof document === 'string' ? document : JSON.stringify(document),
});

const readManagedDocuments = (): readonly ExampleDocument[] =>
  readManagedPolicies()
    .filter(({ name, isDefault }) => isDefault && !/ServiceRole|ServiceLinkedRole/.test(name))
    .map(({ name, document }) => asDocument(name, document))
    .sort((left, right) => (left.name < right.name ? -1 : 1));

let managed: readonly ExampleDocument[] | undefined;

/** The default versions of AWS's managed policies that people may attach, sorted by name; read once. */
export const managedDocuments = (): readonly ExampleDocument[] => {
  managed ??= readManagedDocuments();
  return managed;
};

/** What guides and blogs propose, holes included: the documents of the scenarios. */
export const guideDocuments = (): readonly ExampleDocument[] =>
  readScenarioTopics().flatMap(({ documents }) =>
    Object.entries(documents).map(([name, document]) => asDocument(name, document)),
  );

/** The guardian's own documents. */
export const enforcementDocuments = (): readonly ExampleDocument[] =>
  ENFORCEMENT_VARIANTS.map((variant) => asDocument(variant, enforcementDocument(variant, 'aws')));

const variable = (name: string): string => `\${${name}}`;

/** What a team's group grants: its bucket, its tables, what carries its tag. */
const groupDocument = (team: number): ExampleDocument =>
  asDocument(`team-${team}`, {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Bucket',
        Effect: 'Allow',
        Action: 's3:*',
        Resource: [`arn:aws:s3:::team-${team}`, `arn:aws:s3:::team-${team}/*`],
      },
      {
        Sid: 'Home',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: `arn:aws:s3:::home/${variable('aws:username')}/*`,
      },
      {
        Sid: 'Table',
        Effect: 'Allow',
        Action: ['dynamodb:Get*', 'dynamodb:Query'],
        Resource: `arn:aws:dynamodb:*:*:table/team-${team}-*`,
      },
      {
        Sid: 'Tagged',
        Effect: 'Allow',
        Action: ['ec2:StartInstances', 'ec2:StopInstances'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/team': `team-${team}` } },
      },
    ],
  });

const GROUPS = 56;
const GUIDES = 40;

/** Every so many-th of a list, so many in all. */
const spread = <Entry>(entries: readonly Entry[], count: number): readonly Entry[] =>
  Array.from(
    { length: Math.min(count, entries.length) },
    (_, place) => entries[Math.floor((place * entries.length) / count)],
  ).filter((entry) => entry !== undefined);

/**
 * The documents of an organization: 4 that enforce, 40 of guides, 56 of teams' groups, and managed policies of AWS
 * up to as many as asked for, spread over the alphabet.
 */
export const exampleDocuments = (count: number): readonly ExampleDocument[] => {
  const own = [
    ...enforcementDocuments(),
    ...spread(guideDocuments(), GUIDES),
    ...Array.from({ length: GROUPS }, (_, team) => groupDocument(team)),
  ];
  return [...spread(managedDocuments(), count - own.length), ...own].slice(-count);
};
