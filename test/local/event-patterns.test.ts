import { TestEventPatternCommand } from '@aws-sdk/client-eventbridge';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DetailPattern } from '#core/change/event-pattern.ts';
import { eventRules, type RulePattern } from '#core/change/event-rules.ts';
import { isTakenBy } from '#core/change/match-event-pattern.ts';
import { WATCHED_EVENTS } from '#core/change/watched-events.ts';
import { observed } from '../core/change/observed.ts';
import { nearMissesOf } from '../events/nearly-watched.ts';
import { OPERATOR_CASES } from '../events/operator-cases.ts';
import type { OperatorCase } from '../events/operators/operator-case.ts';
import { type DeliveredEvent, watchedEventFiles } from '../fakes/cloudtrail-events.ts';
import type { AwsClients } from './support/aws-clients.ts';
import { localAws, memberAccount } from './support/local-aws.ts';
import { refusalOf } from './support/refusal.ts';

const aws = localAws();
let member: AwsClients;

beforeAll(() => {
  member = aws.root(memberAccount);
});

const PATTERNS: readonly RulePattern[] = eventRules(WATCHED_EVENTS).map(({ pattern }) => pattern);

const ALTERNATIVES = PATTERNS.flatMap((pattern) => ('$or' in pattern ? pattern.$or : [pattern]));

interface Question<Pattern = RulePattern> {
  readonly what: string;
  readonly pattern: Pattern;
  readonly event: unknown;
}

const answerTo = async ({ pattern, event }: Question<unknown>): Promise<boolean | undefined> => {
  const { Result } = await member.events.send(
    new TestEventPatternCommand({ EventPattern: JSON.stringify(pattern), Event: JSON.stringify(event) }),
  );
  return Result;
};

const differences = async (questions: readonly Question[]): Promise<readonly string[]> => {
  const answers = await Promise.all(questions.map(answerTo));
  return questions
    .filter(({ pattern, event }, index) => isTakenBy(pattern, event) !== answers[index])
    .map(({ what }) => what);
};

const nameOf = (event: DeliveredEvent): string => String(event.detail['eventName']);

/** The rule that takes an event, and the one behind that: the others differ from it in the same ways. */
const patternsFor = (event: unknown): readonly RulePattern[] => {
  const taker = PATTERNS.findIndex((pattern) => isTakenBy(pattern, event));
  return [...PATTERNS.slice(taker), ...PATTERNS].slice(0, 2);
};

const questionsAbout = (event: DeliveredEvent): readonly Question[] =>
  patternsFor(event).map((pattern, index) => ({
    what: `${nameOf(event)}, ${index === 0 ? 'its rule' : 'another'}`,
    pattern,
    event,
  }));

/** One event for each alternative: what is nearly one is refused for the same reason whichever call it is of. */
const representatives = (): readonly DeliveredEvent[] => {
  const events = watchedEventFiles();
  return ALTERNATIVES.flatMap((pattern) => events.find((event) => isTakenBy(pattern, event)) ?? []);
};

const answersTo = (cases: readonly OperatorCase[]): Promise<readonly (boolean | undefined)[]> =>
  Promise.all(
    cases.map(({ what, pattern, detail }) =>
      answerTo({ what, pattern: { detail: pattern } satisfies DetailPattern, event: { detail } }),
    ),
  );

describe('TestEventPattern', () => {
  it('agrees about every watched event', async () => {
    const questions = watchedEventFiles().flatMap(questionsAbout);
    expect(questions).toHaveLength(2 * WATCHED_EVENTS.length);
    expect(await differences(questions)).toEqual([]);
  });

  it('agrees about what is only nearly an event of a rule', async () => {
    const events = representatives();
    expect(events).toHaveLength(ALTERNATIVES.length);
    const questions = events.flatMap((event) =>
      nearMissesOf(observed(event).row, event)
        // The API reads a record that is a text; what is delivered never has one.
        .filter(({ what }) => what !== 'a record in text')
        .map((miss) => ({
          what: `${nameOf(event)}: ${miss.what}`,
          pattern: patternsFor(event)[0] as RulePattern,
          event: miss.event,
        })),
    );
    expect(await differences(questions)).toEqual([]);
  });

  it('agrees about every operator', async () => {
    const answers = await answersTo(OPERATOR_CASES);
    expect(OPERATOR_CASES.filter(({ matches }, index) => answers[index] !== matches)).toEqual([]);
  });

  it('refuses a pattern that EventBridge would refuse', async () => {
    const question = { what: '', pattern: { detail: {} }, event: { detail: {} } };
    expect(await refusalOf(answerTo(question))).toMatchObject({ name: 'InvalidEventPatternException' });
  });
});
