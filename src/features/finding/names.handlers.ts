import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { readAsked } from "./asked.rules.ts";
import { keysOfTerm, listClose } from "./likeness.rules.ts";
import { meantAmong, mistakesFor, type Sought } from "./rules.ts";
import * as store from "./store.ts";

/** Words that may be meant by what was typed, at most; beyond lies no name that anybody meant. */
const MOST_WORDS = 3_000;

type Meant = store.Typed & { names: readonly string[]; how: "exactly" | "nearly" };

/** What is meant exactly by the terms. */
export const exactly = (names: readonly string[]): Meant => ({ names, how: "exactly", terms: names.length, ranges: names.map(store.beginsAs) });

/** What may be meant where somebody mistyped; null where no term allows it. Only for whoever sees everybody. */
export async function nearly(tx: Transaction, names: readonly string[]): Promise<Meant | null> {
  const keys = [...new Set(names.flatMap(keysOfTerm))];
  if (keys.length === 0) return null;
  const words = await store.listWords(tx, keys, MOST_WORDS);
  const close = listClose(names, words).map(({ word, place, mistakes }) => store.isWord(word, place, mistakes));
  return close.length === 0 ? null : { names, how: "nearly", terms: names.length, ranges: [...exactly(names).ranges, ...close] };
}

/** Whoever is meant, the best first, where that is quickly told; "many" where each term is borne by many. */
async function fewMeant(tx: Transaction, { names, how, ...typed }: Meant): Promise<string[] | "many"> {
  const rarest = await store.listRarest(tx, typed);
  return rarest === "many" ? rarest : meantAmong(rarest, names, how);
}

/** Whoever is meant, the best first, and no more than so many. */
export async function listMeant(tx: Transaction, meant: Meant, most: number): Promise<string[]> {
  const few = await fewMeant(tx, meant);
  return few === "many" ? store.listBearers(tx, meant, most) : few.slice(0, most);
}

/** Whom a list of families is narrowed to. */
export async function askChildren(tx: Transaction, text: string, language: Language): Promise<store.ChildrenAsked> {
  const { names, day } = readAsked(text, language, tx.today);
  if (names.length === 0) return text.trim() === "" ? null : { ids: [] };
  const born = day !== null && day.born !== null ? { names: day.beside, born: day.born } : null;
  if (!(await store.seesEverybody(tx))) return { ids: await ownChildren(tx, [{ names, born: null }, ...(born === null ? [] : [born])]) };
  if (born !== null) return { ids: await bornOn(tx, born) };
  const exact = exactly(names);
  const ids = await fewMeant(tx, exact);
  if (ids === "many" ? await store.hasBearers(tx, exact) : ids.length > 0) return ids === "many" ? exact : { ids };
  const close = await nearly(tx, names);
  const nearIds = close === null ? [] : await fewMeant(tx, close);
  return nearIds === "many" ? close : { ids: nearIds };
}

async function ownChildren(tx: Transaction, sought: readonly Sought[]): Promise<string[]> {
  const judged = (await store.listOwnChildren(tx)).flatMap((one) => {
    const mistakes = sought.flatMap((way) => mistakesFor({ ...one, part: "child" }, way) ?? []);
    return mistakes.length === 0 ? [] : [{ id: one.personId, mistakes: Math.min(...mistakes) }];
  });
  const isExact = judged.some((one) => one.mistakes === 0);
  return judged.filter((one) => !isExact || one.mistakes === 0).map((one) => one.id);
}

/** Children whom one day can have; more are no answer. */
const MOST_BORN = 500;
export async function bornOn(tx: Transaction, { names, born }: { names: readonly string[]; born: CivilDate }): Promise<string[]> {
  const ids = await store.listBorn(tx, born, MOST_BORN);
  if (names.length === 0) return ids;
  if (ids.length === 0) return [];
  return meantAmong(await store.listWordsOf(tx, ids), names, "nearly");
}
