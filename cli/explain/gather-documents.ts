import type { InputProblem } from '#core/explanation/explanation.ts';
import { printable } from '#core/kernel/printable.ts';
import type { Result } from '#core/kernel/result.ts';
import { UserProblem } from '../command/user-problem.ts';
import { collect } from './collect.ts';
import type { ExplainOptions } from './explain-options.ts';
import { type DocumentRole, type GivenDocument, namesOf } from './given-document.ts';
import { type Given, readDocuments, unusable } from './read-documents.ts';
import { readSources } from './read-source.ts';
import { problemOf, type Source } from './source.ts';

/** What came of one file: whatever stands in it, or a document of which nothing is known. */
export interface GivenFile {
  readonly name: string;
  readonly given: readonly Given[];
}

const toFile = (source: Result<Source, InputProblem>, role: DocumentRole | undefined): GivenFile => {
  if (source.ok) {
    return { name: source.value.name, given: readDocuments(source.value, role) };
  }
  const { file } = source.problem;
  const document = unusable({ name: file, text: '' }, [source.problem], role);
  return { name: file, given: [{ kind: 'document', document }] };
};

async function* readFiles(paths: readonly string[], role?: DocumentRole): AsyncGenerator<GivenFile> {
  for await (const source of readSources(paths)) {
    yield toFile(source, role);
  }
}

const DUMP_UNDER_OPTION =
  'these are authorization details, which are given as a PATH without an option. Expected one policy here';

/** What is not a document stays unknown where a document was expected: nothing is passed for want of it. */
const toDocument = (given: Given, role: DocumentRole): GivenDocument => {
  if (given.kind === 'document') {
    return given.document;
  }
  const { name, problems } = given;
  return unusable({ name, text: '' }, [...problems, problemOf(name, DUMP_UNDER_OPTION)], role);
};

const documentsAt = async (
  paths: readonly string[],
  role: DocumentRole,
): Promise<readonly GivenDocument[]> => {
  const files = await collect(readFiles(paths, role));
  return files.flatMap(({ given }) => given.map((one) => toDocument(one, role)));
};

/** Whoever has a boundary has one. */
const boundaryAt = async (path: string | undefined): Promise<GivenDocument | undefined> => {
  const [boundary, ...others] = await documentsAt(path === undefined ? [] : [path], 'boundary');
  if (boundary !== undefined && others.length > 0) {
    const names = namesOf([boundary, ...others]);
    throw new UserProblem(
      `--boundary: expected one policy, received ${others.length + 1}: ${printable(names)}`,
    );
  }
  return boundary;
};

/** Everything that options name, but the plain paths. */
export interface NamedDocuments {
  readonly levels: readonly (readonly GivenDocument[])[];
  readonly boundary: GivenDocument | undefined;
  readonly trust: readonly GivenDocument[];
}

export const readNamedDocuments = async (options: ExplainOptions): Promise<NamedDocuments> => {
  const levels: (readonly GivenDocument[])[] = [];
  for (const level of options.serviceControl) {
    levels.push(await documentsAt(level, 'service-control'));
  }
  return {
    levels,
    boundary: await boundaryAt(options.boundary),
    trust: await documentsAt(options.trust, 'trust'),
  };
};

export const readPlainFiles = (paths: readonly string[]): AsyncGenerator<GivenFile> => readFiles(paths);
