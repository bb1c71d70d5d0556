import { printable } from './printable.ts';

const REFUSALS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'reading it is not permitted',
  EPERM: 'reading it is not permitted',
  EISDIR: 'it is a folder; expected a file',
  ENAMETOOLONG: 'no file has a name as long as this',
};

/** Why the file system refused to read something, in words; `error` is what it threw. */
export const describeRefusal = (error: unknown): string => {
  const { code, message } = error as Error & { readonly code?: string };
  return REFUSALS[code ?? ''] ?? `it could not be read (${printable(code ?? message)})`;
};
