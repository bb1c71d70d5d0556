import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

const isSaid = async (file: URL, text: string): Promise<boolean> => {
  try {
    return (await readFile(file, 'utf8')) === text;
  } catch {
    return false;
  }
};

/** Writes a file that is made, not edited, and says whether that changed it. `path` is seen from the root. */
export const writeGenerated = async (path: string, text: string): Promise<void> => {
  const file = new URL(path, ROOT);
  const isUnchanged = await isSaid(file, text);
  if (!isUnchanged) {
    await writeFile(fileURLToPath(file), text);
  }
  process.stdout.write(`${path}: ${isUnchanged ? 'as it was' : 'written'}\n`);
};
