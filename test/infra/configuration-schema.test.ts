import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../../infra/config/configuration-schema.ts';

describe('configurationSchema', () => {
  it('is what guardian.config.schema.json says; write that anew with npm run schema', () => {
    expect(JSON.parse(readFileSync('guardian.config.schema.json', 'utf8'))).toEqual(
      JSON.parse(configurationSchema()),
    );
  });

  it('asks for what has no default, refuses what it does not know, and explains every field', () => {
    const schema = JSON.parse(configurationSchema());
    expect(schema.required).toEqual(['organizationId', 'securityAccount', 'alertAddresses']);
    expect(schema.additionalProperties).toBe(false);
    const { $schema, ...fields } = schema.properties;
    expect(
      Object.entries(fields).filter(([, field]) => !Object.hasOwn(field as object, 'description')),
    ).toEqual([]);
  });
});
