import { foldWords, gap } from "#kernel/folding.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { FoundFamily, FoundSession, FoundStaff } from "./contract.ts";
import { mistakesInName } from "./likeness.rules.ts";

/** One person's part in a family, with what decides in which order it is shown. `caseId` stands for its whole record. */
export type Belonging = {
  caseId: string;
  name: string;
  part: string;
  kind: string;
  organization: string;
  birthDate: CivilDate | null;
  validTo: CivilDate | null;
  childName: string;
  childBirthDate: CivilDate | null;
  status: "open" | "closed";
  isOwn: boolean;
};
/** What is looked for: words of a name, a date of birth, or both. */
export type Sought = { names: readonly string[]; born: CivilDate | null };
export type RankedFamily = Omit<FoundFamily, "next" | "last">;

/** The words of a name as they are compared. */
const wordsOf = (name: string): string[] => foldWords(name).split(gap).filter((word) => word !== "");

/** With how many mistakes somebody is meant by what was typed; null where they are not. A date of birth is a child's. */
export function mistakesFor(one: Pick<Belonging, "name" | "part" | "birthDate">, { names, born }: Sought): number | null {
  if (born !== null && (one.part !== "child" || one.birthDate !== born)) return null;
  if (names.length === 0) return born === null ? null : 0;
  return mistakesInName(names, wordsOf(one.name));
}

/** Somebody with the words of the name, as they are compared. */
export type Named = { id: string; words: readonly string[] };
/** Who of some is meant by all terms, exactly or nearly: the best first, of equals who was written down last. Answers their ids. */
export function meantAmong(named: readonly Named[], terms: readonly string[], how: "exactly" | "nearly"): string[] {
  return named
    .flatMap(({ id, words }) => {
      const mistakes = mistakesInName(terms, words);
      return mistakes === null || (how === "exactly" && mistakes > 0) ? [] : [{ id, mistakes }];
    })
    .sort((a, b) => a.mistakes - b.mistakes || byText(b.id, a.id))
    .map((one) => one.id);
}

type Judged = { one: Belonging; mistakes: number };

/** Of two ways in which one family is meant: what is typed right, then the child, then who is still there. */
const isBetter = (a: Judged, b: Judged): boolean => {
  if (a.mistakes !== b.mistakes) return a.mistakes < b.mistakes;
  if ((a.one.part === "child") !== (b.one.part === "child")) return a.one.part === "child";
  return a.one.validTo === null && b.one.validTo !== null;
};

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const first = (is: boolean) => (is ? 0 : 1);

/** The families that are meant, each once: what is typed right before what is close, one's own before others, open before closed, then by name. */
export function rankFamilies(belongings: readonly Belonging[], sought: readonly Sought[]): RankedFamily[] {
  const best = new Map<string, Judged>();
  for (const one of belongings) {
    for (const way of sought) {
      const mistakes = mistakesFor(one, way);
      if (mistakes === null) continue;
      const judged = { one, mistakes };
      const known = best.get(one.caseId);
      if (known === undefined || isBetter(judged, known)) best.set(one.caseId, judged);
    }
  }
  return [...best.values()]
    .map((judged) => ({ ...judged, child: foldWords(judged.one.childName) }))
    .sort((a, b) => a.mistakes - b.mistakes || first(a.one.isOwn) - first(b.one.isOwn) || first(a.one.status === "open") - first(b.one.status === "open") || byText(a.child, b.child) || byText(a.one.caseId, b.one.caseId))
    .map(({ one, mistakes }) => ({
      caseId: one.caseId,
      childName: one.childName,
      childBirthDate: one.childBirthDate,
      status: one.status,
      isOwn: one.isOwn,
      match: mistakes === 0 ? ("exact" as const) : ("close" as const),
      through: one.part === "child" ? null : { name: one.name, kind: one.kind, organization: one.organization, validTo: one.validTo },
    }));
}

/** Who works here by what was typed; who left comes last. */
export function rankStaff(staff: readonly Omit<FoundStaff, "match" | "roles">[], names: readonly string[]): Omit<FoundStaff, "roles">[] {
  return staff
    .flatMap((one) => {
      const mistakes = mistakesInName(names, wordsOf(one.name));
      return mistakes === null ? [] : [{ one, mistakes, name: foldWords(one.name) }];
    })
    .sort((a, b) => first(a.one.leftOn === null) - first(b.one.leftOn === null) || a.mistakes - b.mistakes || byText(a.name, b.name) || byText(a.one.staffId, b.one.staffId))
    .map(({ one, mistakes }) => ({ ...one, match: mistakes === 0 ? "exact" : "close" }));
}

/** Sessions of the days that were asked for: one's own first, called off last, the nearest to now first. */
export function rankSessions(sessions: readonly FoundSession[], ownStaffId: string | null, now: string): FoundSession[] {
  const away = (one: FoundSession) => Math.abs(Date.parse(one.startsAt) - Date.parse(now));
  return sessions.toSorted((a, b) => first(a.clinicianId === ownStaffId) - first(b.clinicianId === ownStaffId) || first(a.status !== "cancelled") - first(b.status !== "cancelled") || away(a) - away(b) || byText(a.sessionId, b.sessionId));
}
