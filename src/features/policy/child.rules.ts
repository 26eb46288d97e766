import type { CivilDate } from "#kernel/dates.ts";
import type { RuleOf, SessionFacts } from "./contract.ts";
import { type Judge, type Judges, met, notApplicable, notMet, type Outcome, unknown } from "./outcome.rules.ts";
import { payerWords } from "./payer.words.ts";
import { birthday } from "./validity.rules.ts";
import { childWords as words } from "./words.ts";

/** The age on the day of the service: from the first birthday named to the day before the second (A4, B1). */
export function judgeAge(rule: RuleOf<"age">, birthDate: CivilDate | null | undefined, on: CivilDate): Outcome {
  if (!birthDate) return unknown(words.ageUnknown);
  if (on < birthDate) return notMet(words.bornLater(birthDate, on));
  const firstDay = birthday(birthDate, rule.minYears, rule.leapDayBirthday);
  if (on < firstDay) return notMet(words.ageUnder(rule.minYears, firstDay));
  const firstDayAfter = birthday(birthDate, rule.maxYearsExclusive, rule.leapDayBirthday);
  return on < firstDayAfter ? met(words.ageMet(on)) : notMet(words.ageOver(rule.maxYearsExclusive, firstDayAfter));
}

const icd10 = /^[A-Z][0-9][0-9A-Z](\.?[0-9A-Z]{1,4})?$/;

/** One code within the listed categories is enough. A code that is no ICD-10-CM code may still be one that counts: unknown. */
const judgeDiagnosis: Judge<"eligibility", "diagnosis"> = (rule, facts) => {
  const { diagnoses } = facts;
  if (!diagnoses) return unknown(words.diagnosisUnknown);
  if (diagnoses.length === 0) return notMet(words.diagnosisNone);
  const codes = diagnoses.map(({ code }) => code?.toUpperCase() ?? "");
  const counts = (code: string) => icd10.test(code) && rule.categories.some(({ from, to }) => from <= code.slice(0, 3) && code.slice(0, 3) <= to);
  const counted = codes.find(counts);
  if (counted) return { ...met(words.diagnosisMet(counted)), status: rule.listStatus };
  if (!codes.every((code) => icd10.test(code))) return unknown(words.diagnosisUnread);
  const range = rule.categories.map(({ from, to }) => `${from}–${to}`).join(", ");
  return { ...notMet(words.diagnosisOutside(codes, range)), status: rule.listStatus };
};

const judgeTrauma: Judge<"eligibility", "trauma"> = (rule, facts) => {
  const { traumaticEvents: events } = facts;
  if (!events) return unknown(words.traumaUnknown);
  if (events.length === 0) return notMet(words.traumaNone);
  if (events.some(({ kind }) => kind && rule.listedKinds.includes(kind))) return met(words.traumaMet);
  if (events.some(({ kind }) => !kind)) return unknown(words.traumaUnknown);
  return rule.listIsOpen ? unknown(words.traumaUnlisted) : notMet(words.traumaOutside);
};

/** `and`: problems are asked for, and where the policy says so, that they follow from the events. `andOr`: an event or a problem. */
const judgeProblems: Judge<"eligibility", "problems"> = (rule, facts) => {
  const { problems, traumaticEvents: events, problemsFollowEvents } = facts;
  if (rule.combine === "andOr") {
    if ((problems?.length ?? 0) > 0 || (events?.length ?? 0) > 0) return met(words.needMet);
    return problems && events ? notMet(words.needNone) : unknown(words.needUnknown);
  }
  if (problems && problems.length === 0) return notMet(words.problemsNone);
  if (rule.mustFollowEvents && problemsFollowEvents === false) return notMet(words.problemsApart);
  if (!problems) return unknown(words.problemsUnknown);
  if (!rule.mustFollowEvents) return met(words.problemsPresent);
  return problemsFollowEvents ? met(words.problemsMet) : unknown(words.linkUnknown);
};

/** The judges of eligibility (A4, A5, B1, C4). */
export const eligibilityJudges: Judges<"eligibility"> = {
  age: (rule, facts, { on }) => judgeAge(rule, facts.child?.birthDate, on),
  diagnosis: judgeDiagnosis,
  diagnosisNotAsked: () => notApplicable(payerWords.diagnosisNotAsked),
  trauma: judgeTrauma,
  problems: judgeProblems,
  residence: (_rule, { livesWithPrimaryCaregiver: lives }) => (lives == null ? unknown(words.residenceUnknown) : lives ? met(words.residenceMet) : notMet(words.residenceNot)),
  participants: (_rule, { caregiver }) => {
    if (caregiver?.participates == null) return unknown(words.caregiverUnknown);
    return caregiver.participates ? met(words.caregiverTakesPart) : notMet(words.caregiverDoesNot);
  },
};

/** Who is in the room: never without a caregiver; the child only where the payer demands it (A5). */
export function judgeAttendance(rule: RuleOf<"participants">, facts: SessionFacts): Outcome {
  const attendees = facts.session?.attendees;
  if (!attendees) return unknown(words.caregiverUnknown);
  if (!attendees.includes("caregiver")) return notMet(words.caregiverNotThere);
  if (rule.child === "not_required") return met(words.caregiverTookPart);
  return attendees.includes("child") ? met(words.bothTookPart) : notMet(words.childNotThere);
}

export function judgeEligibleChild(facts: SessionFacts): Outcome {
  const eligible = facts.child?.eligible;
  return eligible == null ? unknown(words.eligibleUnknown) : eligible ? met(words.eligibleMet) : notMet(words.eligibleNot);
}
