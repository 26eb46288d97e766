import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { languages } from "#kernel/language.ts";
import { fileFormats } from "#kernel/listing.ts";
import { civilDate, instant, line, pageKey, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { languageCode, overReason } from "#features/caseload/contract.ts";
import { referralSources, referralStatuses } from "#features/intake/contract.ts";

/** What a family waits for. */
export const waitsFor = ["clinician", "language", "consent", "days", "later"] as const;
/** What makes it pressing, by the source of the shipped order (clinical.md section 12). */
export const criteria = ["removal", "reunification", "expulsion", "eviction"] as const;
export const marks = [...waitsFor, ...criteria] as const;
export type Mark = (typeof marks)[number];

/** A step of the order: a criterion that was noted, few months left before the child is too old, or so many days of waiting. */
export const step = z.discriminatedUnion("kind", [z.strictObject({ kind: z.literal("mark"), mark: z.enum(criteria) }), z.strictObject({ kind: z.literal("age_out"), months: z.number().int().min(1).max(48) }), z.strictObject({ kind: z.literal("waited"), days: z.number().int().min(1).max(1000) })]);
export type Step = z.infer<typeof step>;
/** The agency's order: a family stands in the first step that holds for it; within a step by the day on which it is too old, then by how long it waits. */
export const waitingContent = z.strictObject({
  steps: z.array(step).max(12).refine((steps) => new Set(steps.map((one) => (one.kind === "mark" ? one.mark : one.kind))).size === steps.length, expected({ en: "Expected each step once.", es: "Se espera cada paso una sola vez." })),
  /** How long a course usually lasts here, in months. */
  courseMonths: z.number().int().min(1).max(36),
});
export type WaitingContent = z.infer<typeof waitingContent>;
export const waitingRule = z.strictObject({ number: z.int(), content: waitingContent, validFrom: civilDate.nullable(), note: z.string(), madeBy: z.string().nullable(), madeAt: instant.nullable() });

/** From which day the child is too old by a policy: one day; a span where only an age was told; `from` null: passed by then; both null: not known. */
export const clock = z.strictObject({ policy: z.string(), title: z.string(), from: civilDate.nullable(), to: civilDate.nullable(), fits: z.enum(["yes", "no", "unclear", "unknown"]) });
export type Clock = z.infer<typeof clock>;

export const waitingMark = z.strictObject({ waitingMarkId: z.uuid(), mark: z.enum(marks), since: civilDate, until: civilDate.nullable(), days: z.int() });
export const offer = z.strictObject({ offerId: z.uuid(), staffId: z.uuid(), name: z.string(), startsOn: civilDate.nullable(), answer: z.enum(["yes", "no"]).nullable() });
export const placing = z.strictObject({ place: z.enum(["first", "last"]), reason: z.string(), byName: z.string().nullable(), at: instant });

/** Why a family stands where it stands: somebody put it there, it asked for later, the first step that holds, or none; and which steps hold besides. */
export const why = z.strictObject({ by: z.enum(["placed", "later", "step", "none"]), step: step.nullable(), also: z.array(step) });
export type Why = z.infer<typeof why>;

/** One family that waits. Names are null for who may not read the referral. */
export const waitingFamily = z.strictObject({
  referralId: z.uuid(),
  status: z.enum(["new", "in_contact"]),
  source: z.enum(referralSources),
  code: z.string().nullable(),
  callMe: z.string().nullable(),
  childName: z.string().nullable(),
  receivedOn: civilDate,
  daysWaiting: z.int(),
  language: z.string().nullable(),
  /** In months, from the youngest to the oldest that it can be; null where nothing was said. */
  ageMonths: z.strictObject({ from: z.int(), to: z.int() }).nullable(),
  clocks: z.array(clock),
  marks: z.array(waitingMark),
  offers: z.array(offer),
  placing: placing.nullable(),
  why,
});
export type WaitingFamily = z.infer<typeof waitingFamily>;

/** Who may be the same child, and what agrees; a case or another referral. */
export const alike = z.strictObject({ kind: z.enum(["case", "referral"]), id: z.uuid(), childName: z.string(), childBirthDate: civilDate.nullable(), likeness: z.enum(["same", "close_name", "close_birth", "number"]) });

export const letterStates = ["received", "waiting", "opened", "declined", "closed"] as const;
export type LetterState = (typeof letterStates)[number];
export const letter = z.strictObject({ letterId: z.uuid(), state: z.enum(letterStates), language: z.enum(["en", "es"]), recipient: z.string(), allowedBy: z.string(), allowedOn: civilDate, writtenOn: civilDate, madeBy: z.string().nullable() });
export type Letter = z.infer<typeof letter>;

/** A family that is offered to whoever asks: nothing that names it. */
export const offered = z.strictObject({ offerId: z.uuid(), offeredOn: civilDate, startsOn: civilDate.nullable(), answer: z.enum(["yes"]).nullable(), ageMonths: z.strictObject({ from: z.int(), to: z.int() }).nullable(), language: z.string().nullable(), marks: z.array(z.enum(marks)) });
export type Offered = z.infer<typeof offered>;

const seesList = ["administrator", "front_desk", "supervisor"] as const;
const takesIn = ["administrator", "front_desk"] as const;
const decides = ["administrator", "supervisor"] as const;
const ofReferral = { of: { class: "intake", by: "referralId" }, subject: "none", shows: "intake" } as const;
/** What a supervisor may do too, who reads no referral of hers yet: the functions of the database say what each learns of it. */
const ofWaiting = { of: null, subject: "none", shows: "intake" } as const;
const placeReason = line(500).min(10, expected({ en: "Expected the reason, in at least ten characters.", es: "Se espera el motivo, en al menos diez caracteres." }));
const kept = z.strictObject({ kept: z.literal(true) });
const id = z.strictObject({ referralId: z.uuid() });

/** A language as it is kept, of which a view may hold the code and no word. */
const spoken = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, expected({ en: "Expected the code of a language.", es: "Se espera el código de un idioma." }));
/** How the waiting list is asked; nothing of it is a name. */
export const waitingAsked = { sort: z.enum(["rule", "age", "longest"]).default("rule"), mark: z.enum([...marks, "any", "none"]).default("any"), language: spoken.nullable().default(null) };

