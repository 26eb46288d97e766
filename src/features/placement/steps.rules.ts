import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import { homeWords } from "#features/people/around.words.ts";
import type { ChangeAsked, Step } from "./contract.ts";
import type { NewReview } from "./reviews.rules.ts";
import type { Arriving, ChangeFacts, ChangePlan } from "./rules.ts";
import { reviewWords, stepWords as words } from "./words.ts";

/** What the steps say beyond the plan itself. */
export type StepFacts = { language: Language; consentHolds: boolean; alive: { links: number; messages: number }; touchedSessions: number; reviews: readonly NewReview[]; keepsReading: readonly string[] };

const reviewsOfStep: Record<number, readonly NewReview["kind"][]> = { 1: ["z_codes"], 2: ["authority"], 4: ["contacts", "orders"], 5: ["safety_gate"], 6: ["baseline"], 7: ["appointments", "coverage"], 8: ["releases"], 9: ["story", "goodbye"], 10: ["child_welfare", "supervision"], 11: ["formulation"] };

/** What a change will do and what it leaves to people, in the eleven steps of clinical.md section 11. */
export function saySteps(asked: ChangeAsked, arriving: readonly Arriving[], plan: ChangePlan, facts: ChangeFacts, more: StepFacts): Step[] {
  const { language } = more;
  const day = (on: CivilDate) => writeDay(on, language);
  const [on, last] = [day(asked.takesEffectOn), day(plan.lastDay)];
  const nameOf = (personId: string | null) => {
    const known = facts.people.find((one) => one.personId === personId) ?? arriving.find((one) => one.personId === personId);
    return known === undefined ? "" : `${known.givenName} ${known.familyName}`.trim();
  };
  const holderOf = (authorityId: string) => {
    const held = facts.authorities.find((one) => one.authorityId === authorityId);
    return held?.holderOrganization ?? nameOf(held?.holderId ?? null);
  };
  const isMove = asked.home !== null;
  const happens: Record<number, string[]> = {
    1: [
      ...asked.leaves.map((one) => (one.becomes === "ends" ? words.partEnds[language](nameOf(one.personId), last) : words.livesApart[language](nameOf(one.personId), on))),
      ...arriving.map((one) => (one.livesWithChild ? words.comes : words.joins)[language](nameOf(one.personId), on)),
      ...(asked.home === null ? [] : [words.home[language](homeWords[asked.home.kind][language], on)]),
      ...plan.begunVisits.map((one) => words.visits[language](nameOf(one.personId))),
    ],
    2: [
      ...plan.endedAuthorities.map((one) => words.authorityEnds[language](holderOf(one.authorityId), last)),
      ...(plan.endedConsents.length === 0 ? [] : [words.consentsEnd[language](plan.endedConsents.length)]),
      words[more.consentHolds ? "consentHolds" : "consentGone"][language],
    ],
    3: plan.gone.length === 0 ? [words.nobodyLeaves[language]] : [...plan.gone.map((personId) => (more.keepsReading.includes(personId) ? words.keepsReading[language](nameOf(personId)) : words.accessEnds[language](nameOf(personId), on))), words.nowOpen[language](more.alive.links, more.alive.messages)],
    5: [
      ...plan.endedDyads.filter((one) => !plan.begunDyads.some((other) => other.adultId === one.adultId)).map((one) => words.dyadCloses[language](nameOf(one.adultId))),
      ...plan.begunDyads.map((one) => (one.state === "paused" ? words.dyadRests : words.dyadOpens)[language](nameOf(one.adultId))),
    ],
    6: isMove ? [words.seriesBreak[language](on)] : [],
    7: [more.touchedSessions === 0 ? words.noSessions[language] : words.sessions[language](more.touchedSessions)],
    10: [words.tasks[language](more.reviews.length)],
    11: [words.redecided[language]],
  };
  return Array.from({ length: 11 }, (_, place) => {
    const remains = more.reviews.filter((one) => reviewsOfStep[place + 1]?.includes(one.kind));
    return { step: place + 1, happens: happens[place + 1] ?? [], remains: remains.map((one) => words.reviewOf[language](reviewWords[one.kind].title[language], nameOf(one.personId), day(one.dueOn))) };
  });
}
