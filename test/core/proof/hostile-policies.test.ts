import { describe, expect, it } from 'vitest';
import { actionName, CATALOGUE_SIZE } from '#core/catalogue/action-catalogue.ts';
import { known } from '#core/posture/observed.ts';
import { proveEnrolment } from '#core/proof/prove-enrolment.ts';
import { proveSession } from '#core/proof/prove-session.ts';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import type { ProvableSession } from '#core/proof/session-kind.ts';
import { ALLOW_ALL, holding, numbers, policyOf } from './hostile-user.ts';

const PATIENCE = { timeout: 30_000 };

const RULES = { allowPasswordChange: false };
/** One without the MFA key and one with it. */
const SESSIONS: readonly ProvableSession[] = ['access-key', 'console-without-mfa'];

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

const ACTIONS = numbers(CATALOGUE_SIZE).map(actionName);
const someActions = (from: number, count: number): readonly (string | undefined)[] =>
  numbers(count).map((index) => ACTIONS[(from * 7_919 + index * 1_009) % CATALOGUE_SIZE]);

const bucket = (name: string): string => `arn:aws:s3:::${name}`;

const deny = (changes: object): object => ({ Effect: 'Deny', Action: '*', Resource: '*', ...changes });

describe('policies that take too many steps', PATIENCE, () => {
  it.each<[string, ProvedPrincipal]>([
    [
      'denies that each split what is left',
      holding([
        policyOf(ALLOW_ALL),
        policyOf(
          ...numbers(1_000).map((index) =>
            deny({ Action: `s3:*${index % 10}*`, Resource: bucket(`b${index}`) }),
          ),
          ...numbers(400).map((index) => deny({ Action: 's3:*', Resource: bucket(`*${index}`) })),
        ),
      ]),
    ],
    [
      'denies of overlapping actions on overlapping resources',
      holding([
        policyOf(ALLOW_ALL),
        ...numbers(6).map((policy) =>
          policyOf(
            ...numbers(40).map((index) =>
              deny({
                Action: someActions(policy + index, 20),
                Resource: `arn:aws:*:*:*:*x${policy}y${index}*`,
              }),
            ),
          ),
        ),
      ]),
    ],
    [
      'denies of everything but a few actions',
      holding([
        policyOf(ALLOW_ALL),
        ...numbers(10).map((policy) =>
          policyOf(
            ...numbers(60).map((index) => ({
              Effect: 'Deny',
              NotAction: someActions(policy + index, 2),
              Resource: `arn:aws:*:*:*:b${policy}x${index}*`,
            })),
          ),
        ),
      ]),
    ],
    [
      'many resources beside many others',
      holding([
        policyOf({ ...ALLOW_ALL, Resource: numbers(3_000).map((index) => `arn:aws:*:::b${index}*`) }),
        policyOf(deny({ Resource: numbers(3_000).map((index) => bucket(`*b${index}`)) })),
      ]),
    ],
    [
      'a boundary that splits what is granted',
      holding(
        [policyOf(...numbers(300).map((index) => ({ ...ALLOW_ALL, Resource: bucket(`*${index}*`) })))],
        {
          boundary: known({
            name: 'boundary',
            text: policyOf(
              ...numbers(300).map((index) => ({ ...ALLOW_ALL, Resource: bucket(`*x${index}*`) })),
            ),
          }),
        },
      ),
    ],
    [
      'levels of service control policies that split what is granted',
      holding([policyOf(ALLOW_ALL)], {
        serviceControl: {
          kind: 'known',
          levels: numbers(5).map((level) => [
            {
              name: `p-${level}`,
              text: policyOf(
                ...numbers(60).map((index) => ({
                  ...ALLOW_ALL,
                  Resource: `arn:aws:*:::*${level}-${index}*`,
                })),
              ),
            },
          ]),
        },
      }),
    ],
    [
      'values that have to be looked up among thousands',
      holding([
        policyOf({ ...ALLOW_ALL, Condition: { StringEquals: { 'aws:x': numbers(15_000).map(String) } } }),
        policyOf(
          deny({ Condition: { StringEquals: { 'aws:x': [...numbers(15_000).map(String).reverse(), 'y'] } } }),
        ),
      ]),
    ],
    [
      'a tag that is put together a thousand times',
      holding(
        [
          policyOf({
            ...ALLOW_ALL,
            Resource: numbers(55).map((index) =>
              bucket(`${index}${'$\u007baws:PrincipalTag/a}'.repeat(92)}`),
            ),
          }),
          policyOf(
            deny({
              Resource: numbers(55).map((index) =>
                bucket(`*${index}${'$\u007baws:PrincipalTag/a}'.repeat(92)}`),
              ),
            }),
          ),
        ],
        { tags: [{ key: 'a', value: 'x'.repeat(256) }] },
      ),
    ],
    [
      'thirty documents of which each alone takes nearly too many',
      holding(
        numbers(30).map((policy) =>
          policyOf({
            ...ALLOW_ALL,
            Sid: `S${policy}`,
            Action: numbers(30).map((index) => `*:*${policy}e*${index}*`),
          }),
        ),
      ),
    ],
  ])('leave everything undetermined: %s', (_what, principal) => {
    expectEverySession(principal, 'too-complex');
  });

  it('leave everything undetermined in whatever order they come, and however often somebody asks', () => {
    const texts = numbers(30).map((policy) =>
      policyOf({
        ...ALLOW_ALL,
        Sid: `T${policy}`,
        Action: numbers(30).map((index) => `*:*${policy}f*${index}*`),
      }),
    );
    const answers = [texts, [...texts].reverse(), texts].map((each) =>
      proveSession(holding(each), 'access-key', RULES),
    );
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});
