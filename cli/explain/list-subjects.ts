import type { InputProblem } from '#core/explanation/explanation.ts';
import type { ServiceControl } from '#core/posture/held-policy.ts';
import { UserProblem } from '../command/user-problem.ts';
import { collect } from './collect.ts';
import { accountOf, readDump } from './dump.ts';
import { dumpSubjects } from './dump-subjects.ts';
import type { ExplainOptions } from './explain-options.ts';
import { type GivenFile, type NamedDocuments, readPlainFiles } from './gather-documents.ts';
import { type DocumentRole, type GivenDocument, namesOf } from './given-document.ts';
import { heldManaged, inventedUser } from './invented-user.ts';
import { type ManagedPolicy, managedPolicyFinder } from './managed-policies.ts';
import { readOwnPolicies } from './own-policies.ts';
import {
  assumedFullAccess,
  type GivenLevels,
  givenServiceControl,
  SERVICE_CONTROL_UNKNOWN,
} from './service-control.ts';
import type { Subject } from './subject.ts';
import { trustSubject } from './trust-subject.ts';

/** What every subject holds besides what its own files say. */
export interface Surroundings {
  readonly named: NamedDocuments;
  readonly managed: readonly ManagedPolicy[];
  readonly options: ExplainOptions;
}

/** Everybody who is to be judged, and what is wrong with files in which nobody was found. */
export interface Subjects {
  readonly subjects: readonly Subject[];
  readonly problems: readonly InputProblem[];
  /** Whether they are to be told of together, however many there are. */
  readonly areSeveral: boolean;
}

const documentsIn = (files: readonly GivenFile[]): readonly GivenDocument[] =>
  files.flatMap(({ given }) => given.flatMap((one) => (one.kind === 'document' ? [one.document] : [])));

const pagesIn = (files: readonly GivenFile[]) =>
  files.flatMap(({ given }) => given.filter((one) => one.kind === 'dump'));

const inRole = (documents: readonly GivenDocument[], role: DocumentRole): readonly GivenDocument[] =>
  documents.filter((document) => document.role === role);

/** Nobody said at which level these are attached: at one, they let through what any of them allows. */
const plainLevel = (documents: readonly GivenDocument[]): GivenLevels => {
  const level = inRole(documents, 'service-control');
  return level.length === 0 ? [] : [level];
};

const levelsFor = (documents: readonly GivenDocument[], { named }: Surroundings): GivenLevels => [
  ...named.levels,
  ...plainLevel(documents),
];

/** What is taken for granted of service control policies that were named without `--scp`. */
const assumedLevel = (documents: readonly GivenDocument[], { named }: Surroundings): readonly string[] =>
  plainLevel(documents)
    .filter((level) => level.length > 1 || named.levels.length > 0)
    .map((level) => {
      const where = named.levels.length > 0 ? 'a level of its own, the lowest' : 'one level';
      return `${namesOf(level)}: attached at ${where}. --scp names the policies of each level`;
    });

/** The user who holds these documents, if there is anything that a user could hold. */
const userWith = (documents: readonly GivenDocument[], surroundings: Surroundings): readonly Subject[] => {
  const { named, managed, options } = surroundings;
  const identity = inRole(documents, 'identity');
  const levels = levelsFor(documents, surroundings);
  const { boundary } = named;
  const isAny = identity.length > 0 || levels.length > 0 || boundary !== undefined;
  const held = { identity, levels, boundary, managed };
  if (!isAny) {
    return [];
  }
  const user = inventedUser(held, { userName: options.user, account: options.account });
  return [{ ...user, assumed: [...user.assumed, ...assumedLevel(documents, surroundings)] }];
};

const trustsIn = (documents: readonly GivenDocument[]): readonly Subject[] =>
  inRole(documents, 'trust').map(trustSubject);

const UNKNOWN: ServiceControl = { kind: 'unknown', because: 'not-configured' };

const nobodyIn = ({ user, account }: ExplainOptions): string => {
  const whom = user === undefined ? 'nobody' : `no user ${JSON.stringify(user)}`;
  return account === undefined ? `${whom} in this file` : `${whom} of account ${account} in this file`;
};

const BOUNDARY_OF_DUMP =
  '--boundary is for documents: authorization details say which boundary each user has. Leave it out, or give them without it';

/** Everybody in authorization details, under the service control policies that were given besides. */
const dumped = async (files: readonly GivenFile[], surroundings: Surroundings): Promise<Subjects> => {
  const { named, options } = surroundings;
  if (named.boundary !== undefined) {
    throw new UserProblem(BOUNDARY_OF_DUMP);
  }
  const pages = pagesIn(files);
  const documents = documentsIn(files);
  const levels = levelsFor(documents, surroundings);
  const dump = readDump(pages);
  const own = await readOwnPolicies(
    options.held,
    async (arn) => dump.policies.get(arn),
    'the authorization details',
  );
  const managed = [...surroundings.managed, ...own];
  const all = dumpSubjects({
    dump,
    serviceControl: givenServiceControl(levels, false, UNKNOWN),
    assumed: [
      ...assumedFullAccess(levels),
      ...assumedLevel(documents, surroundings),
      ...managed.map(({ arn }) => `${arn} is held besides`),
      ...(levels.length === 0 ? [SERVICE_CONTROL_UNKNOWN] : []),
    ],
    besides: managed.map(heldManaged),
    userName: options.user,
    findManaged: managedPolicyFinder(),
  });
  const subjects = (await collect(all)).filter(
    ({ subject }) => options.account === undefined || accountOf(subject.arn) === options.account,
  );
  const isEmpty = subjects.length === 0 && dump.problems.length === 0;
  const nobody = isEmpty
    ? pages.slice(0, 1).map(({ name }) => ({ file: name, line: null, column: null, text: nobodyIn(options) }))
    : [];
  const problems = [...dump.problems, ...levels.flat().flatMap((document) => document.problems), ...nobody];
  return { subjects, problems, areSeveral: options.user === undefined };
};

const together = async (files: readonly GivenFile[], surroundings: Surroundings): Promise<Subjects> => {
  const documents = documentsIn(files);
  const trusts = trustsIn(documents);
  if (pagesIn(files).length === 0) {
    await readOwnPolicies(surroundings.options.held, async () => undefined, 'any document');
    return { subjects: [...userWith(documents, surroundings), ...trusts], problems: [], areSeveral: false };
  }
  const { subjects, problems, areSeveral } = await dumped(files, surroundings);
  const held = inRole(documents, 'identity').length > 0 ? userWith(documents, surroundings) : [];
  return { subjects: [...subjects, ...held, ...trusts], problems, areSeveral };
};

const joined = (parts: readonly Subjects[]): Subjects => ({
  subjects: parts.flatMap(({ subjects }) => subjects),
  problems: parts.flatMap(({ problems }) => problems),
  areSeveral: true,
});

/** Everybody whom the files tell of: together as one user, or file by file. */
export const listSubjects = async (surroundings: Surroundings): Promise<Subjects> => {
  const { options, named } = surroundings;
  const files = await collect(readPlainFiles(options.paths));
  const trusts = trustsIn(named.trust);
  const found =
    options.each && files.length > 0
      ? joined(await Promise.all(files.map((file) => together([file], surroundings))))
      : await together(files, surroundings);
  return { ...found, subjects: [...found.subjects, ...trusts] };
};
