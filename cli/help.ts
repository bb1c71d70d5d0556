import process from 'node:process';
import { runCommand } from './command/run-command.ts';
import { helpText } from './help/script-texts.ts';

await runCommand({
  name: 'help',
  usage: `npm run help

Says what each script of package.json is for.`,
  options: {},
  takesPaths: false,
  run: () => {
    process.stdout.write(`${helpText()}\n`);
    return 0;
  },
});
