import { describe, expect, it } from 'vitest';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { allowsPasswordChange, ENFORCEMENT_VARIANTS } from '#core/enforcement/enforcement-variant.ts';
import { compilePolicy } from '#core/policy/compile-policy.ts';
import { limitedEffort } from '#core/policy/effort.ts';
import { describePolicyProblem } from '#core/policy/policy-problem.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { type ManagedPolicyVersion, readManagedPolicies } from '../fakes/aws-managed-policies.ts';
import { type ProvedCase, prove } from '../fakes/proved-cases.ts';
import { confirms } from '../fakes/witness-claims.ts';
import { listOf, type RawDocument } from '../model/request-documents.model.ts';

const PATIENCE = { timeout: 240_000 };

const VERSIONS = readManagedPolicies();
const DEFAULTS = VERSIONS.filter(({ isDefault }) => isDefault);

const labelOf = ({ name, version }: ManagedPolicyVersion): string => `${name} ${version}`;

const problemOf = ({ document }: ManagedPolicyVersion): string | undefined => {
  const compiled = compilePolicy(JSON.stringify(document), limitedEffort(10_000_000));
  return compiled.ok ? undefined : describePolicyProblem(compiled.problem);
};

const holding = (documents: readonly RawDocument[], session: ProvedCase['session']): ProvedCase => ({
  set: {
    identity: documents.map((document) => ({ holder: { kind: 'user' }, document })),
    path: '',
    tags: [],
    unread: [],
  },
  session,
  allowPasswordChange: false,
});

/** What of a policy a witness hangs on: the statement that allows it, and those that deny. */
const bearing = (document: RawDocument, label: string): RawDocument => ({
  ...document,
  Statement: listOf(document.Statement).filter(
    ({ Effect, Sid }, place) => Effect === 'Deny' || (Sid || `#${place + 1}`) === label,
  ),
});

const isWrong = ({ name, document }: ManagedPolicyVersion, session: ProvedCase['session']): boolean => {
  const proof = prove(holding([document], session));
  return (
    proof.answer === 'undetermined' ||
    (proof.answer === 'open' &&
      !BEYOND_THE_MODEL.has(name) &&
      !confirms(holding([bearing(document, proof.open.witness.allowedBy.statement)], session), proof))
  );
};

/** They ask for more keys at once, or for a variable in a set that may be empty, than the model tries. */
const BEYOND_THE_MODEL: ReadonlySet<string> = new Set([
  'AmazonDataZoneBedrockModelConsumptionPolicy',
  'AWSIdentityCenterExternalManagementPolicy',
]);

/** AWS once published actions with a blank in them; what IAM made of those it does not say. */
const WITH_BLANKS = [
  'AdministratorAccess-Amplify v1',
  'ReadOnlyAccess v61',
  'ReadOnlyAccess v62',
  'SecurityAudit v5',
  'SecurityAudit v6',
  'ViewOnlyAccess v1',
];

describe('the managed policies of AWS', () => {
  it('are more than a thousand, and thousands with their history', () => {
    expect(DEFAULTS.length).toBeGreaterThan(1_500);
    expect(VERSIONS.length).toBeGreaterThan(6_000);
  });

  it('are all understood, but for six old versions with a blank in an action', PATIENCE, () => {
    const odd = VERSIONS.filter((version) => problemOf(version) !== undefined);
    expect(odd.map(labelOf).toSorted()).toEqual(WITH_BLANKS);
    expect(odd.map(problemOf)).toEqual(
      odd.map(() => expect.stringMatching(/expected actions like .*\s"$|: \*"$|"ec2: /)),
    );
  });

  it.each([...SESSION_KINDS, 'mfa' as const])(
    'are all judged for %s, each with a witness that holds',
    PATIENCE,
    (session) => {
      const wrong = DEFAULTS.filter((policy) => isWrong(policy, session));
      expect(wrong.map(labelOf)).toEqual([]);
    },
  );

  it.each(ENFORCEMENT_VARIANTS)('are all held behind MFA by the document %s', PATIENCE, (variant) => {
    const guard = enforcementDocument(variant, 'aws') as RawDocument;
    const allowPasswordChange = allowsPasswordChange(variant);
    const open = DEFAULTS.flatMap((policy) =>
      SESSION_KINDS.filter((session) => {
        const asked = { ...holding([policy.document, guard], session), allowPasswordChange };
        return prove(asked).answer !== 'enforced';
      }).map((session) => `${labelOf(policy)}: ${session}`),
    );
    expect(open).toEqual([]);
  });
});
