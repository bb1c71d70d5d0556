import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeTrust } from '#core/trust/judge-trust.ts';
import type { TrustedPrincipal } from '#core/trust/trust-judgement.ts';
import { trustDocuments } from '../../arbitraries/trust-documents.ts';
import { TRUSTING_ROLE } from '../../fakes/trust-claims.ts';

const PATIENCE = { timeout: 30_000 };
const ACCOUNT = '111122223333';
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const judge = (text: string) => judgeTrust(text, TRUSTING_ROLE);

const allow = (changes: object = {}): object => ({
  Effect: 'Allow',
  Principal: { AWS: ACCOUNT },
  Action: 'sts:AssumeRole',
  ...changes,
});
const textOf = (...statements: readonly unknown[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const shownTexts = ({ name, text, why }: TrustedPrincipal): readonly string[] => [
  name,
  text,
  ...why.flatMap((each) => [each.statement, each.text]),
];

/** Everything that somebody may be shown is short and fit to be. */
const expectPrintable = (text: string): void => {
  const judgement = judge(text);
  if (!judgement.ok) {
    return;
  }
  const { principals, repair } = judgement.value;
  const changes = repair?.changes.flatMap((change) => [change.statement, change.text]) ?? [];
  for (const shown of [...principals.flatMap(shownTexts), ...changes]) {
    expect(shown).toMatch(/^[\x20-\x7e]{0,3000}$/);
  }
};

describe('judgeTrust', PATIENCE, () => {
  it.each<[string, string]>([
    ['no JSON', '{'],
    ['no object', '[]'],
    ['no statement', textOf()],
    ['a statement without principals', textOf({ Effect: 'Allow', Action: 'sts:AssumeRole' })],
    ['a statement about resources', textOf(allow({ Resource: '*' }))],
    ['the same key twice', '{"Statement":[],"Statement":[]}'],
    ['principals that are no texts', textOf(allow({ Principal: { AWS: [1] } }))],
    ['a condition that is none', textOf(allow({ Condition: 'Bool' }))],
  ])('finds %s to be a problem', (_, text) => {
    expect(judge(text)).toMatchObject({ ok: false });
  });

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), expectPrintable));
  });

  it('never throws, whatever stands in the place of some part', () => {
    const parts = fc.constantFrom('Sid', 'Principal', 'NotPrincipal', 'Action', 'Condition', 'Effect');
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 3 }),
      fc.dictionary(
        fc.constantFrom('AWS', 'Service', 'Bool', 'Null', '__proto__', 'x'),
        fc.jsonValue({ maxDepth: 2 }),
      ),
      fc.dictionary(
        fc.constantFrom('AWS', 'Service', 'Federated', '__proto__'),
        fc.array(fc.string(), { maxLength: 3 }),
      ),
    );
    fc.assert(
      fc.property(trustDocuments, parts, odd, ({ Statement }, part, value) => {
        const [first, ...others] = [Statement].flat();
        expectPrintable(textOf({ ...first, [part]: value }, ...others));
      }),
      { numRuns: 500 },
    );
  });

  it('never throws, whatever names stand there', () => {
    const names = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((name) => `arn:aws:iam::${ACCOUNT}:user/${name}`),
      fc.string().map((name) => `arn:aws:sts::${ACCOUNT}:assumed-role/${name}`),
      fc.constantFrom(
        'constructor',
        '__proto__',
        'arn:aws:iam::111122223333:user/',
        'arn:aws:iam:::root',
        '',
      ),
    );
    const sids = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(names, names, sids, (one, other, Sid) => {
        const Condition = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' }, [one]: { [other]: one } };
        expectPrintable(textOf(allow({ Principal: { AWS: [one], [other]: other }, Sid, Condition })));
      }),
    );
  });

  it('keeps what a repair does not touch, also where it has odd keys', () => {
    const condition = '{"StringEquals":{"__proto__":"x","sts:ExternalId":"one"}}';
    const judgement = judge(
      `{"Statement":{"Effect":"Allow","Principal":{"AWS":"${ACCOUNT}"},"Action":"sts:AssumeRole","Condition":${condition}}}`,
    );
    expect(judgement.ok ? judgement.value.repair?.text : '').toContain('"__proto__": "x"');
  });

  it('says that a document was too complex, and not that IAM would refuse it', () => {
    const users = numbers(2_200).map((index) => `arn:aws:iam::${ACCOUNT}:user/u${index}`);
    const all = allow({ Principal: { AWS: users } });
    expect(judge(textOf(all, { ...all, Effect: 'Deny' }))).toMatchObject({
      ok: false,
      problem: { because: 'too-complex' },
    });
  });

  it.each<[string, string]>([
    [
      'statements',
      textOf(...numbers(900).map((index) => allow({ Sid: `S${index}`, Principal: { AWS: '*' } }))),
    ],
    [
      'principals',
      textOf(
        allow({
          Principal: { AWS: numbers(2_200).map((index) => `arn:aws:iam::${ACCOUNT}:user/u${index}`) },
        }),
      ),
    ],
    [
      'denies',
      textOf(
        allow(),
        ...numbers(700).map((index) =>
          allow({
            Effect: 'Deny',
            Principal: '*',
            Condition: { StringEquals: { [`aws:PrincipalTag/${index}`]: 'x' } },
          }),
        ),
      ),
    ],
    ['wildcards', textOf(allow({ Action: numbers(400).map(() => `sts:${'*a'.repeat(100)}`) }))],
    ['pluses', textOf(allow({ Principal: { AWS: `arn:aws:iam::${ACCOUNT}:user/${'a/'.repeat(60_000)}` } }))],
  ])('ends within its steps, however many %s there are', (_, text) => {
    const judgement = judge(text);
    expect(judgement.ok ? judgement.value.principals.length : judgement.problem.at).toBeTruthy();
  });
});
