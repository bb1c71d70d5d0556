import type { Witness } from '#core/proof/session-proof.ts';
import { documentsOf, type ProvedCase, requestPoliciesOf } from '../fakes/proved-cases.ts';
import type { AwsRequest } from '../model/request.model.ts';
import { contextsToTry } from '../model/request-contexts.model.ts';
import { listOf, type RawDocument, type RawStatement } from '../model/request-documents.model.ts';
import { matchesAction } from '../model/request-patterns.model.ts';
import { sessionsOf } from './sessions.ts';

const isAbout = ({ Action, NotAction }: RawStatement, action: string): boolean => {
  const names = listOf(NotAction ?? Action).map((pattern) => matchesAction(pattern, action));
  return NotAction === undefined ? names.some((name) => name !== 'no') : !names.includes('yes');
};

const onlyAbout = (documents: readonly RawDocument[], action: string): readonly RawDocument[] =>
  documents.map((document) => ({
    ...document,
    Statement: listOf(document.Statement).filter((statement) => isAbout(statement, action)),
  }));

const reversed = (documents: readonly RawDocument[]): readonly RawDocument[] =>
  documents
    .map((document) => ({ ...document, Statement: listOf(document.Statement).toReversed() }))
    .toReversed();

/**
 * The witness in every context of its session that statements about its action could tell apart. Of very many, every so
 * many are left: the other way round others are.
 */
export const witnessRequests = (
  asked: ProvedCase,
  { action: name, resource }: Witness,
): readonly AwsRequest[] => {
  const action = name.replaceAll('*', 'AnythingNew');
  const documents = onlyAbout(documentsOf(requestPoliciesOf(asked.set)), action);
  return sessionsOf(asked)
    .flatMap((session) =>
      [documents, reversed(documents)].flatMap((each) => contextsToTry(each, session, resource)),
    )
    .map((context) => ({ action, resource, context }));
};
