import type { SessionKind } from '#core/proof/session-kind.ts';
import type { OpenReach, SessionProof, StatementPlace, Why } from '#core/proof/session-proof.ts';
import type { OpenSession } from './mfa-verdict.ts';

/** The first statement for each reason: enough to act upon, and small enough to send. */
const firstOfEach = (why: readonly Why[]): readonly Why[] => {
  const byCode = new Map([...why].reverse().map((reason) => [reason.code, reason]));
  return why
    .filter((reason) => byCode.get(reason.code) === reason)
    .map(({ code, place }) => ({ code, place: cutPlace(place) }));
};

/** Long enough for every ARN; a Sid, or a resource in a policy, may go on for thousands of characters. */
const LONGEST = 2_048;
const LONGEST_LABEL = 128;

const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 3)}...` : text;

const cutPlace = (place: StatementPlace): StatementPlace => ({
  ...place,
  statement: cut(place.statement, LONGEST_LABEL),
});

const cutReach = ({ witness, ...open }: OpenReach): OpenReach => ({
  ...open,
  witness: {
    action: cut(witness.action, LONGEST_LABEL),
    resource: cut(witness.resource, LONGEST),
    allowedBy: cutPlace(witness.allowedBy),
  },
});

/** What a verdict says of a session that nothing stops; nothing of any other. */
export const openSession = (session: SessionKind, proof: SessionProof): readonly OpenSession[] => {
  const why = firstOfEach(proof.why);
  switch (proof.answer) {
    case 'open':
      return [{ session, answer: proof.answer, open: cutReach(proof.open), why }];
    case 'no-grant':
      return [{ session, answer: proof.answer, why }];
    case 'enforced':
    case 'undetermined':
      return [];
  }
};
