import { describe, expect, it } from 'vitest';
import { showPattern, wildcardPattern } from '#core/policy/pattern.ts';
import {
  anyResource,
  containsResource,
  intersectsResource,
  isAnyResource,
  isWholeArn,
  mayNameType,
  type ResourcePattern,
  resourcePattern,
} from '#core/policy/resource-pattern.ts';
import { plenty } from './plenty.ts';

const read = (text: string): ResourcePattern => resourcePattern(wildcardPattern(text));

const containsText = (outer: string, inner: string): boolean =>
  containsResource(read(outer), read(inner), plenty());

describe('resourcePattern', () => {
  it.each([
    ['arn:aws:s3:::b/k', ['arn', 'aws', 's3', '', '', 'b/k'], 'arn:aws:s3:::b/k'],
    ['arn:aws:logs:r:a:g:x:*', ['arn', 'aws', 'logs', 'r', 'a', 'g:x:*'], 'arn:aws:logs:r:a:g:x:*'],
    ['arn:*', ['arn', '*', '*', '*', '*', '*'], 'arn:*:*:*:*:*'],
    ['arn:aws:s3', ['arn', 'aws', 's3', '*', '*', '*'], 'arn:aws:s3:*:*:*'],
    ['arn:aws:s3:', ['arn', 'aws', 's3', '', '*', '*'], 'arn:aws:s3::*:*'],
    ['arn:', ['arn', '', '*', '*', '*', '*'], 'arn::*:*:*:*'],
    ['arn:aws:s3::*', ['arn', 'aws', 's3', '', '*', '*'], 'arn:aws:s3::*:*'],
    ['arn:aws:*:**', ['arn', 'aws', '*', '*', '*', '*'], 'arn:aws:*:*:*:*'],
  ])('reads %s in parts, the missing ones filled in', (text, parts, whole) => {
    const pattern = read(text);
    expect(pattern.parts?.map(showPattern)).toEqual(parts);
    expect(showPattern(pattern.completed)).toBe(whole);
    expect(pattern.whole).toEqual(wildcardPattern(text));
    expect(isWholeArn(pattern)).toBe(whole === text);
  });

  it.each(['*', 'a*', '*:aws:s3:::b', 'arn', 'ARN:aws:s3:::b', 'ar?:aws:s3:::b', 'arn*', ''])(
    'does not take %j apart, which does not begin as an ARN',
    (text) => {
      expect(read(text)).toEqual({
        whole: wildcardPattern(text),
        completed: wildcardPattern(text),
        parts: undefined,
      });
    },
  );
});

describe('isAnyResource', () => {
  it.each([
    ['*', true],
    ['**', true],
    ['arn:*', false],
    ['*?', false],
  ])('of %s is %j', (text, answer) => {
    expect(isAnyResource(read(text))).toBe(answer);
  });

  it('is true of the pattern that is meant for it', () => {
    expect(anyResource).toEqual(read('*'));
  });
});

describe('containsResource', () => {
  it.each([
    ['*', 'arn:aws:s3:::b'],
    ['*', '*'],
    ['*', 'no ARN'],
    ['arn:aws:s3:::*', 'arn:aws:s3:::b/k'],
    ['arn:*:s3:::b', 'arn:aws-cn:s3:::b'],
    ['arn:aws:s3', 'arn:aws:s3:::b'],
    ['arn:aws:s3', 'arn:aws:s3'],
    ['arn:aws:*', 'arn:aws:sqs:eu-west-1:222222222222:q'],
    ['arn:aws:logs:*:*:*', 'arn:aws:logs:r:a:group:x:y'],
    ['arn:*:*:*:*:*', 'arn:aws:s3:::b'],
    ['arn:aws:s3:::b?', 'arn:aws:s3:::b1'],
  ])('of %s and %s is certain', (outer, inner) => {
    expect(containsText(outer, inner)).toBe(true);
  });

  it.each([
    ['arn:aws:s3:::b', 'arn:aws-cn:s3:::b'],
    ['arn:aws:s3:::b', 'arn:aws:s3:::*'],
    ['arn:aws:s3:::b/*', 'arn:aws:s3:::b'],
    ['arn:aws:s3:::*', '*'],
    // As texts it does, but a wildcard that stops at colons does not.
    ['arn:aws:*:b', 'arn:aws:s3:::b'],
    ['arn:*b', 'arn:aws:s3:::b'],
    ['arn:aws:*:*:*:b', 'arn:aws:s3:::a:b'],
    ['arn:aws:s3:::b', 'b'],
    // Text that is no ARN is nothing that IAM defines.
    ['*b', 'arn:aws:s3:::b'],
    // By parts it does, but as a text it does not.
    ['arn:aws:iam::2:user/*', 'arn:*:iam::2:user/x'],
    ['arn:*:*:*:*:*', '*'],
    ['*b', 'arn:aws:s3:::c'],
  ])('of %s and %s is not', (outer, inner) => {
    expect(containsText(outer, inner)).toBe(false);
  });
});

