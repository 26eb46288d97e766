import type { CaseSummary } from "#features/cases/contract.ts";
import type { Found } from "#features/finding/contract.ts";
import { makeChance } from "./load.ts";
import { birthDateOf, frontDeskOf, idOf, nameOf, nextDayOf, openCasesOf, type Programme, tokenOf } from "./programme.ts";
import { type Ask, type Maker, right } from "./requests.ts";

const find = (token: string, q: string, judge: Ask["judge"]): Ask => ({ token, method: "GET", address: `/api/find?q=${encodeURIComponent(q)}`, judge });
const holds = (caseNumber: number) => right<Found>("search", (body) => body.families.length <= 8 && body.families.some((one) => one.caseId === idOf("case", caseNumber)) && body.families.every((one) => one.status === "closed" || one.next !== null));
const OPEN_EVERY = 8;
/** A word from which a letter is left out must still be one in which a mistake is forgiven. */
const LEAST_FORGIVEN = 5;

/** A letter of a word as a hurried hand types it: changed with its neighbour, left out, twice, or another. */
function mistyped(word: string, place: number, way: number): string {
  if (word.length < LEAST_FORGIVEN) return word;
  const at = 1 + (place % (word.length - 2));
  const middle = [word[at + 1]! + word[at]!, word[at + 1]!, word[at]! + word[at]! + word[at + 1]!, `w${word[at + 1]!}`][way % 4]!;
  return word.slice(0, at) + middle + word.slice(at + 2);
}

/** What people type into the one search, for who sees everybody and for who sees a dozen families, and the narrowed list of families. */
export function makeSearches(programme: Programme, seed: number): Record<"everybody" | "own" | "list", Maker> {
  const chance = makeChance(seed);
  const namesOf = (caseNumber: number) => {
    const { given, family } = nameOf(caseNumber);
    return [given, ...family.split(" ")].map((word) => word.toLowerCase()) as [string, string, string];
  };
  const desk = tokenOf(frontDeskOf(programme));
  const anyCase = () => chance.upTo(programme.cases);
  const openCase = () => OPEN_EVERY * chance.upTo(programme.openCases);
  const slip = (word: string) => mistyped(word, chance.upTo(100), chance.upTo(4));
  const ways: readonly (() => Ask)[] = [
    () => {
      const caseNumber = anyCase();
      return find(desk, namesOf(caseNumber).join(" "), holds(caseNumber));
    },
    () => {
      const caseNumber = anyCase();
      const [given, family, second] = namesOf(caseNumber);
      return find(desk, `${slip(second)} ${given} ${family}`, holds(caseNumber));
    },
    () => {
      const caseNumber = anyCase();
      const [given, family, second] = namesOf(caseNumber);
      return find(desk, `${given} ${family.slice(0, 3)} ${second.slice(0, 5)}`, holds(caseNumber));
    },
    () => {
      const caseNumber = anyCase();
      const [given, , second] = namesOf(caseNumber);
      return find(desk, `${birthDateOf(programme, caseNumber)} ${given} ${second}`, holds(caseNumber));
    },
    () => {
      const caseNumber = openCase();
      return find(desk, `${namesOf(caseNumber).join(" ")} ${nextDayOf(programme, caseNumber)}`, right<Found>("search", (body) => body.sessions.some((one) => one.caseId === idOf("case", caseNumber))));
    },
    // One word that hundreds bear, and one of them with a slip.
    () => find(desk, namesOf(anyCase())[0], right<Found>("search", (body) => body.families.length > 0 && body.families.every((one) => one.match === "exact"))),
    () => find(desk, slip(namesOf(anyCase())[1]), right<Found>("search", (body) => body.families.length > 0)),
    () => find(desk, nextDayOf(programme, openCase()), right<Found>("search", (body) => body.sessions.length > 0)),
  ];
  const own: Maker = () => {
    const staff = chance.upTo(programme.clinicians);
    const cases = openCasesOf(programme, staff);
    const caseNumber = chance.of(cases);
    const [given, family, second] = namesOf(caseNumber);
    const q = chance.of([given, `${given} ${slip(second)}`, `${family.slice(0, 3)} ${second.slice(0, 3)}`]);
    const theirs = new Set(cases.map((one) => idOf("case", one)));
    return find(tokenOf(staff), q, right<Found>("search", (body) => body.families.every((one) => theirs.has(one.caseId)) && (body.more === "yes" || body.families.some((one) => one.caseId === idOf("case", caseNumber)))));
  };
  const list: Maker = () => {
    const caseNumber = anyCase();
    const [given, family, second] = namesOf(caseNumber);
    const q = `${given} ${family} ${chance.upTo(2) === 0 ? second : slip(second)}`;
    return { token: desk, method: "GET", address: `/api/cases?status=all&search=${encodeURIComponent(q)}`, judge: right<{ cases: CaseSummary[] }>("list", (body) => body.cases.some((one) => one.caseId === idOf("case", caseNumber))) };
  };
  return { everybody: () => chance.of(ways)(), own, list };
}
