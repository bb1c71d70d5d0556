import { enableCompileCache } from 'node:module';
import process from 'node:process';

// Half of the time would go into reading TypeScript; what Node.js made of it once is kept beside other temporary files.
enableCompileCache();

const { runCommand } = await import('./explain/run-command.ts');
process.exitCode = await runCommand();
