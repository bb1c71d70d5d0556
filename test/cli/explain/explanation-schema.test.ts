import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explanationSchema } from '../../../cli/explain/explanation-schema.ts';

describe('explanationSchema', () => {
  it('is what docs/explanation.schema.json says; write that anew with npm run schema', () => {
    expect(JSON.parse(readFileSync('docs/explanation.schema.json', 'utf8'))).toEqual(
      JSON.parse(explanationSchema()),
    );
  });
});
