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

/** The same sentence in every language, by one function that says it in one. */
export function inEachLanguage(say: (language: Language) => string): Words {
  return { en: say("en"), es: say("es") };
}

/** The language that a command line asks for with `--language es`; English where it names none that we speak. */
export function languageAsked(argv: readonly string[]): Language {
  const at = argv.findIndex((word) => word === "--language" || word.startsWith("--language="));
  const asked = argv[at]?.split("=")[1] ?? argv[at + 1];
  return at >= 0 && asked === "es" ? "es" : "en";
}
