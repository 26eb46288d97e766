import { z } from "zod";
import { isCivilDate, isTimeZone } from "#kernel/dates.ts";
import { expected, saying } from "#kernel/expected.ts";
import type { Words } from "#kernel/language.ts";
import { bothLanguages as words, certainties, civilDate, confirmation, count, hyphenated, standings, text } from "./shapes.contract.ts";
import { timerSchema } from "./timers.contract.ts";
import { wholeNumber } from "#kernel/shapes.ts";

/** The questions that can be put to a policy. */
export const questions = ["eligibility", "session", "team"] as const;
export type Question = (typeof questions)[number];

/** The moments at which a question is asked, in their order. `claim` is meant where none is given. */
export const moments = ["booking", "check_in", "note", "signature", "claim"] as const;
export type Moment = (typeof moments)[number];

export const eventKinds = ["maltreatment", "sudden_or_traumatic_death_of_caregiver", "serious_accident", "medical_trauma", "sexual_abuse", "physical_abuse", "neglect", "exposure_to_domestic_violence", "separation_or_placement_change", "community_violence", "other"] as const;
export const problemKinds = ["behavioral", "attachment", "mental_health", "post_traumatic_stress"] as const;
export const places = ["service_site", "home", "community", "telehealth_home", "telehealth_elsewhere", "residential", "school", "other"] as const;
export const modalities = ["in_person", "video", "audio"] as const;
export const attendeeKinds = ["child", "caregiver", "sibling", "interpreter", "collateral"] as const;
export const degrees = ["bachelors", "masters", "doctorate", "other"] as const;

const wallTime = z.string().refine(isWallTime, expected({ en: "Expected a clock time that exists, such as 2026-11-21T10:00, without a zone.", es: "Se espera una hora que exista, como 2026-11-21T10:00, sin huso horario." }));
const timeZone = z.string().refine(isTimeZone, expected({ en: "Expected the name of a time zone, such as America/New_York.", es: "Se espera el nombre de un huso horario, como America/New_York." }));
const yesOrNo = z.boolean().nullish();

function isWallTime(reading: string): boolean {
  return /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(reading) && isCivilDate(reading.slice(0, 10));
}

/** A span of days that includes both ends. `to: null` has no end; an absent `to` is not known. */
const span = { from: civilDate.nullish(), to: civilDate.nullish() };
const validity = z.strictObject(span).superRefine(refuseTurned);
export type Validity = z.infer<typeof validity>;

function refuseTurned({ from, to }: { from?: string | null | undefined; to?: string | null | undefined }, context: z.RefinementCtx): void {
  if (from && to && to < from) context.addIssue({ code: "custom", path: ["to"], ...saying({ en: `Expected ${from} or later, the day it begins.`, es: `Se espera ${from} o después, el día en que empieza.` }) });
}

const moment = z.enum(moments).nullish();

/** What is known of a child when eligibility is asked. Absent or null is "not known", `[]` is "none". */
export const eligibilityFacts = z.strictObject({
  moment,
  child: z.strictObject({ birthDate: civilDate.nullish() }).nullish(),
  diagnoses: z.array(z.strictObject({ code: text.nullish() })).nullish(),
  traumaticEvents: z.array(z.strictObject({ kind: z.enum(eventKinds).nullish() })).nullish(),
  problems: z.array(z.strictObject({ kind: z.enum(problemKinds).nullish() })).nullish(),
  problemsFollowEvents: yesOrNo,
  caregiver: z.strictObject({ participates: yesOrNo }).nullish(),
  livesWithPrimaryCaregiver: yesOrNo,
});
export type EligibilityFacts = z.infer<typeof eligibilityFacts>;

/** Spans of time over which a payer counts a service; `interval` is so many days. */
export const spans = ["day", "week", "month", "rolling_12_months", "calendar_year", "episode", "lifetime", "interval"] as const;
export const countedUnits = ["units", "sessions"] as const;
const sameSpan = (one: { per: string; days?: number | null | undefined; unit: string }, other: typeof one) => one.per === other.per && one.unit === other.unit && (one.days ?? null) === (other.days ?? null);

function refuseTwice(used: readonly Parameters<typeof sameSpan>[0][], context: z.RefinementCtx): void {
  used.forEach((one, index) => {
    if (used.findIndex((other) => sameSpan(one, other)) < index) context.addIssue({ code: "custom", path: [index], ...saying({ en: "This span stands twice; expected one count for it.", es: "Este período está dos veces; se espera un solo recuento." }) });
  });
}

