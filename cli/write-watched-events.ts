import { runCommand } from './command/run-command.ts';
import { writeGenerated } from './command/write-generated.ts';
import { describeWatchedEvents } from './describe-watched-events.ts';

await runCommand({
  name: 'events',
  usage: `npm run events

Writes docs/watched-events.md anew from the table in shared/core/change/watched-events.ts.`,
  options: {},
  takesPaths: false,
  run: async () => {
    await writeGenerated('docs/watched-events.md', describeWatchedEvents());
    return 0;
  },
});
