/** The first text in one of these members of a part of a record; what the part only inherits is none of it. */
export const textIn = (part: unknown, ...members: readonly string[]): string | undefined =>
  typeof part === 'object' && part !== null
    ? members
        .map((member): unknown =>
          Object.hasOwn(part, member) ? part[member as keyof typeof part] : undefined,
        )
        .find((value) => typeof value === 'string')
    : undefined;
