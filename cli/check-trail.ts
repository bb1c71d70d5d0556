import { runCommand } from './command/run-command.ts';

await runCommand({
  name: 'check:trail',
  usage: `npm run check:trail

Asks, with the AWS credentials at hand, whether a trail of this account brings IAM's write events to EventBridge.
Without one the guardian sees nothing. It reads CloudTrail in us-east-1, and changes nothing.

Exit code: 0 a trail suffices, 1 none does, 2 it could not be told.`,
  options: {},
  takesPaths: false,
  run: async () => {
    // The SDK takes longer to load than everything else; who asks for help does not need it.
    const { checkTrails } = await import('./check-trails.ts');
    return checkTrails();
  },
});
