const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/g;

const OPENING: ReadonlySet<string> = new Set(['{', '[']);
const CLOSING: ReadonlySet<string> = new Set(['}', ']']);

/** The keys of valid JSON, each with the object that it stands in. Only an object has colons, each after a key. */
function* keysOf(text: string): Generator<{ readonly key: string; readonly siblings: Set<string> }> {
  const open: Set<string>[] = [];
  let previous = '';
  for (const [token] of text.matchAll(TOKENS)) {
    if (OPENING.has(token)) {
      open.push(new Set());
    } else if (CLOSING.has(token)) {
      open.pop();
    }
    const siblings = open.at(-1);
    if (token === ':' && siblings !== undefined) {
      yield { key: JSON.parse(previous) as string, siblings };
    }
    previous = token;
  }
}

/**
 * A key that an object has twice, in a text that is valid JSON: `JSON.parse` keeps the last one in silence. AWS does
 * not say which one counts in a policy, so that nothing is certain of such a document.
 */
export const duplicateKey = (text: string): string | undefined => {
  for (const { key, siblings } of keysOf(text)) {
    if (siblings.has(key)) {
      return key;
    }
    siblings.add(key);
  }
  return undefined;
};
