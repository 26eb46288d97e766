import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import type { SentenceField, TemplateContent } from "#features/letters/contract.ts";
import { type FieldValue, type FieldValues, fillParagraphs, type MissingParagraph, sentenceOf, sourceOf } from "#features/letters/fields.rules.ts";
import { visitsWords } from "#features/letters/words.ts";
import type { Part } from "./judging.rules.ts";
import { letterWords as words } from "./letters.words.ts";

/** What a letter can point to; days are civil days of the agency's zone. Visits are those that were held, or that nobody came to. */
export type LetterFacts = {
  caseId: string;
  child: { personId: string; name: string };
  visits: readonly { sessionId: string; on: CivilDate; held: "yes" | "no"; came: readonly { personId: string; name: string; part: "child" | "adult"; came: "yes" | "no" }[] }[];
  planSigned: { planId: string; on: CivilDate } | null;
  closedOn: CivilDate | null;
  clinician: { staffId: string; name: string } | null;
  diagnoses: readonly { diagnosisId: string; code: string; display: string; since: CivilDate | null }[];
  objectives: readonly { objectiveId: string; words: string; disclosure: DisclosureTag }[];
};

/** A sentence of a letter: its template or `own`, what it points to, and its class. */
export type LetterSentence = Part & { source: string; words: string; factIds: string[] };

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

/** What surrounds a letter: to whom it goes and whose record it is, in which language, of which days, under which name. */
export type LetterAround = { childId: string; subjectId: string; recipient: string; recipientPersonId: string | null; agency: string; language: Language; asked: readonly { from: CivilDate | null; to: CivilDate | null }[]; today: CivilDate };

/** The fields that a template can name, as the record fills them: each one fact, as the sentences above have it. */
function valuesOf(facts: LetterFacts, around: LetterAround): FieldValues {
  const { language, asked } = around;
  const tag = (ownerPersonId: string | null): DisclosureTag => ({ class: "service", caseId: facts.caseId, ownerPersonId, ownerStaffId: null, counterpartStaffId: null, part2: false });
  const value = (words: string, factIds: readonly string[], on: CivilDate | null): FieldValue => ({ words, factIds, on, disclosure: tag(null) });
  const dated = (on: CivilDate, factIds: readonly string[]) => value(writeDay(on, language), factIds, on);
  const held = facts.visits.filter((one) => one.held === "yes").toSorted((a, b) => a.on.localeCompare(b.on));
  const within = held.filter((one) => asked.every(({ from, to }) => (from === null || one.on >= from) && (to === null || one.on <= to)));
  const [first, from, to] = [held[0], within[0], within.at(-1)];
  return {
    facts: {
      ...(facts.child.name === "" ? {} : { child: value(facts.child.name, [], null) }),
      ...(first === undefined ? {} : { first_visit: dated(first.on, [first.sessionId]) }),
      ...(from === undefined || to === undefined ? {} : { visits: value(visitsWords[language](within.length), within.map((one) => one.sessionId), to.on), visits_from: dated(from.on, [from.sessionId]), visits_to: dated(to.on, [to.sessionId]) }),
      ...(facts.planSigned === null ? {} : { plan_signed: dated(facts.planSigned.on, [facts.planSigned.planId]) }),
      ...(facts.closedOn === null ? {} : { ended: dated(facts.closedOn, []) }),
      ...(facts.clinician === null ? {} : { clinician: value(facts.clinician.name, [facts.clinician.staffId], null) }),
    },
    plain: { today: writeDay(around.today, language), agency: around.agency, recipient: around.recipient },
    // The agency's own words tell of nobody: they go with the record of whom the letter is about, and to whoever gets it.
    fixed: tag(around.recipientPersonId ?? (around.subjectId === around.childId ? null : around.subjectId)),
  };
}

const sources: Record<SentenceField, string> = { sentence_since: "since", sentence_visits: "sessions", sentence_attended: "attended", sentence_plan: "plan", sentence_ended: "ended" };

/** What a letter could say by its template: all that may be added, with what it begins with in the template's order, and what stays away for want of a fact. */
export function offerLetter(template: Pick<TemplateContent, "paragraphs">, facts: LetterFacts, period: { from: CivilDate | null; to: CivilDate | null }, around: LetterAround): { offers: LetterSentence[]; begins: LetterSentence[]; missing: MissingParagraph[] } {
  const sentences = listSentences(facts, period.from, period.to, around.language);
  const { filled, missing } = fillParagraphs(template, valuesOf(facts, around), around.language, around.asked, around.today);
  const ofSentence = (field: SentenceField) => sentences.filter((each) => each.source.split(":")[0] === sources[field]);
  const absent = template.paragraphs.flatMap((one, place) => {
    const field = sentenceOf(one);
    return field === null || ofSentence(field).length > 0 ? [] : [{ place, text: one[around.language], fields: [field] }];
  });
  const begins = template.paragraphs.flatMap((one, place) => {
    const field = sentenceOf(one);
    return field === null ? filled.filter((each) => each.source === sourceOf(place)) : ofSentence(field);
  });
  return { offers: [...filled, ...sentences], begins, missing: [...missing, ...absent].toSorted((a, b) => a.place - b.place) };
}
