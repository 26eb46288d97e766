import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { Finding } from "#kernel/findings.ts";
import { type Language, languages } from "#kernel/language.ts";
import { decideAgeWindow } from "#features/instruments/age.rules.ts";
import { listItems } from "#features/instruments/answers.rules.ts";
import type { AlertKind, Answers, InstrumentDefinition, InstrumentLibrary, ScoreResult } from "#features/instruments/contract.ts";
import { isAnsweredAlone } from "#features/instruments/installed.rules.ts";
import { findDefinition, isOffered } from "#features/instruments/library.rules.ts";
import { flowWords as words } from "./flow.words.ts";
import { type About, type Mode, MOST_BIRTH_YEAR_TRIES, type RequestState } from "./contract.ts";
import { scoreInstrument } from "#features/instruments/rules.ts";
import { type InstrumentText, instrumentText } from "#features/instruments/text.rules.ts";

/**
 * Whom the answers to an instrument are about (measures.md sections 2 and 5): the adult who answers about the own life, the
 * child, or, where a clinician rates what was seen between them, the child with one adult. A form that a caregiver fills in
 * and that serves only domains of the caregiver, such as stress as a parent, is that adult's own.
 */
export function aboutWhom(definition: Pick<InstrumentDefinition, "respondent" | "domains">): About {
  if (definition.respondent === "adult_self" || definition.respondent === "perinatal_adult") return "self";
  if (definition.respondent === "clinician") return definition.domains.some((one) => one.startsWith("R-") || one.startsWith("G-")) ? "relationship" : "child";
  return definition.domains.some((one) => one.startsWith("G-")) && !definition.domains.some((one) => one.startsWith("C-")) ? "self" : "child";
}

/**
 * The classes of answers and scores (measures.md section 5): about oneself both are the adult's own; about the child the
 * score is the child's chart, the item answers belong to the relationship of the adult who gave them; of a relationship
 * both are of that relationship.
 */
export const classesOf = {
  self: { answers: "caregiver", score: "caregiver" },
  child: { answers: "relationship", score: "child_chart" },
  relationship: { answers: "relationship", score: "relationship" },
} as const;

/**
 * Whether something measures a child of that age on a day: an instrument that is not retired and serves a domain of the child, within
 * its age window. One whose window is not known here (it has a form for each age) says nothing. Where the birth date is not known, any age fits.
 */
export const canAskAboutChild = (library: InstrumentLibrary, birthDate: CivilDate | null, on: CivilDate): boolean =>
  [...library.definitions.values()].some((one) => aboutWhom(one) === "child" && one.domains.some((domain) => domain.startsWith("C-")) && one.ageMonths !== null && isOffered(library, one.id, on) && (birthDate === null || decideAgeWindow(one, { birthDate, weeksBornEarly: 0 }, on).fits));

/** What is known when somebody wants to send. `answeredBefore`: instruments that this adult has submitted. */
export type SendingFacts = { childBirthDate: CivilDate | null; on: CivilDate; answeredBefore: readonly string[]; outsideAgeReason: string | null };

/** Judges each instrument that is to be sent, and the gate of the link. What has severity `block` and is not met refuses all. */
export function judgeSending(library: InstrumentLibrary, ids: readonly string[], facts: SendingFacts, language: Language, textLanguage: Language): Finding[] {
  const gate = { rule: "birth-year-gate", clause: "link gate", status: "local", severity: "block" } as const;
  const findings: Finding[] = [
    facts.childBirthDate === null
      ? { ...gate, result: "not_met", message: words.noBirthYear[language], fix: words.noBirthYearFix[language] }
      : { ...gate, severity: "info", result: "met", message: words.birthYear[language], fix: null },
  ];
  return [...findings, ...ids.flatMap((id) => judgeInstrument(library, id, facts, language, textLanguage))];
}

function judgeInstrument(library: InstrumentLibrary, id: string, facts: SendingFacts, language: Language, textLanguage: Language): Finding[] {
  const refuse = (rule: string, message: string, fix: string): Finding[] => [{ rule, clause: id, result: "not_met", severity: "block", status: "local", message, fix }];
  const definition = library.definitions.get(id);
  if (!definition) return refuse("instrument-installed", words.unknown[language](id), words.unknownFix[language]);
  const { name } = definition;
  if (!isOffered(library, id, facts.on)) return refuse("instrument-offered", words.retired[language](name), words.unknownFix[language]);
  if (!isAnsweredAlone(definition)) return refuse("instrument-by-adult", words.byClinician[language](name), words.paperFix[language]);
  const text = instrumentText(library, id, textLanguage);
  if (text.isPlaceholder) return refuse("instrument-wording", words.noText[language](name), words.noTextFix[language]);
  if (definition.repeats === "once" && facts.answeredBefore.includes(id)) return refuse("instrument-once", words.once[language](name), words.onceFix[language]);
  const age = judgeAge(definition, library, facts, language);
  if (!text.isFallback) return age;
  return [...age, { rule: "instrument-language", clause: id, result: "not_met", severity: "warn", status: "local", message: words.otherLanguage[language](name), fix: null }];
}

