const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(inOrder);
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
    return Object.fromEntries(entries.map(([name, inner]) => [name, inOrder(inner)]));
  }
  return value;
};

/** One text for every value that is equal but for the order of object members. */
export const canonicalJson = (value: unknown): string => JSON.stringify(inOrder(value));