describe('intersectsResource', () => {
  it.each([
    ['arn:aws:s3:::a*', 'arn:*:s3:::*b', true],
    ['arn:aws:s3', 'arn:aws:s3:::b', true],
    ['arn:aws:s3', 'arn:aws:s3', true],
    ['arn:aws:s3:::a*', 'arn:aws:s3:::b*', false],
    ['arn:aws:s3:::a', 'arn:aws-cn:s3:::a', false],
    ['*a', 'arn:aws:s3:::b', false],
    ['*', 'arn:aws:s3:::b', true],
    // A wildcard may or may not stop at a colon: they may meet.
    ['arn:aws:*:*:*:b', 'arn:aws:s3:::a:b', true],
    // A part that is missing is filled in at the end, or its wildcard goes on beyond the colon.
    ['arn:aws:*:b', 'arn:aws:s3:::b', true],
    ['arn:aws:*:b', 'arn:aws:s3:::c', false],
    ['arn:aws:*:b', 'arn:aws:sqs:b:2:q', true],
    // What IAM names has no colons, so that each of its parts is known.
    ['arn:aws:iam::*:mfa/*', 'arn:aws:iam::*:user/a', false],
    ['arn:aws:iam::*:user/*', 'arn:aws:iam::2:*a', true],
    ['arn:aws:iam::*:user/a', 'arn:aws:iam::*:user/b', false],
    ['arn:aws:sqs::*:mfa/*', 'arn:aws:sqs::*:user/a', true],
    ['arn:*:iam::*:mfa/*', 'arn:aws:iam::*:user/a', true],
    ['arn:aws:i*m::*:mfa/*', 'arn:aws:iam::*:user/a', true],
    ['arn:aws:iam:*mfa/*', 'arn:aws:iam::2:mfa/a', true],
    ['arn:aws:iam::*mfa/*', 'arn:aws:iam::2:mfa/a', true],
  ])('of %s and %s is %j', (left, right, answer) => {
    expect(intersectsResource(read(left), read(right), plenty())).toBe(answer);
    expect(intersectsResource(read(right), read(left), plenty())).toBe(answer);
  });
});

describe('mayNameType', () => {
  const BUCKETS = 'arn:aws:s3:::*';
  const USERS = 'arn:aws:iam::2:user/*';
  const QUEUES = 'arn:aws:sqs:*:*:*';
  const GROUPS = 'arn:aws:logs:*:*:log-group:*:log-stream:*';
  const BACKUPS = 'arn:aws:*:*:*:*:*';
  const TEMPLATES = 'arn:aws:iam::aws:role-template/*/*:*';

  it.each([
    ['*', BUCKETS, true],
    ['*user/a', USERS, true],
    ['arn:aws:s3:::b', BUCKETS, true],
    ['arn:aws:iam::2:user/a', USERS, true],
    ['arn:aws:iam::2:role/a', USERS, false],
    ['arn:aws:sqs:r:2:q', QUEUES, true],
    ['arn:aws:sqs:r:2:q', BUCKETS, false],
    // Its first five parts are certain: no wildcard reaches over a colon.
    ['arn:aws:logs:r:2:log-group:x', GROUPS, false],
    ['arn:aws:logs:r:2:log-group:x:log-stream:y', GROUPS, true],
    // They are not: it may, unless the type's own names have no colons.
    ['arn:aws:*:q', QUEUES, true],
    ['arn:aws:*:user/a', USERS, true],
    ['arn:*:iam::2:user/a', USERS, true],
    ['arn:*:iam::2:role/a', USERS, false],
    ['arn:aws:iam::*:user/a', USERS, true],
    ['arn:aws:iam', USERS, true],
    // Whatever the type's service is: what IAM names has no colons.
    ['arn:aws:ec2:*:*:snapshot:*', BACKUPS, true],
    ['arn:aws:ec2:*', BACKUPS, true],
    ['arn:aws:iam::2:user/*', BACKUPS, false],
    ['arn:aws:iam::*:user/*/a', BACKUPS, false],
    ['arn:aws:iam:*', BACKUPS, false],
    ['arn:aws:iam:*', 'arn:aws:*:*:*:*', true],
    ['arn:aws:iam:*', TEMPLATES, true],
    ['arn:aws:iam*', BACKUPS, true],
    ['arn:*:iam::2:user/*', BACKUPS, true],
    ['arn:aws:*:user/*', BACKUPS, true],
    ['arn:aws:i?m::2:user/*', BACKUPS, true],
  ])('of %s and %s is %j', (pattern, type, answer) => {
    expect(mayNameType(read(pattern), read(type), plenty())).toBe(answer);
  });
});
