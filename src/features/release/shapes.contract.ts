import { z } from "zod";
import { expected } from "#kernel/expected.ts";
import { civilDate, line, wholeNumber } from "#kernel/shapes.ts";

/** Classes that may leave at all, each by its own rule; supervision, reports, intake and addresses never do. */
export const releasable = ["service", "child_chart", "relationship", "caregiver", "psychotherapy_note"] as const;
export type Releasable = (typeof releasable)[number];
/** On what something leaves the record. */
export const bases = ["authorization", "representative_request", "coordination", "court_order", "subpoena", "report", "own_request"] as const;
export type Basis = (typeof bases)[number];
/** On what something stands in the log: also what left without being allowed to, as the register of incidents has it. */
export const loggedBases = [...bases, "impermissible"] as const;
export type LoggedBasis = (typeof loggedBases)[number];
export const recipientKinds = ["court", "child_welfare", "school", "professional", "referrer", "attorney", "caregiver", "other"] as const;
export type RecipientKind = (typeof recipientKinds)[number];
export const sentWays = ["handed_over", "post", "fax", "secure_mail"] as const;
export type SentWay = (typeof sentWays)[number];
export const loggedWays = [...sentWays, "unintended"] as const;
export type LoggedWay = (typeof loggedWays)[number];

/** To whom something goes; an address is only what stands on the envelope. */
export const recipient = z.strictObject({
  name: line(200).min(1, expected({ en: "Expected the name of a person or an office.", es: "Se espera el nombre de una persona o de una oficina." })),
  organization: line(200).default(""),
  address: line(300).default(""),
  fax: line(60).default(""),
  email: line(320).default(""),
  /** Which adult of the family it is; null is somebody outside. */
  personId: z.uuid().nullable().default(null),
});
export type Recipient = z.infer<typeof recipient>;

const status = z.enum(["confirmed", "draft", "local"]);
/** What ships of the law of releases, each with its source and how certain it is. */
export const lawShape = z.strictObject({
  authorization: z.strictObject({ mostDays: wholeNumber(1), status, source: z.string(), elements: z.array(z.strictObject({ element: z.enum(["what", "who", "to_whom", "why", "right_to_inspect", "revocable", "not_a_condition", "redisclosure", "expires", "signed"]), source: z.string() })) }),
  bases: z.array(z.strictObject({ basis: z.enum(bases), opens: z.array(z.enum(releasable)), recipients: z.array(z.enum(recipientKinds)).nullable(), status, source: z.string() })),
  notices: z.array(z.strictObject({ notice: z.string(), when: z.enum(["always", "part2", "psychotherapy_note"]), status, source: z.string(), en: z.string().min(1), es: z.string().min(1) })),
});
export type Law = z.infer<typeof lawShape>;
export type Element = Law["authorization"]["elements"][number]["element"];

export const period = { periodFrom: civilDate.nullable(), periodTo: civilDate.nullable() };
export const textLanguage = z.enum(["en", "es"]);
/** What is about one release or authorization asks for the chart; row-level security then knows whose row it is. */
export const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;
export const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
/** Who drafts what leaves; who fixes it is told by the table of disclosure (clinical.md section 10, E). */
export const drafts = ["clinician", "trainee", "supervisor"] as const;
