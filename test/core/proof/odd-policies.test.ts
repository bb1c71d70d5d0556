import { describe, expect, it } from 'vitest';
import { proveEnrolment } from '#core/proof/prove-enrolment.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { type ProvableSession, SESSION_KINDS } from '#core/proof/session-kind.ts';
import { ALLOW_ALL, holding, numbers, policyOf } from './hostile-user.ts';

const PATIENCE = { timeout: 30_000 };

const RULES = { allowPasswordChange: false };
const SESSIONS: readonly ProvableSession[] = [...SESSION_KINDS, 'mfa'];

const answersOf = (principal: ProvedPrincipal) =>
  SESSIONS.map((session) => {
    const proof = proveSession(principal, session, RULES);
    return proof.answer === 'undetermined' ? proof.gaps.map(({ because }) => because).join() : proof.answer;
  });

/** Nobody is called enforced, and nobody locked out for certain, by what is too much to judge. */
const expectEverySession = (principal: ProvedPrincipal, answer: string): void => {
  expect(answersOf(principal)).toEqual(SESSIONS.map(() => answer));
  expect(proveEnrolment(principal, 'access-key', 'virtual').answer).not.toBe('impossible');
};

const bucket = (name: string): string => `arn:aws:s3:::${name}`;

const deny = (changes: object): object => ({ Effect: 'Deny', Action: '*', Resource: '*', ...changes });

describe('a policy that cannot be understood', PATIENCE, () => {
  it.each([
    ['6 MB of white space around what would enforce', policyOf(deny({})).padEnd(6_000_000)],
    ['100,000 stars', policyOf(deny({ Action: numbers(100_000).map(() => '*') }))],
    ['so many brackets', '['.repeat(50_000) + ']'.repeat(50_000)],
    ['the letter k that is a sign for kelvin', policyOf(deny({ Action: ['*', '\u212ams:*'] }))],
  ])('leaves everything undetermined: %s', (_what, text) => {
    expectEverySession(holding([policyOf(ALLOW_ALL), text]), 'not-understood');
  });

  it.each([
    [
      '20,000 wildcards, each another',
      policyOf(deny({ Action: numbers(20_000).map((index) => `*:${index}*`) })),
    ],
    [
      '10,000 wildcards, within the limit of characters',
      policyOf(deny({ Action: numbers(9_000).map((index) => `*:${index}*`) })),
    ],
    [
      'regular-expression bait',
      policyOf(deny({ Action: numbers(400).map((index) => `*:${'*e'.repeat(50)}${index}*`) })),
    ],
  ])('is told from one that takes too many steps: %s', (_what, text) => {
    expectEverySession(holding([policyOf(ALLOW_ALL), text]), 'too-complex');
  });

  it('leaves it undetermined beside any number of others', () => {
    const others = numbers(20).map((index) => policyOf({ ...ALLOW_ALL, Sid: `S${index}` }));
    expectEverySession(holding([...others, policyOf(deny({})).padEnd(300_000)]), 'not-understood');
  });
});

describe('policies that only look hostile', PATIENCE, () => {
  it.each<[string, readonly object[]]>([
    ['thirty thousand stars', [{ ...ALLOW_ALL, Action: numbers(30_000).map(() => '*') }]],
    ['thousands of stars for resources', [{ ...ALLOW_ALL, Resource: numbers(20_000).map(() => '*') }]],
    ['a thousand statements', numbers(1_000).map(() => ALLOW_ALL)],
    [
      'five thousand conditions',
      [
        {
          ...ALLOW_ALL,
          Condition: { StringEquals: Object.fromEntries(numbers(5_000).map((key) => [`aws:x${key}`, 'a'])) },
        },
      ],
    ],
    ['stars between letters in resources', [ALLOW_ALL, deny({ Resource: bucket(`${'a*'.repeat(1_000)}b`) })]],
  ])('are judged: %s', (_what, statements) => {
    expect(answersOf(holding([policyOf(...statements)]))).toEqual(SESSIONS.map(() => 'open'));
  });

  it('are judged: levels that each allow everything, and much of it many times', () => {
    const storage = numbers(40).map(() => ({ ...ALLOW_ALL, Action: 's3:*' }));
    const level = [{ name: 'p', text: policyOf(...storage, ALLOW_ALL) }];
    const serviceControl = { kind: 'known', levels: numbers(5).map(() => level) } as const;
    expect(answersOf(holding([policyOf(ALLOW_ALL)], { serviceControl }))).toEqual(SESSIONS.map(() => 'open'));
  });
});
