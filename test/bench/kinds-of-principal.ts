import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import {
  type ExampleDocument,
  enforcementDocuments,
  guideDocuments,
  managedDocuments,
} from './example-documents.ts';
import { examplePrincipal } from './example-principals.ts';

/** A kind of principal: what it holds, and one that holds it under a name of its own each time. */
export interface KindOfPrincipal {
  readonly name: string;
  readonly documents: readonly ExampleDocument[];
}

const named = (documents: readonly ExampleDocument[], name: string): ExampleDocument => {
  const found = documents.find((document) => document.name === name);
  if (found === undefined) {
    throw new Error(`Expected a document “${name}”; there is none.`);
  }
  return found;
};

/** The longest documents first. */
const longest = (documents: readonly ExampleDocument[]): readonly ExampleDocument[] =>
  documents.toSorted((left, right) => right.text.length - left.text.length);

/** What AWS's guide lets users manage themselves, MFA required: told by one of its statements. */
const selfManagement = (): ExampleDocument => {
  const found = guideDocuments().find(({ text }) => text.includes('"AllowManageOwnAccessKeys"'));
  if (found === undefined) {
    throw new Error('Expected the document of AWS for managing oneself among the scenarios.');
  }
  return found;
};

const MOST_CHARACTERS = 6_144;

export const kindsOfPrincipal = (): readonly KindOfPrincipal[] => {
  const managed = managedDocuments();
  const administrator = named(managed, 'AdministratorAccess');
  const enforcement = named(enforcementDocuments(), 'standard');
  const big = longest(managed.filter(({ text }) => text.length <= MOST_CHARACTERS)).slice(0, 20);
  return [
    { name: 'an administrator', documents: [administrator] },
    { name: 'an administrator, enforced', documents: [administrator, enforcement] },
    { name: 'one who manages himself, by AWS’s guide', documents: [selfManagement()] },
    { name: 'one with ten managed and ten inline policies, big ones', documents: big },
  ];
};

/** Users of one kind, each with a name that nobody had before. */
export const newcomers = ({ documents }: KindOfPrincipal): (() => ProvedPrincipal) => {
  let number = 0;
  return () => {
    number += 1;
    return examplePrincipal(number, documents);
  };
};
