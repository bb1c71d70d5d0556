import type { Mail } from '../organization/mail.ts';
import type { Expectation } from '../story/expectation.ts';
import type { Sighting, SightingOf } from '../story/sighting.ts';

const isDigest = ({ subject }: Mail): boolean => subject.includes('more notices within a minute');

const mailsIn = (sightings: readonly Sighting[]): readonly Mail[] =>
  sightings.flatMap((sighting) => (sighting.kind === 'told' ? [sighting.mail] : []));

/** Whom the messages tell of: by the subject, or by the lines of a digest. */
const namedIn = (mails: readonly Mail[]): readonly string[] =>
  mails
    .flatMap((mail) => (isDigest(mail) ? mail.body.split('\n') : [mail.subject]))
    .flatMap((line) => /MFA Guardian: (\S+) in /u.exec(line)?.[1] ?? []);

/** Each of them is named once, in a message of its own or in a digest. */
export const toldOfEachOnce = (people: readonly string[]): Expectation => ({
  words: 'named each of them to people, once',
  holds: (sightings) => {
    const named = namedIn(mailsIn(sightings)).toSorted();
    return named.length === people.length && people.toSorted().every((name, index) => name === named[index]);
  },
});

const attachedAt = (sightings: readonly Sighting[]): readonly number[] =>
  sightings
    .filter((sighting): sighting is SightingOf<'did'> => sighting.kind === 'did')
    .filter(({ action }) => action.outcome.kind === 'attached')
    .map(({ action }) => action.outcome.at)
    .toSorted((left, right) => left - right);

const secondsAfter = (began: number, at: number | undefined): string =>
  at === undefined ? 'never' : `${((at - began) / 1_000).toFixed(0)} s`;

/** What it took, for so many people, since that instant in milliseconds since 1970. */
export const numbersText = (
  sightings: readonly Sighting[],
  people: number,
  began: number,
): readonly string[] => {
  const attached = attachedAt(sightings);
  const mails = mailsIn(sightings);
  const digests = mails.filter(isDigest).length;
  const reads = sightings.reduce(
    (sum, sighting) => (sighting.kind === 'read' ? sum + sighting.reads.calls.length : sum),
    0,
  );
  return [
    `  first user guarded after   ${secondsAfter(began, attached[0])}`,
    `  half of them after         ${secondsAfter(began, attached[Math.floor((attached.length - 1) / 2)])}`,
    `  all of them after          ${secondsAfter(began, attached.at(-1))}`,
    `  reads of IAM               ${reads}, or ${Math.round(reads / people)} a user`,
    `  messages to people         ${mails.length - digests} alerts and ${digests} digest${digests === 1 ? '' : 's'}`,
  ];
};
