import { spawn } from 'node:child_process';
import process from 'node:process';

export interface CommandResult {
  readonly exitCode: number;
  readonly output: string;
}

/** Whatever was begun has ended when it resolves, also once it is given up: nobody writes behind our back. */
export function runToEnd(
  command: string,
  parameters: readonly string[],
  signal?: AbortSignal,
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const output: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => output.push(chunk));
    }
    const giveUp = () => endGroup(child.pid);
    signal?.addEventListener('abort', giveUp, { once: true });
    child.on('error', () => resolve({ exitCode: 1, output: '' }));
    child.on('close', (code) => {
      signal?.removeEventListener('abort', giveUp);
      resolve({ exitCode: code ?? 1, output: Buffer.concat(output).toString() });
    });
  });
}

/** The command leads a process group of its own: pip and venv start others. */
function endGroup(leader: number | undefined): void {
  if (leader === undefined) return;
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}
