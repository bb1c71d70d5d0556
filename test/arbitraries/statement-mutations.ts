import fc from 'fast-check';
import { listOf, type RawConditions, type RawStatement } from '../model/request-documents.model.ts';

/** Makes of one statement another one, or several. */
export type Mutation = (statement: RawStatement) => readonly RawStatement[];

const MFA_KEY = 'aws:MultiFactorAuthPresent';

/** Conditions that people add; of some no request knows the answer beforehand. */
export const EXTRA_CONDITIONS: readonly RawConditions[] = [
  { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
  { NotIpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } },
  { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } },
  { StringNotEquals: { 'aws:username': 'ana' } },
  { StringNotLikeIfExists: { 'aws:username': ['svc-*', 'bob'] } },
  { StringEquals: { 'aws:PrincipalTag/team': 'blue' } },
  { StringNotEquals: { 'aws:PrincipalTag/team': ['blue', 'green'] } },
  { StringEqualsIfExists: { 'aws:principaltag/Site': 'north' } },
  { DateGreaterThan: { 'aws:CurrentTime': '2026-06-01T00:00:00Z' } },
  { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:user/*' } },
  { ArnNotLike: { 'aws:PrincipalArn': ['arn:aws:iam::*:user/bob', 'arn:aws:sts::*:federated-user/ci-*'] } },
  { Null: { 'aws:TokenIssueTime': 'true' } },
  { Null: { 'aws:username': false } },
  { BoolIfExists: { 'aws:ViaAWSService': 'false' } },
  { Bool: { 'aws:SecureTransport': 'true' } },
  { StringLike: { 's3:prefix': ['home/*', `\${aws:username}/*`] } },
  { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['cost', 'team'] } },
  { 'ForAnyValue:StringLike': { 'aws:TagKeys': ['cost*'] } },
  { StringNotLike: { 'aws:userid': 'AIDA*' } },
  { StringEquals: { 'aws:PrincipalType': 'User' } },
  { NumericLessThanEquals: { 's3:max-keys': '10' } },
  { StringEquals: { 'aws:PrincipalTag/team': `\${aws:PrincipalTag/Site, 'none'}` } },
];

export const MFA_CONDITIONS: readonly RawConditions[] = [
  { Bool: { [MFA_KEY]: 'false' } },
  { BoolIfExists: { [MFA_KEY]: 'false' } },
  { BoolIfExists: { [MFA_KEY]: false } },
  { BoolIfExists: { [MFA_KEY]: ['false', 'true'] } },
  { BoolIfExists: { [MFA_KEY]: 'true' } },
  { BoolIfExists: { [MFA_KEY]: 'False' } },
  { BoolIfExists: { 'AWS:multifactorauthPRESENT': ['false'] } },
  { BoolIfExists: { 'aws:MFAPresent': 'false' } },
  { BoolIfExists: { 'aws:SecureTransport': 'false' } },
  { 'ForAnyValue:Bool': { [MFA_KEY]: 'false' } },
  { 'ForAllValues:Bool': { [MFA_KEY]: 'false' } },
  { Null: { [MFA_KEY]: 'true' } },
  { Null: { [MFA_KEY]: 'false' } },
  { Null: { 'aws:MultiFactorAuthAge': true } },
  { StringEquals: { [MFA_KEY]: 'false' } },
  { StringNotEquals: { [MFA_KEY]: 'true' } },
  { StringNotEqualsIfExists: { [MFA_KEY]: 'true' } },
  { StringLikeIfExists: { [MFA_KEY]: 'f*' } },
  { NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } },
  { NumericGreaterThan: { 'aws:MultiFactorAuthAge': [3600] } },
  { NumericLessThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } },
];

const merged = (one: RawConditions, other: RawConditions): RawConditions => ({
  ...one,
  ...Object.fromEntries(
    Object.entries(other).map(([operator, keys]) => [operator, { ...one[operator], ...keys }]),
  ),
});

export const withCondition = (statement: RawStatement, extra: RawConditions): RawStatement => ({
  ...statement,
  Condition: merged(statement.Condition ?? {}, extra),
});

const without = (statement: RawStatement, ...elements: readonly (keyof RawStatement)[]): RawStatement =>
  Object.fromEntries(
    Object.entries(statement).filter(([name]) => !elements.includes(name as keyof RawStatement)),
  ) as unknown as RawStatement;

const onResources =
  (elements: Pick<RawStatement, 'Resource' | 'NotResource'>): Mutation =>
  (statement) => [{ ...without(statement, 'Resource', 'NotResource'), ...elements }];

const onActions =
  (elements: Pick<RawStatement, 'Action' | 'NotAction'>): Mutation =>
  (statement) => [{ ...without(statement, 'Action', 'NotAction'), ...elements }];

/** The same element with other items, whichever of the two it is. */
const withItems =
  (change: (items: readonly string[]) => readonly string[]): Mutation =>
  (statement) => {
    const name = statement.NotAction === undefined ? 'Action' : 'NotAction';
    const items = change(listOf(statement[name]));
    return [items.length > 0 ? { ...statement, [name]: items } : statement];
  };

const mapItems = (statement: RawStatement, change: (item: string) => string): RawStatement =>
  withItems((items) => items.map(change))(statement)[0] ?? statement;

const respelledConditions = (conditions: RawConditions | undefined): RawConditions =>
  Object.fromEntries(
    Object.entries(conditions ?? {}).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key.toUpperCase(), values])),
    ]),
  );

