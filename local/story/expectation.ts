import type { Finding } from '#core/verdict/mfa-verdict.ts';
import type { Sighting, SightingOf } from './sighting.ts';

/** Something that the guardian should do in a step, or should leave alone. */
export interface Expectation {
  /** The rest of the sentence "the guardian ...". */
  readonly words: string;
  readonly holds: (sightings: readonly Sighting[]) => boolean;
  /** Something that must not happen holds at first, so it is only looked at when everything has come to rest. */
  readonly forbids?: boolean;
}

export const saw = (eventName: string): Expectation => ({
  words: `saw ${eventName}`,
  holds: (sightings) =>
    sightings.some((sighting) => sighting.kind === 'saw' && sighting.event.call.eventName === eventName),
});

/** Each delivery of an event counts. */
export const sawTimes = (eventName: string, times: number): Expectation => ({
  words: `saw ${eventName} ${times} times`,
  holds: (sightings) =>
    sightings.filter((sighting) => sighting.kind === 'saw' && sighting.event.call.eventName === eventName)
      .length === times,
});

export const concluded = (userName: string, finding: Finding['kind']): Expectation => ({
  words: `found ${userName} ${finding.replace('-', ' ')}`,
  holds: (sightings) =>
    sightings.some(
      (sighting) =>
        sighting.kind === 'concluded' &&
        sighting.verdict.principal.userName === userName &&
        sighting.verdict.finding.kind === finding,
    ),
});

const attachments = (sightings: readonly Sighting[]): readonly SightingOf<'did'>[] =>
  sightings.filter(
    (sighting): sighting is SightingOf<'did'> =>
      sighting.kind === 'did' && sighting.action.outcome.kind === 'attached',
  );

export const attachedTo = (userName: string): Expectation => ({
  words: `attached the enforcement policy to ${userName}, once`,
  holds: (sightings) =>
    attachments(sightings).filter(({ action }) => action.principal.userName === userName).length === 1,
});

export const attachedNothing: Expectation = {
  words: 'attached nothing to anybody',
  holds: (sightings) => attachments(sightings).length === 0,
  forbids: true,
};

/** How many of the messages have all these words, in the subject or the text, however the lines are broken. */
const mailsWith = (sightings: readonly Sighting[], words: readonly string[]): number =>
  sightings.filter((sighting) => {
    if (sighting.kind !== 'told') {
      return false;
    }
    const text = `${sighting.mail.subject} ${sighting.mail.body}`.replace(/\s+/gu, ' ');
    return words.every((word) => text.includes(word));
  }).length;

/** Exactly one message has all these words. */
export const toldOf = (...words: readonly string[]): Expectation => ({
  words: `told people of ${words.map((word) => `"${word}"`).join(', ')}`,
  holds: (sightings) => mailsWith(sightings, words) === 1,
});

export const toldNobody: Expectation = {
  words: 'sent no alert',
  holds: (sightings) => sightings.every(({ kind }) => kind !== 'told'),
  forbids: true,
};

/** So many messages in all: not one more. */
export const toldTimes = (count: number): Expectation => ({
  words: `sent ${count} alert${count === 1 ? '' : 's'} in all`,
  holds: (sightings) => sightings.filter(({ kind }) => kind === 'told').length === count,
  forbids: true,
});

/** So many attachments in all: not one more. */
export const attachedTimes = (count: number): Expectation => ({
  words: `attached ${count} ${count === 1 ? 'policy' : 'policies'} in all`,
  holds: (sightings) => attachments(sightings).length === count,
  forbids: true,
});

export const concludedNothing: Expectation = {
  words: 'announced no verdict',
  holds: (sightings) => sightings.every(({ kind }) => kind !== 'concluded'),
  forbids: true,
};

/** The same of each of several users, in words for all of them. */
export const forEach = (
  words: string,
  userNames: readonly string[],
  expectation: (userName: string) => Expectation,
): Expectation => {
  const expectations = userNames.map(expectation);
  return { words, holds: (sightings) => expectations.every(({ holds }) => holds(sightings)) };
};
