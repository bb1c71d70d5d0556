import type { Effort } from '#core/policy/effort.ts';
import { type Admission, admissionOf } from './admission.ts';
import { type Caller, callersOf } from './caller.ts';
import type { NamedPrincipal } from './named-principal.ts';
import type { TrustAnswer, TrustSession } from './trust-judgement.ts';
import type { TrustStatement } from './trust-statement.ts';

/** Whom a document lets in of those that go by one name. */
export interface TrustAdmissions {
  readonly principal: NamedPrincipal;
  readonly callers: readonly { readonly caller: Caller; readonly admission: Admission }[];
}

export const trustAdmissions = (
  principal: NamedPrincipal,
  statements: readonly TrustStatement[],
  effort: Effort,
): TrustAdmissions => ({
  principal,
  callers: callersOf(principal).map((caller) => ({
    caller,
    admission: admissionOf({ principal, caller, statements, effort }),
  })),
});

const WITHOUT_MFA: ReadonlySet<Caller['session']> = new Set<TrustSession>([
  'access-key',
  'session-without-mfa',
  'console-without-mfa',
]);

/** Whether a caller could have used MFA, and has not. */
export const forgoesMfa = ({ session }: Caller): boolean => WITHOUT_MFA.has(session);

/** Whether some of those who go by a name could carry MFA. */
export const canCarryMfa = (principal: NamedPrincipal): boolean =>
  callersOf(principal).some((caller) => caller.session === 'mfa' && caller.isDocumented);

/** Only a certain *no* counts: whoever may be let in without MFA is never taken for somebody who needs it. */
export const trustAnswer = ({ callers }: TrustAdmissions): TrustAnswer => {
  const isSome = (admission: Admission, of: (caller: Caller) => boolean): boolean =>
    callers.some((each) => each.admission === admission && of(each.caller));
  const hasNoMfa = ({ session }: Caller): boolean => session !== 'mfa';
  if (isSome('admitted', forgoesMfa)) {
    return 'without-mfa';
  }
  if (isSome('open', forgoesMfa)) {
    return 'undetermined';
  }
  if (isSome('admitted', hasNoMfa)) {
    return 'cannot-carry-mfa';
  }
  if (isSome('open', hasNoMfa)) {
    return 'undetermined';
  }
  return callers.some(({ admission }) => admission !== 'refused') ? 'requires-mfa' : 'denied';
};

/** Which sessions are let in, of a name that somebody may go by who carries MFA. */
export const admittedSessions = ({ principal, callers }: TrustAdmissions): readonly TrustSession[] =>
  canCarryMfa(principal)
    ? callers.flatMap(({ caller: { session }, admission }) =>
        admission === 'admitted' && session !== 'other' ? [session] : [],
      )
    : [];
