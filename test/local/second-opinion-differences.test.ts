import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RequestContext } from '../model/request.model.ts';
import type { RawConditions, RawStatement } from '../model/request-documents.model.ts';
import { GAPS, LEFT_OPEN } from '../second-opinion/differences.ts';
import { type Evaluator, startEvaluator } from '../second-opinion/evaluator.ts';

const SESSION: RequestContext = {
  'aws:principalarn': 'arn:aws:iam::222222222222:user/ana',
  'aws:principalaccount': '222222222222',
  'aws:principaltype': 'User',
  'aws:multifactorauthpresent': 'false',
};

const KEY = 'aws:MultiFactorAuthPresent';

interface Probe {
  /** A statement that is allowed to do what it names, or not. */
  readonly statement: Omit<RawStatement, 'Effect'>;
  readonly allowed: boolean;
}

const onAny = (Condition: RawConditions): Probe['statement'] => ({
  Action: 'iam:CreateUser',
  Resource: '*',
  Condition,
});

const onResource = (resources: Pick<RawStatement, 'Resource' | 'NotResource'>): Probe['statement'] => ({
  Action: 'iam:CreateUser',
  ...resources,
});

/** How MiniStack decides today. Where it does otherwise, the difference of the same place is to be looked at again. */
const GAP_PROBES: readonly (readonly Probe[])[] = [
  [
    { statement: onResource({ Resource: 'arn:aws:iam' }), allowed: false },
    { statement: onResource({ NotResource: 'arn:aws:iam' }), allowed: true },
  ],
];

const LEFT_OPEN_PROBES: readonly (readonly Probe[])[] = [
  [
    { statement: onAny({ Bool: { [KEY]: 'False' } }), allowed: true },
    { statement: onAny({ Bool: { [KEY]: 'no' } }), allowed: false },
  ],
  [
    { statement: onAny({ Bool: { [KEY]: ['true', 'false'] } }), allowed: true },
    { statement: onAny({ Null: { [KEY]: ['true', 'false'] } }), allowed: false },
  ],
  [
    { statement: onAny({ StringEquals: { [KEY]: 'false' } }), allowed: true },
    { statement: onAny({ StringNotLike: { [KEY]: 'f*' } }), allowed: false },
  ],
  [
    { statement: onResource({ NotResource: `arn:aws:iam::*:user/\${aws:username}` }), allowed: true },
    { statement: onResource({ Resource: ['*', `arn:aws:iam::*:user/\${aws:username}`] }), allowed: true },
  ],
];

const questionAbout = (statement: RawStatement) => ({
  identity: [JSON.stringify({ Version: '2012-10-17', Statement: statement })],
  limits: [],
  contexts: [SESSION],
  asked: [[['iam:CreateUser', 'arn:aws:iam::222222222222:user/bob', 0]]] as const,
});

describe('the evaluator of the local AWS', () => {
  let evaluator: Evaluator;

  beforeAll(async () => {
    evaluator = await startEvaluator();
  });
  afterAll(async () => {
    await evaluator[Symbol.asyncDispose]();
  });

  const allows = async (statement: RawStatement): Promise<boolean> =>
    (await evaluator.ask(questionAbout(statement)))[0] === 0;

  it.each(GAPS.map((gap, place) => ({ ...gap, probes: GAP_PROBES[place] ?? [] })))(
    'has the gap: $about',
    async ({ understood, probes }) => {
      expect(probes).not.toEqual([]);
      for (const { statement, allowed } of probes) {
        const asWritten: RawStatement = { Effect: 'Allow', ...statement };
        expect(await allows(asWritten)).toBe(allowed);
        expect(await allows(understood(asWritten))).toBe(!allowed);
      }
    },
  );

  it.each(LEFT_OPEN.map(({ about }, place) => ({ about, probes: LEFT_OPEN_PROBES[place] ?? [] })))(
    'decides what AWS leaves open: $about',
    async ({ probes }) => {
      expect(probes).not.toEqual([]);
      for (const { statement, allowed } of probes) {
        expect(await allows({ Effect: 'Allow', ...statement })).toBe(allowed);
      }
    },
  );

  it('answers apart where no one context lets a request through', async () => {
    const asks = (address: string): RawStatement => ({
      Effect: 'Allow',
      Action: '*',
      Resource: '*',
      Condition: { IpAddress: { 'aws:SourceIp': address } },
    });
    const question = {
      ...questionAbout(asks('192.0.2.0/24')),
      limits: [[JSON.stringify({ Version: '2012-10-17', Statement: asks('203.0.113.0/24') })]],
      contexts: ['192.0.2.1', '203.0.113.1'].map((address) => ({ ...SESSION, 'aws:sourceip': address })),
      asked: [[0, 1].map((context) => ['iam:CreateUser', '*', context] as const)],
    };
    expect(await evaluator.ask(question)).toEqual([-1]);
    expect(await evaluator.ask({ ...question, apart: true })).toEqual([0]);
  });

  it('lets a wildcard reach over colons', async () => {
    const crossed = 'arn:aws:ec2:x:222222222222:volume/x:222222222222:instance/x';
    const of = (type: string): RawStatement => ({
      Effect: 'Allow',
      Action: '*',
      Resource: `arn:aws:ec2:*:222222222222:${type}/*`,
    });
    for (const type of ['volume', 'instance']) {
      const question = { ...questionAbout(of(type)), asked: [[['ec2:DeleteTags', crossed, 0]]] as const };
      expect(await evaluator.ask(question)).toEqual([0]);
    }
  });

  it('takes the time of a request from the request', async () => {
    const at = (time: string) => ({
      ...questionAbout({
        Effect: 'Allow',
        Action: '*',
        Resource: '*',
        Condition: { DateGreaterThan: { 'aws:CurrentTime': '2035-01-01T00:00:00Z' } },
      }),
      contexts: [{ ...SESSION, 'aws:currenttime': time }],
    });
    expect(await evaluator.ask(at('2035-01-01T00:00:01Z'))).toEqual([0]);
    expect(await evaluator.ask(at('2034-12-31T23:59:59Z'))).toEqual([-1]);
  });
});
