import { describe, expect, it } from 'vitest';
import { dispositionOf, type NamedPrincipal } from '#core/verdict/disposition.ts';
import { judgeDisposition } from '#core/verdict/judge-disposition.ts';
import { ANA, arnOf, NEW_YEAR, snapshotOf, userIdOf } from '../../fakes/people.ts';
import { recordOf } from '../../fakes/records.ts';

const named = (arn: string, id: string, reason = 'reviewed'): NamedPrincipal => ({
  arn: arnOf(arn),
  id: userIdOf(id),
  reason,
});

const ANA_EXEMPT = { exempt: [named('ana', 'ana', 'a robot')], breakGlass: [] };

describe('dispositionOf', () => {
  const of = (userName: string, principals: Parameters<typeof dispositionOf>[2]) =>
    dispositionOf(arnOf(userName), userIdOf(userName), principals);

  it('treats nobody in a special way unless the configuration names them', () => {
    expect(of('bob', ANA_EXEMPT)).toEqual({ kind: 'none' });
  });

  it('exempts whom the configuration exempts, and says why', () => {
    expect(of('ana', ANA_EXEMPT)).toEqual({ kind: 'exempt', reason: 'a robot' });
  });

  it.each([
    ['only the ARN, the user being made anew', named('ana', 'bob')],
    ['only the id, the user being renamed', named('bob', 'ana')],
  ])('takes a match on %s for no match', (_what, principal) => {
    expect(of('ana', { exempt: [principal], breakGlass: [principal] })).toEqual({ kind: 'none' });
  });

  it('finds the one who matches both among others who match one', () => {
    const exempt = [named('ana', 'bob'), named('bob', 'ana'), named('ana', 'ana', 'third')];
    expect(of('ana', { exempt, breakGlass: [] })).toEqual({ kind: 'exempt', reason: 'third' });
  });

  it('lets break-glass outrank an exemption', () => {
    const principals = { exempt: ANA_EXEMPT.exempt, breakGlass: [named('ana', 'ana', 'the safe')] };
    expect(of('ana', principals)).toEqual({ kind: 'break-glass', reason: 'the safe' });
  });
});

describe('judgeDisposition', () => {
  const unread = { kind: 'unreadable', because: 'throttled', principal: ANA, readBegan: NEW_YEAR } as const;
  const gone = { kind: 'absent', principal: ANA, readBegan: NEW_YEAR } as const;

  it('goes by who was read', () => {
    expect(judgeDisposition(snapshotOf('ana'), undefined, ANA_EXEMPT).kind).toBe('exempt');
    expect(judgeDisposition(snapshotOf('bob'), recordOf(), ANA_EXEMPT).kind).toBe('none');
  });

  it('goes by who it was last, while the user can not be read', () => {
    expect(judgeDisposition(unread, recordOf(), ANA_EXEMPT).kind).toBe('exempt');
    expect(judgeDisposition(unread, recordOf({ identity: undefined }), ANA_EXEMPT).kind).toBe('none');
    expect(judgeDisposition(unread, undefined, ANA_EXEMPT).kind).toBe('none');
  });

  it('treats nobody who is gone in a special way', () => {
    expect(judgeDisposition(gone, recordOf(), ANA_EXEMPT).kind).toBe('none');
  });
});
