import { join } from 'node:path';
import type { ICommandHooks } from 'aws-cdk-lib/aws-lambda-nodejs';

/** A path as one word of a POSIX shell command, whatever it contains. */
const shellWord = (path: string): string => `'${path.replaceAll("'", `'\\''`)}'`;

/** Puts a copy of `file`, named `name`, beside the bundled code. */
export const copyBesideBundle = (file: string, name: string): ICommandHooks => ({
  beforeBundling: () => [],
  beforeInstall: () => [],
  afterBundling: (_inputFolder, outputFolder) => [
    `cp ${shellWord(file)} ${shellWord(join(outputFolder, name))}`,
  ],
});
