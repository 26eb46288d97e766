import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";

/** Why two records may be of the same child: the same name and birth date; the same birth date and a name that is close; the same name and a birth date that differs by a slip. */
export const likenesses = ["same", "close_name", "close_birth"] as const;
export type Likeness = (typeof likenesses)[number];

/** A record as it is told apart from another: nothing beyond class service. */
export const side = z.strictObject({
  caseId: z.uuid(),
  childGivenName: z.string(),
  childFamilyName: z.string(),
  childBirthDate: civilDate.nullable(),
  status: z.enum(["open", "closed"]),
  openedOn: civilDate,
  closedOn: civilDate.nullable(),
  clinicians: z.array(z.string()),
  adults: z.array(z.string()),
  sessions: z.number().int(),
  lastSessionOn: civilDate.nullable(),
});
export type Side = z.infer<typeof side>;

const pair = z.strictObject({ likeness: z.enum(likenesses), otherCaseId: z.uuid(), sides: z.array(side).length(2) });
export type Pair = z.infer<typeof pair>;

/** The classes that joining opens; an adult's own relationship opens to that adult alone and is no news. */
export const gainedClasses = ["service", "child_chart", "protective"] as const;
/** Who will see more than before once two records are one: by which relation, which classes, and of which of the two. */
export const gain = z.strictObject({ name: z.string(), who: z.enum(["staff", "adult"]), relation: z.enum(["assigned", "supervises", "records_authority"]), classes: z.array(z.enum(gainedClasses)), ofCaseId: z.uuid() });
export type Gain = z.infer<typeof gain>;

/** What came to the record that stays while the two were one, by its kind: it stays there until somebody has looked at it. */
export const leftover = z.strictObject({ kind: z.string(), count: z.number().int(), lookedAt: instant.nullable(), lookedBy: z.string().nullable() });
const merge = z.strictObject({
  mergeId: z.uuid(),
  caseId: z.uuid(),
  intoCaseId: z.uuid(),
  childName: z.string(),
  intoChildName: z.string(),
  reason: z.string(),
  mergedAt: instant,
  mergedBy: z.string().nullable(),
  undone: z.strictObject({ at: instant, by: z.string().nullable(), reason: z.string() }).nullable(),
  leftovers: z.array(leftover),
});
export type Merge = z.infer<typeof merge>;

const desk = ["administrator", "front_desk"] as const;
const director = ["administrator"] as const;
const ofAgency = { of: null, subject: "none", shows: "service" } as const;
const reason = line(500).min(10, expected({ en: "Expected the reason, in at least ten characters.", es: "Se espera el motivo, en al menos diez caracteres." }));
const key = z.string().max(80).nullable().default(null);

export const merging = {
  candidates: procedure({ who: desk, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/same-child", summary: "Pairs of records that may be of the same child, by name and birth date, a page at a time." })
    .input(z.strictObject({ after: key }))
    .output(z.strictObject({ pairs: z.array(pair), next: z.string().nullable() })),
  like: procedure({ who: desk, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/same-child/like", summary: "The records that may be of a child whose case is about to be opened." })
    .input(z.strictObject({ givenName: line(200).min(1), familyName: line(200).default(""), birthDate: civilDate.nullable().default(null) }))
    .output(z.strictObject({ like: z.array(z.strictObject({ likeness: z.enum(likenesses), side })) })),
  preview: procedure({ who: director, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/same-child/{caseId}/with/{otherCaseId}", summary: "Two records side by side by what is of the service, and who will see more than before where the second one stays. `seen` names that list: joining asks for it." })
    .input(z.strictObject({ caseId: z.uuid(), otherCaseId: z.uuid() }))
    .output(z.strictObject({ side, other: side, gains: z.array(gain), seen: z.string(), obstacle: z.string().nullable() })),
  join: procedure({ who: director, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/same-child/{caseId}/into/{otherCaseId}", summary: "Joins the first record to the second, which stays. `seen` is what the list of who will see more was named when it was read." })
    .input(z.strictObject({ caseId: z.uuid(), otherCaseId: z.uuid(), reason, seen: z.string().max(64) }))
    .output(z.strictObject({ mergeId: z.uuid() })),
  list: procedure({ who: director, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/same-child/joined", summary: "The records that were joined, and those that were parted again with what is left to look at; the newest first, a page at a time." })
    .input(z.strictObject({ after: key }))
    .output(z.strictObject({ merges: z.array(merge), next: z.string().nullable() })),
  undo: procedure({ who: director, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/same-child/joined/{mergeId}/undo", summary: "Parts two records that were joined; what was written to the one that stayed meanwhile stays there and is listed." })
    .input(z.strictObject({ mergeId: z.uuid(), reason }))
    .output(z.strictObject({ leftovers: z.array(leftover) })),
  look: procedure({ who: director, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/same-child/joined/{mergeId}/looked-at", summary: "Says that somebody has looked at what was left of a kind when two records were parted." })
    .input(z.strictObject({ mergeId: z.uuid(), kind: line(80).min(1) }))
    .output(z.strictObject({ looked: z.literal(true) })),
};
