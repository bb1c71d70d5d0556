import { writeFile } from 'node:fs/promises';
import { bold } from '../../cli/terminal/paint.ts';
import { wrap } from '../../cli/terminal/wrap.ts';
import type { AwsCall } from '../aws-cli/aws-call.ts';
import { type AwsAnswer, askAws } from '../aws-cli/run-aws-cli.ts';
import { awsLines } from './command-text.ts';
import { harmless } from './harmless.ts';
import type { Stage } from './stage.ts';

const EXPLICIT_DENY = 'with an explicit deny';

const answerLines = ({ stdout, stderr }: AwsAnswer): readonly string[] =>
  `${stdout}\n${stderr}`
    .split('\n')
    .map((line) => harmless(line.replaceAll('\t', '  ')).trimEnd())
    .filter((line) => line !== '')
    .flatMap((line) => wrap(line, '  |   ', '  | '));

/** Shows lines as they are. */
export type Show = (lines: readonly string[]) => void;

interface CallSettings {
  readonly endpoint: string;
  readonly show: Show;
  readonly check: Stage['check'];
  readonly signal: AbortSignal;
}

/** How a stage makes calls: the command is shown, then AWS's answer, then whether that is as it should be. */
export const playCalls = ({
  endpoint,
  show,
  check,
  signal,
}: CallSettings): Pick<Stage, 'allowed' | 'denied' | 'saved'> => {
  const ask = async (call: AwsCall): Promise<AwsAnswer> => {
    signal.throwIfAborted();
    show(['', ...awsLines(call).map(bold)]);
    const answer = await askAws(endpoint, call);
    show(answerLines(answer));
    return answer;
  };
  return {
    allowed: async (call, because) => {
      const { exitCode, stdout } = await ask(call);
      // What went as anybody expects needs no words.
      if (because !== undefined || exitCode !== 0) {
        check(because ?? 'AWS does it', exitCode === 0);
      }
      return stdout.trim();
    },
    saved: async (call, file) => {
      signal.throwIfAborted();
      show(['', ...awsLines(call, file).map(bold)]);
      const { exitCode, stdout, stderr } = await askAws(endpoint, call);
      show(answerLines({ exitCode, stdout: '', stderr }));
      check(`AWS answers with ${stdout.length} characters`, exitCode === 0);
      await writeFile(file, stdout);
    },
    denied: async (call, withWords = EXPLICIT_DENY) => {
      const { exitCode, stderr } = await ask(call);
      check(`AWS refuses it ${withWords}`, exitCode !== 0 && stderr.includes(withWords));
    },
  };
};
