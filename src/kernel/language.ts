/** The languages of the screens. Spanish is a first language, not a translation. */
export const languages = ["en", "es"] as const;
export type Language = (typeof languages)[number];

/** A sentence in every language. */
export type Words = Record<Language, string>;

/**
 * The shape that the other languages of a catalogue must have: the same keys, and functions of the same arguments.
 * A missing sentence is a type error, so it cannot be built.
 */
export type Catalogue<T> = T extends (...args: infer A) => string ? (...args: A) => string : T extends string ? string : { readonly [K in keyof T]: Catalogue<T[K]> };
