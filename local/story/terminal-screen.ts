import { once } from 'node:events';
import process from 'node:process';
import { dim } from '../../cli/terminal/paint.ts';
import type { Screen } from './screen.ts';

const QUESTION = '  press any key to go on, q to leave ';
const ERASE_LINE = '\r\u001b[2K';
const CONTROL_C = '\u0003';
const ESCAPE = '\u001b';

/** In raw mode the terminal sends Ctrl-C as a letter. */
const readKey = async (signal: AbortSignal): Promise<string> => {
  process.stdin.setRawMode(true);
  process.stdin.resume();
  try {
    const [key] = (await once(process.stdin, 'data', { signal })) as [Buffer];
    return key.toString();
  } finally {
    process.stdin.setRawMode(false);
    process.stdin.pause();
  }
};

const askToGoOn = async (signal: AbortSignal): Promise<boolean> => {
  process.stdout.write(`\n${dim(QUESTION)}`);
  const key = await readKey(signal);
  process.stdout.write(ERASE_LINE);
  if (key === CONTROL_C) {
    process.kill(process.pid, 'SIGINT');
    await once(signal, 'abort');
    signal.throwIfAborted();
  }
  return key !== 'q' && key !== ESCAPE;
};

/** Shows a story on this terminal; waits for a key only where a person sits at both ends. */
export const terminalScreen = (signal: AbortSignal): Screen => ({
  line: (text = '') => {
    process.stdout.write(`${text}\n`);
  },
  pause: async () =>
    !signal.aborted && (!(process.stdin.isTTY && process.stdout.isTTY) || (await askToGoOn(signal))),
});
