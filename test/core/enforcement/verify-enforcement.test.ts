import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enforcementDocument } from '#core/enforcement/enforcement-document.ts';
import { ENFORCEMENT_VARIANTS } from '#core/enforcement/enforcement-variant.ts';
import { verifyEnforcement } from '#core/enforcement/verify-enforcement.ts';
import { PARTITION } from '../../fakes/people.ts';

const variants = fc.constantFrom(...ENFORCEMENT_VARIANTS);

const verify = (text: string, variant: (typeof ENFORCEMENT_VARIANTS)[number] = 'standard') =>
  verifyEnforcement({ kind: 'text', text }, variant, PARTITION);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The same document with the members of each object in another order; lists keep theirs. */
const shuffled = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(shuffled);
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([name, inner]) => [name, shuffled(inner)]),
      )
    : value;
};

/** Every document that differs from this one in a single place: a text, a member, an element, or one more of them. */
const deviations = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) {
    return [
      [...value, 'iam:*'],
      ...value.map((_, index) => value.toSpliced(index, 1)),
      ...value.flatMap((inner, index) => deviations(inner).map((other) => value.with(index, other))),
    ];
  }
  if (isObject(value)) {
    return [
      { ...value, Extra: 'member' },
      ...Object.keys(value).map((name) =>
        Object.fromEntries(Object.entries(value).filter(([key]) => key !== name)),
      ),
      ...Object.entries(value).flatMap(([name, inner]) =>
        deviations(inner).map((other) => ({ ...value, [name]: other })),
      ),
    ];
  }
  return [
    `${String(value)}x`,
    String(value).toUpperCase() === value ? 'x' : String(value).toUpperCase(),
    [value],
  ];
};

describe('verifyEnforcement', () => {
  it.each(ENFORCEMENT_VARIANTS)('knows the document of %s as deployed', (variant) => {
    expect(verify(JSON.stringify(enforcementDocument(variant, PARTITION)), variant)).toBe('intact');
  });

  it('never minds white space or the order of members, which IAM does not either', () => {
    fc.assert(
      fc.property(variants, fc.nat({ max: 8 }), (variant, indent) => {
        const text = JSON.stringify(shuffled(enforcementDocument(variant, PARTITION)), undefined, indent);
        expect(verify(text, variant)).toBe('intact');
      }),
    );
  });

  it('always notices a document that differs in a single place', () => {
    for (const variant of ENFORCEMENT_VARIANTS) {
      const different = deviations(enforcementDocument(variant, PARTITION));
      expect(different.length).toBeGreaterThan(100);
      expect(different.filter((document) => verify(JSON.stringify(document), variant) !== 'altered')).toEqual(
        [],
      );
    }
  });

  it('never takes one variant for another', () => {
    fc.assert(
      fc.property(variants, variants, (deployed, expected) => {
        const text = JSON.stringify(enforcementDocument(deployed, PARTITION));
        expect(verify(text, expected)).toBe(deployed === expected ? 'intact' : 'altered');
      }),
    );
  });

  it('notices a document for another partition', () => {
    expect(verify(JSON.stringify(enforcementDocument('standard', 'aws-cn')))).toBe('altered');
  });

  it.each(['', 'not JSON', 'null', '[]', '{}', '{"__proto__":{}}', '"', '['.repeat(100_000)])(
    'takes anything else for altered: %.20s',
    (text) => {
      expect(verify(text)).toBe('altered');
    },
  );

  it('notices a member that only looks inherited', () => {
    const text = JSON.stringify(enforcementDocument('standard', PARTITION));
    expect(verify(text.replace('{"Version"', '{"__proto__":{"Statement":[]},"Version"'))).toBe('altered');
  });

  it('never throws, whatever a policy says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), variants, (text, variant) => {
        expect(verify(text, variant)).toBe('altered');
      }),
    );
  });

  it('tells a policy that is not there from one that says something else', () => {
    expect(verifyEnforcement({ kind: 'no-such-policy' }, 'standard', PARTITION)).toBe('absent');
  });
});
