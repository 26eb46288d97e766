import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { Finding } from "#kernel/findings.ts";
import { type Language, languages } from "#kernel/language.ts";
import { decideAgeWindow } from "#features/instruments/age.rules.ts";
import { listItems } from "#features/instruments/answers.rules.ts";
import type { AlertKind, Answers, InstrumentDefinition, InstrumentLibrary, ScoreResult } from "#features/instruments/contract.ts";
import { findDefinition, isOffered } from "#features/instruments/library.rules.ts";
import { flowWords as words } from "./flow.words.ts";
import { MOST_BIRTH_YEAR_TRIES, type RequestState } from "./contract.ts";
import { scoreInstrument } from "#features/instruments/rules.ts";
import { type InstrumentText, instrumentText } from "#features/instruments/text.rules.ts";

/** Whom an adult's answers to an instrument are about; null where no adult answers it alone. */
export function aboutWhom(definition: Pick<InstrumentDefinition, "respondent">): "self" | "child" | null {
  if (definition.respondent === "adult_self" || definition.respondent === "perinatal_adult") return "self";
  return definition.respondent === "clinician" || definition.respondent === "caregiver_interview" ? null : "child";
}

/**
 * The classes of answers and scores (measures.md section 5): about oneself both are the adult's own; about the child the
 * score is the child's chart, the item answers belong to the relationship of the adult who gave them.
 */
export const classesOf = {
  self: { answers: "caregiver", score: "caregiver" },
  child: { answers: "relationship", score: "child_chart" },
} as const;

/** What is known when somebody wants to send. `answeredBefore`: instruments that this adult has submitted. */
export type SendingFacts = { childBirthDate: CivilDate | null; on: CivilDate; answeredBefore: readonly string[] };

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
  if (aboutWhom(definition) === null) return refuse("instrument-by-adult", words.byClinician[language](name), words.paperFix[language]);
  const text = instrumentText(library, id, textLanguage);
  if (text.isPlaceholder) return refuse("instrument-wording", words.noText[language](name), words.noTextFix[language]);
  if (text.items.some((item) => item.marks === "many")) return refuse("instrument-one-mark", words.severalMarks[language](name), words.paperFix[language]);
  if (definition.repeats === "once" && facts.answeredBefore.includes(id)) return refuse("instrument-once", words.once[language](name), words.onceFix[language]);
  if (facts.childBirthDate !== null) {
    const window = decideAgeWindow(definition, { birthDate: facts.childBirthDate, weeksBornEarly: 0 }, facts.on);
    const offered = window.offer !== null && isOffered(library, window.offer, facts.on) ? library.definitions.get(window.offer)!.name : null;
    if (!window.fits) return refuse("instrument-age", words.wrongAge[language](name), offered === null ? words.noOffer[language] : words.offer[language](offered));
  }
  if (!text.isFallback) return [];
  return [{ rule: "instrument-language", clause: id, result: "not_met", severity: "warn", status: "local", message: words.otherLanguage[language](name), fix: null }];
}

/** How a request stands now, from its row and its link. */
export function stateOf(request: { status: "sent" | "started" | "submitted" | "withdrawn"; expiresAt: Instant }, link: { tries: number } | null, now: Instant): RequestState {
  if (request.status === "submitted" || request.status === "withdrawn") return request.status;
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
export type Step = { step: number; requestId: string; instrument: string; item: string; frame: string | null; question: string; options: string[]; textLanguage: string };

/** The questions of a battery in order. Null where an instrument is not installed any more in the version that was sent, or its wording may not be shown any more. */
export function listSteps(library: InstrumentLibrary, requests: readonly { requestId: string; instrument: string; version: string }[], language: Language): Step[] | null {
  const steps: Step[] = [];
  for (const { requestId, instrument, version } of requests) {
    if (findDefinition(library, instrument, version) === null) return null;
    const text = shownText(library, instrument, version, language);
    if (text === null) return null;
    for (const item of text.items) {
      // A question that need not be answered, such as PHQ-9's last, brings its own words for the time it asks about.
      steps.push({ step: steps.length + 1, requestId, instrument, item: item.number, frame: item.isRequired && text.instructions !== "" ? text.instructions : null, question: item.text, options: item.options.map((option) => option.text), textLanguage: text.language });
    }
  }
  return steps;
}

/** What was kept of one request. */
export type Kept = { requestId: string; answers: Answers; skipped: readonly string[] };

/** The place that was picked at a question, null where none was. */
export function pickedAt(step: Step, kept: readonly Kept[]): number | null {
  const answer = kept.find((one) => one.requestId === step.requestId)?.answers[step.item];
  return typeof answer === "number" ? answer : null;
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

/** True where the place is on the printed scale of the question. */
export function isPlaceOf(definition: InstrumentDefinition, item: string, place: number): boolean {
  const answers = listItems(definition).find((one) => one.number === item)?.answers;
  return answers?.kind === "choice" && answers.marks === "one" && Number.isInteger(place) && place >= 0 && place < answers.scores.length;
}
