import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { civilDate, instant, line, wholeNumber } from "#kernel/shapes.ts";

const tenths = (least: number, most: number) => z.number().int().min(least, expected({ en: `Expected ${least / 10} or more.`, es: `Se espera ${least / 10} o más.` })).max(most, expected({ en: `Expected at most ${most / 10}.`, es: `Se espera ${most / 10} como máximo.` }));
/** A language by its short code, as records have it, or a name that somebody typed. */
export const languageCode = line(35).min(1, expected({ en: "Expected a language.", es: "Se espera un idioma." }));

/** What may count in a family's weight, in the order in which it is said. `covering` and `shared` may take something off. */
export const weightParts = ["base", "stage", "risk", "safety_plan", "home", "interpreter", "language", "trainee", "covering", "shared"] as const;
export type WeightPart = (typeof weightParts)[number];

/**
 * The agency's rule. All weights are whole tenths of a family: 10 is one, 5 is a half. Parts are small on purpose: whoever
 * sets the rule must not find out by it what is true of one family.
 */
export const caseloadContent = z
  .strictObject({
    base: tenths(5, 30),
    stages: z.strictObject({ 1: tenths(0, 20), 2: tenths(0, 20), 3: tenths(0, 20) }),
    risk: tenths(0, 20),
    safety_plan: tenths(0, 20),
    home: tenths(0, 20),
    /** From which share of the sessions at home, in percent, `home` counts. */
    homeShare: z.number().int().min(1).max(100),
    interpreter: tenths(0, 20),
    language: tenths(0, 20),
    /** Languages of families that ask for nothing more. */
    ordinaryLanguages: z.array(languageCode).max(12),
    trainee: tenths(0, 20),
    covering: tenths(-20, 20),
    shared: tenths(-20, 20),
    /** For everybody who has no limit of their own; null is no limit. */
    limitTenths: tenths(0, 1000).nullable(),
    limitFamilies: z.number().int().min(0).max(100).nullable(),
  })
  .refine((content) => content.base + Math.min(0, content.covering) + Math.min(0, content.shared) >= 0, { path: ["base"], ...expected({ en: "What is taken off is more than a family weighs.", es: "Lo que se resta es más de lo que pesa una familia." }) });
export type CaseloadContent = z.infer<typeof caseloadContent>;

/** A rule with who made it; number 0 is the shipped draft, which nobody made and the agency has not decided. */
export const caseloadRule = z.strictObject({ number: z.int(), content: caseloadContent, validFrom: civilDate.nullable(), note: z.string(), madeBy: z.string().nullable(), madeAt: instant.nullable() });

/** One part of a weight. What is known only of what protects the family, or of an adult's own record, is of that class. */
export const weighed = z.strictObject({ part: z.enum(weightParts), tenths: z.int(), disclosure: disclosureTag.nullable() });
export const load = z.strictObject({ tenths: z.int(), families: z.int() });
export const limit = z.strictObject({ tenths: z.int().nullable(), families: z.int().nullable(), isOwn: z.boolean() });

/** How a load stands beside a limit: `at` where it is full to the brim; `none` where there is no limit. */
export type Standing = "none" | "under" | "at" | "over";

/** One family of a caseload, what it weighs today and why. What begins later has no name yet. */
export const boardCase = z.strictObject({
  caseId: z.uuid(),
  childName: z.string().nullable(),
  kind: z.enum(["assigned", "covering"]),
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  stage: z.int(),
  lastSessionOn: civilDate.nullable(),
  nextSessionAt: instant.nullable(),
  plannedEnd: civilDate.nullable(),
  tenths: z.int(),
  parts: z.array(weighed),
  /** Why it was given although it was over the limit. */
  exception: z.strictObject({ reason: z.string(), byName: z.string().nullable(), at: instant }).nullable(),
});
export type BoardCase = z.infer<typeof boardCase>;

/** What changes on a day of the four weeks ahead. */
export const comingKinds = ["begins", "covering_begins", "ends", "covering_ends", "planned_end", "away", "back", "offered"] as const;
export const coming = z.strictObject({ on: civilDate, kind: z.enum(comingKinds), caseId: z.uuid().nullable(), childName: z.string().nullable() });
export type Coming = z.infer<typeof coming>;

export const board = z.strictObject({
  staffId: z.uuid(),
  name: z.string(),
  today: civilDate,
  ruleNumber: z.int(),
  load,
  limit,
  cases: z.array(boardCase),
  weeks: z.array(load.extend({ on: civilDate })),
  coming: z.array(coming),
  /** Until when she takes no further family, by her own or her supervisor's word. */
  notNowUntil: civilDate.nullable(),
});
export type Board = z.infer<typeof board>;

