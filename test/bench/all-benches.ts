import type { Bench } from './bench.ts';
import { growth } from './growth.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { onePrincipal } from './one-principal.ts';
import { plainEvaluator } from './plain-evaluator.ts';
import { population } from './population.ts';

export const ALL_BENCHES: readonly Bench[] = [
  onePrincipal,
  population,
  loadCatalogue,
  growth,
  plainEvaluator,
];
