import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import { type DraftObjective, type PlanContent, type StandardGoal, standardGoals } from "./contract.ts";
import { goalNames, goalsCite, interventionNames, textWords } from "./plan.words.ts";

/** What the text of a version is made from; names of adults and measures by their ids. */
export type TextFacts = { number: number; fixedOn: string | null; content: PlanContent; adults: ReadonlyMap<string, string>; measures: ReadonlyMap<string, string> };

const isStandard = (key: string): key is StandardGoal => (standardGoals as readonly string[]).includes(key);

/** A goal in words, by its letter or as the plan says it. */
export function sayGoal(key: string | null, content: Pick<PlanContent, "goals">, language: Language, tone: "full" | "plain" = "full"): string {
  if (key === null) return textWords.noGoal[language];
  if (isStandard(key)) return tone === "plain" ? goalNames[key].plain[language] : `(${key}) ${goalNames[key].name[language]}`;
  // A reader to whom the child's chart is closed gets no words of the plan's own goals.
  return content.goals.find((one) => one.goalId === key)?.words ?? textWords.ownGoal[language];
}

/** What is measured, in words: the measure with its value, and what can be observed. */
export function sayTarget(one: Pick<DraftObjective, "measure" | "value" | "direction" | "observable">, measures: ReadonlyMap<string, string>, language: Language): string {
  const measured = one.measure === null || one.value === null || one.direction === null ? [] : [textWords[one.direction === "at_most" ? "atMost" : "atLeast"][language](measures.get(one.measure) ?? one.measure, String(one.value))];
  return [...measured, one.observable.trim()].filter((part) => part !== "").join(". ");
}

const about = (one: DraftObjective, facts: TextFacts, language: Language) => (one.ownerPersonId === null ? textWords.child[language] : textWords.dyad[language](facts.adults.get(one.ownerPersonId) ?? ""));

/** What whoever signs reads: of an adult of the family the objectives about the child and those of the own dyad; `null` is the staff, who read all. */
export function contentFor(content: PlanContent, personId: string | null, reader: "family" | "staff"): PlanContent {
  return reader === "staff" ? content : { goals: content.goals, objectives: content.objectives.filter((one) => one.ownerPersonId === null || one.ownerPersonId === personId) };
}

const version = (facts: TextFacts, language: Language) => (facts.fixedOn === null ? textWords.draft[language](facts.number) : textWords.version[language](facts.number, writeDay(facts.fixedOn, language)));

/** The text of a version that is read and signed, line by line: the same for the same plan and wording. */
export function writePlanText(facts: TextFacts, language: Language): SignedLine[] {
  const say = (key: "words" | "baseline" | "target" | "interventions" | "review", words: string): SignedLine => ({ kind: "text", words: `${textWords[key][language]}: ${words}` });
  return [
    { kind: "title", words: textWords.title[language] },
    { kind: "text", words: `${version(facts, language)}. ${goalsCite}.` },
    ...facts.content.objectives.flatMap((one, place): SignedLine[] => [
      { kind: "heading", words: `${place + 1}. ${about(one, facts, language)}: ${sayGoal(one.goal, facts.content, language)}` },
      say("words", one.words),
      say("baseline", one.baseline),
      say("target", sayTarget(one, facts.measures, language)),
      say("interventions", one.interventions.map((code) => interventionNames[code][language]).join("; ")),
      say("review", one.reviewOn === null ? "" : writeDay(one.reviewOn, language)),
    ]),
  ];
}

/** The same in plain words, for a family to keep: no codes, no clauses. */
export function writePlainText(facts: TextFacts, language: Language): SignedLine[] {
  return [
    { kind: "title", words: textWords.plainTitle[language] },
    { kind: "text", words: version(facts, language) },
    ...facts.content.objectives.flatMap((one): SignedLine[] => [
      { kind: "heading", words: sayGoal(one.goal, facts.content, language, "plain") },
      { kind: "text", words: one.words },
      { kind: "text", words: `${textWords.plainNow[language]}: ${one.baseline}` },
      { kind: "text", words: `${textWords.plainHow[language]}: ${sayTarget(one, facts.measures, language)}` },
      ...(one.reviewOn === null ? [] : [{ kind: "text" as const, words: `${textWords.review[language]} ${writeDay(one.reviewOn, language)}` }]),
    ]),
    { kind: "text", words: textWords.plainAsk[language] },
  ];
}
