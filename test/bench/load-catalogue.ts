import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { CATALOGUE_SIZE } from '#core/catalogue/action-catalogue.ts';
import { type Bench, median } from './bench.ts';
import { bundled } from './bundle.ts';
import { runChild } from './run-child.ts';

/** What the catalogue of actions costs a function that starts: time to load, bytes to carry. */
export const loadCatalogue: Bench = async ({ processes }) => {
  const loader = await bundled(new URL('./load-child.ts', import.meta.url));
  const catalogue = await bundled(new URL('./catalogue-entry.ts', import.meta.url));
  const times = Array.from({ length: processes }, () => Number(runChild(loader, catalogue)));
  const bytes = readFileSync(catalogue);
  return {
    title: `The catalogue of ${CATALOGUE_SIZE} actions`,
    figures: [
      { what: 'loaded from a bundle by a fresh process, median', value: median(times), unit: 'ms' },
      { what: 'in the bundle', value: bytes.length, unit: 'bytes' },
      { what: 'the same, gzipped', value: gzipSync(bytes).length, unit: 'bytes' },
    ],
  };
};
