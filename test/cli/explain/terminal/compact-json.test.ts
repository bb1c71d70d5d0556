import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compactJson } from '../../../../cli/explain/terminal/compact-json.ts';

describe('compactJson', () => {
  it('says the same, whatever the value', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(JSON.stringify(JSON.parse(compactJson(text)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('writes in one line what fits, but for statements', () => {
    const document = {
      Version: 'v',
      Statement: [{ Effect: 'Deny', Action: ['a:B', 'c:D'], Condition: { Bool: { k: 'v' } } }],
    };
    expect(compactJson(JSON.stringify(document)).split('\n')).toEqual([
      '{',
      '  "Version": "v",',
      '  "Statement": [',
      '    {',
      '      "Effect": "Deny",',
      '      "Action": ["a:B", "c:D"],',
      '      "Condition": { "Bool": { "k": "v" } }',
      '    }',
      '  ]',
      '}',
    ]);
  });

  it('leaves what is no JSON as it is', () => {
    expect(compactJson('{ // no }')).toBe('{ // no }');
  });
});
