import type { CivilDate } from "#kernel/dates.ts";
import type { Language, Words } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import type { Part } from "./judging.rules.ts";
import { partNames, partWords } from "./parts.words.ts";

export const partKinds = ["session", "attendance", "diagnosis", "event", "problem", "objective", "score", "note", "message"] as const;
export type PartKind = (typeof partKinds)[number];
/** A fact or passage of the record that might leave, in words. */
export type RecordPart = Part & { kind: PartKind; factIds: string[]; words: Words };

/** What of the record is read for a release; what the reader does not see is not among it. */
export type RecordFacts = {
  caseId: string;
  childId: string;
  sessions: readonly { sessionId: string; on: CivilDate; minutes: number; kind: Words; childCame: "yes" | "no"; adults: readonly { personId: string; name: string; came: "yes" | "no" }[] }[];
  diagnoses: readonly { diagnosisId: string; code: string; display: string; since: CivilDate | null; status: Words }[];
  events: readonly { id: string; words: Words }[];
  problems: readonly { id: string; words: Words }[];
  objectives: readonly { objectiveId: string; planOn: CivilDate; words: string; baseline: string; disclosure: DisclosureTag }[];
  scores: readonly { requestId: string; on: CivilDate; name: string; total: number | null; disclosure: DisclosureTag }[];
  notes: readonly { blockId: string; on: CivilDate; title: Words; words: string; chips: readonly Words[]; disclosure: DisclosureTag }[];
  /** What an adult and the team wrote to each other, with who wrote it; null is the adult. */
  messages: readonly { messageId: string; on: CivilDate; words: string; writtenBy: string | null; disclosure: DisclosureTag }[];
};

const each = (say: (language: Language) => string): Words => ({ en: say("en"), es: say("es") });

/** All that might leave, one part for each fact, so that each can be judged alone; who came is a part for each adult. */
export function listParts(facts: RecordFacts): RecordPart[] {
  const tag = (ofClass: "service" | "child_chart", ownerPersonId: string | null = null): DisclosureTag => ({ class: ofClass, caseId: facts.caseId, ownerPersonId, ownerStaffId: null, counterpartStaffId: null, part2: false });
  const chart = tag("child_chart");
  return [
    ...facts.sessions.flatMap((one): RecordPart[] => [
      { kind: "session", factIds: [one.sessionId], on: one.on, disclosure: tag("service"), words: each((language) => partWords.session[language](one.kind[language], one.minutes, partWords[one.childCame === "yes" ? "childCame" : "childNotThere"][language])) },
      ...one.adults.map((adult): RecordPart => ({ kind: "attendance", factIds: [one.sessionId], on: one.on, disclosure: tag("service", adult.personId), words: each((language) => (adult.came === "yes" ? partWords.came : partWords.notThere)[language](adult.name)) })),
    ]),
    ...facts.diagnoses.map((one): RecordPart => ({ kind: "diagnosis", factIds: [one.diagnosisId], on: one.since, disclosure: chart, words: each((language) => `${one.code} ${one.display}`.trim() + ` (${one.status[language]})`) })),
    ...facts.events.map((one): RecordPart => ({ kind: "event", factIds: [one.id], on: null, disclosure: chart, words: one.words })),
    ...facts.problems.map((one): RecordPart => ({ kind: "problem", factIds: [one.id], on: null, disclosure: chart, words: one.words })),
    ...facts.objectives.map((one): RecordPart => ({ kind: "objective", factIds: [one.objectiveId], on: one.planOn, disclosure: one.disclosure, words: each((language) => partWords.objective[language](one.words, one.baseline)) })),
    ...facts.scores.map((one): RecordPart => ({ kind: "score", factIds: [one.requestId], on: one.on, disclosure: one.disclosure, words: each((language) => partWords.score[language](one.name, one.total)) })),
    ...facts.notes.map((one): RecordPart => ({ kind: "note", factIds: [one.blockId], on: one.on, disclosure: one.disclosure, words: each((language) => [`${one.title[language]}:`, one.chips.map((chip) => chip[language]).join("; "), one.words.trim()].filter((said) => said !== "").join(" ")) })),
    ...facts.messages.map((one): RecordPart => ({ kind: "message", factIds: [one.messageId], on: one.on, disclosure: one.disclosure, words: each((language) => `${one.writtenBy ?? partWords.adultWrote[language]}: ${one.words}`) })),
  ];
}

/** The part of a paper under one heading. `part2` marks what bears the label. */
export type PaperSection = { heading: string; rows: { day: string; words: string; part2: string }[] };

/** What goes, under headings in a steady order, each by its day. */
export function writeSections(goes: readonly RecordPart[], language: Language): PaperSection[] {
  return partKinds.flatMap((kind) => {
    const rows = goes.filter((part) => part.kind === kind).toSorted((a, b) => (a.on ?? "").localeCompare(b.on ?? ""));
    return rows.length === 0 ? [] : [{ heading: partNames[kind][language], rows: rows.map((part) => ({ day: part.on === null ? "" : writeDay(part.on, language), words: part.words[language], part2: part.disclosure.part2 ? partWords.part2[language] : "" })) }];
  });
}
