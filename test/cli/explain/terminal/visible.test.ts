import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visible, visibleJson } from '../../../../cli/explain/terminal/visible.ts';

const OBEYED = /(?!\n)[\p{C}\p{Zl}\p{Zp}]/u;

describe('visibleJson', () => {
  it('escapes what nobody sees, where a question mark would match anything', () => {
    expect(visibleJson(JSON.stringify('a\u200bb\u009b\u{e0001}'))).toBe('"a\\u200bb\\u009b\\udb40\\udc01"');
    expect(visible('a\u200bb')).toBe('a?b');
  });

  it('always says the same, in characters that no terminal obeys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const json = JSON.stringify(value, null, 2);
        const shown = visibleJson(json);
        expect(JSON.parse(shown)).toEqual(JSON.parse(json));
        expect(shown).not.toMatch(OBEYED);
        expect(shown.split('\n')).toHaveLength(json.split('\n').length);
      }),
    );
  });
});
