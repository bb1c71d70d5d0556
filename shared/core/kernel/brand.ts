declare const brand: unique symbol;

/** A base type that only its own parser can make, so that the rest of the code may trust it. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };
