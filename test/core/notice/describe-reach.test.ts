import { describe, expect, it } from 'vitest';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import { describePlace, describeReach, describeReasons } from '#core/notice/describe-reach.ts';
import { describeWhy } from '#core/notice/describe-why.ts';
import { type StatementPlace, WHY_CODES } from '#core/proof/session-proof.ts';
import { because, opened, PLACE, reachOf, ungranted } from '../../fakes/findings.ts';

const OTHER: StatementPlace = { ...PLACE, statement: 'RequireMfa' };

describe('describePlace', () => {
  it.each<[Partial<StatementPlace>, string]>([
    [{}, 'statement #1 of may-do-everything on the user'],
    [{ statement: 'AllowAll' }, 'statement AllowAll of may-do-everything on the user'],
    [
      { holder: { kind: 'group', groupName: 'developers' } },
      'statement #1 of may-do-everything on the group developers',
    ],
    [
      { policy: { kind: 'managed', arn: 'arn:aws:iam::aws:policy/AdministratorAccess' as Arn } },
      'statement #1 of arn:aws:iam::aws:policy/AdministratorAccess on the user',
    ],
    [{ holder: { kind: 'boundary' } }, 'statement #1 of may-do-everything as permissions boundary'],
    [{ holder: { kind: 'service-control' } }, 'statement #1 of may-do-everything as service control policy'],
  ])('says where people find %j', (members, words) => {
    expect(describePlace({ ...PLACE, ...members })).toBe(words);
  });
});

describe('describeReach', () => {
  it('says how much is open, and the worst of it with what allows it', () => {
    const reach = reachOf({
      actions: 1_234,
      unlistedActions: false,
      witness: { action: 's3:GetObject', resource: 'arn:aws:s3:::pay/*', allowedBy: OTHER },
    });
    expect(describeReach([opened('access-key', { open: reach })])).toBe(
      "That reaches 1,234 of AWS's actions. The worst: s3:GetObject on arn:aws:s3:::pay/*, allowed by statement RequireMfa of may-do-everything on the user.",
    );
  });

  it('says that actions are open that nobody lists', () => {
    const open = reachOf({ actions: 0, unlistedActions: true });
    expect(describeReach([opened('access-key', { open })])).toContain(
      "That reaches 0 of AWS's actions, and others that AWS has or will have.",
    );
  });

  it('speaks of the session that reaches most, wherever it stands', () => {
    const reaching = (actions: number, action: string) =>
      opened('federation', {
        open: reachOf({ actions, witness: { action, resource: '*', allowedBy: PLACE } }),
      });
    const sessions = [
      ungranted('access-key'),
      reaching(5, 's3:GetObject'),
      reaching(7, 'iam:PassRole'),
      reaching(7, 's3:PutObject'),
      reaching(6, 'ec2:RunInstances'),
    ];
    expect(describeReach(sessions)).toContain("7 of AWS's actions");
    expect(describeReach(sessions)).toContain('iam:PassRole');
    expect(describeReach(sessions.toReversed())).toContain("7 of AWS's actions");
  });

  it('says what it means that nothing is granted', () => {
    const words = describeReach([ungranted('access-key'), ungranted('federation')]);
    expect(words).toContain('Nothing beyond enrolling a device is granted');
    expect(words).toContain('whose own policy lets the user in');
  });
});

describe('describeReasons', () => {
  it('names each statement with its reason, once, in the order of the sessions', () => {
    const sessions = [
      opened('access-key', { why: because('bool-skips-absent-key', 'extra-condition') }),
      ungranted('session-without-mfa', [{ code: 'bool-skips-absent-key', place: OTHER }]),
      opened('federation', { why: because('bool-skips-absent-key') }),
    ];
    const here = 'statement #1 of may-do-everything on the user';
    expect(describeReasons(sessions)).toEqual([
      `${here}: ${describeWhy('bool-skips-absent-key')}`,
      `${here}: ${describeWhy('extra-condition')}`,
      `statement RequireMfa of may-do-everything on the user: ${describeWhy('bool-skips-absent-key')}`,
    ]);
  });

  it('leaves out that a key can enrol a device: that is no flaw of a statement about MFA', () => {
    expect(describeReasons([opened('access-key', { why: because('key-can-enrol-itself') })])).toEqual([]);
    expect(describeReasons([opened('access-key')])).toEqual([]);
  });
});

describe('describeWhy', () => {
  it.each(WHY_CODES)('has a sentence for %s', (code) => {
    expect(describeWhy(code)).toMatch(/^[a-z][\x20-\x7e]{20,}\.$/);
  });

  it('has a sentence of its own for each', () => {
    expect(new Set(WHY_CODES.map(describeWhy)).size).toBe(WHY_CODES.length);
  });
});
