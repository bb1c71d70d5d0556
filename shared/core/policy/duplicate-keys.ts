const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

const OPENING: ReadonlySet<string> = new Set(['{', '[']);
const CLOSING: ReadonlySet<string> = new Set(['}', ']']);

/**
 * A key that an object has twice, in a text that is valid JSON: `JSON.parse` keeps the last one in silence. AWS does
 * not say which one counts in a policy, so that nothing is certain of such a document.
 */
export const duplicateKey = (text: string): string | undefined => {
  /** The keys so far of each object or list that is being read; a list gets none. */
  const open: Set<unknown>[] = [];
  let previous = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (OPENING.has(token)) {
      open.push(new Set());
    }
    if (CLOSING.has(token)) {
      open.pop();
    }
    // Only an object has colons, each after a key.
    const key: unknown = token === ':' ? JSON.parse(previous) : undefined;
    if (key !== undefined && open.at(-1)?.has(key)) {
      return String(key);
    }
    open.at(-1)?.add(key);
    previous = token;
  }
  return undefined;
};
