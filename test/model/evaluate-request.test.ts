import { describe, expect, it } from 'vitest';
import { evaluateRequest, mayBeAllowed } from './evaluate-request.model.ts';
import type { AwsRequest, RequestPolicies } from './request.model.ts';
import type { RawDocument, RawStatement } from './request-documents.model.ts';

const ODD = { Bool: { 'aws:ViaAWSService': 'False' } };
const BUCKET = 'arn:aws:s3:::photos';
const READ: AwsRequest = { action: 's3:GetObject', resource: `${BUCKET}/cat.jpg`, context: {} };

const FIRST_HOP: AwsRequest = { ...READ, context: { 'aws:viaawsservice': 'false' } };

const document = (...statements: readonly RawStatement[]): RawDocument => ({
  Version: '2012-10-17',
  Statement: statements,
});

const ALLOW_ALL: RawStatement = { Effect: 'Allow', Action: '*', Resource: '*' };
const DENY_ALL: RawStatement = { Effect: 'Deny', Action: '*', Resource: '*' };
const ALL = document(ALLOW_ALL);
const NONE_OF_S3 = document({ Effect: 'Allow', NotAction: 's3:*', Resource: '*' });

const decide = (policies: RequestPolicies, request: Partial<AwsRequest> = {}) =>
  evaluateRequest(policies, { ...READ, ...request }).decision;

/** What one allow statement decides of a read of an object. */
const allowing = (statement: Partial<RawStatement>, request: Partial<AwsRequest> = {}) =>
  decide({ identity: [document({ Effect: 'Allow', ...statement })] }, request);

describe('which policies have a say', () => {
  it.each<[string, RequestPolicies, string]>([
    ['nothing allows', { identity: [] }, 'implicitly-denied'],
    ['an identity policy allows', { identity: [ALL] }, 'allowed'],
    ['one of several allows', { identity: [NONE_OF_S3, ALL] }, 'allowed'],
    ['an explicit deny outweighs', { identity: [ALL, document(DENY_ALL)] }, 'explicitly-denied'],
    ['the boundary does not allow', { identity: [ALL], boundary: NONE_OF_S3 }, 'implicitly-denied'],
    ['only the boundary allows', { identity: [], boundary: ALL }, 'implicitly-denied'],
    ['the boundary denies', { identity: [ALL], boundary: document(DENY_ALL) }, 'explicitly-denied'],
    ['every level allows', { identity: [ALL], serviceControl: [[ALL], [ALL]] }, 'allowed'],
    ['one level does not', { identity: [ALL], serviceControl: [[ALL], [NONE_OF_S3]] }, 'implicitly-denied'],
    ['one policy of a level allows', { identity: [ALL], serviceControl: [[NONE_OF_S3, ALL]] }, 'allowed'],
    ['a level is empty', { identity: [ALL], serviceControl: [[]] }, 'implicitly-denied'],
    ['a level denies', { identity: [ALL], serviceControl: [[ALL, document(DENY_ALL)]] }, 'explicitly-denied'],
    ['the resource names the user', { identity: [], resourcePolicyGrants: true }, 'allowed'],
    [
      'the resource names the user, beyond the boundary',
      { identity: [], boundary: NONE_OF_S3, resourcePolicyGrants: true },
      'allowed',
    ],
    [
      'the resource names the user, whom the boundary denies',
      { identity: [], boundary: document(DENY_ALL), resourcePolicyGrants: true },
      'explicitly-denied',
    ],
    [
      'the resource names the user, an organization does not allow it',
      { identity: [], serviceControl: [[NONE_OF_S3]], resourcePolicyGrants: true },
      'implicitly-denied',
    ],
  ])('%s', (_, policies, decision) => {
    expect(decide(policies)).toBe(decision);
  });
});

