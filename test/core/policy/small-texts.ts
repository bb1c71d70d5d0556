import fc from 'fast-check';

/** Whether a text matches a pattern as people read it, by trying everything. */
export const matchesByTrying = (pattern: string, text: string): boolean => {
  const [first = ''] = pattern;
  const rest = pattern.slice(1);
  switch (first) {
    case '':
      return text === '';
    case '*':
      return matchesByTrying(rest, text) || (text !== '' && matchesByTrying(pattern, text.slice(1)));
    case '?':
      return text !== '' && matchesByTrying(rest, text.slice(1));
    default:
      return text.startsWith(first) && matchesByTrying(rest, text.slice(1));
  }
};

/** Every text of these letters, up to a length. */
export const textsOf = (letters: string, longest: number): readonly string[] => {
  const texts = [''];
  for (const text of texts) {
    if (text.length < longest) {
      texts.push(...[...letters].map((letter) => text + letter));
    }
  }
  return texts;
};

/** Short patterns of `a`, `b` and what else is said; `c` stays free for what a wildcard may stand for. */
export const smallPatterns = (others: string, longest = 4): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...'ab', ...others), { maxLength: longest }).map((tokens) => tokens.join(''));
