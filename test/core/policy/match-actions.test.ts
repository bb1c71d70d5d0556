import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actionName,
  CATALOGUE_SIZE,
  indexOfAction,
  SERVICES,
  serviceRange,
} from '#core/catalogue/action-catalogue.ts';
import { actionsIn, allActions, noActions } from '#core/policy/action-set.ts';
import { limitedEffort } from '#core/policy/effort.ts';
import { actionNamePattern, actionsOfServices, matchActions } from '#core/policy/match-actions.ts';
import { EVERYTHING, showPattern } from '#core/policy/pattern.ts';
import { plenty } from './plenty.ts';

const NAMES = Array.from({ length: CATALOGUE_SIZE }, (_, action) => actionName(action).toLowerCase());

/** The actions that a regular expression finds, wildcards never reaching over the colon. */
const found = (pattern: string): readonly number[] => {
  const source = pattern.replaceAll('*', '[^:]*').replaceAll('?', '[^:]');
  const expression = new RegExp(`^${source}$`);
  return NAMES.flatMap((name, action) => (expression.test(name) ? [action] : []));
};

const matched = (...patterns: readonly string[]): readonly number[] =>
  actionsIn(matchActions(patterns, plenty()));

/** Names of the catalogue with a few places made into wildcards, or cut. */
const nearNames: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...NAMES),
    fc.array(fc.tuple(fc.nat(40), fc.constantFrom('*', '?', '', 'x'), fc.nat(12)), { maxLength: 3 }),
  )
  .map(([name, changes]) =>
    changes.reduce((text, [place, wildcard, length]) => {
      const at = place % text.length;
      const cut = text.slice(at, at + length).includes(':') ? 0 : length;
      return text.slice(0, at) + wildcard + text.slice(at + cut);
    }, name),
  )
  .filter((text) => /^[\w*?-]+:[\w*?-]+$/.test(text));

describe('matchActions', () => {
  it('always matches what trying every action of the catalogue matches', () => {
    fc.assert(
      fc.property(nearNames, (pattern) => {
        expect(matched(pattern)).toEqual(found(pattern));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    's3:getobject',
    's3:*',
    's3:get*',
    's3:**',
    's3:?',
    's3:',
    '*:create*',
    'iam:*mfa*',
    's?:getobject',
    's*:get*object',
    '?*:getobject',
    'no-such-service:*',
    'no-such-*:*',
    's3:nosuchaction',
    '*:nosuchaction',
    '*:getobject',
  ])('matches %s', (pattern) => {
    expect(matched(pattern)).toEqual(found(pattern));
  });

  it.each([['*'], ['*:*'], ['**:*'], ['*:**'], ['s3:getobject', '*:*']])(
    'knows at once that %j is every action',
    (...patterns) => {
      const effort = limitedEffort(1);
      expect(matchActions(patterns, effort)).toBe(allActions);
      expect(effort.spent()).toBe(0);
    },
  );

  it('takes everything that any of the patterns matches, each pattern once', () => {
    const once = plenty();
    const often = plenty();
    const set = matchActions(['s3:get*', 'iam:getuser'], once);
    expect(matchActions(['s3:get*', 'iam:getuser', 's3:get*', 's3:get*'], often)).toEqual(set);
    expect(often.spent()).toBe(once.spent());
    expect(actionsIn(set)).toEqual([...found('iam:getuser'), ...found('s3:get*')].sort((a, b) => a - b));
  });

  it('matches nothing without patterns', () => {
    expect(matchActions([], plenty())).toEqual(noActions);
  });

  it('counts the actions that it looks at', () => {
    const effort = plenty();
    matchActions(['*:*x*'], effort);
    expect(effort.spent()).toBeGreaterThan(2 * CATALOGUE_SIZE);
    expect(() => matchActions(['*:*x*'], limitedEffort(CATALOGUE_SIZE))).toThrow('judged within');
  });

  it('counts one step for a name without wildcards', () => {
    const effort = plenty();
    matchActions(['s3:getobject', 's3:putobject'], effort);
    expect(effort.spent()).toBe(2);
  });
});

describe('actionNamePattern', () => {
  it.each(['*', '*:*', '**:*', '*:**', '***:***'])('takes %s for every name there is', (text) => {
    expect(actionNamePattern(text)).toEqual(EVERYTHING);
  });

  it.each(['*:?*', '?*:*', '*:*x', 'iam*:*', 'iam:*', 's3:getobject'])(
    'reads %s as it is written',
    (text) => {
      expect(showPattern(actionNamePattern(text))).toBe(text);
    },
  );
});

describe('actionsOfServices', () => {
  it('has all actions of the services, and of no other', () => {
    const set = actionsOfServices(['sqs', 'iam', 'no-such-service']);
    expect(actionsIn(set)).toEqual([...found('iam:*'), ...found('sqs:*')].sort((a, b) => a - b));
    expect(indexOfAction('iam:CreateUser')).toBeGreaterThan(0);
  });

  it('has every action for every service', () => {
    expect(actionsOfServices(SERVICES)).toEqual(allActions);
    expect(serviceRange('iam')).toBeDefined();
  });
});
