import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import type { Part } from "./judging.rules.ts";
import type { LetterKind } from "./shapes.contract.ts";
import { letterWords as words } from "./letters.words.ts";

/** What a letter can point to; days are civil days of the agency's zone. Visits are those that were held, or that nobody came to. */
export type LetterFacts = {
  caseId: string;
  child: { personId: string; name: string };
  visits: readonly { sessionId: string; on: CivilDate; held: "yes" | "no"; came: readonly { personId: string; name: string; part: "child" | "adult"; came: "yes" | "no" }[] }[];
  planSigned: { planId: string; on: CivilDate } | null;
  closedOn: CivilDate | null;
  diagnoses: readonly { diagnosisId: string; code: string; display: string; since: CivilDate | null }[];
  objectives: readonly { objectiveId: string; words: string; disclosure: DisclosureTag }[];
};

/** A sentence of a letter: its template or `own`, what it points to, and its class. */
export type LetterSentence = Part & { source: string; words: string; factIds: string[] };

/** The sentences that a kind of letter begins with. Content is never among them: who writes adds it, and it is judged. */
export const suggested: Record<LetterKind, readonly string[]> = {
  court: ["since", "sessions", "attended"],
  child_welfare: ["since", "sessions", "attended"],
  school: ["since", "sessions"],
  referrer: ["since", "plan"],
  closing: ["since", "sessions", "ended"],
  attendance: ["since", "sessions", "attended"],
};
/** True for a sentence that a kind of letter begins with. */
export const isSuggested = (kind: LetterKind, source: string): boolean => suggested[kind].includes(source.split(":")[0]!);

/** Every sentence that the record allows to be said, from the visits between two days; nothing is said without a fact behind it. */
export function listSentences(facts: LetterFacts, from: CivilDate | null, to: CivilDate | null, language: Language): LetterSentence[] {
  const day = (date: CivilDate) => writeDay(date, language);
  const tag = (ofClass: "service" | "child_chart", ownerPersonId: string | null = null): DisclosureTag => ({ class: ofClass, caseId: facts.caseId, ownerPersonId, ownerStaffId: null, counterpartStaffId: null, part2: false });
  const visits = facts.visits.filter((one) => (from === null || one.on >= from) && (to === null || one.on <= to)).toSorted((a, b) => a.on.localeCompare(b.on));
  const held = visits.filter((one) => one.held === "yes");
  const first = facts.visits.filter((one) => one.held === "yes").toSorted((a, b) => a.on.localeCompare(b.on))[0];
  const [child, adults] = [facts.child, new Map(visits.flatMap((one) => one.came.filter((who) => who.part === "adult").map((who) => [who.personId, who.name] as const)))];
  const attended = (personId: string, name: string, ownerPersonId: string | null): LetterSentence[] => {
    const expected = visits.filter((one) => one.came.some((who) => who.personId === personId));
    const came = expected.filter((one) => one.came.some((who) => who.personId === personId && who.came === "yes"));
    return expected.length === 0 ? [] : [{ source: `attended:${personId}`, words: words.attended[language](name, came.length, expected.length), factIds: expected.map((one) => one.sessionId), on: expected.at(-1)!.on, disclosure: tag("service", ownerPersonId) }];
  };
  return [
    ...(first === undefined ? [] : [{ source: "since", words: words.since[language](child.name, day(first.on)), factIds: [first.sessionId], on: first.on, disclosure: tag("service") }]),
    ...(held.length === 0 ? [] : [{ source: "sessions", words: words.sessions[language](day(held[0]!.on), day(held.at(-1)!.on), held.length), factIds: held.map((one) => one.sessionId), on: held.at(-1)!.on, disclosure: tag("service") }]),
    ...attended(child.personId, child.name, null),
    ...[...adults].flatMap(([personId, name]) => attended(personId, name, personId)),
    ...(facts.planSigned === null ? [] : [{ source: "plan", words: words.plan[language](day(facts.planSigned.on)), factIds: [facts.planSigned.planId], on: facts.planSigned.on, disclosure: tag("service") }]),
    ...(facts.closedOn === null ? [] : [{ source: "ended", words: words.ended[language](day(facts.closedOn)), factIds: [], on: facts.closedOn, disclosure: tag("service") }]),
    ...facts.diagnoses.map((one) => ({ source: `diagnosis:${one.diagnosisId}`, words: words.diagnosis[language](one.display === "" ? one.code : one.display, one.code, one.since === null ? null : day(one.since)), factIds: [one.diagnosisId], on: one.since, disclosure: tag("child_chart") })),
    ...facts.objectives.map((one) => ({ source: `objective:${one.objectiveId}`, words: words.objective[language](one.words), factIds: [one.objectiveId], on: facts.planSigned?.on ?? null, disclosure: one.disclosure })),
  ];
}
