import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { printable } from '#core/kernel/printable.ts';
import { UserProblem } from '../cli/command/user-problem.ts';
import { usageText } from '../cli/terminal/usage-text.ts';
import { CODE_SECONDS, oneTimeCode } from './one-time-code.ts';
import { asksForHelp, runCommand } from './run-command.ts';

const USAGE = usageText(`Usage: npm run code -- SEED

Says which codes a virtual MFA device shows. SEED is its Base32 seed, or the file
that holds it. To enrol a device for dora, by hand and without a phone:

  npm run aws -- --account payments --as dora iam create-virtual-mfa-device \\
    --virtual-mfa-device-name dora --bootstrap-method Base32StringSeed \\
    --outfile /tmp/dora.seed
  npm run code -- /tmp/dora.seed
  npm run aws -- --account payments --as dora iam enable-mfa-device \\
    --user-name dora --serial-number arn:aws:iam::222222222222:mfa/dora \\
    --authentication-code1 FIRST --authentication-code2 SECOND
  npm run aws -- --account payments --as dora --mfa CODE sqs list-queues`);

const misuse = (came: string): UserProblem =>
  new UserProblem(`Expected a Base32 seed, or a file with one; received ${printable(came)}.\n${USAGE}`);

/** What the file says if there is one, else the word itself. */
const readSeed = async (word: string): Promise<string> => {
  const text = await readFile(word, 'utf8').catch(() => word);
  const seed = text.trim().toUpperCase();
  if (!/^[A-Z2-7]+=*$/.test(seed)) {
    throw misuse(text === word ? word : `the file ${word}, which holds something else`);
  }
  return seed;
};

const showCodes = async (words: readonly string[]): Promise<void> => {
  const [word, ...others] = words;
  if (word === undefined || others.length > 0) {
    throw misuse(word === undefined ? 'nothing' : `${others.length + 1} words`);
  }
  const seed = await readSeed(word);
  const now = Date.now();
  const period = CODE_SECONDS * 1000;
  const left = Math.ceil((period - (now % period)) / 1000);
  process.stdout.write(
    `${oneTimeCode(seed, new Date(now))}  now, for another ${left} s\n` +
      `${oneTimeCode(seed, new Date(now + period))}  after that, for ${CODE_SECONDS} s\n`,
  );
};

await runCommand(async () => {
  const words = process.argv.slice(2);
  if (asksForHelp(words)) {
    process.stdout.write(`${USAGE}\n`);
    return;
  }
  await showCodes(words);
});
