import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ACCESS_LEVELS } from '#core/catalogue/access-level.ts';
import { CATALOGUE_KINDS, LEVELS } from '#core/catalogue/action-catalogue.ts';
import { entryAt, type PackedService, unpackService } from '#core/catalogue/packed-service.ts';
import { actionsByResources } from '#core/proof/action-kinds.ts';

const CATALOGUE = readFileSync('shared/core/catalogue/action-catalogue.json', 'utf8');

const { services } = JSON.parse(CATALOGUE) as { readonly services: readonly PackedService[] };

describe('what the catalogue says without unpacking its services', () => {
  it('is the level that each action has when its service is unpacked', () => {
    const levels = services.flatMap((service) => {
      const { kindOf, kinds } = unpackService(service);
      return [...kindOf].map((kind) => ACCESS_LEVELS.indexOf(entryAt(kinds, kind).accessLevel));
    });
    expect(LEVELS === levels.join('')).toBe(true);
  });

  it('is how many kinds of actions there are, each a group with resources of its own', () => {
    expect(CATALOGUE_KINDS).toBe(
      services.reduce((sum, service) => sum + unpackService(service).kinds.length, 0),
    );
    expect(CATALOGUE_KINDS).toBe(actionsByResources().length);
  });
});
