import type { SessionKind } from '#core/proof/session-kind.ts';
import type { SessionProof, Why } from '#core/proof/session-proof.ts';
import type { OpenSession } from './mfa-verdict.ts';

/** The first statement for each reason: enough to act upon, and small enough to send. */
const firstOfEach = (why: readonly Why[]): readonly Why[] => {
  const byCode = new Map([...why].reverse().map((reason) => [reason.code, reason]));
  return why.filter((reason) => byCode.get(reason.code) === reason);
};

/** What a verdict says of a session that nothing stops; nothing of any other. */
export const openSession = (session: SessionKind, proof: SessionProof): readonly OpenSession[] => {
  const why = firstOfEach(proof.why);
  switch (proof.answer) {
    case 'open':
      return [{ session, answer: proof.answer, open: proof.open, why }];
    case 'no-grant':
      return [{ session, answer: proof.answer, why }];
    case 'enforced':
    case 'undetermined':
      return [];
  }
};
