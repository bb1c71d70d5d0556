import type { SessionProof } from '#core/proof/session-proof.ts';
import { beyondEnrolment } from '../fakes/proof-claims.ts';
import { documentsOf, type ProvedCase, prove, requestPoliciesOf } from '../fakes/proved-cases.ts';
import type { AwsRequest, RequestPolicies } from '../model/request.model.ts';
import { openKeysOf } from '../model/request-contexts.model.ts';
import type { RawDocument } from '../model/request-documents.model.ts';
import { concreteRequests } from './concrete-requests.ts';
import { resourcesOverColons } from './crossings.ts';
import type { Evaluator, Question } from './evaluator.ts';
import { asUnderstood, groupedByReadings, readingsOf } from './readings.ts';
import { sessionsOf } from './sessions.ts';
import { witnessRequests } from './witness-requests.ts';

/** How the other evaluator's answer bears out the proof's. */
export type Outcome =
  /** Every request beyond enrolment was refused; how many there were. */
  | { readonly kind: 'refused'; readonly requests: number }
  /** The witness was allowed: as the policies stand, as AWS's documentation lets them be read, statement by statement, or
   * with a resource that no service has. */
  | { readonly kind: 'allowed'; readonly how: 'as-it-stands' | 'as-may-be-read' | 'apart' | 'over-colons' }
  | { readonly kind: 'undetermined' }
  | { readonly kind: 'disagreement'; readonly request: AwsRequest | 'no context lets the witness through' };

export interface Compared {
  readonly asked: ProvedCase;
  readonly proof: SessionProof;
  readonly outcome: Outcome;
}

const EVERYTHING: RawDocument = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
};

/** A policy of the resource itself names the user: neither an identity policy nor the boundary has to allow. */
const worstWorld = ({ identity, boundary, ...others }: RequestPolicies): RequestPolicies => ({
  ...others,
  identity: [...identity, EVERYTHING],
  ...(boundary === undefined ? {} : { boundary: withEverything(boundary) }),
});

const withEverything = (document: RawDocument): RawDocument => ({
  ...document,
  Statement: [document.Statement, EVERYTHING.Statement].flat(),
});

type Reading = (document: RawDocument) => RawDocument;

const textsOf = (documents: readonly RawDocument[], reading: Reading): readonly string[] =>
  documents.map((document) => JSON.stringify(asUnderstood(reading(document))));

const questionOf = (
  { identity, boundary, serviceControl = [] }: RequestPolicies,
  requests: readonly AwsRequest[],
  reading: Reading = (document) => document,
): Question => ({
  identity: textsOf(identity, reading),
  limits: [...(boundary === undefined ? [] : [[boundary]]), ...serviceControl].map((documents) =>
    textsOf(documents, reading),
  ),
  contexts: requests.map(({ context }) => context),
  asked: [requests.map(({ action, resource }, place) => [action, resource, place])],
});

const firstAllowed = async (evaluator: Evaluator, question: Question): Promise<number> =>
  (await evaluator.ask(question))[0] ?? -1;

const expectRefused = async (
  evaluator: Evaluator,
  policies: RequestPolicies,
  requests: readonly AwsRequest[],
): Promise<Outcome> => {
  const request = requests[await firstAllowed(evaluator, questionOf(policies, requests))];
  return request === undefined
    ? { kind: 'refused', requests: requests.length }
    : { kind: 'disagreement', request };
};

const NOT_ALLOWED: Outcome = { kind: 'disagreement', request: 'no context lets the witness through' };

type Open = SessionProof & { readonly answer: 'open' };

/** Whether policies ask more than once for something that only the request knows. */
const asksTwice = (asked: ProvedCase): boolean => {
  const documents = documentsOf(requestPoliciesOf(asked.set));
  const keys = sessionsOf(asked).flatMap((session) => openKeysOf(documents, session));
  return new Set(keys).size < keys.length;
};

const isAllowed = async (evaluator: Evaluator, questions: readonly Question[]): Promise<boolean> => {
  for (const question of questions) {
    if ((await firstAllowed(evaluator, question)) >= 0) {
      return true;
    }
  }
  return false;
};

/** The requests as the policies stand, and as AWS's documentation lets them be read. */
const readEachWay = (policies: RequestPolicies, requests: readonly AwsRequest[]): readonly Question[] => {
  const documents = documentsOf(policies);
  return groupedByReadings(documents, requests).flatMap((group) =>
    readingsOf(documents, group[0]?.context ?? {}).map((reading) => questionOf(policies, group, reading)),
  );
};

/**
 * A key that only the request knows, and that policies ask for more than once, may have another value each time: the
 * proof is allowed not to see that two conditions rule each other out.
 */
const seenApart = (asked: ProvedCase, questions: readonly Question[]): readonly Question[] =>
  asksTwice(asked) ? questions.map((question) => ({ ...question, apart: true })) : [];

/** Where the proof found no resource that a service could have, its witness is a pattern. */
const overColons = (
  documents: readonly RawDocument[],
  requests: readonly AwsRequest[],
): readonly AwsRequest[] => {
  const [first] = requests;
  const isPattern = first !== undefined && first.resource !== '*' && first.resource.includes('*');
  const resources = isPattern ? resourcesOverColons(first.resource, documents) : [];
  return resources.flatMap((resource) => requests.map((request) => ({ ...request, resource })));
};

/** The ways a witness may get through, those that need no excuse first. */
const attemptsAt = (
  asked: ProvedCase,
  proof: Open,
): readonly (readonly [(Outcome & { kind: 'allowed' })['how'], () => readonly Question[]])[] => {
  const policies = requestPoliciesOf(asked.set);
  const requests = witnessRequests(asked, proof.open.witness);
  const asItStands = questionOf(policies, requests);
  return [
    ['as-it-stands', () => [asItStands]],
    ['as-may-be-read', () => readEachWay(policies, requests)],
    ['apart', () => seenApart(asked, [asItStands, ...readEachWay(policies, requests)])],
    ['over-colons', () => readEachWay(policies, overColons(documentsOf(policies), requests))],
  ];
};

const expectAllowed = async (evaluator: Evaluator, asked: ProvedCase, proof: Open): Promise<Outcome> => {
  if (!witnessRequests(asked, proof.open.witness).every((request) => beyondEnrolment(asked, request))) {
    return NOT_ALLOWED;
  }
  for (const [how, questions] of attemptsAt(asked, proof)) {
    if (await isAllowed(evaluator, questions())) {
      return { kind: 'allowed', how };
    }
  }
  return NOT_ALLOWED;
};

/** How many requests are tried against an answer that says that none gets through. */
const REQUESTS = 40;

/** What is asked for a second opinion on. */
export type Prover = (asked: ProvedCase) => SessionProof;

/** What the other evaluator says to a proof's answer; `picks` are the numbers by which requests are drawn. */
export const compare = async (
  evaluator: Evaluator,
  asked: ProvedCase,
  picks: readonly number[],
  prover: Prover = prove,
): Promise<Compared> => {
  const proof = prover(asked);
  const policies = requestPoliciesOf(asked.set);
  const outcomeOf = (): Promise<Outcome> | Outcome => {
    switch (proof.answer) {
      case 'enforced':
        return expectRefused(evaluator, worstWorld(policies), concreteRequests(asked, picks, REQUESTS));
      case 'no-grant':
        return expectRefused(evaluator, policies, concreteRequests(asked, picks, REQUESTS));
      case 'open':
        return expectAllowed(evaluator, asked, proof);
      case 'undetermined':
        return { kind: 'undetermined' };
    }
  };
  return { asked, proof, outcome: await outcomeOf() };
};
