import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, line, prose, wholeNumber } from "#kernel/shapes.ts";
import { ofFamily, reasonText, service, someWords } from "./shapes.contract.ts";

/** The four factors of the assessment (45 CFR 164.402(2)), in the rule's order. */
export const factorNames = ["nature", "person", "acquired", "mitigated"] as const;
export type FactorName = (typeof factorNames)[number];
export const factorMarks = ["low", "medium", "high"] as const;
export const factor = z.strictObject({ factor: z.enum(factorNames), mark: z.enum(factorMarks).nullable(), words: prose(2000) });
export type Factor = z.infer<typeof factor>;

/** What was concluded: a breach; a low probability of compromise; information that was secured; or what the definition leaves out. */
export const conclusions = ["breach", "low_probability", "secured", "excepted"] as const;
export type Conclusion = (typeof conclusions)[number];
export const noticeKinds = ["individuals", "media", "authority"] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** One notice: the last day for it, null where it is not due, and the day it was given. */
export const notice = z.strictObject({ kind: z.enum(noticeKinds), dueOn: civilDate.nullable(), givenOn: civilDate.nullable() });

/** Whose record became known to whom by an incident. */
export const breachFamily = z.strictObject({ ...ofFamily, personName: z.string(), disclosedOn: civilDate, recipient: z.string() });
export type BreachFamily = z.infer<typeof breachFamily>;

export const breach = z.strictObject({
  breachId: z.uuid(),
  happenedOn: civilDate.nullable(),
  discoveredOn: civilDate,
  what: z.string(),
  whom: z.string(),
  affected: z.number().int().nullable(),
  factors: z.array(factor),
  conclusion: z.enum(conclusions).nullable(),
  conclusionWords: z.string(),
  concludedOn: civilDate.nullable(),
  notices: z.array(notice),
  families: z.array(breachFamily),
  state: z.enum(["assessing", "notifying", "closed"]),
  revision: wholeNumber(0),
  recordedByName: z.string(),
});
export type Breach = z.infer<typeof breach>;

const of = { of: { class: "report", by: "breachId" }, subject: "none", shows: "agency", action: "write" } as const;
const only = ["privacy_officer"] as const;
const ids = { breachId: z.uuid(), revision: wholeNumber(1) };
const affected = z.number().int().min(0).max(10_000_000).nullable();

/** The register of breaches (45 CFR 164.400-414): for the privacy officer alone. */
export const breachesContract = {
  list: procedure({ who: only, of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/privacy/breaches", summary: "Incidents and what was concluded of them, the newest first, with the last day of each notice that is due." })
    .output(z.strictObject({ today: civilDate, breaches: z.array(breach) })),
  add: procedure({ who: only, of: null, subject: "none", shows: "agency", action: "write" })
    .route({ method: "POST", path: "/privacy/breaches", summary: "Enters an incident: when it was discovered, what happened, whom it may concern." })
    .input(z.strictObject({ happenedOn: civilDate.nullable().default(null), discoveredOn: civilDate, what: reasonText, whom: someWords, affected: affected.default(null) }))
    .output(z.strictObject({ breachId: z.uuid() })),
  assess: procedure({ who: only, ...of })
    .route({ method: "PUT", path: "/privacy/breaches/{breachId}/factors", summary: "Keeps the four factors, each with words and a mark, and how many people; 409 where it was changed meanwhile." })
    .input(z.strictObject({ ...ids, affected, factors: z.array(factor).length(factorNames.length) }))
    .output(z.strictObject({ revision: wholeNumber(0) })),
  name: procedure({ who: only, of: service, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/breaches/{breachId}/disclosures", summary: "Says of whom an incident disclosed something to whom: it stands in that person's accounting of disclosures from then on and is never changed." })
    .input(z.strictObject({ caseId: z.uuid(), breachId: z.uuid(), personId: z.uuid(), disclosedOn: civilDate, recipient: line(300).min(1, expected({ en: "Expected who got to know it.", es: "Se espera quién llegó a saberlo." })), what: prose(900).refine((text) => text.trim() !== "", expected({ en: "Expected what became known.", es: "Se espera qué se llegó a saber." })) }))
    .output(z.strictObject({ named: z.literal(true) })),
  conclude: procedure({ who: only, ...of })
    .route({ method: "POST", path: "/privacy/breaches/{breachId}/conclude", summary: "Concludes the assessment, once all four factors have words and a mark, or on a ground that needs none." })
    .input(z.strictObject({ ...ids, conclusion: z.enum(conclusions), words: reasonText }))
    .output(z.strictObject({ revision: wholeNumber(0) })),
  notify: procedure({ who: only, ...of })
    .route({ method: "POST", path: "/privacy/breaches/{breachId}/notices", summary: "Says on which day a notice was given; the register stays open until every one that is due has its day." })
    .input(z.strictObject({ ...ids, notice: z.enum(noticeKinds), givenOn: civilDate }))
    .output(z.strictObject({ revision: wholeNumber(0) })),
};
