import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { configurationSchema } from '../infra/config/configuration-schema.ts';
import { runCommand } from './command/run-command.ts';
import { writeGenerated } from './command/write-generated.ts';
import { explanationSchema } from './explain/explanation-schema.ts';

const BIOME = fileURLToPath(import.meta.resolve('@biomejs/biome/bin/biome'));

/** As `npm run format` leaves it, so that writing anew changes nothing where nothing changed. */
const formatted = (path: string, text: string): string =>
  execFileSync(process.execPath, [BIOME, 'format', `--stdin-file-path=${path}`], {
    cwd: fileURLToPath(new URL('../', import.meta.url)),
    input: text,
    encoding: 'utf8',
  });

const SCHEMAS = [
  ['guardian.config.schema.json', configurationSchema],
  ['docs/explanation.schema.json', explanationSchema],
] as const;

await runCommand({
  name: 'schema',
  usage: `npm run schema

Writes guardian.config.schema.json and docs/explanation.schema.json anew from the schemas in the code.`,
  options: {},
  takesPaths: false,
  run: async () => {
    for (const [path, schema] of SCHEMAS) {
      await writeGenerated(path, formatted(path, schema()));
    }
    return 0;
  },
});
