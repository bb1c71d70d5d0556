import fc from 'fast-check';
import type { Arn } from '#core/kernel/aws-identifiers.ts';
import { SESSION_KINDS } from '#core/proof/session-kind.ts';
import { type OpenReach, type StatementPlace, WHY_CODES } from '#core/proof/session-proof.ts';
import type { OpenSession } from '#core/verdict/mfa-verdict.ts';

/** Names as people give them to policies, groups and statements, and as an attacker might. */
export const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('__proto__', '', '*', 'a\r\nb', 'x'.repeat(5_000)),
);

const places: fc.Arbitrary<StatementPlace> = fc.record({
  holder: fc.oneof(
    fc.record({ kind: fc.constantFrom('user' as const, 'boundary' as const, 'service-control' as const) }),
    fc.record({ kind: fc.constant('group' as const), groupName: anyText }),
  ),
  policy: fc.oneof(
    fc.record({
      kind: fc.constant('managed' as const),
      arn: fc.constantFrom(
        'arn:aws:iam::aws:policy/AdministratorAccess' as Arn,
        'arn:aws-us-gov:iam::222222222222:policy/team/Develop+,=.@-_' as Arn,
      ),
    }),
    fc.record({ kind: fc.constant('inline' as const), name: anyText }),
  ),
  statement: anyText,
});

const counts = fc.nat({ max: 30_000 });

const reaches: fc.Arbitrary<OpenReach> = fc.record({
  actions: counts,
  unlistedActions: fc.boolean(),
  byAccessLevel: fc.record({
    'permissions-management': counts,
    write: counts,
    tagging: counts,
    read: counts,
    list: counts,
  }),
  witness: fc.record({ action: anyText, resource: anyText, allowedBy: places }),
});

const reasons = fc.array(fc.record({ code: fc.constantFrom(...WHY_CODES), place: places }), { maxLength: 3 });

export const openSessions: fc.Arbitrary<OpenSession> = fc.oneof(
  fc.record({
    session: fc.constantFrom(...SESSION_KINDS),
    answer: fc.constant('open' as const),
    open: reaches,
    why: reasons,
  }),
  fc.record({
    session: fc.constantFrom(...SESSION_KINDS),
    answer: fc.constant('no-grant' as const),
    why: reasons,
  }),
);
