import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, prose } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** On what psychotherapy notes may be read by somebody else than their author (45 CFR 164.508(a)(2) and what it names). */
export const custodyBases = ["authorization", "required_by_law", "oversight", "serious_threat", "own_defence"] as const;
export type CustodyBasis = (typeof custodyBases)[number];

/** For how many days at most an opening stands, its first and its last counted. */
export const MOST_DAYS = 30;

const reason = prose(4000).refine((text) => text.trim().length >= 10, expected({ en: "Expected the reason in a sentence.", es: "Se espera el motivo en una frase." }));

/** One opening of what is in custody; `closedAt` is null where it was not closed before its last day. */
export const opening = z.strictObject({
  openingId: z.uuid(),
  namedId: z.uuid(),
  namedName: z.string(),
  validFrom: civilDate,
  validTo: civilDate,
  basis: z.enum(custodyBases),
  reason: z.string(),
  documentId: z.uuid().nullable(),
  openedByName: z.string(),
  openedAt: instant,
  closedAt: instant.nullable(),
  closedByName: z.string().nullable(),
  closeReason: z.string(),
});
export type Opening = z.infer<typeof opening>;

/** The psychotherapy notes of one author who left, in one case: how many and of which days, never a word of them. */
export const held = z.strictObject({
  authorId: z.uuid(),
  authorName: z.string(),
  leftOn: civilDate,
  caseId: z.uuid(),
  childName: z.string(),
  notes: z.number().int(),
  firstOn: civilDate,
  lastOn: civilDate,
  /** To whom it may be opened: a licensed clinician of the case, or a supervisor of one. */
  candidates: z.array(z.strictObject({ staffId: z.uuid(), name: z.string() })),
  openings: z.array(opening),
  disclosure: disclosureTag,
});
export type Held = z.infer<typeof held>;

/** Psychotherapy notes whose author has left. */
export const custody = {
  list: procedure({ who: ["privacy_officer"], of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/custody", summary: "Psychotherapy notes whose author has left: author, family, how many, first and last day, and to whom they were opened; never words." })
    .output(z.strictObject({ today: civilDate, held: z.array(held) })),
  open: procedure({ who: ["privacy_officer"], takesJoined: "yes", of: { class: "service", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/custody/{authorId}", summary: "Opens the psychotherapy notes of one author in one case to one named person who treats or supervises there, for at most thirty days, on a coded basis." })
    .input(z.strictObject({ caseId: z.uuid(), authorId: z.uuid(), namedId: z.uuid(), validFrom: civilDate, validTo: civilDate, basis: z.enum(custodyBases), reason, documentId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ openingId: z.uuid() })),
  close: procedure({ who: ["privacy_officer"], of: { class: "service", by: "openingId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/custody/{openingId}/close", summary: "Closes an opening before its last day, from this moment on, with the reason." })
    .input(z.strictObject({ openingId: z.uuid(), reason }))
    .output(z.strictObject({ closed: z.literal(true), caseId: z.uuid() })),
};
