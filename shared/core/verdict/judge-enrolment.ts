import type { Gap } from '#core/posture/observed.ts';
import type { ProofRules } from '#core/proof/enrolment-set.ts';
import { type EnrolledDevice, proveEnrolment } from '#core/proof/prove-enrolment.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { SessionKind } from '#core/proof/session-kind.ts';
import type { Enrolment, Finding } from './mfa-verdict.ts';
import type { WaysIn } from './possible-sessions.ts';
import { severityOf } from './severity.ts';

const DEVICES: readonly EnrolledDevice[] = ['virtual', 'passkey'];

/** Not certainly impossible: nobody is called locked out by a guess, and no key harmless. */
const mayEnrol = (principal: ProvedPrincipal, session: SessionKind): boolean =>
  DEVICES.some((device) => proveEnrolment(principal, session, device).answer !== 'impossible');

const enrolmentBy = (principal: ProvedPrincipal, { activeKey, password }: WaysIn): Enrolment => {
  if (activeKey.kind === 'yes' && mayEnrol(principal, 'access-key')) {
    return 'with-key';
  }
  if (password.kind === 'yes' && mayEnrol(principal, 'console-without-mfa')) {
    return 'from-console';
  }
  return activeKey.kind === 'yes' || password.kind === 'yes' ? 'impossible' : 'no-credential';
};

/** How somebody for whom everything is enforced can get a first device; unsure where that hangs on an unread fact. */
export const judgeEnrolment = (
  principal: ProvedPrincipal,
  ways: WaysIn,
  rules: ProofRules,
):
  | (Finding & { readonly kind: 'awaiting-enrolment' })
  | { readonly kind: 'unsure'; readonly gaps: readonly Gap[] } => {
  if (ways.activeKey.kind === 'unsure') {
    return ways.activeKey;
  }
  const enrolment = enrolmentBy(principal, ways);
  if (enrolment === 'with-key') {
    const reached = proveSession(principal, 'mfa', rules);
    return {
      kind: 'awaiting-enrolment',
      enrolment,
      ...(reached.answer === 'undetermined' ? {} : { severity: severityOf(reached) }),
    };
  }
  // Whether anything but a key can enrol hangs on the password.
  return ways.password.kind === 'unsure' ? ways.password : { kind: 'awaiting-enrolment', enrolment };
};
