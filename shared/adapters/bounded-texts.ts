/** Texts by key; those that were asked for longest ago give way when all of them together grow too long. */
export const boundedTexts = (mostCharacters: number) => {
  const texts = new Map<string, string>();
  let characters = 0;

  const remove = (key: string): string | undefined => {
    const text = texts.get(key);
    texts.delete(key);
    characters -= text?.length ?? 0;
    return text;
  };
  const set = (key: string, text: string): void => {
    remove(key);
    texts.set(key, text);
    characters += text.length;
    for (const oldest of texts.keys()) {
      if (characters <= mostCharacters) {
        return;
      }
      remove(oldest);
    }
  };
  const get = (key: string): string | undefined => {
    const text = remove(key);
    if (text !== undefined) {
      set(key, text);
    }
    return text;
  };
  return { get, set };
};
