import { collect } from './collect.ts';
import type { ExplainOptions } from './explain-options.ts';
import {
  type GivenFile,
  type NamedDocuments,
  readNamedDocuments,
  readPlainFiles,
} from './gather-documents.ts';
import type { DocumentRole, GivenDocument } from './given-document.ts';
import { inventedUser } from './invented-user.ts';
import type { ManagedPolicy } from './managed-policies.ts';
import type { UserSubject } from './subject.ts';

/** What every subject holds besides what its own files say. */
interface Surroundings {
  readonly named: NamedDocuments;
  readonly managed: readonly ManagedPolicy[];
  readonly options: ExplainOptions;
}

const inRole = (documents: readonly GivenDocument[], role: DocumentRole): readonly GivenDocument[] =>
  documents.filter((document) => document.role === role);

const documentsIn = ({ given }: GivenFile): readonly GivenDocument[] =>
  given.flatMap((one) => (one.kind === 'document' ? [one.document] : []));

/** The user who holds these documents, if there is anything that a user could hold. */
const userWith = (
  documents: readonly GivenDocument[],
  { named, managed, options }: Surroundings,
): readonly UserSubject[] => {
  const identity = inRole(documents, 'identity');
  const levels = [...named.levels, ...inRole(documents, 'service-control').map((policy) => [policy])];
  const [boundary] = named.boundary;
  const isAny = identity.length > 0 || levels.length > 0 || boundary !== undefined;
  const held = { identity, levels, boundary, managed, gaps: [] };
  const { user, account } = options;
  return isAny ? [inventedUser(held, { userName: user, account })] : [];
};

const together = (files: readonly GivenFile[], surroundings: Surroundings): readonly UserSubject[] =>
  userWith(files.flatMap(documentsIn), surroundings);

/** Everybody who is to be judged, one after the other. */
export async function* listSubjects(
  options: ExplainOptions,
  managed: readonly ManagedPolicy[],
): AsyncGenerator<UserSubject> {
  const surroundings = { named: await readNamedDocuments(options), managed, options };
  if (!options.each) {
    yield* together(await collect(readPlainFiles(options.paths)), surroundings);
    return;
  }
  for await (const file of readPlainFiles(options.paths)) {
    yield* together([file], surroundings);
  }
}
