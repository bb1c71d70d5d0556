import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateKey } from '#core/policy/duplicate-keys.ts';

describe('duplicateKey', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":1,"b":{"a":1},"a":3}', 'a'],
    ['{"b":[{"a":1},{"c":1,"c":2}]}', 'c'],
    ['{"a":{"x":1,"x":1}}', 'x'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"":1,"":2}', ''],
    ['{"a\\"b":1,"a\\"b":2}', 'a"b'],
    ['{"a\u2028":1,"a\\u2028":2}', 'a\u2028'],
    ['{ "a" : [ ] , "a" : { } }', 'a'],
  ])('finds in %s the key %j', (text, key) => {
    expect(duplicateKey(text)).toBe(key);
  });

  it.each([
    '{"a":{"a":{"a":1}}}',
    '[{"a":1},{"a":2}]',
    '{"a":"a","b":"a"}',
    '{"a":["b","b"],"b":1}',
    '{"a":"{\\"b\\":1,\\"b\\":2}"}',
    '{"a":"\\",\\"a\\":","b":":"}',
    '{"a":1,"A":2}',
    '{"toString":1,"constructor":2}',
    '{"a":[{"b":1}],"b":{"a":1}}',
    '"a"',
    '[]',
    '1',
  ])('finds nothing in %s', (text) => {
    expect(duplicateKey(text)).toBeUndefined();
  });

  it('never finds a key in what has each of them once, however it is written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, '\t'), (value, indent) => {
        expect(duplicateKey(JSON.stringify(value, null, indent))).toBeUndefined();
      }),
    );
  });

  it('always finds a key that is put in once more', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), fc.jsonValue(), (value, key, inside) => {
        const name = JSON.stringify(key);
        const twice = `{${name}:${JSON.stringify(value)},"other key":[],${name}:0}`;
        fc.pre(key !== 'other key');
        expect(duplicateKey(`[${JSON.stringify(inside)},${twice}]`)).toBe(key);
      }),
    );
  });
});