/** Why somebody can take a family or cannot; `on` and `until` are days, `name` a person, a team or a language. */
export const reasonCodes = ["room", "no_room", "speaks", "speaks_not", "language_unknown", "says_not_now", "away", "away_soon", "last_day", "licence_ended", "credential_ends", "no_team", "team_full", "no_supervisor", "supervised"] as const;
export const reason = z.strictObject({ code: z.enum(reasonCodes), name: z.string(), on: civilDate.nullable(), until: civilDate.nullable(), clause: z.string() });
export type Reason = z.infer<typeof reason>;
export const nextOne = z.strictObject({ staffId: z.uuid(), name: z.string(), state: z.enum(["room", "over", "not_now"]), reasons: z.array(reason) });
export type NextOne = z.infer<typeof nextOne>;

/** What is agreed with somebody: never what she carries. */
export const terms = z.strictObject({ staffId: z.uuid(), name: z.string(), languages: z.array(z.string()), limit: z.strictObject({ tenths: z.int().nullable(), families: z.int().nullable(), validFrom: civilDate, note: z.string(), madeBy: z.string().nullable() }).nullable(), maySet: z.boolean() });
export type Terms = z.infer<typeof terms>;

const why = line(500).min(3, expected({ en: "Expected in a few words why.", es: "Se espera en pocas palabras por qué." }));
/** Why somebody is given a family over the limit. */
export const overReason = line(500).min(10, expected({ en: "Expected the reason, in at least ten characters.", es: "Se espera el motivo, en al menos diez caracteres." }));
const treats = ["clinician", "trainee", "supervisor"] as const;
const ofAgency = { of: null, subject: "none", shows: "agency" } as const;

export const caseload = {
  mine: procedure({ who: treats, of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/caseload", summary: "One's own families with what each weighs and why, the limit, the four weeks ahead; and whom one supervises today, by name." })
    .output(z.strictObject({ board, supervised: z.array(z.strictObject({ staffId: z.uuid(), name: z.string() })) })),
  person: procedure({ who: ["supervisor"], of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/caseload/people/{staffId}", summary: "The same of somebody whom one supervises today, and of nobody else." })
    .input(z.strictObject({ staffId: z.uuid() }))
    .output(board),
  next: procedure({ who: ["administrator", "supervisor", "front_desk"], ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/caseload/next", summary: "Who can take a family, with the reasons: whether there is room, never how much. People stand by name." })
    .input(z.strictObject({ language: languageCode.nullable().default(null), on: civilDate.nullable().default(null) }))
    .output(z.strictObject({ on: civilDate, isDraft: z.boolean(), people: z.array(nextOne) })),
  rule: procedure({ who: ["administrator", "supervisor", "clinician", "trainee"], ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/caseload/rule", summary: "What a family weighs here and how many fit: the rule in force, the one to come, and every one before." })
    .output(z.strictObject({ today: civilDate, current: caseloadRule, others: z.array(caseloadRule), mayEdit: z.boolean() })),
  saveRule: procedure({ who: ["administrator"], ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/caseload/rule", summary: "Another version of the rule, from today or a later day; the one before stays readable." })
    .input(z.strictObject({ after: wholeNumber(0), content: caseloadContent, validFrom: civilDate, note: why }))
    .output(z.strictObject({ number: z.int() })),
  terms: procedure({ who: ["administrator", ...treats], ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/caseload/terms", summary: "The languages in which each works with families, and limits of their own: of everybody for whoever runs the programme, else one's own and of those supervised." })
    .output(z.strictObject({ people: z.array(terms) })),
  setLimit: procedure({ who: ["administrator", "supervisor"], ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/caseload/people/{staffId}/limit", summary: "A limit of somebody's own from a day on, as for part time; without figures the agency's holds again." })
    .input(z.strictObject({ staffId: z.uuid(), tenths: tenths(0, 1000).nullable(), families: z.number().int().min(0).max(100).nullable(), validFrom: civilDate, note: line(500).default("") }))
    .output(z.strictObject({ kept: z.literal(true) })),
  setLanguages: procedure({ who: ["administrator", ...treats], ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/caseload/people/{staffId}/languages", summary: "The languages in which somebody works with families." })
    .input(z.strictObject({ staffId: z.uuid(), languages: z.array(languageCode).min(1, expected({ en: "Expected at least one language.", es: "Se espera al menos un idioma." })).max(12) }))
    .output(z.strictObject({ kept: z.literal(true) })),
  sayRoom: procedure({ who: treats, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/caseload/people/{staffId}/room", summary: "Says that oneself, or somebody whom one supervises, takes no further family until a day; null takes it back." })
    .input(z.strictObject({ staffId: z.uuid(), until: civilDate.nullable() }))
    .output(z.strictObject({ kept: z.literal(true) })),
};