export const waiting = {
  list: procedure({ who: seesList, of: null, subject: "none", shows: "intake", action: "read" })
    .route({ method: "GET", path: "/waiting", summary: "Families that wait, in the agency's order or another, a page at a time, each with why it stands there. Whoever supervises reads no names." })
    .input(z.strictObject({ ...waitingAsked, language: languageCode.nullable().default(null), after: pageKey }))
    .output(z.strictObject({ today: civilDate, ruleNumber: z.int(), total: z.int(), counts: z.strictObject({ all: z.int(), byMark: z.record(z.string(), z.int()), tooOldSoon: z.int() }), languages: z.array(z.string()), families: z.array(waitingFamily), next: z.string().nullable() })),
  file: procedure({ who: seesList, of: null, subject: "none", shows: "intake", action: "export" })
    .route({ method: "GET", path: "/waiting/file", summary: "The waiting list as it was asked for, as a file: what the list shows, without the reasons that somebody wrote; for whoever supervises without names." })
    .input(z.strictObject({ ...waitingAsked, language: languageCode.nullable().default(null), format: z.enum(fileFormats), says: z.enum(languages) }))
    .output(z.file()),
  get: procedure({ who: seesList, ...ofWaiting, action: "read" })
    .route({ method: "GET", path: "/waiting/referrals/{referralId}", summary: "One family that waits, who may be the same child, and the letters to who referred; of a referral that is over, its letters." })
    .input(id)
    .output(z.strictObject({ today: civilDate, status: z.enum(referralStatuses), family: waitingFamily.nullable(), alike: z.array(alike), letters: z.array(letter), mayWrite: z.boolean(), mayPlace: z.boolean(), mayMark: z.boolean(), hasReferrer: z.boolean(), disclosure: disclosureTag.nullable() })),
  mark: procedure({ who: takesIn, ...ofReferral, action: "write" })
    .route({ method: "POST", path: "/waiting/referrals/{referralId}/marks", summary: "Notes what a family waits for since when, or what makes it pressing." })
    .input(id.extend({ mark: z.enum(marks), since: civilDate, until: civilDate.nullable().default(null) }))
    .output(kept),
  endMark: procedure({ who: takesIn, ...ofReferral, action: "write" })
    .route({ method: "POST", path: "/waiting/referrals/{referralId}/marks/{waitingMarkId}/end", summary: "Says that it no longer holds; that it did stays." })
    .input(id.extend({ waitingMarkId: z.uuid() }))
    .output(kept),
  place: procedure({ who: decides, ...ofWaiting, action: "write" })
    .route({ method: "POST", path: "/waiting/referrals/{referralId}/place", summary: "Puts a family before or after what the rule says, with a reason that is kept, or gives the rule its place back." })
    .input(id.extend({ place: z.enum(["first", "last", "rule"]), reason: placeReason }))
    .output(kept),
  offer: procedure({ who: seesList, ...ofWaiting, action: "write" })
    .route({ method: "POST", path: "/waiting/referrals/{referralId}/offers", summary: "Offers a family to somebody who treats. Where it would be over a limit that the agency has set, a reason is asked and kept." })
    .input(id.extend({ staffId: z.uuid(), startsOn: civilDate.nullable().default(null), overReason: overReason.nullable().default(null) }))
    .output(z.strictObject({ offerId: z.uuid() })),
  withdraw: procedure({ who: seesList, of: null, subject: "none", shows: "agency", action: "write" })
    .route({ method: "POST", path: "/waiting/offers/{offerId}/withdraw", summary: "Takes an offer back." })
    .input(z.strictObject({ offerId: z.uuid() }))
    .output(kept),
  offered: procedure({ who: ["clinician", "trainee", "supervisor"], of: null, subject: "none", shows: "nothing_personal", action: "read" })
    .route({ method: "GET", path: "/waiting/offered", summary: "Families that are offered to oneself: the age, the language and what they wait for, nothing that names them." })
    .output(z.strictObject({ offered: z.array(offered) })),
  answer: procedure({ who: ["clinician", "trainee", "supervisor"], of: null, subject: "none", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/waiting/offers/{offerId}/answer", summary: "Says yes or no to a family that is offered to oneself." })
    .input(z.strictObject({ offerId: z.uuid(), answer: z.enum(["yes", "no"]) }))
    .output(kept),
  rule: procedure({ who: seesList, of: null, subject: "none", shows: "agency", action: "read" })
    .route({ method: "GET", path: "/waiting/rule", summary: "Who waits before whom here: the order in force, the one to come, and every one before." })
    .output(z.strictObject({ today: civilDate, current: waitingRule, others: z.array(waitingRule), mayEdit: z.boolean() })),
  saveRule: procedure({ who: ["administrator"], of: null, subject: "none", shows: "agency", action: "write" })
    .route({ method: "POST", path: "/waiting/rule", summary: "Another version of the order, from today or a later day; the one before stays readable." })
    .input(z.strictObject({ after: wholeNumber(0), content: waitingContent, validFrom: civilDate, note: line(500).min(3, expected({ en: "Expected in a few words why.", es: "Se espera en pocas palabras por qué." })) }))
    .output(z.strictObject({ number: z.int() })),
  writeLetter: procedure({ who: takesIn, ...ofReferral, action: "write" })
    .route({ method: "POST", path: "/waiting/referrals/{referralId}/letters", summary: "Keeps a letter to who referred: where the referral stands, and who in the family allowed that it is told. Only for a referral that somebody else sent." })
    .input(id.extend({ language: z.enum(["en", "es"]), recipient: line(200).min(1, expected({ en: "Expected to whom it goes.", es: "Se espera a quién se dirige." })), allowedBy: line(200).min(1, expected({ en: "Expected who in the family allowed it.", es: "Se espera quién de la familia lo permitió." })), allowedOn: civilDate }))
    .output(z.strictObject({ letterId: z.uuid() })),
  letterPaper: procedure({ who: takesIn, ...ofReferral, action: "export" })
    .route({ method: "GET", path: "/waiting/referrals/{referralId}/letters/{letterId}", summary: "The letter on paper, as PDF, as it was kept." })
    .input(id.extend({ letterId: z.uuid() }))
    .output(z.file()),
};
