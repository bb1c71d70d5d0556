import { writeFileSync } from 'node:fs';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { type Bench, type Figure, median, type Scale } from './bench.ts';
import { bundled } from './bundle.ts';
import { type KindOfPrincipal, kindsOfPrincipal, newcomers } from './kinds-of-principal.ts';
import { medianTime } from './median-time.ts';
import { proveAll } from './prove-all.ts';
import { runChild } from './run-child.ts';

const measure = (kind: KindOfPrincipal, child: string, { time, processes }: Scale): readonly Figure[] => {
  const next = newcomers(kind);
  const file = `${child}.json`;
  writeFileSync(file, JSON.stringify(next()));
  const cold = Array.from({ length: processes }, () => Number(runChild(child, file)));
  const warm = medianTime(next, (principal) => proveAll(principal as ProvedPrincipal), time);
  return [
    { what: `${kind.name}: first proof of a process, median`, value: median(cold), unit: 'ms' },
    { what: `${kind.name}: warm, a new user each time, median`, value: warm, unit: 'ms' },
  ];
};

/** One principal over the whole catalogue and six kinds of session. */
export const onePrincipal: Bench = async (scale) => {
  const child = await bundled(new URL('./cold-child.ts', import.meta.url));
  return {
    title: 'One principal, six kinds of session',
    figures: kindsOfPrincipal().flatMap((kind) => measure(kind, child, scale)),
  };
};
