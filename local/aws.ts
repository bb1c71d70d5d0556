import process from 'node:process';
import { readAwsCall } from './aws-cli/aws-call.ts';
import { runAws } from './aws-cli/run-aws-cli.ts';
import { USAGE } from './aws-cli/usage.ts';
import { requireRunning } from './organization/running.ts';
import { asksForHelp, runCommand } from './run-command.ts';

await runCommand(async () => {
  const words = process.argv.slice(2);
  if (asksForHelp(words)) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  const call = readAwsCall(words);
  const { endpoint } = await requireRunning();
  process.exitCode = await runAws(endpoint, call);
});
