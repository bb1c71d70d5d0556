import { createServer } from 'node:net';
import { UserProblem } from '../../cli/command/user-problem.ts';

/** A port nobody listens on: the wanted one, or any. */
export function freePort(wanted: number | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (cause) => reject(new UserProblem(portMessage(wanted, cause), { cause })));
    probe.listen(wanted ?? 0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function portMessage(wanted: number | undefined, cause: NodeJS.ErrnoException): string {
  return cause.code === 'EADDRINUSE'
    ? `The local AWS was to listen on port ${wanted}, but something already does. Stop it, or choose another port.`
    : `The local AWS cannot listen on port ${wanted ?? '(any)'} of 127.0.0.1: ${cause.message}. Choose another port.`;
}
