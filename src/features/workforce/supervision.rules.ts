import type { CivilDate } from "#kernel/dates.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Language, Words } from "#kernel/language.ts";
import { type Held, holdsOn, isIndependentOn, type Span, standingOn, yearsPassed } from "./standing.rules.ts";
import { supervisionWords as words } from "./words.ts";

export type Supervises = Span & { supervisorId: string; clinicianId: string };
export type Practising = { staffId: string; name: string; roles: readonly string[] };

/** Years that a supervised trainee must have practised (B9). */
export const traineeYears = 2;

type Outcome = { result: Finding["result"]; said: { message: Words; fix: Words | null } };
const toFinding = (rule: string, clause: string, { result, said }: Outcome, language: Language): Finding => ({ rule, clause, result, severity: "warn", status: "confirmed", message: said.message[language], fix: result === "met" ? null : (said.fix?.[language] ?? null) });

/** Whether somebody who does not practise independently has a supervisor who does, on a day. Null where nothing is asked of them. */
function judgeSupervised(person: Practising, on: CivilDate, supervisions: readonly Supervises[], heldBy: (staffId: string) => readonly Held[]): Outcome | null {
  const independent = isIndependentOn(heldBy(person.staffId), on);
  const isTrainee = person.roles.includes("trainee");
  if (independent === true && !isTrainee) return null;
  const supervisors = supervisions.filter((one) => one.clinicianId === person.staffId && holdsOn(one, on)).map((one) => isIndependentOn(heldBy(one.supervisorId), on));
  if (supervisors.includes(true)) return { result: "met", said: words.met(on) };
  if (supervisors.length === 0) return independent === null && !isTrainee ? { result: "unknown", said: words.licenceUnknown(on) } : { result: "not_met", said: words.nobody(on) };
  return supervisors.includes(null) ? { result: "unknown", said: words.unknown(on) } : { result: "not_met", said: words.notIndependent(on) };
}

function judgeExperience(person: Practising, on: CivilDate, held: readonly Held[]): Outcome | null {
  if (!person.roles.includes("trainee")) return null;
  const from = standingOn(held, on).practiceFrom;
  if (from === null) return { result: "unknown", said: words.experienceUnknown };
  return yearsPassed(from, traineeYears, on) ? { result: "met", said: words.experienceMet } : { result: "not_met", said: words.experienceNot(from) };
}

/**
 * What is found on a day of everybody who treats: a supervised practitioner without an independently licensed supervisor
 * (22-A DCMR § 3413.4), and a trainee with less than two years of experience (B9). These warn; they take no part in a verdict.
 */
export function judgePractitioners(people: readonly Practising[], on: CivilDate, supervisions: readonly Supervises[], heldBy: (staffId: string) => readonly Held[], language: Language): { staffId: string; name: string; finding: Finding }[] {
  return people
    .filter((person) => person.roles.some((role) => role === "clinician" || role === "trainee"))
    .flatMap((person) => {
      const supervised = judgeSupervised(person, on, supervisions, heldBy);
      const experience = judgeExperience(person, on, heldBy(person.staffId));
      const findings = [supervised && toFinding("independent-supervisor", "22-A DCMR § 3413.4", supervised, language), experience && toFinding("trainee-experience", "CPP model: trainees", experience, language)];
      return findings.filter((finding) => finding !== null).map((finding) => ({ staffId: person.staffId, name: person.name, finding }));
    });
}
