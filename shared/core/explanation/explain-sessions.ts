import { describeWhy } from '#core/notice/describe-why.ts';
import type { Gap } from '#core/posture/observed.ts';
import type { ReachByAccessLevel, SessionProof, StatementPlace } from '#core/proof/session-proof.ts';
import { describeUnread } from './describe-unread.ts';
import type { ExplainedGap, ExplainedPlace, ExplainedSession, ExplainedStatement } from './explanation.ts';

const NOTHING: ReachByAccessLevel = {
  'permissions-management': 0,
  write: 0,
  tagging: 0,
  read: 0,
  list: 0,
};

/** What a policy is called in an explanation. Two groups may have inline policies of one name. */
export const policyLabel = ({ holder, policy }: Pick<StatementPlace, 'holder' | 'policy'>): string => {
  if (policy.kind === 'managed') {
    return policy.arn;
  }
  return holder.kind === 'group' ? `${holder.groupName}/${policy.name}` : policy.name;
};

/** A statement by the names that people know. */
export const statementOf = (place: StatementPlace): ExplainedStatement => ({
  policy: policyLabel(place),
  statement: place.statement,
});

const explainGap = (gap: Gap): ExplainedGap => ({
  fact: gap.fact,
  because: gap.because,
  text: describeUnread(gap),
});

const explainSession = (proof: SessionProof): ExplainedSession => {
  const why = proof.why.map(({ code, place }) => ({ code, text: describeWhy(code), ...statementOf(place) }));
  const shut = { open: 0, unlistedActions: false, byAccessLevel: NOTHING, witness: null, why };
  const head = { kind: proof.session, answer: proof.answer };
  switch (proof.answer) {
    case 'enforced':
    case 'no-grant':
      return { ...head, ...shut };
    case 'undetermined':
      return { ...head, ...shut, gaps: proof.gaps.map(explainGap) };
    case 'open': {
      const { actions, unlistedActions, byAccessLevel, witness } = proof.open;
      const allowedBy = statementOf(witness.allowedBy);
      const { action, resource } = witness;
      return {
        ...head,
        open: actions,
        unlistedActions,
        byAccessLevel,
        witness: { action, resource, allowedBy },
        why,
      };
    }
  }
};

/** The sessions of proofs, as people and other programs read them. */
export const explainSessions = (proofs: readonly SessionProof[]): readonly ExplainedSession[] =>
  proofs.map(explainSession);

const placesOf = (proof: SessionProof): readonly StatementPlace[] => [
  ...(proof.answer === 'open' ? [proof.open.witness.allowedBy] : []),
  ...proof.why.map(({ place }) => place),
];

/** Where the statements are found that proofs name, and others, each once. */
export const explainPlaces = (
  proofs: readonly SessionProof[],
  others: readonly StatementPlace[],
  lineOf: (place: StatementPlace) => number | undefined,
): readonly ExplainedPlace[] => {
  const places = [...proofs.flatMap(placesOf), ...others].map((place) => ({
    ...statementOf(place),
    holder: place.holder.kind,
    line: lineOf(place) ?? null,
  }));
  return [...new Map(places.map((place) => [JSON.stringify(place), place])).values()];
};
