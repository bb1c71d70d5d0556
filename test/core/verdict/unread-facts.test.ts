import { describe, expect, it } from 'vitest';
import { type Gap, known, unknown } from '#core/posture/observed.ts';
import type { PostureSnapshot, UserPosture } from '#core/posture/posture-snapshot.ts';
import { judgePosture } from '#core/verdict/judge-posture.ts';
import { heldPolicies, inlinePolicy, MAY_DO_EVERYTHING } from '../../fakes/held-policies.ts';
import {
  ACTIVE_KEY,
  ADMINISTRATOR_ACCESS,
  ANA,
  CODECOMMIT_CREDENTIAL,
  DEVICE,
  guardArn,
  INTACT_POLICIES,
  NEW_YEAR,
  PASSWORD,
  postureOf,
  RULES,
  snapshotOf,
} from '../../fakes/people.ts';

const judge = (facts: Partial<UserPosture>) => judgePosture(snapshotOf('ana', facts), [], NEW_YEAR, RULES);

const GUARDED = known([ADMINISTRATOR_ACCESS, guardArn('standard')]);

const undetermined = (...gaps: readonly Gap[]) => ({ kind: 'undetermined', gaps });

const withGaps = (attachedPolicies: UserPosture['attachedPolicies'], ...gaps: readonly Gap[]) => {
  const { identityPolicies } = postureOf('ana', { attachedPolicies });
  return { attachedPolicies, identityPolicies: { ...identityPolicies, gaps } };
};

describe('judgePosture, with facts that could not be read', () => {
  it('is undetermined when the user could not be read', () => {
    const unreadable: PostureSnapshot = {
      kind: 'unreadable',
      because: 'access-denied',
      principal: ANA,
      readBegan: NEW_YEAR,
    };
    expect(judgePosture(unreadable, [], NEW_YEAR, RULES)).toEqual(
      undetermined({ fact: 'user', because: 'access-denied' }),
    );
  });

  it('is exposed all the same when an open key is known', () => {
    expect(judge({ accessKeys: ACTIVE_KEY, mfaDevices: unknown('throttled') })).toMatchObject({
      kind: 'exposed',
      hasDevice: 'unknown',
    });
  });

  it.each<[string, Partial<UserPosture>, Gap['fact']]>([
    ['keys', { accessKeys: unknown('throttled') }, 'access-keys'],
    ['credentials for one service', { serviceCredentials: unknown('throttled') }, 'service-credentials'],
    ['SSH keys', { sshPublicKeys: unknown('throttled') }, 'ssh-public-keys'],
    ['certificates', { signingCertificates: unknown('throttled') }, 'signing-certificates'],
  ])('is undetermined when the %s are unknown and nothing enforces MFA', (_what, facts, fact) => {
    expect(judge(facts)).toEqual(undetermined({ fact, because: 'throttled' }));
    expect(judge({ password: PASSWORD, mfaDevices: DEVICE, attachedPolicies: GUARDED, ...facts })).toEqual({
      kind: 'protected',
      lasting: true,
    });
  });

  it('is undetermined by a certificate that there may be, where only it could get through', () => {
    const text = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: '*', Resource: '*' },
        { Effect: 'Deny', Action: ['codecommit:*'], Resource: '*' },
      ],
    });
    const identityPolicies = heldPolicies(inlinePolicy('no-git', text));
    const git = { serviceCredentials: CODECOMMIT_CREDENTIAL, identityPolicies };
    expect(judge(git).kind).toBe('awaiting-enrolment');
    expect(judge({ ...git, signingCertificates: unknown('throttled') })).toEqual(
      undetermined({ fact: 'signing-certificates', because: 'throttled' }),
    );
    expect(judge({ ...git, sshPublicKeys: unknown('throttled') }).kind).toBe('awaiting-enrolment');
  });

  it('is undetermined when the attached policies are unknown and a key is active', () => {
    expect(judge({ accessKeys: ACTIVE_KEY, attachedPolicies: unknown('access-denied') })).toEqual(
      undetermined({ fact: 'attached-policies', because: 'access-denied' }),
    );
  });

  it('is undetermined when the text of the policy that should enforce could not be read', () => {
    const unread = { ...INTACT_POLICIES, standard: unknown('service-error') };
    expect(judge({ accessKeys: ACTIVE_KEY, attachedPolicies: GUARDED, enforcementPolicies: unread })).toEqual(
      undetermined({ fact: 'policy-document', because: 'service-error', of: guardArn('standard') }),
    );
  });

  it.each<Gap>([
    { fact: 'inline-policies', because: 'throttled' },
    { fact: 'groups', because: 'access-denied' },
    { fact: 'group-policies', because: 'throttled', of: 'developers' },
    { fact: 'policy-document', because: 'not-understood', of: 'developers/shared' },
  ])('is undetermined by %j, unless what is known enforces MFA by itself', (gap) => {
    expect(judge({ accessKeys: ACTIVE_KEY, ...withGaps(known([]), gap) })).toEqual(undetermined(gap));
    expect(judge({ accessKeys: ACTIVE_KEY, ...withGaps(GUARDED, gap) }).kind).toBe('awaiting-enrolment');
  });

  it('is undetermined by a policy that is no policy', () => {
    const boundary = known({ name: 'arn:aws:iam::222222222222:policy/edge', text: 'null' });
    const gap = { fact: 'policy-document', because: 'not-understood' } as const;
    expect(judge({ password: PASSWORD, boundary })).toEqual(
      undetermined({ ...gap, of: 'arn:aws:iam::222222222222:policy/edge' }),
    );
  });

  it('is undetermined while nobody knows the boundary, which may deny what is granted', () => {
    expect(judge({ password: PASSWORD, boundary: unknown('throttled') })).toEqual(
      undetermined({ fact: 'boundary', because: 'throttled' }),
    );
  });

  it('judges by what is granted while nobody knows the service control policies', () => {
    const serviceControl = { kind: 'unknown', because: 'not-configured' } as const;
    expect(judge({ password: PASSWORD, serviceControl }).kind).toBe('exposed');
    expect(judge({ password: PASSWORD, serviceControl, attachedPolicies: GUARDED })).toEqual({
      kind: 'awaiting-enrolment',
      enrolment: 'from-console',
    });
  });

  it('names each gap once, in an order of its own', () => {
    const gaps: readonly Gap[] = [
      { fact: 'inline-policies', because: 'throttled' },
      { fact: 'groups', because: 'throttled' },
    ];
    const facts = { accessKeys: ACTIVE_KEY, serviceCredentials: CODECOMMIT_CREDENTIAL };
    const found = undetermined(...gaps.toReversed());
    expect(judge({ ...facts, ...withGaps(known([]), ...gaps) })).toEqual(found);
    expect(judge({ ...facts, ...withGaps(known([]), ...gaps.toReversed()) })).toEqual(found);
  });

  it('does not ask for a device that changes nothing', () => {
    expect(judge({ mfaDevices: unknown('throttled') })).toEqual({ kind: 'no-access' });
  });

  it('does not call a password protected while its device is unknown', () => {
    expect(
      judge({ password: PASSWORD, mfaDevices: unknown('throttled'), identityPolicies: MAY_DO_EVERYTHING }),
    ).toEqual(undetermined({ fact: 'mfa-devices', because: 'throttled' }));
  });
});
