import { iamCall } from '../fakes/cloudtrail-events.ts';

/** An event about this user that needs nothing but the name. */
export const tagged = (userName: string) =>
  iamCall({ eventName: 'TagUser', eventId: `tag ${userName}`, requestParameters: { userName } });

const base = tagged('ana');
const withUser = (userName: unknown) => ({
  ...base,
  detail: { ...base.detail, requestParameters: { userName } },
});
const without = (member: string) => {
  const { [member]: _gone, ...rest } = base.detail;
  return { ...base, detail: rest };
};
const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Bodies of which no function can make anything, and what is wrong with them. */
export const MALFORMED: readonly (readonly [string, string])[] = [
  ['null', 'null'],
  ['nothing', ''],
  ['a number', '5'],
  ['a text', '"TagUser"'],
  ['a list of events', JSON.stringify([base])],
  ['an event that is cut off', JSON.stringify(base).slice(0, -20)],
  ['256 kB of something else', JSON.stringify({ padding: 'x'.repeat(256 * 1024) })],
  ['256 kB that are no JSON', 'x'.repeat(256 * 1024)],
  ['256 kB in the name', JSON.stringify(withUser('x'.repeat(256 * 1024)))],
  ['depth without end', deep(50_000)],
  ['no detail', JSON.stringify({ ...base, detail: undefined })],
  ['a detail of the wrong type', JSON.stringify({ ...base, detail: 'TagUser' })],
  ['no account', JSON.stringify({ ...base, account: undefined })],
  ['an account that is a number', JSON.stringify({ ...base, account: 222222222222 })],
  ['an account of eleven digits', JSON.stringify({ ...base, account: '22222222222' })],
  ['no time', JSON.stringify(without('eventTime'))],
  ['no name of the call', JSON.stringify(without('eventName'))],
  ['no id', JSON.stringify(without('eventID'))],
  ['a user name with control characters', JSON.stringify(withUser('ana\u0000\u001b[2J'))],
  ['a user name that turns the line around', JSON.stringify(withUser('\u202eana'))],
  ['half a character', JSON.stringify(withUser('\ud800'))],
  ['an empty user name', JSON.stringify(withUser(''))],
  ['a path for a user name', JSON.stringify(withUser('team/ana'))],
  [
    'an event that nobody watches',
    JSON.stringify({ ...base, detail: { ...base.detail, eventName: 'ListUsers' } }),
  ],
  ['polluted prototypes', '{"__proto__":{"source":"aws.iam"},"constructor":{"prototype":{"account":"1"}}}'],
];
