import fc from 'fast-check';
import type { RawConditions } from '../model/request-documents.model.ts';
import type { RawPrincipal, RawTrustDocument, RawTrustStatement } from '../model/trust.model.ts';

const ACCOUNT = '111122223333';
const iam = (resource: string): string => `arn:aws:iam::${ACCOUNT}:${resource}`;

/** Names that a trust policy may have, each with the type that it stands under. */
const NAMES: readonly (readonly [string, string])[] = [
  ['AWS', ACCOUNT],
  ['AWS', iam('root')],
  ['AWS', 'arn:aws:iam::444455556666:root'],
  ['AWS', iam('user/alice')],
  ['AWS', iam('user/team/dev-bob')],
  ['AWS', iam('role/ci-build')],
  ['AWS', `arn:aws:sts::${ACCOUNT}:assumed-role/ci-build/work`],
  ['AWS', `arn:aws:sts::${ACCOUNT}:federated-user/fred`],
  ['AWS', 'AIDAEXAMPLEDELETED001'],
  ['AWS', '*'],
  ['Service', 'ec2.amazonaws.com'],
  ['Service', '*'],
  ['Federated', iam('saml-provider/company')],
  ['Federated', 'accounts.google.com'],
  ['Federated', '*'],
  ['CanonicalUser', '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be'],
];

const listed = (chosen: readonly (readonly [string, string])[]): RawPrincipal => {
  const types = [...new Set(chosen.map(([type]) => type))];
  return Object.fromEntries(
    types.map((type) => [type, chosen.filter(([other]) => other === type).map(([, name]) => name)]),
  );
};

const principals: fc.Arbitrary<RawPrincipal> = fc.oneof(
  { weight: 1, arbitrary: fc.constant('*' as const) },
  {
    weight: 5,
    arbitrary: fc.array(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 }).map(listed),
  },
);

const ASSUME = ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'];

const acted: fc.Arbitrary<Pick<RawTrustStatement, 'Action' | 'NotAction'>> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom({ Action: 'sts:AssumeRole' }, { Action: ASSUME }) },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Pick<RawTrustStatement, 'Action' | 'NotAction'>>(
      { Action: 'sts:*' },
      { Action: 'STS:assumerole*' },
      { Action: 'sts:TagSession' },
      { Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'] },
      { NotAction: 'sts:TagSession' },
      { NotAction: 'sts:AssumeRole' },
    ),
  },
);

const PRESENT = 'aws:MultiFactorAuthPresent';
const AGE = 'aws:MultiFactorAuthAge';

const onPresence: fc.Arbitrary<RawConditions> = fc
  .tuple(
    fc.constantFrom(
      'Bool',
      'Bool',
      'BoolIfExists',
      'BoolIfExists',
      'Null',
      'StringEquals',
      'StringEqualsIfExists',
      'StringNotEquals',
      'ForAllValues:Bool',
      'ForAnyValue:Bool',
      'Boolean',
    ),
    fc.constantFrom(PRESENT, PRESENT, 'AWS:multifactorauthpresent'),
    fc.constantFrom<string | boolean | readonly string[]>('true', 'true', 'false', 'false', true, 'True', [
      'true',
      'false',
    ]),
  )
  .map(([operator, key, value]) => ({ [operator]: { [key]: value } }));

const onAge: fc.Arbitrary<RawConditions> = fc
  .tuple(
    fc.constantFrom(
      'NumericLessThan',
      'NumericLessThanEquals',
      'NumericLessThanIfExists',
      'NumericGreaterThan',
      'NumericGreaterThanIfExists',
      'NumericEquals',
      'Null',
      'Bool',
    ),
    fc.constantFrom<string | number | readonly string[]>('3600', 900, '0', 'soon', 'true', ['900', '3600']),
  )
  .map(([operator, value]) => ({ [operator]: { [AGE]: value } }));

