import process from 'node:process';
import { readAwsCall } from './aws-cli/aws-call.ts';
import { runAws } from './aws-cli/run-aws-cli.ts';
import { requireRunning } from './organization/running.ts';
import { runCommand } from './run-command.ts';

await runCommand(async () => {
  const call = readAwsCall(process.argv.slice(2));
  const { endpoint } = await requireRunning();
  process.exitCode = await runAws(endpoint, call);
});
