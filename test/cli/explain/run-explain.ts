import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll } from 'vitest';

const COMMAND = path.resolve(import.meta.dirname, '../../../cli/explain.ts');

export interface Explained {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Files of one test file, and the command run among them. */
export const explainFolder = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'explain-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const run = (parameters: readonly string[], input?: string): Explained => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...parameters], {
      cwd: folder,
      encoding: 'utf8',
      ...(input !== undefined && { input }),
    });
    return { status, stdout, stderr };
  };
  /** Writes a file, and gives its name within the folder. */
  const file = (name: string, content: unknown): string => {
    const target = path.join(folder, name);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(
      target,
      typeof content === 'string' || Buffer.isBuffer(content) ? content : JSON.stringify(content, null, 2),
    );
    return name;
  };
  return { folder, file, run };
};
