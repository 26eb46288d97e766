import { addMonths } from "#kernel/dates.ts";
import { judgeAge, judgeAttendance, judgeEligibleChild } from "./child.rules.ts";
import type { SessionFacts } from "./contract.ts";
import { judgeCosignature, judgeExclusion, judgeLength, judgePlace, judgeSignature, judgeTelehealth, judgeUnits } from "./encounter.rules.ts";
import { type Context, type Judge, type Judges, met, notMet, type Outcome, unknown } from "./outcome.rules.ts";
import { judgeClinicianCount, judgeCredential, judgeDegree, judgeLicence, judgeSupervisorCount, judgeTraining } from "./staff.rules.ts";
import { judgeEncounterCode, judgeLimit, judgePriorAuthorization } from "./payer.rules.ts";
import { programmeWords } from "./staff.words.ts";
import { judgeValidity } from "./validity.rules.ts";

function judgeCertification(facts: SessionFacts, { on }: Context): Outcome {
  const validity = judgeValidity(facts.agency?.cppCertification, on);
  if (validity === "unknown") return unknown(programmeWords.certificationUnknown);
  return validity === "valid" ? met(programmeWords.certificationMet(on)) : notMet(programmeWords.certificationNot(on));
}

/** The day of the last audit, null where it is not known or lies after the session, so that it says nothing of that day. */
function auditDay(facts: SessionFacts, { on }: Context): string | null {
  const day = facts.agency?.fidelityAudit?.on;
  return day && day <= on ? day : null;
}

function judgeAuditRating(facts: SessionFacts, context: Context): Outcome {
  const acceptable = facts.agency?.fidelityAudit?.acceptable;
  if (auditDay(facts, context) === null || acceptable == null) return unknown(programmeWords.auditUnknown);
  return acceptable ? met(programmeWords.auditMet) : notMet(programmeWords.auditNot);
}

/** "Annual" by the calendar: an audit in this calendar year or the one before. */
const judgeAuditCalendar: Judge<"session", "auditCalendar"> = (rule, facts, context) => {
  const day = auditDay(facts, context);
  if (day === null) return unknown(programmeWords.auditUnknown);
  const yearsAgo = Number(context.on.slice(0, 4)) - Number(day.slice(0, 4));
  return yearsAgo <= rule.calendarYears ? met(programmeWords.auditCalendarMet) : notMet(programmeWords.auditCalendarNot(day));
};

const judgeAuditInterval: Judge<"session", "auditInterval"> = (rule, facts, context) => {
  const day = auditDay(facts, context);
  if (day === null) return unknown(programmeWords.auditUnknown);
  return context.on <= addMonths(day, rule.months) ? met(programmeWords.auditIntervalMet(rule.months)) : notMet(programmeWords.auditIntervalNot(day, rule.months));
};

const theClinician = { role: "clinician", number: null } as const;

/** The judges of one session (A3–A14). */
export const sessionJudges: Judges<"session"> = {
  age: (rule, facts, { on }) => judgeAge(rule, facts.child?.birthDate, on),
  participants: judgeAttendance,
  eligibleChild: (_rule, facts) => judgeEligibleChild(facts),
  length: judgeLength,
  unit: (rule, _facts, context) => judgeUnits(rule, context).outcome,
  exclusion: judgeExclusion,
  place: judgePlace,
  telehealth: judgeTelehealth,
  credential: (rule, facts) => judgeCredential(rule, facts.clinician?.credential, theClinician),
  degree: (rule, facts) => judgeDegree(rule, facts.clinician ?? {}, theClinician),
  licence: (_rule, facts, context) => judgeLicence(facts, context),
  training: (_rule, facts, context) => judgeTraining(facts, context),
  signature: judgeSignature,
  cosignature: judgeCosignature,
  certification: (_rule, facts, context) => judgeCertification(facts, context),
  auditAcceptable: (_rule, facts, context) => judgeAuditRating(facts, context),
  auditCalendar: judgeAuditCalendar,
  auditInterval: judgeAuditInterval,
  encounterCode: (rule, _facts, context) => judgeEncounterCode(rule, context).outcome,
  limit: judgeLimit,
  priorAuthorization: judgePriorAuthorization,
  teamSupervisors: (rule, facts) => judgeSupervisorCount(rule, facts.team?.supervisors),
  teamClinicians: (rule, facts) => judgeClinicianCount(rule, facts.team?.clinicians),
};
