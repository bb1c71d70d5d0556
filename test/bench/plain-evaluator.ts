import { CATALOGUE_SIZE } from '#core/catalogue/action-catalogue.ts';
import { limitedEffort } from '#core/policy/effort.ts';
import { applies, type SingleRequest } from '#core/proof/evaluate-request.ts';
import { type PlacedStatement, principalPolicies } from '#core/proof/principal-policies.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { type RequestContext, requestContexts } from '#core/proof/request-context.ts';
import type { Bench, Figure, Scale } from './bench.ts';
import { type KindOfPrincipal, kindsOfPrincipal, newcomers } from './kinds-of-principal.ts';
import { medianTime } from './median-time.ts';
import { ALL_SESSIONS, proveAll } from './prove-all.ts';

const NO_LIMIT = limitedEffort(Number.POSITIVE_INFINITY);

/** One bucket's object, one user, and whatever is in no resource in particular: far fewer than there are. */
const resourcesFor = ({ arn }: ProvedPrincipal): readonly string[] => [
  arn,
  'arn:aws:s3:::bucket/object',
  '*',
];

const isAllowed = (
  statements: readonly PlacedStatement[],
  request: SingleRequest,
  context: RequestContext,
): boolean => {
  const applying = statements.filter(
    (statement) => applies(statement, request, context, NO_LIMIT) !== 'cannot',
  );
  return applying.length > 0 && applying.every(({ effect }) => effect === 'Allow');
};

/** Asks for one action after the other, on each of a few resources, in each kind of session. */
const askOneByOne = (principal: ProvedPrincipal, everyAction: number): number => {
  const { identity } = principalPolicies(principal, NO_LIMIT);
  const contexts = ALL_SESSIONS.flatMap((session) => requestContexts(principal, session));
  let allowed = 0;
  for (let action = 0; action < CATALOGUE_SIZE; action += everyAction) {
    for (const resource of resourcesFor(principal)) {
      allowed += contexts.filter((context) => isAllowed(identity, { action, resource }, context)).length;
    }
  }
  return allowed;
};

const compare = (kind: KindOfPrincipal, { everyAction, time }: Scale): Figure => {
  const next = newcomers(kind);
  const proof = medianTime(next, (principal) => proveAll(principal as ProvedPrincipal), time);
  const plain = medianTime(next, (principal) => askOneByOne(principal as ProvedPrincipal, everyAction), time);
  return { what: kind.name, value: (plain * everyAction) / proof, unit: 'times' };
};

/** What the proof saves against asking for every action of the catalogue, in the same process. */
export const plainEvaluator: Bench = async (scale) => ({
  title: 'One request after the other, on three resources, takes longer than the proof',
  figures: kindsOfPrincipal()
    .slice(0, 3)
    .map((kind) => compare(kind, scale)),
});
