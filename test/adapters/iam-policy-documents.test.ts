import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeDocument } from '#adapters/iam-policy-documents.ts';

describe('decodeDocument', () => {
  it('always gives back the text that IAM encoded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeDocument(encodeURIComponent(text))).toBe(text);
      }),
    );
  });

  it('takes a plus sign for what it is', () => {
    expect(decodeDocument('%22a+b%22')).toBe('"a+b"');
  });

  it('keeps what can not be decoded as it came', () => {
    expect(decodeDocument('%7B%22Version%')).toBe('%7B%22Version%');
  });

  it('takes an answer without a document for a failure, not for an empty policy', () => {
    expect(() => decodeDocument(undefined)).toThrow('expected a policy document');
  });
});
