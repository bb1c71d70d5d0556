import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';

const directory = path.join(path.dirname(path.dirname(import.meta.dirname)), '.local', 'logs');
const logsKept = 20;
const linesShown = 20;

/** A log file of its own for the emulator on that port. Of earlier ones, the latest are kept. */
export async function newLogFile(port: number): Promise<string> {
  await mkdir(directory, { recursive: true });
  for (const old of (await logsByAge()).slice(logsKept - 1)) await rm(old, { force: true });
  return path.join(directory, `emulator-${port}.log`);
}

async function logsByAge(): Promise<string[]> {
  const files = (await readdir(directory)).map((name) => path.join(directory, name));
  const dated = await Promise.all(files.map(async (file) => ({ file, at: await modifiedAt(file) })));
  return dated.sort((one, other) => other.at - one.at).map(({ file }) => file);
}

/** Somebody else may have removed the file meanwhile. */
async function modifiedAt(file: string): Promise<number> {
  return (await stat(file).catch(() => undefined))?.mtimeMs ?? 0;
}

export async function endOfLog(file: string): Promise<string> {
  const text = await readFile(file, 'utf8');
  return text.trimEnd().split('\n').slice(-linesShown).join('\n');
}
