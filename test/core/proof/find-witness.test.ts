import { describe, expect, it } from 'vitest';
import type { Partition, UserName } from '#core/kernel/aws-identifiers.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { ALLOW_ALL, holding, policyOf } from './hostile-user.ts';

const witnessOf = (statements: readonly object[], changes: Partial<ProvedPrincipal> = {}) => {
  const proof = proveSession(holding([policyOf(...statements)], changes), 'access-key', {
    allowPasswordChange: false,
  });
  return proof.answer === 'open' ? proof.open.witness : undefined;
};

const allow = (Action: string, Resource: string) => ({ Sid: 'Allows', Effect: 'Allow', Action, Resource });

const SPARE = 'arn:aws:s3:::example*';

describe('the witness', () => {
  it.each([
    ['*', '*', 'iam:AttachUserPolicy', '*'],
    ['s3:*', '*', 's3:GetObject', '*'],
    ['s3:*Object', 'arn:aws:s3:::b/*', 's3:GetObject', 'arn:aws:s3:::b/example'],
    ['s3:GetObject', 'arn:aws:s3:::b/k?', 's3:GetObject', 'arn:aws:s3:::b/ke'],
    ['s3:GetObject', '*b/k', 's3:GetObject', '*b/k'],
    ['sqs:SendMessage', 'arn:aws:sqs:*:*:q', 'sqs:SendMessage', 'arn:aws:sqs:us-east-1:222222222222:q'],
    [
      'iam:CreateAccessKey',
      'arn:aws:iam::*:user/*',
      'iam:CreateAccessKey',
      'arn:aws:iam::222222222222:user/example',
    ],
    [
      'iam:CreateAccessKey',
      'arn:aws:iam::*:user/alice',
      'iam:CreateAccessKey',
      'arn:aws:iam::222222222222:user/alice',
    ],
    ['newservice:*', '*', 'newservice:*', '*'],
    ['newservice:Do*', 'arn:aws:newservice:::a*', 'newservice:do*', 'arn:aws:newservice:::aexample'],
  ])('of an allow of %s on %s is %s on %s', (action, resource, worst, example) => {
    expect(witnessOf([allow(action, resource)])).toEqual({
      action: worst,
      resource: example,
      allowedBy: {
        holder: { kind: 'user' },
        policy: { kind: 'inline', name: 'p0' },
        statement: 'Allows',
      },
    });
  });

  it('is a resource that no deny takes in', () => {
    const deny = { Effect: 'Deny', Action: 's3:*', Resource: SPARE };
    expect(witnessOf([allow('s3:GetObject', 'arn:aws:s3:::*/k'), deny])?.resource).toBe(
      'arn:aws:s3:::another-example/k',
    );
  });

  it('is a resource within all that allows it', () => {
    const statements = [
      allow('iam:CreateAccessKey', 'arn:aws:iam::222222222222:user/*'),
      { Effect: 'Deny', Action: 'iam:*', NotResource: 'arn:aws:iam::*:user/bob' },
    ];
    expect(witnessOf(statements)?.resource).toBe('arn:aws:iam::222222222222:user/bob');
  });

  it('is another user where others are within reach, whatever the own one is called', () => {
    const enabling = allow('iam:EnableMFADevice', 'arn:aws:iam::*:user/*');
    expect(witnessOf([enabling])?.resource).toBe('arn:aws:iam::222222222222:user/example');
    const example = { userName: 'example' as UserName };
    expect(witnessOf([enabling], example)?.resource).toBe('arn:aws:iam::222222222222:user/another-example');
  });

  it('is in the principal’s own partition', () => {
    const partition = { partition: 'aws-us-gov' as Partition };
    const keys = allow('iam:CreateAccessKey', 'arn:*:iam::*:user/*');
    expect(witnessOf([keys], partition)?.resource).toBe('arn:aws-us-gov:iam::222222222222:user/example');
  });

  it('is of the statement that grants it, not of the widest', () => {
    const lesser = { ...allow('s3:*', '*'), Sid: 'Storage' };
    const worse = { ...allow('iam:PutUserPolicy', 'arn:aws:iam::*:user/bob'), Sid: 'Policies' };
    expect(witnessOf([lesser, worse])).toMatchObject({
      action: 'iam:PutUserPolicy',
      allowedBy: { statement: 'Policies' },
    });
    expect(witnessOf([ALLOW_ALL, worse])?.allowedBy.statement).toBe('#1');
  });
});