describe('actions', () => {
  it.each<[Partial<RawStatement>, string]>([
    [{ Action: 's3:GetObject' }, 'allowed'],
    [{ Action: ['ec2:*', 'S3:getobject'] }, 'allowed'],
    [{ Action: 's3:Get*' }, 'allowed'],
    [{ Action: 's3:?etObject' }, 'allowed'],
    [{ Action: '*:*' }, 'allowed'],
    [{ Action: 's3:GetObjec' }, 'implicitly-denied'],
    [{ Action: 's3:GetObject?' }, 'implicitly-denied'],
    [{ Action: [] }, 'implicitly-denied'],
    [{ NotAction: 'iam:*' }, 'allowed'],
    [{ NotAction: ['iam:*', 's3:GETOBJECT'] }, 'implicitly-denied'],
    [{ Action: 's3*' }, 'undocumented'],
  ])('%j', (statement, decision) => {
    expect(allowing({ ...statement, Resource: '*' })).toBe(decision);
  });
});

describe('resources', () => {
  it.each<[Partial<RawStatement>, string]>([
    [{ Resource: `${BUCKET}/cat.jpg` }, 'allowed'],
    [{ Resource: [BUCKET, `${BUCKET}/*`] }, 'allowed'],
    [{ Resource: `${BUCKET}/c?t.jpg` }, 'allowed'],
    [{ Resource: BUCKET }, 'implicitly-denied'],
    [{ Resource: `${BUCKET}/CAT.jpg` }, 'implicitly-denied'],
    [{ NotResource: BUCKET }, 'allowed'],
    [{ NotResource: ['arn:aws:iam::*:user/ana', `${BUCKET}/*`] }, 'implicitly-denied'],
    [{ NotResource: '*' }, 'implicitly-denied'],
  ])('%j', (statement, decision) => {
    expect(allowing({ ...statement, Action: 's3:*' })).toBe(decision);
  });

  it.each<[string, string]>([
    ['*', 'allowed'],
    ['**', 'allowed'],
    ['arn:aws:iam::*:*', 'implicitly-denied'],
  ])('%s for an action on no resource of its own', (pattern, decision) => {
    expect(allowing({ Action: '*', Resource: pattern }, { action: 'iam:ListUsers', resource: '*' })).toBe(
      decision,
    );
  });

  it.each<[string, string]>([
    ['arn:aws:sqs', 'allowed'],
    ['arn:aws:sns', 'implicitly-denied'],
    ['arn:aws:sqs:eu-west-1:222222222222:jobs', 'allowed'],
    ['arn:aws:sqs:*:jobs', 'undocumented'],
    ['arn:aws:sqs*', 'allowed'],
    ['arn:*', 'allowed'],
  ])('%s, which may have fewer parts than an ARN', (pattern, decision) => {
    const resource = 'arn:aws:sqs:eu-west-1:222222222222:jobs';
    expect(allowing({ Action: '*', Resource: pattern }, { action: 'sqs:SendMessage', resource })).toBe(
      decision,
    );
  });
});

describe('documents', () => {
  it('may have one statement instead of a list', () => {
    expect(decide({ identity: [{ Version: '2012-10-17', Statement: ALLOW_ALL }] })).toBe('allowed');
  });

  it('stay possibly denied and possibly allowed where a deny is not documented to match', () => {
    const policies = { identity: [ALL, document({ ...DENY_ALL, Condition: ODD })] };
    expect(evaluateRequest(policies, FIRST_HOP)).toEqual({
      decision: 'undocumented',
      possible: ['explicitly-denied', 'allowed'],
    });
    expect(mayBeAllowed(policies, FIRST_HOP)).toBe(true);
  });

  it('read the same undocumented condition in the same way everywhere', () => {
    const allow = document({ ...ALLOW_ALL, Condition: ODD });
    const other = document({ ...DENY_ALL, Condition: { Bool: { 'aws:ViaAWSService': '0' } } });
    expect(mayBeAllowed({ identity: [allow] }, FIRST_HOP)).toBe(true);
    expect(mayBeAllowed({ identity: [allow, other] }, FIRST_HOP)).toBe(true);
    expect(mayBeAllowed({ identity: [allow, document({ ...DENY_ALL, Condition: ODD })] }, FIRST_HOP)).toBe(
      false,
    );
  });
});