/**
 * What is known of one session. `start` and `end` are the wall clock of `timeZone`; `beds` belongs to a residential place.
 * Asked by policies that count or authorize, and by no other: `authorizations` on record for this service, and `used`, what
 * was given of it before this session in a span of time.
 */
export const sessionFacts = z.strictObject({
  moment,
  child: z.strictObject({ birthDate: civilDate.nullish(), eligible: yesOrNo }).nullish(),
  courseStart: civilDate.nullish(),
  session: z
    .strictObject({
      start: wallTime.nullish(),
      end: wallTime.nullish(),
      timeZone: timeZone.nullish(),
      place: z.enum(places).nullish(),
      beds: count.nullish(),
      modality: z.enum(modalities).nullish(),
      attendees: z.array(z.enum(attendeeKinds)).nullish(),
      signed: yesOrNo,
      cosigned: yesOrNo,
      longerSessionReason: z.string().nullish(),
    })
    .nullish(),
  sameDayServices: z.array(z.strictObject({ service: text.nullish(), start: wallTime.nullish(), end: wallTime.nullish() })).nullish(),
  clinician: z
    .strictObject({
      credential: text.nullish(),
      independent: yesOrNo,
      degree: z.enum(degrees).nullish(),
      degreeField: text.nullish(),
      licence: validity.nullish(),
      cppTrainingCompletedOn: civilDate.nullish(),
      yearsOfExperience: z.number().min(0).nullish(),
    })
    .nullish(),
  agency: z
    .strictObject({
      cppCertification: validity.nullish(),
      fidelityAudit: z.strictObject({ on: civilDate.nullish(), acceptable: yesOrNo }).nullish(),
    })
    .nullish(),
  team: z.strictObject({ supervisors: count.nullish(), clinicians: count.nullish() }).nullish(),
  authorizations: z.array(z.strictObject({ number: text.nullish(), ...span }).superRefine(refuseTurned)).nullish(),
  used: z.array(z.strictObject({ per: z.enum(spans), days: wholeNumber(1).nullish(), unit: z.enum(countedUnits), count: count.nullish() })).superRefine(refuseTwice).nullish(),
});
export type SessionFacts = z.infer<typeof sessionFacts>;

/** What is known of a team on a day: those who belong to it that day. */
export const teamFacts = z.strictObject({
  moment,
  supervisors: z.array(z.strictObject({ credential: text.nullish(), independent: yesOrNo, cppTrained: yesOrNo })).nullish(),
  clinicians: z.array(z.strictObject({ credential: text.nullish(), degree: z.enum(degrees).nullish(), degreeField: text.nullish(), cppTrained: yesOrNo })).nullish(),
  seniorLeaders: z.array(z.strictObject({ hasAuthority: yesOrNo })).nullish(),
  servesMedicaidPopulation: yesOrNo,
});
export type TeamFacts = z.infer<typeof teamFacts>;

export const factsSchemas = { eligibility: eligibilityFacts, session: sessionFacts, team: teamFacts } as const;
export type FactsOf<Q extends Question> = z.infer<(typeof factsSchemas)[Q]>;

function refuseDisorder(steps: readonly { fromMinutes: number }[], context: z.RefinementCtx): void {
  steps.forEach(({ fromMinutes }, index) => {
    const before = steps[index - 1]?.fromMinutes ?? 0;
    if (fromMinutes <= before) context.addIssue({ code: "custom", path: [index, "fromMinutes"], ...saying({ en: `Expected more than ${before}: the steps go from the shortest to the longest.`, es: `Se espera más de ${before}: los pasos van del más corto al más largo.` }) });
  });
}

