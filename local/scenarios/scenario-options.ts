import { parseArgs } from 'node:util';
import { printable } from '#core/kernel/printable.ts';
import { UserProblem } from '../../cli/command/user-problem.ts';
import { scenariosWith } from './all-scenarios.ts';
import { listText } from './list-text.ts';
import type { Scenario } from './scenario.ts';

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      all: { type: 'boolean', default: false },
      users: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
    allowPositionals: true,
  });

const named = (name: string, scenarios: readonly Scenario[]): Scenario => {
  const scenario = scenarios.find((candidate) => candidate.name === name);
  if (scenario === undefined) {
    throw new Error(`There is no scenario ${printable(name)}.`);
  }
  return scenario;
};

const FEWEST_USERS = 12;
const MOST_USERS = 1_000;

/** Fewer make no digest. */
const readUsers = (value: string | undefined): number | undefined => {
  const users = value === undefined ? undefined : Number(value);
  if (users !== undefined && !(Number.isInteger(users) && users >= FEWEST_USERS && users <= MOST_USERS)) {
    throw new Error(`Expected --users between ${FEWEST_USERS} and ${MOST_USERS}; received ${value}.`);
  }
  return users;
};

const choose = (args: readonly string[]): readonly Scenario[] => {
  const { values, positionals } = parse(args);
  if (values.help) {
    return [];
  }
  if (values.all && positionals.length > 0) {
    throw new Error('Expected --all or names; received both.');
  }
  const scenarios = scenariosWith(readUsers(values.users));
  return values.all ? scenarios : positionals.map((name) => named(name, scenarios));
};

/**
 * The scenarios to play, in the order given; none when only the list is wanted.
 * @throws UserProblem with the list when there is no scenario of a name, or an option is not understood.
 */
export const readScenarioOptions = (args: readonly string[]): readonly Scenario[] => {
  try {
    return choose(args);
  } catch (error) {
    throw new UserProblem(`${(error as Error).message}\n\n${listText(scenariosWith())}`, { cause: error });
  }
};
