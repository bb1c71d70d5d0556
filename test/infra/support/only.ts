/** The one thing that there is; fails when there is none, or another one. */
export const only = <Found>(found: readonly Found[], what: string): Found => {
  const [first, ...others] = found;
  if (first === undefined || others.length > 0) {
    throw new Error(`expected one ${what}, received ${found.length}`);
  }
  return first;
};
