import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ACCESS_LEVELS } from '#core/catalogue/access-level.ts';
import { entryAt, packService, type ServiceAction, unpackService } from '#core/catalogue/packed-service.ts';

const words = (letters: string, maxLength: number) =>
  fc.array(fc.constantFrom(...letters), { minLength: 1, maxLength }).map((characters) => characters.join(''));

const actions: fc.Arbitrary<readonly ServiceAction[]> = fc.array(
  fc.record({
    // Few letters, so that names share long beginnings.
    name: words('aB-', 80),
    accessLevel: fc.constantFrom(...ACCESS_LEVELS),
    resourcePatterns: fc.uniqueArray(words('ab:*?,/', 3), { maxLength: 60, size: 'max' }),
    authorizesOnAll: fc.boolean(),
  }),
  { maxLength: 60, size: 'max' },
);

describe('a packed service', () => {
  it('always gives back the actions that went in', () => {
    fc.assert(
      fc.property(actions, (packed) => {
        const { names, kindOf, kinds } = unpackService(packService('service', packed));
        expect(names.map((name, place) => ({ name, ...kinds[kindOf[place] ?? -1] }))).toEqual(packed);
      }),
    );
  });

  it('says how many actions it has', () => {
    fc.assert(
      fc.property(actions, (packed) => {
        expect(packService('service', packed)).toMatchObject({ prefix: 'service', size: packed.length });
      }),
    );
  });

  it('keeps what actions share once', () => {
    const kind = { accessLevel: 'read', resourcePatterns: ['arn:*'], authorizesOnAll: false } as const;
    const packed = packService('service', [
      { name: 'GetThing', ...kind },
      { name: 'GetThings', ...kind },
    ]);
    expect(packed).toEqual({
      prefix: 'service',
      size: 2,
      patterns: 'arn:*',
      kinds: '30',
      actions: '0GetThing:0 8s:0',
    });
    expect(unpackService(packed).kinds).toHaveLength(1);
  });
});

describe('entryAt', () => {
  it.each([-1, 2, 0.5])('throws when a list has nothing at %s', (place) => {
    expect(() => entryAt(['a', 'b'], place)).toThrow(`expected a place from 0 to 1, received ${place}`);
  });
});
