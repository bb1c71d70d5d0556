import { readdirSync, readFileSync } from 'node:fs';
import type { ProvedCase } from './proved-cases.ts';

/** A case that was answered wrongly. */
interface CorpusCase {
  /** What was wrong. */
  readonly about: string;
  readonly asked: ProvedCase;
}

const FOLDER = new URL('../corpus/', import.meta.url);

export const PROOF_CORPUS: readonly CorpusCase[] = readdirSync(FOLDER)
  .toSorted()
  .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as CorpusCase);
