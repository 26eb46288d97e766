import type { RuleOf, SessionFacts, TeamFacts } from "./contract.ts";
import { type Context, type Judge, type Judges, met, notApplicable, notMet, type Outcome, unknown } from "./outcome.rules.ts";
import { programmeWords, staffWords as words, type Who } from "./staff.words.ts";
import { judgeValidity } from "./validity.rules.ts";

type Practitioner = { credential?: string | null | undefined; degree?: "bachelors" | "masters" | "doctorate" | "other" | null | undefined; degreeField?: string | null | undefined };

/** Whether a credential is on the list. Another spelling may mean a listed one, so it is unknown, never an error (A14). */
export function judgeCredential(rule: RuleOf<"credential">, credential: string | null | undefined, who: Who): Outcome {
  if (!credential) return unknown(words.credentialUnknown(who));
  return rule.credentials.includes(credential) ? met(words.credentialMet) : unknown(words.credentialOther(who, credential));
}

/** A Master's in a named field; "or a related field" and a doctorate without one are left to a person (A9). */
export function judgeDegree(rule: RuleOf<"degree">, person: Practitioner, who: Who): Outcome {
  const { degree, degreeField: field } = person;
  if (!degree) return unknown(words.degreeUnknown(who));
  if (degree === "bachelors") return notMet(words.degreeBelow(who));
  if (degree !== "masters") return unknown(words.degreeOther(who));
  if (!field) return unknown(words.degreeUnknown(who));
  return rule.fields.includes(field.trim().toLowerCase()) ? met(words.degreeMet) : unknown(words.fieldOther(who, field));
}

export function judgeLicence(facts: SessionFacts, { on }: Context): Outcome {
  const validity = judgeValidity(facts.clinician?.licence, on);
  if (validity === "unknown") return unknown(words.licenceUnknown);
  return validity === "valid" ? met(words.licenceMet(on)) : notMet(words.licenceNot(on));
}

/** Training completed on the day of the session counts for it (A7). */
export function judgeTraining(facts: SessionFacts, { on }: Context): Outcome {
  const completedOn = facts.clinician?.cppTrainingCompletedOn;
  if (!completedOn) return unknown(words.trainingUnknown({ role: "clinician", number: null }));
  return completedOn <= on ? met(words.trainingMet) : notMet(words.trainingLater(completedOn));
}

/** The worst of what was found of each member: one that falls short, else one not known, else met. */
function judgeEach<T>(members: readonly T[] | null | undefined, role: Who["role"], judge: (member: T, who: Who) => Outcome): Outcome {
  if (!members) return unknown(role === "clinician" ? programmeWords.cliniciansUnknown : programmeWords.supervisorsUnknown);
  const outcomes = members.map((member, index) => judge(member, { role, number: members.length === 1 ? null : index + 1 }));
  const worst = outcomes.find(({ result }) => result === "not_met") ?? outcomes.find(({ result }) => result === "unknown");
  return worst ?? outcomes[0] ?? notApplicable(role === "clinician" ? words.noClinicians : words.noSupervisors);
}

const judgeTrained = (member: { cppTrained?: boolean | null | undefined }, who: Who): Outcome => {
  if (member.cppTrained == null) return unknown(words.trainingUnknown(who));
  if (!member.cppTrained) return notMet(words.trainingNot(who));
  return met(who.role === "clinician" ? words.trainingMet : words.supervisorTrainedMet);
};

const judgeIndependent = (member: { independent?: boolean | null | undefined }, who: Who): Outcome => {
  if (member.independent == null) return unknown(words.independentUnknown(who));
  return member.independent ? met(words.independentMet) : notMet(words.independentNot(who));
};

export function judgeSupervisorCount(rule: RuleOf<"teamSupervisors">, count: number | null | undefined): Outcome {
  if (count == null) return unknown(programmeWords.supervisorsUnknown);
  return count === rule.exactly ? met(programmeWords.supervisorsMet(count)) : notMet(programmeWords.supervisorsNot(count, rule.exactly));
}

export function judgeClinicianCount(rule: RuleOf<"teamClinicians">, count: number | null | undefined): Outcome {
  if (count == null) return unknown(programmeWords.cliniciansUnknown);
  return count <= rule.atMost ? met(programmeWords.cliniciansMet(count, rule.atMost)) : notMet(programmeWords.cliniciansNot(count, rule.atMost));
}

const judgeSeniorLeaders: Judge<"team", "seniorLeaders"> = (rule, { seniorLeaders: leaders }) => {
  if (!leaders) return unknown(programmeWords.leadersUnknown);
  const withAuthority = leaders.filter(({ hasAuthority }) => hasAuthority).length;
  if (withAuthority >= rule.atLeast) return met(programmeWords.leadersMet);
  const perhaps = leaders.filter(({ hasAuthority }) => hasAuthority == null).length;
  return withAuthority + perhaps >= rule.atLeast ? unknown(programmeWords.leadersUnknown) : notMet(programmeWords.leadersNot(rule.atLeast));
};

function judgeMedicaid({ servesMedicaidPopulation: serves }: TeamFacts): Outcome {
  return serves == null ? unknown(programmeWords.medicaidUnknown) : serves ? met(programmeWords.medicaidMet) : notMet(programmeWords.medicaidNot);
}

/** The judges of a team on a day (A8, A9, C9). */
export const teamJudges: Judges<"team"> = {
  credential: (rule, team) => judgeEach<Practitioner>(rule.of === "clinician" ? team.clinicians : team.supervisors, rule.of, (member, who) => judgeCredential(rule, member.credential, who)),
  degree: (rule, team) => judgeEach<Practitioner>(team.clinicians, "clinician", (member, who) => judgeDegree(rule, member, who)),
  training: (_rule, team) => judgeEach(team.clinicians, "clinician", judgeTrained),
  teamSupervisors: (rule, team) => judgeSupervisorCount(rule, team.supervisors?.length),
  teamClinicians: (rule, team) => judgeClinicianCount(rule, team.clinicians?.length),
  supervisorIndependent: (_rule, team) => judgeEach(team.supervisors, "supervisor", judgeIndependent),
  supervisorTrained: (_rule, team) => judgeEach(team.supervisors, "supervisor", judgeTrained),
  seniorLeaders: judgeSeniorLeaders,
  medicaidPopulation: (_rule, team) => judgeMedicaid(team),
};
