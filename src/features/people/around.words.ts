import type { Language, Words } from "#kernel/language.ts";
import type { Residence, VisitTerms } from "./around.contract.ts";

/** The kinds of a home, inside a sentence. */
export const homeWords: Record<Residence["kind"], Words> = {
  birth_home: { en: "birth home", es: "hogar de origen" },
  kin: { en: "kin", es: "familia extensa" },
  foster: { en: "foster care", es: "acogimiento familiar" },
  adoptive: { en: "adoptive home", es: "hogar adoptivo" },
  residential: { en: "residential care", es: "acogimiento residencial" },
  other: { en: "another home", es: "otro hogar" },
};

/** The move on the time axis, in words. */
export const moveWords: Record<Language, (kind: string, name: string) => string> = {
  en: (kind, name) => (name === "" ? `Move: ${kind}` : `Moves to ${name}, ${kind}`),
  es: (kind, name) => (name === "" ? `Mudanza: ${kind}` : `Pasa a vivir con ${name}, ${kind}`),
};

/** How an adult who lives apart sees the child. */
export const supervisionNames: Record<VisitTerms["supervision"], Words> = {
  none: { en: "no visits", es: "sin visitas" },
  unsupervised: { en: "visits without supervision", es: "visitas sin supervisión" },
  supervised: { en: "supervised visits", es: "visitas supervisadas" },
  therapeutic: { en: "visits within therapy", es: "visitas terapéuticas" },
};
