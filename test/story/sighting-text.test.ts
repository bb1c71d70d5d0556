import { describe, expect, it } from 'vitest';
import type { Sighting } from '../../local/story/sighting.ts';
import { sightingText } from '../../local/story/sighting-text.ts';
import { summaryText } from '../../local/story/summary-text.ts';
import { attachedFor, concludedOf, noticedOf, sawCall, toldIn } from './sightings.ts';

const PROTECTED = { kind: 'protected', lasting: true } as const;

/** Clears the screen, rings, begins a line of its own, and writes from right to left. */
const HOSTILE = 'ana\u001b[2J\u0007\r\n  did        nothing\u202e\u2028';

const HARMLESS = /^[\x20-\x7e]*$/;

describe('a name that somebody chose to deceive whoever watches', () => {
  it.each<[string, Sighting]>([
    ['of a user whom a call is about', sawCall('CreateAccessKey', HOSTILE)],
    ['of a user who was judged', concludedOf(HOSTILE, PROTECTED)],
    ['of a user who was guarded', attachedFor(HOSTILE)],
    ['of the target of a threat', noticedOf('last-device-removed', HOSTILE)],
    ['in the subject of a message', toldIn(`about ${HOSTILE.replaceAll('\n', '')}`)],
  ])('%s is shown without what moves a cursor or begins a line', (_whose, sighting) => {
    for (const lines of [sightingText(sighting), summaryText([sighting])]) {
      expect(lines.filter((line) => !HARMLESS.test(line))).toEqual([]);
      expect(lines.filter((line) => line.startsWith('  did        nothing'))).toEqual([]);
    }
  });
});

describe('what was noticed', () => {
  it('is said in words, in lines of at most eighty columns', () => {
    const lines = sightingText(noticedOf('enrolled-with-long-term-key', 'ana'));
    expect(lines).toEqual([
      '  noticed    an MFA device was registered with an access key (high): ana, in',
      '             payments',
    ]);
  });

  it('leaves a long text whole', () => {
    const long = Array.from({ length: 100 }, (_, index) => `word${index}`).join(' ');
    expect(sightingText(toldIn('about ana', long)).join(' ')).toContain('word99');
  });

  it('in brief, an alert is its subject and who did what', () => {
    const mail = toldIn('about ana', 'First.\n\nWho did it.\n\nAnd more.');
    expect(sightingText(mail, true).join('\n')).not.toContain('And more');
    expect(sightingText(mail, true).join('\n')).toContain('Who did it.');
    expect(sightingText(mail).join('\n')).toContain('And more.');
  });

  it('of many is counted', () => {
    const lines = summaryText([
      sawCall('CreateAccessKey'),
      sawCall('CreateAccessKey', 'ben'),
      concludedOf('ana', PROTECTED),
      attachedFor('ana'),
      toldIn('about ana'),
      toldIn('about ben'),
    ]);
    expect(lines).toEqual([
      '  saw        2 calls: 2 CreateAccessKey',
      '  concluded  1 protected',
      '  did        1 policies attached',
      '  told       2 messages. The first: about ana',
    ]);
  });
});
