import { UserProblem } from '../command/user-problem.ts';
import type { ExplainOptions } from './explain-options.ts';
import { readsDocuments } from './explain-options.ts';
import { type NamedDocuments, readNamedDocuments } from './gather-documents.ts';
import { listSubjects, type Subjects } from './list-subjects.ts';
import { findManagedPolicy, type ManagedPolicy } from './managed-policies.ts';
import { otherArns, readOwnPolicies } from './own-policies.ts';
import { assumedFullAccess, givenServiceControl } from './service-control.ts';
import { jsonOf } from './write-json.ts';
import { textOf } from './write-text.ts';

const readManaged = async (wanted: readonly string[]): Promise<readonly ManagedPolicy[]> => {
  const found: ManagedPolicy[] = [];
  for (const one of wanted) {
    const policy = await findManagedPolicy(one);
    if (!policy.ok) {
      throw new UserProblem(`--with: ${policy.problem}`);
    }
    found.push(policy.value);
  }
  return found;
};

/** Whatever speaks with AWS is loaded only where it is needed: it takes longer than everything else. */
const connectFor = async ({ account = '', local, profile }: ExplainOptions) => {
  if (local) {
    const { connectLocally } = await import('./connect-locally.ts');
    return connectLocally(account);
  }
  const { connect } = await import('./connect.ts');
  return connect(account, profile === undefined ? {} : { profile });
};

const liveSubject = async (
  options: ExplainOptions,
  { levels }: NamedDocuments,
  managed: readonly ManagedPolicy[],
): Promise<Subjects> => {
  const connection = await connectFor(options);
  const { readLiveUser } = await import('./live-user.ts');
  const { readIamPolicy } = await import('./read-iam-policy.ts');
  const own = await readOwnPolicies(options.held, readIamPolicy(connection), `account ${connection.account}`);
  const subject = await readLiveUser(connection, {
    userName: options.user ?? '',
    serviceControl: givenServiceControl(levels, false, { kind: 'unknown', because: 'not-configured' }),
    managed: [...managed, ...own],
    rules: { allowPasswordChange: options.allowPasswordChange },
    assumed: assumedFullAccess(levels),
    problems: levels.flat().flatMap(({ problems }) => problems),
  });
  return { subjects: [subject], problems: [], areSeveral: false };
};

/** Beyond so many, a repair of each would take minutes. */
const MOST_REPAIRS_IN_JSON = 50;

/** Reads what was asked for, and gives what there is to say piece by piece, the exit code at the end. */
export const explain = async (options: ExplainOptions): Promise<Generator<string, number>> => {
  const managed = await readManaged(otherArns(options.held));
  const named = await readNamedDocuments(options);
  const found = readsDocuments(options)
    ? await listSubjects({ named, managed, options })
    : await liveSubject(options, named, managed);
  const rules = { allowPasswordChange: options.allowPasswordChange };
  return options.json
    ? jsonOf(found, { rules, seeksRepair: found.subjects.length <= MOST_REPAIRS_IN_JSON })
    : textOf(found, { rules, seeksRepair: true });
};
