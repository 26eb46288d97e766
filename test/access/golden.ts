import type { DisclosureClass, Role } from "#features/disclosure/contract.ts";

// The table of clinical.md section 10, copied by hand: nothing here is derived from the code that it judges.

/** How somebody stands to a piece of content, in the words of the table's rows and cells. */
export const words = ["always", "on the case", "supervises", "sampled and open", "request or review open", "broken glass", "author", "the other of the two", "custodian", "own attendance", "own request", "own scope", "own dyad", "own"] as const;
export type Word = (typeof words)[number];

/** V in the table, or what is seen in part. */
export type Sight = "full" | "claim_fields" | "presence";

type Row = Record<DisclosureClass, Partial<Record<Word, Sight>>>;
const nothing = {};
const onTheCase = { "on the case": "full" } as const;
const ofTheSupervised = { supervises: "full" } as const;

/** Who sees what. An empty cell is never; "figures" of senior leaders are no rows, and nothing here. */
export const golden: Record<Role, Row> = {
  clinician: { service: onTheCase, intake: onTheCase, child_chart: onTheCase, relationship: onTheCase, caregiver: onTheCase, psychotherapy_note: { author: "full", custodian: "full" }, supervision: { author: "full" }, report: { author: "full" }, address: onTheCase, protective: onTheCase },
  trainee: { service: onTheCase, intake: onTheCase, child_chart: onTheCase, relationship: onTheCase, caregiver: onTheCase, psychotherapy_note: { author: "full" }, supervision: { author: "full" }, report: { author: "full" }, address: onTheCase, protective: onTheCase },
  supervisor: { service: ofTheSupervised, intake: ofTheSupervised, child_chart: ofTheSupervised, relationship: ofTheSupervised, caregiver: ofTheSupervised, psychotherapy_note: { custodian: "full" }, supervision: { author: "full", "the other of the two": "full" }, report: { "the other of the two": "full" }, address: ofTheSupervised, protective: ofTheSupervised },
  biller: { service: { always: "full" }, intake: nothing, child_chart: { always: "claim_fields" }, relationship: nothing, caregiver: nothing, psychotherapy_note: nothing, supervision: nothing, report: nothing, address: nothing, protective: nothing },
  front_desk: { service: { always: "full" }, intake: { always: "full" }, child_chart: nothing, relationship: nothing, caregiver: nothing, psychotherapy_note: nothing, supervision: nothing, report: nothing, address: nothing, protective: nothing },
  administrator: { service: { always: "full" }, intake: { always: "full" }, child_chart: { "broken glass": "full" }, relationship: { "broken glass": "full" }, caregiver: nothing, psychotherapy_note: nothing, supervision: nothing, report: nothing, address: nothing, protective: nothing },
  privacy_officer: { service: { always: "full" }, intake: nothing, child_chart: { "request or review open": "full" }, relationship: { "request or review open": "full" }, caregiver: nothing, psychotherapy_note: nothing, supervision: nothing, report: { always: "full" }, address: nothing, protective: nothing },
  auditor: { service: { "sampled and open": "full" }, intake: nothing, child_chart: { "sampled and open": "full" }, relationship: { "sampled and open": "full" }, caregiver: { "sampled and open": "presence" }, psychotherapy_note: nothing, supervision: nothing, report: { "sampled and open": "presence" }, address: nothing, protective: nothing },
  senior_leader: { service: nothing, intake: nothing, child_chart: nothing, relationship: nothing, caregiver: nothing, psychotherapy_note: nothing, supervision: nothing, report: nothing, address: nothing, protective: nothing },
  faculty: { service: nothing, intake: nothing, child_chart: nothing, relationship: nothing, caregiver: nothing, psychotherapy_note: nothing, supervision: nothing, report: nothing, address: nothing, protective: nothing },
  caregiver: { service: { "own attendance": "full" }, intake: { "own request": "full" }, child_chart: { "own scope": "full" }, relationship: { "own dyad": "full" }, caregiver: { own: "full" }, psychotherapy_note: nothing, supervision: nothing, report: nothing, address: { own: "full" }, protective: nothing },
};

/** The column P2: whom an adult's consent may open Part 2 content to, beside that adult herself, and how far. Others: never. */
export const part2WithConsent: Partial<Record<Role, Sight>> = { clinician: "full", supervisor: "full", trainee: "full", biller: "claim_fields" };

const strength: Record<Sight, number> = { presence: 1, claim_fields: 2, full: 3 };

/** What the table gives somebody with these roles who stands so, null for nothing. */
export function sightOf(roles: readonly Role[], ofClass: DisclosureClass, standsAs: readonly Word[]): Sight | null {
  const found = roles.flatMap((role) => standsAs.flatMap((word) => golden[role][ofClass][word] ?? []));
  return found.sort((a, b) => strength[b] - strength[a])[0] ?? null;
}
