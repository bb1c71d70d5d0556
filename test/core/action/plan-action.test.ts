import { describe, expect, it } from 'vitest';
import type { GuardAction, GuardMode } from '#core/action/guard-action.ts';
import { planAction } from '#core/action/plan-action.ts';
import type { Disposition } from '#core/verdict/disposition.ts';
import type { Finding } from '#core/verdict/mfa-verdict.ts';
import { exposed } from '../../fakes/findings.ts';
import { ACTIVE_KEY, postureOf, rolloutIn } from '../../fakes/people.ts';

const NONE: Disposition = { kind: 'none' };
const EXEMPT: Disposition = { kind: 'exempt', reason: 'a robot' };
const BREAK_GLASS: Disposition = { kind: 'break-glass', reason: 'the safe' };
const EXPOSED: Finding = exposed();

const left = (because: 'not-exposed' | 'observe-mode' | 'exempt' | 'break-glass'): GuardAction => ({
  kind: 'leave-alone',
  because,
});

const plan = (finding: Finding, disposition: Disposition, mode: GuardMode) =>
  planAction({ finding, disposition }, postureOf('ana', { accessKeys: ACTIVE_KEY }), rolloutIn(mode));

describe('planAction', () => {
  it.each<[Disposition, GuardMode, GuardAction]>([
    [NONE, 'enforce', { kind: 'attach', variant: 'standard' }],
    [NONE, 'observe', left('observe-mode')],
    [EXEMPT, 'enforce', left('exempt')],
    [EXEMPT, 'observe', left('exempt')],
    [BREAK_GLASS, 'enforce', left('break-glass')],
    [BREAK_GLASS, 'observe', left('break-glass')],
  ])('for somebody exposed, treated as %j in mode %s: %j', (disposition, mode, action) => {
    expect(plan(EXPOSED, disposition, mode)).toEqual(action);
  });

  it.each<Finding>([
    { kind: 'no-access' },
    { kind: 'protected', lasting: false },
    { kind: 'protected', lasting: true },
    { kind: 'awaiting-enrolment', enrolment: 'with-key' },
  ])('leaves %j alone in any mode', (finding) => {
    expect(plan(finding, NONE, 'enforce')).toEqual(left('not-exposed'));
    expect(plan(finding, NONE, 'observe')).toEqual(left('not-exposed'));
  });

  it.each<GuardMode>(['observe', 'enforce'])(
    'has people look at what is undetermined, in mode %s',
    (mode) => {
      const undetermined: Finding = { kind: 'undetermined', gaps: [{ fact: 'user', because: 'throttled' }] };
      expect(plan(undetermined, NONE, mode)).toEqual({ kind: 'escalate', because: 'undetermined' });
    },
  );
});
