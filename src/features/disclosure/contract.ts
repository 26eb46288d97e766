import { z } from "zod";

/**
 * The classes of disclosure (clinical.md section 10). Each block of content is of one class. `protective` is what protects
 * the child from somebody who may hold rights to the record: read by those who treat and who supervise, and by nobody else.
 */
export const disclosureClasses = ["service", "intake", "child_chart", "relationship", "caregiver", "psychotherapy_note", "supervision", "report", "address", "protective"] as const;
export type DisclosureClass = (typeof disclosureClasses)[number];
export const disclosureClass = z.enum(disclosureClasses);

export const staffRoles = ["clinician", "trainee", "supervisor", "administrator", "privacy_officer", "front_desk", "biller", "auditor", "faculty", "senior_leader"] as const;
export type StaffRole = (typeof staffRoles)[number];
export const staffRole = z.enum(staffRoles);
export const roles = [...staffRoles, "caregiver"] as const;
export type Role = (typeof roles)[number];

/**
 * How somebody stands to a case or to a row. `any`: the role alone is enough. `assigned` includes covering within its
 * dates. `author` and `counterpart` are the two persons of a row; `custodian` is whom the privacy officer named for the notes of
 * an author who left, in a case that she treats or supervises; `own_*` belong to an adult.
 */
export const relations = ["any", "assigned", "supervises", "sampled", "review", "break_glass", "author", "counterpart", "custodian", "own_attendance", "own_request", "records_authority", "own_dyad", "own_record"] as const;
export type Relation = (typeof relations)[number];

/** Whole rows, or only some columns of them, by a view with those columns. */
export type View = "full" | "claim_fields" | "presence";

/** What content carries so that it can be judged at the edge: its class, its case, its owners, and the Part 2 label. */
export const disclosureTag = z.object({
  class: disclosureClass,
  caseId: z.uuid(),
  ownerPersonId: z.uuid().nullable(),
  ownerStaffId: z.uuid().nullable(),
  counterpartStaffId: z.uuid().nullable(),
  part2: z.boolean(),
});
export type DisclosureTag = z.infer<typeof disclosureTag>;

/** The adult who reads along: the answer is then what that adult would see. Null is nobody. */
export const readsAlong = { asAdultId: z.uuid().nullable().default(null) };
