import { describe, expect, it } from 'vitest';
import type { RulePattern } from '#core/change/event-rules.ts';
import { isTakenBy } from '#core/change/match-event-pattern.ts';
import { watchedEventFiles } from '../fakes/cloudtrail-events.ts';
import { resourcesOf, synthesize } from './support/synthesize.ts';

const { hub, member } = synthesize();

const patternsIn = (template: typeof hub): readonly RulePattern[] =>
  resourcesOf(template, 'AWS::Events::Rule').map(
    ({ Properties }) => Properties['EventPattern'] as RulePattern,
  );

const CALLS = ['PutRule', 'DisableRule', 'DeleteRule', 'PutTargets', 'RemoveTargets'];
const changesOfRules = watchedEventFiles().filter(({ detail }) =>
  CALLS.includes(String(detail['eventName'])),
);

describe.each([
  ['a member', patternsIn(member)],
  ['the hub', patternsIn(hub)],
])('what is done to a rule of %s', (_stack, patterns) => {
  it('is taken by another one too, whichever it is', () => {
    expect(changesOfRules).toHaveLength(CALLS.length);
    for (const stopped of patterns) {
      const others = patterns.filter((pattern) => pattern !== stopped);
      const missed = changesOfRules.filter((event) => !others.some((pattern) => isTakenBy(pattern, event)));
      expect(missed).toEqual([]);
    }
  });
});
