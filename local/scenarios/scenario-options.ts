import { parseArgs } from 'node:util';
import { printable } from '#core/kernel/printable.ts';
import { UserError } from '../python-environment.ts';
import { listText } from './list-text.ts';
import type { Scenario } from './scenario.ts';

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      all: { type: 'boolean', default: false },
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

/**
 * The scenarios to play, in the order given; none when only the list is wanted.
 * @throws UserError with the list when there is no scenario of a name, or an option is not understood.
 */
export const readScenarioOptions = (
  args: readonly string[],
  scenarios: readonly Scenario[],
): readonly Scenario[] => {
  try {
    const { values, positionals } = parse(args);
    if (values.help) {
      return [];
    }
    if (values.all && positionals.length > 0) {
      throw new Error('Expected --all or names; received both.');
    }
    return values.all ? scenarios : positionals.map((name) => named(name, scenarios));
  } catch (error) {
    throw new UserError(`${(error as Error).message}\n\n${listText(scenarios)}`, { cause: error });
  }
};
