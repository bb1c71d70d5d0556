/** Closes a switch over a union: a new variant breaks the build here; at run time it is a bug and throws. */
export const assertNever = (variant: never): never => {
  throw new Error(`expected every variant to be handled, received ${JSON.stringify(variant)}`);
};