/** Actions and names of condition keys in another case: the same to AWS. */
export const respelled = (statement: RawStatement): RawStatement => ({
  ...mapItems(statement, (item) => item.toUpperCase()),
  ...(statement.Condition === undefined ? {} : { Condition: respelledConditions(statement.Condition) }),
});

const extraItems = ['iam:ListUsers', 'iam:CreateAccessKey', 's3:*', 'sts:*', 'iam:Get*', 'newservice:*', '*'];

const conditionChanges: fc.Arbitrary<Mutation> = fc.oneof(
  fc.constantFrom(...MFA_CONDITIONS).map(
    (Condition): Mutation =>
      (statement) => [{ ...statement, Condition }],
  ),
  fc.constantFrom(...EXTRA_CONDITIONS).map(
    (extra): Mutation =>
      (statement) => [withCondition(statement, extra)],
  ),
);

const elementChanges: fc.Arbitrary<Mutation> = fc.oneof(
  fc.constant<Mutation>((statement) => [without(statement, 'Condition')]),
  fc
    .constantFrom<Pick<RawStatement, 'Resource' | 'NotResource'>>(
      { Resource: 'arn:aws:s3:::*' },
      { Resource: ['arn:aws:iam::*:*', 'arn:aws:s3:::photos/*'] },
      { Resource: 'arn:aws:iam::222222222222:user/*' },
      { Resource: 'arn:aws:iam' },
      { NotResource: `arn:aws:iam::*:user/\${aws:username}` },
      { NotResource: ['arn:aws:iam::*:user/bob', 'arn:aws:s3:::photos/*'] },
      { Resource: [`arn:aws:iam::*:user/\${aws:username}`, 'arn:aws:s3:::*'] },
      { Resource: ['*'] },
    )
    .map(onResources),
  fc
    .constantFrom<Pick<RawStatement, 'Action' | 'NotAction'>>(
      { Action: '*' },
      { Action: ['*:*'] },
      { Action: 'iam:*' },
      { Action: ['s3:*', 'sts:AssumeRole'] },
      { NotAction: ['iam:*', 'sts:GetSessionToken'] },
    )
    .map(onActions),
  fc.constantFrom(...extraItems).map((item) => withItems((items) => [...items, item])),
  fc.nat(9).map((place) => withItems((items) => items.filter((_, index) => index !== place))),
  fc.constant<Mutation>((statement) => [respelled(statement)]),
  fc.constant<Mutation>((statement) =>
    ['iam:*', 's3:*'].map((Action) => ({ ...without(statement, 'Action', 'NotAction'), Action })),
  ),
  fc.constant<Mutation>((statement) => [statement, { ...statement, Effect: 'Allow' }]),
);

/** What people change in such a statement, and what they get wrong. */
export const mutations: fc.Arbitrary<Mutation> = fc.oneof(conditionChanges, elementChanges);