/** Whether the child is of an age for the instrument on the day; used outside the window it needs a reason, which is kept. `library` names the next instrument. */
export function judgeAge(definition: InstrumentDefinition, library: InstrumentLibrary, facts: SendingFacts, language: Language): Finding[] {
  if (facts.childBirthDate === null) return [];
  const window = decideAgeWindow(definition, { birthDate: facts.childBirthDate, weeksBornEarly: 0 }, facts.on);
  if (window.fits) return [];
  const found = { rule: "instrument-age", clause: definition.id, status: "local", message: words.wrongAge[language](definition.name) } as const;
  if (facts.outsideAgeReason !== null) return [{ ...found, result: "overridden", severity: "warn", fix: null }];
  const offered = window.offer !== null && isOffered(library, window.offer, facts.on) ? library.definitions.get(window.offer)!.name : null;
  return [{ ...found, result: "not_met", severity: "block", fix: offered === null ? words.noOffer[language] : words.offer[language](offered) }];
}

/** How staff can record an instrument: a clinician's own rating is coded, a licensed result typed, all else read aloud or entered from paper. */
export function entryModes(definition: Pick<InstrumentDefinition, "class" | "respondent">): Mode[] {
  if (definition.respondent === "clinician") return ["coded"];
  return definition.class === "C" ? ["typed"] : ["interview", "paper"];
}

/** How a request stands now, from its row and its link. */
export function stateOf(request: { status: "sent" | "started" | "submitted" | "withdrawn" | "void"; expiresAt: Instant; interviewAskedAt: Instant | null }, link: { tries: number } | null, now: Instant): RequestState {
  if (request.status !== "sent" && request.status !== "started") return request.status;
  if (request.interviewAskedAt !== null) return "interview_asked";
  if (request.expiresAt <= now) return "expired";
  return link !== null && link.tries >= MOST_BIRTH_YEAR_TRIES ? "locked" : request.status;
}

/** A year as somebody types it; null where it is none. */
export function readBirthYear(text: string): number | null {
  return /^\s*\d{4}\s*$/.test(text) ? Number(text) : null;
}

/** The words in which a form is asked: in a language, else in another one that may be shown. Null where none may: a permission that has run out takes the words with it. */
export function shownText(library: InstrumentLibrary, instrument: string, version: string, language: Language): InstrumentText | null {
  const texts = [language, ...languages].map((one) => instrumentText(library, instrument, one, version));
  return texts.find((one) => !one.isPlaceholder) ?? null;
}

/** One question of a battery, counted from 1 over all its instruments. */
export type Step = { step: number; requestId: string; instrument: string; item: string; frame: string | null; question: string; options: string[]; marks: "one" | "many"; textLanguage: string };

/** The questions of a battery in order. Null where an instrument is not installed any more in the version that was sent, or its wording may not be shown any more. */
export function listSteps(library: InstrumentLibrary, requests: readonly { requestId: string; instrument: string; version: string }[], language: Language): Step[] | null {
  const steps: Step[] = [];
  for (const { requestId, instrument, version } of requests) {
    if (findDefinition(library, instrument, version) === null) return null;
    const text = shownText(library, instrument, version, language);
    if (text === null) return null;
    for (const item of text.items) {
      // A question that need not be answered, such as PHQ-9's last, brings its own words for the time it asks about.
      steps.push({ step: steps.length + 1, requestId, instrument, item: item.number, frame: item.isRequired && text.instructions !== "" ? text.instructions : null, question: item.text, options: item.options.map((option) => option.text), marks: item.marks, textLanguage: text.language });
    }
  }
  return steps;
}

/** What was kept of one request. */
export type Kept = { requestId: string; answers: Answers; skipped: readonly string[] };

/** The places that were picked at a question, one or several; null where none was. */
export function pickedAt(step: Step, kept: readonly Kept[]): readonly number[] | null {
  const answer = kept.find((one) => one.requestId === step.requestId)?.answers[step.item];
  if (typeof answer === "number") return [answer];
  return Array.isArray(answer) && answer.length > 0 ? answer : null;
}

/** The first question that was neither answered nor passed over; null where there is none. */
export function firstOpenStep(steps: readonly Step[], kept: readonly Kept[]): Step | null {
  return steps.find((step) => pickedAt(step, kept) === null && !kept.some((one) => one.requestId === step.requestId && one.skipped.includes(step.item))) ?? null;
}

/** Kinds of alert that some answers raise, each once; a form that is not complete raises them all the same. */
export function alertsOf(definition: InstrumentDefinition, answers: Answers): AlertKind[] {
  return [...new Set(scoreInstrument(definition, answers).alerts.map((alert) => alert.kind))];
}

/** The score as it is stored. In the child's chart it names no item: item answers are of another class. */
export function scoreToStore(definition: InstrumentDefinition, answers: Answers): ScoreResult {
  const scored = scoreInstrument(definition, answers);
  return aboutWhom(definition) === "self" ? scored : { ...scored, alerts: [], missing: [] };
}

/** The answer that the picked places make, as it is kept; null where they are not on the printed scale of the question, or too many. */
export function answerOf(definition: InstrumentDefinition, item: string, places: readonly number[]): number | number[] | null {
  const answers = listItems(definition).find((one) => one.number === item)?.answers;
  if (answers?.kind !== "choice" || places.length === 0 || new Set(places).size !== places.length) return null;
  if (!places.every((place) => Number.isInteger(place) && place >= 0 && place < answers.scores.length)) return null;
  if (answers.marks === "many") return [...places];
  return places.length === 1 ? places[0]! : null;
}
