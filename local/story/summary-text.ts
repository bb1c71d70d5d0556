import { printable } from '#core/kernel/printable.ts';
import { wrap } from '../../cli/terminal/wrap.ts';
import type { Sighting, SightingOf } from './sighting.ts';

const LABEL = '  ';
const LABEL_WIDTH = 11;

const line = (label: string, text: string): readonly string[] => {
  const first = `${LABEL}${label.padEnd(LABEL_WIDTH)}`;
  return text === '' ? [] : wrap(text, ' '.repeat(first.length), first);
};

const ofKind = <Kind extends Sighting['kind']>(
  sightings: readonly Sighting[],
  kind: Kind,
): readonly SightingOf<Kind>[] =>
  sightings.filter((sighting): sighting is SightingOf<Kind> => sighting.kind === kind);

/** Each distinct text with how often it came, in the order of their first. */
const counted = (texts: readonly string[]): string =>
  [...Map.groupBy(texts, (text) => text)].map(([text, all]) => `${all.length} ${text}`).join(', ');

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

const sawText = (sightings: readonly SightingOf<'saw'>[]): string =>
  sightings.length === 0
    ? ''
    : `${plural(sightings.length, 'call')}: ${counted(sightings.map(({ event }) => event.call.eventName))}`;

const readText = (sightings: readonly SightingOf<'read'>[]): string => {
  const calls = sightings.reduce((sum, { reads }) => sum + reads.calls.length, 0);
  return calls === 0 ? '' : `${plural(calls, 'call')} of IAM as MfaGuardianReader`;
};

const didText = (sightings: readonly SightingOf<'did'>[]): string =>
  counted(
    sightings.map(({ action: { outcome } }) =>
      outcome.kind === 'attached' ? 'policies attached' : `not attached (${outcome.because})`,
    ),
  );

const toldText = (sightings: readonly SightingOf<'told'>[]): string => {
  const [first] = sightings;
  return first === undefined
    ? ''
    : `${plural(sightings.length, 'message')}. The first: ${printable(first.mail.subject)}`;
};

/** How often each thing happened, for when it happened to many at once; text from AWS is made harmless. */
export const summaryText = (sightings: readonly Sighting[]): readonly string[] => [
  ...line('saw', sawText(ofKind(sightings, 'saw'))),
  ...line('read', readText(ofKind(sightings, 'read'))),
  ...line(
    'concluded',
    counted(ofKind(sightings, 'concluded').map(({ verdict }) => verdict.finding.kind.replace('-', ' '))),
  ),
  ...line('noticed', counted(ofKind(sightings, 'noticed').map(({ threat }) => threat.threat.kind))),
  ...line('did', didText(ofKind(sightings, 'did'))),
  ...line('told', toldText(ofKind(sightings, 'told'))),
];
