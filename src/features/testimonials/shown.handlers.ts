import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import type { ShownTestimonial } from "./rules.ts";
import * as store from "./store.ts";

/** What the public page shows now in a language. Read anew each time: what was taken back is gone with the next look. */
export async function readTold(tx: Transaction, language: Language): Promise<ShownTestimonial[]> {
  return (await store.listShown(tx)).flatMap((one) => (one[language] === "" ? [] : [{ words: one[language], attribution: one.attribution, isTranslated: one.toldIn !== language }]));
}