/** Conditions that do not ask for MFA; on one key only, as the model does not try what two of one key come to. */
const onOthers: fc.Arbitrary<RawConditions> = fc
  .tuple(
    fc.constantFrom('', 'IfExists'),
    fc.constantFrom<readonly [string, string, string | readonly string[]]>(
      ['StringEquals', 'sts:ExternalId', 'one'],
      ['StringEquals', 'sts:ExternalId', ['one', 'two']],
      ['StringNotEquals', 'sts:ExternalId', 'two'],
      ['StringEquals', 'aws:PrincipalOrgID', 'o-example'],
      ['IpAddress', 'aws:SourceIp', '192.0.2.0/24'],
      ['NotIpAddress', 'aws:SourceIp', '192.0.2.0/24'],
      ['ArnLike', 'aws:PrincipalArn', iam('user/*')],
      ['ArnLike', 'aws:PrincipalArn', iam('role/ci-*')],
      ['ArnNotLike', 'aws:PrincipalArn', iam('role/ci-*')],
      ['ArnEquals', 'aws:PrincipalArn', iam('root')],
      ['StringEquals', 'aws:PrincipalType', 'User'],
      ['StringEquals', 'aws:PrincipalAccount', ACCOUNT],
      ['Bool', 'aws:PrincipalIsAWSService', 'true'],
      ['StringEquals', 'sts:RoleSessionName', '$' + '{aws:username}'],
    ),
  )
  .map(([ifExists, [operator, key, value]]) => ({ [operator + ifExists]: { [key]: value } }));

/** A key that only looks as if it told of MFA. */
const onWrongKey: fc.Arbitrary<RawConditions> = fc.constantFrom(
  { Bool: { 'aws:MFAPresent': 'true' } },
  { StringEquals: { 'aws:MFAPresent': 'true' } },
);

const merged = (parts: readonly RawConditions[]): RawConditions => {
  const all: Record<string, RawConditions[string]> = {};
  for (const [operator, block] of parts.flatMap((part) => Object.entries(part))) {
    const already = Object.keys(all[operator] ?? {}).map((key) => key.toLowerCase());
    const fresh = Object.entries(block).filter(([key]) => !already.includes(key.toLowerCase()));
    all[operator] = { ...all[operator], ...Object.fromEntries(fresh) };
  }
  return all;
};

const sometimes = <Value>(weight: number, values: fc.Arbitrary<Value>): fc.Arbitrary<readonly Value[]> =>
  fc.oneof(
    { weight: 10 - weight, arbitrary: fc.constant([]) },
    { weight, arbitrary: values.map((value) => [value]) },
  );

const conditions: fc.Arbitrary<Pick<RawTrustStatement, 'Condition'>> = fc
  .tuple(
    sometimes(6, onPresence),
    sometimes(1, onPresence),
    sometimes(1, onWrongKey),
    sometimes(2, onAge),
    sometimes(3, onOthers),
  )
  .map((parts) => parts.flat())
  .map((parts) => (parts.length === 0 ? {} : { Condition: merged(parts) }));

const statements = (effect: fc.Arbitrary<RawTrustStatement['Effect']>): fc.Arbitrary<RawTrustStatement> =>
  fc
    .tuple(effect, principals, acted, conditions)
    .map(([Effect, Principal, action, condition]) => ({ Effect, Principal, ...action, ...condition }));

const allows = statements(fc.constant('Allow'));
const denies = statements(fc.constant('Deny'));

/** Trust policies, right or wrong, as people write and miswrite them. */
export const trustDocuments: fc.Arbitrary<RawTrustDocument> = fc
  .tuple(
    fc.array(allows, { minLength: 1, maxLength: 3 }),
    fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 3, arbitrary: fc.array(denies, { minLength: 1, maxLength: 2 }) },
    ),
    fc.boolean(),
    fc.constantFrom('2012-10-17' as const, '2012-10-17' as const, '2008-10-17' as const),
  )
  .map(([allowed, denied, denyFirst, Version]) => {
    const all = denyFirst ? [...denied, ...allowed] : [...allowed, ...denied];
    return { Version, Statement: all.map((statement, index) => ({ Sid: `S${index}`, ...statement })) };
  });
