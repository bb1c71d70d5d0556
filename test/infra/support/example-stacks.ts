import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { SynthesizedStack, TemplateResource } from '../../../cli/permissions/synthesized-stacks.ts';

/** The root of the repository. */
export const ROOT = new URL('../../../', import.meta.url);

/** A file, by its path from the root. */
export const fromRoot = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');

/** The resources of one type of a stack that was synthesized from the example configuration. */
export const ofType = ({ resources }: SynthesizedStack, type: string): readonly TemplateResource[] =>
  Object.values(resources).filter(({ Type }) => Type === type);

/** The value that all of them have; fails when they differ. */
export const onlyValue = (resources: readonly TemplateResource[], property: string): unknown => {
  const values = new Set(resources.map(({ Properties }) => Properties[property]));
  expect([...values], property).toHaveLength(1);
  return [...values][0];
};
