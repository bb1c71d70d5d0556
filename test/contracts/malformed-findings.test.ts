import { describe, expect, it } from 'vitest';
import { decodeVerdictReached, encodeVerdictReached, VERDICT_REACHED } from '#contracts/verdict-reached.ts';
import { because, exposed, opened, PLACE, reachOf, ungranted } from '../fakes/findings.ts';
import { HUB_ACCOUNT } from '../fakes/people.ts';
import { publishedBy } from '../fakes/recording-ports.ts';
import { recordOf } from '../fakes/records.ts';

type Members = Readonly<Record<string, unknown>>;

const decode = (finding: unknown) => {
  const detail = { ...(encodeVerdictReached(recordOf()) as Members), finding };
  return decodeVerdictReached(publishedBy(HUB_ACCOUNT, VERDICT_REACHED, detail), HUB_ACCOUNT);
};

const OPEN = opened('access-key', { why: because('bool-skips-absent-key') });
const EXPOSED = exposed({ open: [OPEN, ungranted('federation')] });

/** The finding with something else about its first session. */
const withSession = (members: Members) => ({ ...EXPOSED, open: [{ ...OPEN, ...members }] });
const withReach = (members: Members) => withSession({ open: { ...reachOf(), ...members } });
const withWitness = (members: Members) => withReach({ witness: { ...reachOf().witness, ...members } });
const withPlace = (members: Members) =>
  withSession({ why: [{ code: 'wrong-key', place: { ...PLACE, ...members } }] });

const LEVELS = reachOf().byAccessLevel;

describe('decodeVerdictReached', () => {
  it('reads an exposure as it should be, and what it does not know of it', () => {
    expect(decode(EXPOSED)).toMatchObject({ ok: true, value: { finding: EXPOSED } });
    expect(decode(withSession({ addedLater: true }))).toMatchObject({ ok: true });
  });

  it.each<[string, unknown, string]>([
    ['no severity', { ...EXPOSED, severity: undefined }, 'finding.severity: expected low or'],
    ['another severity', { ...EXPOSED, severity: 'grave' }, 'finding.severity: expected low or'],
    ['no sessions', { ...EXPOSED, open: undefined }, 'finding.open: expected array'],
    ['another device', { ...EXPOSED, hasDevice: 'perhaps' }, 'finding.hasDevice'],
    ['another password', { ...EXPOSED, hasPassword: 'perhaps' }, 'finding.hasPassword'],
    ['another enforcement', { ...EXPOSED, heldEnforcement: 'absent' }, 'finding.heldEnforcement'],
    ['another session', withSession({ session: 'mfa' }), 'finding.open.0.session: expected access-key or'],
    ['another answer', withSession({ answer: 'enforced' }), 'finding.open.0.answer'],
    ['no reach', withSession({ open: undefined }), 'finding.open.0.open: expected object'],
    ['no reasons', withSession({ why: undefined }), 'finding.open.0.why: expected array'],
    [
      'another reason',
      withSession({ why: because('enforcement-altered' as 'wrong-key') }),
      'finding.open.0.why.0.code: expected bool-skips-absent-key or',
    ],
    ['a reason of nowhere', withSession({ why: [{ code: 'wrong-key' }] }), 'why.0.place: expected object'],
    ['a negative count', withReach({ actions: -1 }), 'finding.open.0.open.actions: expected at least'],
    ['half an action', withReach({ actions: 0.5 }), 'finding.open.0.open.actions: expected int'],
    ['no word on others', withReach({ unlistedActions: 'yes' }), 'unlistedActions: expected boolean'],
    [
      'a level less',
      withReach({ byAccessLevel: { ...LEVELS, tagging: undefined } }),
      'byAccessLevel.tagging',
    ],
    ['a negative level', withReach({ byAccessLevel: { ...LEVELS, write: -1 } }), 'byAccessLevel.write'],
    ['no witness', withReach({ witness: undefined }), 'open.witness: expected object'],
    ['a witness of no action', withWitness({ action: 7 }), 'witness.action: expected string'],
    ['a witness of no resource', withWitness({ resource: null }), 'witness.resource: expected string'],
    ['a witness that nothing allows', withWitness({ allowedBy: undefined }), 'witness.allowedBy'],
    ['another holder', withPlace({ holder: { kind: 'role' } }), 'place.holder.kind'],
    [
      'a group without a name',
      withPlace({ holder: { kind: 'group' } }),
      'place.holder.groupName: expected string',
    ],
    ['another policy', withPlace({ policy: { kind: 'custom' } }), 'place.policy.kind'],
    [
      'an ARN that is none',
      withPlace({ policy: { kind: 'managed', arn: 'x' } }),
      'policy.arn: expected an ARN',
    ],
    ['a policy without a name', withPlace({ policy: { kind: 'inline' } }), 'policy.name: expected string'],
    ['no statement', withPlace({ statement: undefined }), 'place.statement: expected string'],
    [
      'a severity that does not exist',
      { kind: 'awaiting-enrolment', enrolment: 'with-key', severity: 'none' },
      'finding.severity: expected low or',
    ],
    [
      'a gap of no name',
      { kind: 'undetermined', gaps: [{ fact: 'groups', because: 'throttled', of: 7 }] },
      'finding.gaps.0.of: expected string',
    ],
  ])('does not read a finding with %s, and says what it expected', (_what, finding, received) => {
    expect(decode(finding)).toMatchObject({
      ok: false,
      problem: { kind: 'malformed', received: expect.stringContaining(received) },
    });
  });
});
