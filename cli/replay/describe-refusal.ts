import { printable } from '#core/kernel/printable.ts';

/** Why the file system refused to read something. */
export const describeRefusal = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return `could not be read (${printable(code ?? message)})`;
};