/** One kind of rule each, with its parameters. A null parameter is "not set", never a default. */
export const ruleSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("age"), minYears: count, maxYearsExclusive: count, leapDayBirthday: z.enum(["feb28", "mar1"]) }),
  z.strictObject({ kind: z.literal("diagnosis"), system: z.literal("ICD-10-CM"), categories: z.array(z.strictObject({ from: text, to: text })).min(1), listStatus: z.enum(["confirmed", "local"]) }),
  z.strictObject({ kind: z.literal("trauma"), listedKinds: z.array(z.enum(eventKinds)).min(1), listIsOpen: z.boolean() }),
  z.strictObject({ kind: z.literal("problems"), combine: z.enum(["and", "andOr"]), mustFollowEvents: z.boolean() }),
  z.strictObject({ kind: z.literal("residence") }),
  z.strictObject({ kind: z.literal("participants"), child: z.enum(["required", "not_required"]) }),
  z.strictObject({ kind: z.literal("eligibleChild") }),
  z.strictObject({ kind: z.literal("length"), steps: z.array(z.strictObject({ monthFrom: wholeNumber(1), monthTo: wholeNumber(1).nullable(), usualMaxMinutes: wholeNumber(1) })).min(1) }),
  z.strictObject({ kind: z.literal("unit"), minutes: wholeNumber(1), rounding: z.enum(["nearest", "floor", "ceil"]), sumSameDay: z.boolean().nullable(), ownService: text }),
  z.strictObject({ kind: z.literal("exclusion"), service: text, scope: z.enum(["same_day", "during_encounter", "overlapping", "within_program_hours"]) }),
  z.strictObject({ kind: z.literal("place"), places: z.array(z.strictObject({ place: z.enum(places), maxBeds: count.nullable() })).min(1) }),
  z.strictObject({ kind: z.literal("telehealth"), video: z.boolean(), audioOnly: z.boolean() }),
  z.strictObject({ kind: z.literal("credential"), of: z.enum(["clinician", "supervisor"]), credentials: z.array(text).min(1) }),
  z.strictObject({ kind: z.literal("degree"), fields: z.array(text).min(1) }),
  z.strictObject({ kind: z.literal("licence") }),
  z.strictObject({ kind: z.literal("training") }),
  z.strictObject({ kind: z.literal("signature") }),
  z.strictObject({ kind: z.literal("cosignature") }),
  z.strictObject({ kind: z.literal("certification") }),
  z.strictObject({ kind: z.literal("auditAcceptable") }),
  z.strictObject({ kind: z.literal("auditCalendar"), calendarYears: wholeNumber(1) }),
  z.strictObject({ kind: z.literal("auditInterval"), months: wholeNumber(1) }),
  z.strictObject({ kind: z.literal("priorAuthorization"), required: z.boolean() }),
  z.strictObject({ kind: z.literal("encounterCode"), steps: z.array(z.strictObject({ fromMinutes: wholeNumber(1), name: words })).min(1).superRefine(refuseDisorder) }),
  z.strictObject({ kind: z.literal("limit"), per: z.enum(spans), days: wholeNumber(1).nullable(), max: wholeNumber(1), unit: z.enum(countedUnits), over: z.enum(["deny", "requireAuthorization"]) }),
  z.strictObject({ kind: z.literal("diagnosisNotAsked") }),
  z.strictObject({ kind: z.literal("teamSupervisors"), exactly: wholeNumber(1) }),
  z.strictObject({ kind: z.literal("teamClinicians"), atMost: wholeNumber(1) }),
  z.strictObject({ kind: z.literal("supervisorIndependent") }),
  z.strictObject({ kind: z.literal("supervisorTrained") }),
  z.strictObject({ kind: z.literal("seniorLeaders"), atLeast: wholeNumber(1) }),
  z.strictObject({ kind: z.literal("medicaidPopulation") }),
]);
export type Rule = z.infer<typeof ruleSchema>;
export type RuleKind = Rule["kind"];
export type RuleOf<K extends RuleKind> = Extract<Rule, { kind: K }>;

/** Which kinds of rule have facts under which question. */
export const kindsByQuestion = {
  eligibility: ["age", "diagnosis", "diagnosisNotAsked", "trauma", "problems", "residence", "participants"],
  session: ["age", "participants", "eligibleChild", "length", "unit", "encounterCode", "limit", "exclusion", "place", "telehealth", "credential", "degree", "licence", "training", "signature", "cosignature", "certification", "auditAcceptable", "auditCalendar", "auditInterval", "priorAuthorization", "teamSupervisors", "teamClinicians"],
  team: ["credential", "degree", "training", "teamSupervisors", "teamClinicians", "supervisorIndependent", "supervisorTrained", "seniorLeaders", "medicaidPopulation"],
} as const satisfies Record<Question, readonly RuleKind[]>;
export type KindsOf<Q extends Question> = (typeof kindsByQuestion)[Q][number];

/** A child's age, the presence of the caregiver and a signature are facts that nobody's reason can replace. */
export const neverOverridden: readonly RuleKind[] = ["age", "participants", "signature", "cosignature"];

/** The roles that may be allowed to override a clause with a reason. */
export const overrideRoles = ["clinician", "supervisor", "administrator", "biller"] as const;
export type OverrideRole = (typeof overrideRoles)[number];

/**
 * One clause of a policy. `severity` is the one it has once it decides; while it is `draft` its findings warn.
 * `confirmed` names who held it against the register; null where it ships as read by the project.
 */
