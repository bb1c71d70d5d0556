import process from 'node:process';

/** Prints how long it takes to load a module, in milliseconds. */
const [, , file = ''] = process.argv;
const began = performance.now();
await import(file);
process.stdout.write(JSON.stringify(performance.now() - began));
