import { isIP } from 'node:net';
import type { RequestContext } from './request.model.ts';
import {
  type Condition,
  conditionsOf,
  listOf,
  type RawDocument,
  type RawStatement,
} from './request-documents.model.ts';
import type { SessionContext } from './session-contexts.model.ts';

type Value = string | readonly string[];

/** More contexts than this are thinned out. */
const MOST_CONTEXTS = 400;

const NEW_YEAR = '2026-01-01T00:00:00Z';

const secondsFrom = (instant: number, seconds: number): string =>
  new Date(instant + seconds * 1_000).toISOString();

const around = (value: string): readonly string[] =>
  [-1, 0, 1].map((difference) => String(Number(value) + difference));

const datesAround = (value: string): readonly string[] => {
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? [] : [-1, 0, 1].map((seconds) => secondsFrom(instant, seconds));
};

interface ValuesOfAType {
  readonly keys: RegExp;
  /** Values that a key of this type can have, near one that a document names. */
  readonly near: (value: string) => readonly string[];
  readonly besides: readonly Value[];
}

const TYPES: readonly ValuesOfAType[] = [
  { keys: /^aws:securetransport$/, near: () => [], besides: ['true', 'false'] },
  { keys: /^aws:(currenttime|tokenissuetime)$/, near: datesAround, besides: [NEW_YEAR] },
  {
    keys: /^aws:sourceip$/,
    near: (value) => [value.split('/')[0] ?? ''].filter((address) => isIP(address) > 0),
    besides: ['192.0.2.1', '2001:db8:ffff::1'],
  },
  {
    keys: /^(aws:(multifactorauthage|epochtime)|s3:max-keys)$/,
    near: (value) => (/^\d+$/.test(value) ? around(value) : []),
    besides: ['1'],
  },
  {
    keys: /./,
    near: (value) => [value.replaceAll(/[*?]/g, 'x')],
    besides: ['x'],
  },
];

const LISTS = /^aws:(tagkeys|calledvia)$/;

/** What a variable has to be for the patterns that have it to match a resource. */
const valuesFor = (key: string, documents: readonly RawDocument[], resource: string): readonly string[] =>
  documents
    .flatMap(({ Statement }) => listOf(Statement))
    .flatMap(({ Resource, NotResource }) => [...listOf(Resource), ...listOf(NotResource)])
    .flatMap((pattern) => {
      const parts = pattern.split(/(\$\{[^}]*\}|[*?])/).map((part) => {
        const variable = /^\$\{([^},]*)/.exec(part)?.[1];
        if (variable === undefined && !/^[*?]$/.test(part)) {
          return part.replaceAll(/\W/g, String.raw`\$&`);
        }
        return variable?.toLowerCase() === key ? '(?<value>.*)' : '.*';
      });
      const own = parts.filter((part) => part.startsWith('(')).length === 1;
      const value = own ? new RegExp(`^${parts.join('')}$`).exec(resource)?.groups?.['value'] : undefined;
      return value === undefined ? [] : [value];
    });

/** What a variable has to be for a condition on a key of the session to match. */
const valuesOfFixed = (
  key: string,
  conditions: readonly Condition[],
  fixed: RequestContext,
): readonly string[] =>
  conditions
    .filter(({ values }) => values.some((value) => value.toLowerCase() === `\${${key}}`))
    .flatMap((condition) => fixed[condition.key] ?? [])
    .filter((value) => typeof value === 'string');

/** One tag may be compared with another one. */
const comparable = (one: string, other: string): boolean =>
  one === other || (one.includes('/') && one.split('/')[0] === other.split('/')[0]);

/** A text with its variables replaced by what the session gives them, or else by what keys are tried with. */
const replaced = (text: string, fixed: RequestContext): string =>
  text.replaceAll(/\$\{([^}]*)\}/g, (_, key: string) => {
    const value = fixed[key.toLowerCase()];
    return typeof value === 'string' ? value : 'x';
  });

const valuesOf = (key: string, conditions: readonly Condition[], fixed: RequestContext): readonly Value[] => {
  const type = TYPES.find(({ keys }) => keys.test(key));
  const named = conditions
    .filter((condition) => comparable(condition.key, key) && !/null/i.test(condition.operator))
    .flatMap(({ values }) =>
      values.flatMap((value) => [value, replaced(value, fixed)].flatMap((text) => type?.near(text) ?? [])),
    );
  const values = [...new Set([...named, ...(type?.besides ?? [])])];
  return LISTS.test(key)
    ? [...values.map((value) => [value].flat()), ...(named.length > 1 ? [named] : [])]
    : values;
};

const VARIABLE_KEY = /\$\{([^},*?$]+)/g;

const variablesOf = (element: unknown): readonly string[] =>
  [...(JSON.stringify(element) ?? '').matchAll(VARIABLE_KEY)].map(([, key = '']) => key.toLowerCase());

/** The keys that a statement asks for, in lower case, once for its resources and once for its conditions. */
const keysOf = ({ Resource, NotResource, ...statement }: RawStatement): readonly string[] => [
  ...new Set(variablesOf([Resource, NotResource])),
  ...new Set([...conditionsOf(statement).map(({ key }) => key), ...variablesOf(statement.Condition)]),
];

/** The keys that statements ask for and that the session leaves open, as often as they do. */
export const openKeysOf = (
  documents: readonly RawDocument[],
  { fixed, absent }: SessionContext,
): readonly string[] =>
  documents
    .flatMap(({ Statement }) => listOf(Statement).flatMap(keysOf))
    .filter((key) => !(key in fixed || absent.some((beginning) => key.startsWith(beginning))));

const thinnedOut = <Item>(items: readonly Item[]): readonly Item[] => {
  const step = Math.ceil(items.length / MOST_CONTEXTS);
  return items.filter((_, place) => place % step === 0);
};

/**
 * The contexts of a session that these documents could tell apart in requests for a resource: its own keys, and for
 * others what the documents name.
 */
export const contextsToTry = (
  documents: readonly RawDocument[],
  session: SessionContext,
  resource: string,
): readonly RequestContext[] => {
  const conditions = documents.flatMap(({ Statement }) => listOf(Statement).flatMap(conditionsOf));
  let contexts: readonly RequestContext[] = [session.fixed];
  for (const key of new Set(openKeysOf(documents, session))) {
    const values = [
      ...valuesOf(key, conditions, session.fixed),
      ...valuesOfFixed(key, conditions, session.fixed),
      ...valuesFor(key, documents, resource),
    ];
    const given = values.map((value): RequestContext => ({ [key]: value }));
    const choices = session.present.includes(key) ? given : [{}, ...given];
    contexts = thinnedOut(
      contexts.flatMap((context) => choices.map((choice) => ({ ...context, ...choice }))),
    );
  }
  return contexts;
};
