import { describe, expect, it } from 'vitest';
import {
  attachedNothing,
  attachedTimes,
  attachedTo,
  concluded,
  concludedNothing,
  type Expectation,
  forEach,
  saw,
  toldNobody,
  toldOf,
  toldTimes,
} from '../../local/story/expectation.ts';
import type { Sighting } from '../../local/story/sighting.ts';
import { attachedFor, concludedOf, notAttachedFor, sawCall, toldIn } from './sightings.ts';

const PROTECTED = concludedOf('ana', { kind: 'protected', lasting: true });
const ALERT = toldIn('MFA Guardian: ana', 'can act\nwithout MFA');

describe('an expectation', () => {
  it.each<[string, Expectation, readonly Sighting[], boolean]>([
    ['a call that was seen', saw('TagUser'), [sawCall('TagUser')], true],
    ['another call', saw('TagUser'), [sawCall('CreateUser')], false],
    ['a verdict', concluded('ana', 'protected'), [PROTECTED], true],
    ['a verdict on somebody else', concluded('ben', 'protected'), [PROTECTED], false],
    ['another verdict', concluded('ana', 'exposed'), [PROTECTED], false],
    ['an attachment', attachedTo('ana'), [attachedFor('ana')], true],
    ['two attachments', attachedTo('ana'), [attachedFor('ana'), attachedFor('ana')], false],
    ['an attachment to somebody else', attachedTo('ana'), [attachedFor('ben')], false],
    ['a message, across its lines', toldOf('ana', 'can act without MFA'), [ALERT], true],
    ['two messages', toldOf('ana'), [ALERT, ALERT], false],
    ['a message without one of the words', toldOf('ana', 'protected'), [ALERT], false],
    ['no message', toldNobody, [PROTECTED], true],
    ['no message where one came', toldNobody, [ALERT], false],
    ['one message in all', toldTimes(1), [ALERT, PROTECTED], true],
    ['one message in all, and two came', toldTimes(1), [ALERT, ALERT], false],
    ['nothing attached', attachedNothing, [ALERT], true],
    ['nothing attached where something was', attachedNothing, [attachedFor('ben')], false],
    ['nothing attached where it was only meant', attachedNothing, [notAttachedFor('ana')], true],
    ['an attachment that was only meant', attachedTo('ana'), [notAttachedFor('ana')], false],
    ['two attachments in all', attachedTimes(2), [attachedFor('ana'), attachedFor('ben')], true],
    ['two attachments in all, and one came', attachedTimes(2), [attachedFor('ana')], false],
    [
      'one attachment in all, and two came',
      attachedTimes(1),
      [attachedFor('ana'), attachedFor('ben')],
      false,
    ],
    ['no verdict', concludedNothing, [ALERT], true],
    ['no verdict where one came', concludedNothing, [PROTECTED], false],
    ['the same of each', forEach('each', ['ana', 'ben'], attachedTo), [attachedFor('ana')], false],
    [
      'the same of each, of whom none is left out',
      forEach('each', ['ana', 'ben'], attachedTo),
      [attachedFor('ben'), attachedFor('ana')],
      true,
    ],
  ])('of %s holds or does not', (_what, { holds }, sightings, does) => {
    expect(holds(sightings)).toBe(does);
  });

  it('that something does not happen is only looked at when all is at rest', () => {
    const forbidding = [toldNobody, attachedNothing, concludedNothing, toldTimes(1), attachedTimes(1)];
    expect(forbidding.map(({ forbids }) => forbids)).toEqual(forbidding.map(() => true));
    expect(attachedTo('ana').forbids).toBeUndefined();
  });
});
