import process from 'node:process';
import { collect } from './explain/collect.ts';
import { type ExplainOptions, readOptions, readsDocuments, USAGE } from './explain/explain-options.ts';
import { explainSubject } from './explain/explain-subject.ts';
import { listSubjects } from './explain/list-subjects.ts';
import { findManagedPolicy, type ManagedPolicy } from './explain/managed-policies.ts';
import { writeExplanations } from './explain/write-explanations.ts';

const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const write = (text: string): void => {
  process.stdout.write(text);
};

const readManaged = async (wanted: readonly string[]): Promise<readonly ManagedPolicy[]> => {
  const found: ManagedPolicy[] = [];
  for (const one of wanted) {
    const policy = await findManagedPolicy(one);
    if (!policy.ok) {
      throw new Error(`--with: ${policy.problem}.`);
    }
    found.push(policy.value);
  }
  return found;
};

const explain = async (options: ExplainOptions): Promise<number> => {
  if (options.paths.length === 0 && !readsDocuments(options) && options.user === undefined) {
    complain(USAGE);
    return 2;
  }
  const managed = await readManaged(options.held);
  const rules = { allowPasswordChange: options.allowPasswordChange };
  const subjects = await collect(listSubjects(options, managed));
  return writeExplanations(
    subjects.map((subject) => explainSubject(subject, rules)),
    options.json,
    write,
  );
};

const options = readOptions(process.argv.slice(2));
if (!options.ok) {
  complain(`${options.problem}\n\n${USAGE}`);
  process.exitCode = 2;
} else if (options.value === 'help') {
  write(`${USAGE}\n`);
} else {
  try {
    process.exitCode = await explain(options.value);
  } catch (error) {
    complain((error as Error).message);
    process.exitCode = 2;
  }
}
