import * as z from 'zod/mini';
import type { AccessLevel } from '#core/catalogue/access-level.ts';
import type { ServiceAction } from '#core/catalogue/packed-service.ts';
import { describeIssues } from '#core/kernel/describe-issues.ts';
import { UserProblem } from './command/user-problem.ts';
import type { RawService } from './read-iam-data.ts';

/** AWS's names of the access levels, the gravest first. */
const LEVELS: readonly (readonly [string, AccessLevel])[] = [
  ['Permissions management', 'permissions-management'],
  ['Tagging', 'tagging'],
  ['Write', 'write'],
  ['Read', 'read'],
  ['List', 'list'],
];

const LEVEL_NAMES = LEVELS.map(([name]) => name);

/** One level, or several with commas between; then the gravest counts. */
const Level = z.pipe(
  z.string(),
  z.transform((text: string, context): AccessLevel => {
    const names = text.split(',').map((name) => name.trim());
    const gravest = LEVELS.find(([name]) => names.includes(name));
    if (gravest !== undefined && names.every((name) => LEVEL_NAMES.includes(name))) {
      return gravest[1];
    }
    const message = `expected some of ${LEVEL_NAMES.join(', ')}, with commas between`;
    context.issues.push({ code: 'custom', message, input: text });
    return z.NEVER;
  }),
);

const Action = z.object({
  name: z.string().check(z.regex(/^[\w-]+$/, 'expected letters, digits, _ and - only')),
  accessLevel: Level,
  resourceTypes: z.array(z.object({ name: z.string(), required: z.boolean() })),
});

/** Some resource types have two ARNs with a comma between, and one placeholder lacks its dollar sign. */
const Patterns = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text: string) =>
      text.split(/, */).map((arn) => arn.replace(/\$?\{[^{}]*\}/g, '*').replace(/\*+/g, '*')),
    ),
  ),
  z.array(
    z.string().check(z.regex(/^arn:\*(:[^:\s{}$]*){3}:[^\s{}$]+$/, 'expected an ARN of any partition')),
  ),
);

const ResourceType = z.object({ key: z.string(), arn: Patterns });

const ADVICE = 'If AWS has something new there, teach cli/check-iam-data.ts about it.';

const check = <Entry>(schema: z.ZodMiniType<Entry>, raw: unknown, where: string): Entry => {
  const checked = schema.safeParse(raw);
  if (!checked.success) {
    const issues = describeIssues(checked.error, 'the whole').join('; ');
    throw new UserProblem(`${where}: ${issues}; received ${JSON.stringify(raw)}. ${ADVICE}`);
  }
  return checked.data;
};

/** How an entry is called in errors, which may well be about its name. */
const labelOf = (raw: unknown, field: 'name' | 'key', place: number): string => {
  const label: unknown = typeof raw === 'object' && raw !== null ? Reflect.get(raw, field) : undefined;
  return typeof label === 'string' ? label : `(number ${place})`;
};

/** Refuses names that IAM, which ignores case, could not tell apart. */
export const checkDistinct = (names: readonly string[], where: string): void => {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other !== undefined) {
      throw new UserProblem(
        `${where}: expected each name once, whatever the case; received ${other} and ${name}`,
      );
    }
    seen.set(name.toLowerCase(), name);
  }
};

type PatternsOfType = ReadonlyMap<string, readonly string[]>;

const checkResourceTypes = ({ prefix, resourceTypes }: RawService): PatternsOfType => {
  const checked = resourceTypes.map((raw, place) =>
    check(ResourceType, raw, `resource type ${labelOf(raw, 'key', place)} of ${prefix}`),
  );
  checkDistinct(
    checked.map(({ key }) => key),
    `resource types of ${prefix}`,
  );
  return new Map(checked.map(({ key, arn }) => [key.toLowerCase(), arn]));
};

const checkAction = (raw: unknown, where: string, patternsOf: PatternsOfType): ServiceAction => {
  const { name, accessLevel, resourceTypes } = check(Action, raw, where);
  const patterns = resourceTypes.flatMap((type) => {
    const found = patternsOf.get(type.name.toLowerCase());
    if (found === undefined) {
      const known = [...patternsOf.keys()].join(', ');
      throw new UserProblem(
        `${where}: expected a resource type of the service (${known}), received ${type.name}`,
      );
    }
    return found;
  });
  return {
    name,
    accessLevel,
    resourcePatterns: [...new Set(patterns)].sort(),
    authorizesOnAll: resourceTypes.every(({ required }) => !required),
  };
};

/** The actions of a service in the catalogue's order. Throws at the first thing that is not as it should be. */
export const checkService = (service: RawService): readonly ServiceAction[] => {
  const { prefix } = service;
  if (!/^[a-z0-9-]+$/.test(prefix)) {
    throw new UserProblem(
      `expected a service prefix of lower-case letters, digits and -; received ${prefix}`,
    );
  }
  const patternsOf = checkResourceTypes(service);
  const actions = service.actions.map((raw, place) =>
    checkAction(raw, `action ${prefix}:${labelOf(raw, 'name', place)}`, patternsOf),
  );
  checkDistinct(
    actions.map(({ name }) => name),
    `actions of ${prefix}`,
  );
  return actions.toSorted((left, right) => (left.name.toLowerCase() < right.name.toLowerCase() ? -1 : 1));
};