export const clauseSchema = z
  .strictObject({
    id: hyphenated,
    cite: text,
    questions: z.array(z.enum(questions)).min(1),
    words,
    rule: ruleSchema,
    severity: z.enum(["block", "warn", "info"]),
    status: standings,
    certainty: certainties,
    confirmed: confirmation,
    overrideRoles: z.array(z.enum(overrideRoles)),
  })
  .superRefine((clause, context) => {
    const refuse = (path: (string | number)[], words: Words) => context.addIssue({ code: "custom", path, ...saying(words) });
    clause.questions.forEach((question, index) => {
      const kinds: readonly RuleKind[] = kindsByQuestion[question];
      if (!kinds.includes(clause.rule.kind)) refuse(["questions", index], { en: `A rule of kind "${clause.rule.kind}" has no facts under the question "${question}".`, es: `Una regla del tipo "${clause.rule.kind}" no tiene datos en la pregunta "${question}".` });
    });
    if (neverOverridden.includes(clause.rule.kind) && clause.overrideRoles.length > 0) refuse(["overrideRoles"], { en: `Expected [], since a rule of kind "${clause.rule.kind}" is never overridden.`, es: `Se espera [], porque una regla del tipo "${clause.rule.kind}" no admite excepciones.` });
    if (clause.rule.kind === "limit" && (clause.rule.per === "interval") !== (clause.rule.days !== null)) refuse(["rule", "days"], { en: 'Expected a number of days with "interval", and null with every other span.', es: 'Se espera un número de días con "interval", y null con cualquier otro período.' });
    if (clause.status === "draft" && clause.confirmed) refuse(["confirmed"], { en: "Expected null while the clause is a draft.", es: "Se espera null mientras la cláusula sea un borrador." });
    if (clause.status === "confirmed" && clause.certainty !== "read" && !clause.confirmed) refuse(["confirmed"], { en: "Expected who confirmed it, when, and in which register, since the text was not read by the project.", es: "Se espera quién lo confirmó, cuándo y en qué registro, porque el proyecto no ha leído el texto." });
  });
export type Clause = z.infer<typeof clauseSchema>;

/**
 * One version of a policy, as its file holds it. `from: null` has no beginning, `to: null` no end; both ends count.
 * `timers` are what a chart is held against over time; an absent list is empty. `example` marks a version that shows how
 * payers differ and is in nobody's use.
 */
export const policyVersionSchema = z
  .strictObject({
    id: hyphenated,
    title: words,
    cite: text,
    source: text,
    version: text,
    effective: z.strictObject({ from: civilDate.nullable(), to: civilDate.nullable() }),
    knownServices: z.array(text),
    example: z.literal(true).optional(),
    clauses: z.array(clauseSchema).min(1),
    timers: z.array(timerSchema).optional(),
    notEncoded: z.array(z.strictObject({ cite: text, why: words })),
  })
  .superRefine((version, context) => {
    const { from, to } = version.effective;
    if (from && to && to < from) context.addIssue({ code: "custom", path: ["effective", "to"], ...saying({ en: `Expected ${from} or later.`, es: `Se espera ${from} o después.` }) });
    const seen = new Set<string>();
    const seeOnce = (list: "clauses" | "timers") => ({ id }: { id: string }, index: number) => {
      if (seen.has(id)) context.addIssue({ code: "custom", path: [list, index, "id"], ...saying({ en: `"${id}" stands twice; expected another id.`, es: `"${id}" está dos veces; se espera otro identificador.` }) });
      seen.add(id);
    };
    version.clauses.forEach(seeOnce("clauses"));
    const counting = version.clauses.flatMap(({ rule }, index) => (rule.kind === "unit" || rule.kind === "encounterCode" ? [index] : []));
    for (const index of counting.slice(1)) context.addIssue({ code: "custom", path: ["clauses", index, "rule"], ...saying({ en: "Expected one clause that counts units, and there is one already.", es: "Se espera una sola cláusula que cuente unidades, y ya hay una." }) });
    version.timers?.forEach(seeOnce("timers"));
  });
export type PolicyVersion = z.infer<typeof policyVersionSchema>;

/** A policy over time: its versions, earliest first, of which at most one is in force on a day. */
export type Policy = { id: string; versions: PolicyVersion[] };

/** A person's decision, with a reason, to count a finding as met. `at` is the moment it was made, ISO in UTC. */
export const overrideSchema = z.strictObject({ rule: text, role: z.enum(overrideRoles), reason: text, at: z.iso.datetime() });
export type Override = z.infer<typeof overrideSchema>;
