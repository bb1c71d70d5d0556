import type { Partition } from '#core/kernel/aws-identifiers.ts';
import { judgeTrust } from '#core/trust/judge-trust.ts';
import type { TrustedPrincipal, TrustJudgement } from '#core/trust/trust-judgement.ts';
import type { RequestContext } from '../model/request.model.ts';
import { contextsToTry } from '../model/request-contexts.model.ts';
import { listOf, type RawDocument } from '../model/request-documents.model.ts';
import { evaluateTrust, type RawTrustDocument, type TrustCaller } from '../model/trust.model.ts';
import { type CallerInContext, callersNamed } from '../model/trust-callers.model.ts';

export const TRUSTING_ROLE = {
  partition: 'aws' as Partition,
  path: '/',
};

/** Judges a document that has to be understood. */
export const judged = (document: RawTrustDocument): TrustJudgement => {
  const judgement = judgeTrust(JSON.stringify(document), TRUSTING_ROLE);
  if (!judgement.ok) {
    throw new Error(`expected a trust policy, received ${JSON.stringify(judgement.problem)}`);
  }
  return judgement.value;
};

/** A request that the model made, and what it says of it. */
export interface TriedRequest {
  readonly caller: TrustCaller;
  readonly context: RequestContext;
  readonly outcome: ReturnType<typeof evaluateTrust>;
  /** Whether the document judges the caller under another name as well: an account's, or any provider's. */
  readonly isNamedBesides: boolean;
}

/** The conditions alone decide which contexts a document tells apart. */
const conditionsOf = ({ Version, Statement }: RawTrustDocument): RawDocument => ({
  ...(Version === undefined ? {} : { Version }),
  Statement: listOf(Statement).map(({ Effect, Condition }) => ({
    Effect,
    ...(Condition === undefined ? {} : { Condition }),
  })),
});

const TYPES: Partial<Record<TrustedPrincipal['kind'], string>> = {
  service: 'Service',
  saml: 'Federated',
  oidc: 'Federated',
  'canonical-user': 'CanonicalUser',
};

const namesAccount = (document: RawTrustDocument, account: string): boolean =>
  [`"${account}"`, `:${account}:root"`].some((name) =>
    listOf(document.Statement).some(({ Principal }) => JSON.stringify([Principal]).includes(name)),
  );

/** Whether an allow names all services, or all providers. */
const namesAny = ({ Statement }: RawTrustDocument, type: string): boolean =>
  listOf(Statement).some(
    ({ Effect, Principal }) =>
      Effect === 'Allow' && Principal !== '*' && listOf(Principal[type] ?? []).includes('*'),
  );

/** The account that conditions of the documents tell of. */
const TOLD_OF = '111122223333';

const callersOf = ({ kind, name }: TrustedPrincipal): readonly CallerInContext[] => [
  ...callersNamed(TYPES[kind] ?? 'AWS', name),
  ...(kind === 'everybody' ? callersNamed('AWS', TOLD_OF) : []),
];

const isNamed = (document: RawTrustDocument, { account, type }: TrustCaller): boolean =>
  account === TOLD_OF ? namesAccount(document, TOLD_OF) : type !== 'AWS' && namesAny(document, type);

/** Names that nobody need be called by. */
const UNNAMED_KINDS: ReadonlySet<TrustedPrincipal['kind']> = new Set(['everybody', 'canonical-user']);

/** Everything that those who go by a principal's name might ask, as far as a document tells it apart. */
export const triedRequests = (
  document: RawTrustDocument,
  principal: TrustedPrincipal,
): readonly TriedRequest[] =>
  callersOf(principal).flatMap(({ caller, session }) =>
    contextsToTry([conditionsOf(document)], session, '*').map((context) => ({
      caller,
      context,
      outcome: evaluateTrust(document, caller, context),
      isNamedBesides: UNNAMED_KINDS.has(principal.kind) && isNamed(document, caller),
    })),
  );

/** What is let in, in some reading of the documentation. */
export const mayPass = ({ outcome, isNamedBesides }: TriedRequest): boolean =>
  outcome !== 'no' && !isNamedBesides;

/** What is let in, in every reading; of whom the document judges by another name too, in some. */
export const certainlyPasses = ({ outcome, isNamedBesides }: TriedRequest): boolean =>
  outcome === 'yes' || (isNamedBesides && outcome !== 'no');

/** Whether somebody could have used MFA, and has not. */
export const forgoesMfa = ({ caller }: TriedRequest): boolean => caller.isUser && !caller.mfa;
