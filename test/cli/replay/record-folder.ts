import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder to write records into, which is gone when the test ends. */
export const makeRecordFolder = () => {
  const path = mkdtempSync(join(tmpdir(), 'replay-'));
  return {
    path,
    write: (name: string, content: string | Buffer): string => {
      const file = join(path, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return file;
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true }),
  };
};
