import { runCommand } from './command/run-command.ts';
import { writeGenerated } from './command/write-generated.ts';

await runCommand({
  name: 'permissions',
  usage: `npm run permissions

Writes docs/permissions.md anew: every permission of both synthesized templates, and why. Takes half a minute.`,
  options: {},
  takesPaths: false,
  run: async () => {
    // Loading the CDK takes seconds; who asks for help does not need it.
    const { describePermissions } = await import('./permissions/describe-permissions.ts');
    const { synthesizeStacks } = await import('./permissions/synthesized-stacks.ts');
    await writeGenerated('docs/permissions.md', describePermissions(synthesizeStacks()));
    return 0;
  },
});
