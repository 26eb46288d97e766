import type { Family } from "./family.ts";
import { read, type Payload, readersOf } from "./payloads.ts";

// Rules that are taken out of both walls, one at a time: then something must leave that may not, or the property shows nothing.

/** One rule: how the database forgets it, and how it is put back; who then reads what of a family. */
export type Mutation = { rule: string; take: string; put: string; readers: RegExp; address: string };

const grant = (role: string, ofClass: string, relation: string) => ({ take: `insert into dyad.disclosure_grants values ('${role}', '${ofClass}', '${relation}', 'full')`, put: `delete from dyad.disclosure_grants where role = '${role}' and class = '${ofClass}' and relation = '${relation}'` });
const replaced = (name: string, signature: string, body: string) => ({ name, signature, body });
const functions = {
  part2: replaced("part2_adults", "part2_adults() returns uuid[] stable security definer set search_path = dyad, pg_temp language sql", "select coalesce(array_agg(p.id), '{}') from persons p where p.agency_id = agency()"),
  limits: replaced("is_kept_from_record", "is_kept_from_record(of_case uuid, adult uuid) returns boolean stable security definer set search_path = dyad, pg_temp language sql", "select false"),
  days: replaced("holds_on", "holds_on(valid_from date, valid_to date, on_day date) returns boolean immutable parallel safe language sql", "select valid_from <= on_day"),
};

/** The rules that are taken out, with what each function was put back from. `definitionOf` reads a function as the database has it. */
export async function listMutations(definitionOf: (name: string) => Promise<string>): Promise<Mutation[]> {
  const record = "/record?class=";
  const without = async ({ name, signature, body }: ReturnType<typeof replaced>) => ({ take: `set search_path = dyad; create or replace function ${signature} as $mutated$ ${body} $mutated$`, put: `set search_path = dyad; ${await definitionOf(name)}` });
  return [
    { rule: "a confidential address is for who must go there", ...grant("front_desk", "address", "any"), readers: /^desk$/, address: "" },
    { rule: "an adult's own is that adult's", ...grant("caregiver", "caregiver", "records_authority"), readers: /^adult/, address: `${record}caregiver` },
    { rule: "a relationship is of the adult of that dyad", ...grant("caregiver", "relationship", "records_authority"), readers: /^adult/, address: `${record}relationship` },
    { rule: "a psychotherapy note is its author's", take: "create policy mutated on dyad.blocks for select to dyad_app using (class = 'psychotherapy_note')", put: "drop policy mutated on dyad.blocks", readers: /^supervisor$/, address: `${record}psychotherapy_note` },
    { rule: "what is of the child is not the front desk's", ...grant("front_desk", "child_chart", "any"), readers: /^desk$/, address: "/record" },
    { rule: "Part 2 is opened by the adult's own consent", ...(await without(functions.part2)), readers: /^supervisor$/, address: `${record}caregiver` },
    { rule: "who is kept from the record is kept from it", ...(await without(functions.limits)), readers: /^adult/, address: "/record" },
    { rule: "whoever's part or authority has ended stands nowhere", ...(await without(functions.days)), readers: /^adult/, address: "/record" },
  ];
}

/** Reads of a family what a mutation would let leave. */
export const readMutated = async (family: Family, { readers, address }: Mutation): Promise<Payload[]> => Promise.all(readersOf(family).filter(({ name }) => readers.test(name)).map((one) => read(family, one, "mutated", `/cases/${family.scene.caseId}${address}`)));
