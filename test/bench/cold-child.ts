import { readFileSync } from 'node:fs';
import process from 'node:process';
import type { ProvedPrincipal } from '#core/proof/proved-principal.ts';
import { proveAll } from './prove-all.ts';

/** Prints how long the very first proof of this process takes, in milliseconds: everything is loaded, nothing was asked. */
const [, , file = ''] = process.argv;
const principal = JSON.parse(readFileSync(file, 'utf8')) as ProvedPrincipal;
const began = performance.now();
proveAll(principal);
process.stdout.write(JSON.stringify(performance.now() - began));
