import { runCommand } from './command/run-command.ts';
import { writeGenerated } from './command/write-generated.ts';
import { drawPicture } from './flow-picture/draw.ts';
import { FLOW } from './flow-picture/flow.ts';
import { PALETTES } from './flow-picture/palettes.ts';

await runCommand({
  name: 'picture',
  usage: `npm run picture

Draws the picture of the data flow anew, light and dark: docs/pictures/flow-*.svg.`,
  options: {},
  takesPaths: false,
  run: async () => {
    for (const [theme, palette] of Object.entries(PALETTES)) {
      await writeGenerated(`docs/pictures/flow-${theme}.svg`, drawPicture(FLOW, palette));
    }
    return 0;
  },
});
