import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { FamilyReferral, FamilyResource, NewResource, ReferralOut, Resource } from "./resources.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const PAGE = 50;

const columns = sql`r.id as "resourceId", r.name, r.kind, r.area, r.languages, r.phone, r.web, r.notes, r.checked_on as "checkedOn", r.for_families as "forFamilies", r.retired_on as "retiredOn", r.revision`;
/** A page of the directory by name; the search looks into name, area and notes. */
export async function listResources(tx: Transaction, asked: { search: string; kind: string | null; state: "in_use" | "all"; after: string | null }): Promise<{ resources: Resource[]; next: string | null }> {
  const pattern = `%${asked.search.replace(/[\\%_]/g, "\\$&")}%`;
  const found = await rows<Resource & { key: string }>(tx, sql`select ${columns}, lower(r.name) || ' ' || r.id as key from resources r
    where (${asked.state} = 'all' or r.retired_on is null) and (${asked.kind}::text is null or r.kind = ${asked.kind}) and (${asked.search} = '' or r.name ilike ${pattern} or r.area ilike ${pattern} or r.notes ilike ${pattern})
      and (${asked.after}::text is null or lower(r.name) || ' ' || r.id > ${asked.after}) order by key limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE);
  return { resources: page.map(({ key: _key, ...one }) => one), next: found.length > PAGE ? page.at(-1)!.key : null };
}
export const findResource = (tx: Transaction, resourceId: string) => row<Resource>(tx, sql`select ${columns} from resources r where r.id = ${resourceId}`);
export async function insertResource(tx: Transaction, one: NewResource): Promise<string> {
  const id = newId(tx);
  await sql`insert into resources (agency_id, id, name, kind, area, languages, phone, web, notes, checked_on, for_families, recorded_by)
    values (${tx.actor.agencyId}, ${id}, ${one.name}, ${one.kind}, ${one.area}, ${[...one.languages]}::text[], ${one.phone}, ${one.web}, ${one.notes}, ${one.checkedOn}, ${one.forFamilies}, ${author(tx)})`.execute(tx);
  return id;
}
/** Changes an entry where it is as the writer saw it; null where somebody was faster. */
export const updateResource = (tx: Transaction, resourceId: string, revision: number, one: NewResource, retiredOn: string | null) =>
  row<{ revision: number }>(tx, sql`update resources set name = ${one.name}, kind = ${one.kind}, area = ${one.area}, languages = ${[...one.languages]}::text[], phone = ${one.phone}, web = ${one.web}, notes = ${one.notes}, checked_on = ${one.checkedOn}, for_families = ${one.forFamilies}, retired_on = ${retiredOn}, recorded_by = ${author(tx)}, revision = revision + 1
    where id = ${resourceId} and revision = ${revision} returning revision`);

export type ReferralRow = Omit<ReferralOut, "state" | "disclosure" | "place"> & { class: "child_chart" | "caregiver" };
const answers = sql`coalesce((select jsonb_agg(jsonb_build_object('outcome', a.outcome, 'heardOn', a.heard_on, 'words', a.words, 'byName', s.display_name) order by a.place) from referral_out_answers a left join staff s on s.agency_id = a.agency_id and s.id = a.recorded_by where a.agency_id = o.agency_id and a.referral_id = o.id), '[]')`;
/** Where the family of a case was sent, the newest first. */
export const listReferralsOut = (tx: Transaction, caseId: string) =>
  rows<ReferralRow>(tx, sql`select o.id as "referralId", o.resource_id as "resourceId", r.name as "resourceName", r.kind, r.phone, o.owner_person_id as "personId", o.class, o.reason, o.referred_on as "referredOn", o.release, w.display_name as "byName", ${answers} as answers
    from referrals_out o join resources r on r.agency_id = o.agency_id and r.id = o.resource_id left join staff w on w.agency_id = o.agency_id and w.id = o.recorded_by where o.case_id = ${caseId} order by o.referred_on desc, o.id desc limit 500`);
export async function insertReferralOut(tx: Transaction, one: { caseId: string; course: number; resourceId: string; personId: string | null; reason: string; referredOn: string; release: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into referrals_out (agency_id, id, case_id, course, resource_id, class, owner_person_id, reason, referred_on, release, recorded_at, recorded_by)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.course}, ${one.resourceId}, ${one.personId === null ? "child_chart" : "caregiver"}, ${one.personId}, ${one.reason}, ${one.referredOn}, ${one.release}, ${tx.now}, ${author(tx)})`.execute(tx);
  return id;
}
/** Puts what came of it after what the writer saw; false where somebody was faster. */
export const insertAnswer = async (tx: Transaction, one: { referralId: string; caseId: string; place: number; personId: string | null; outcome: string; heardOn: string; words: string }) =>
  (await row(tx, sql`insert into referral_out_answers (agency_id, id, referral_id, case_id, place, class, owner_person_id, outcome, heard_on, words, recorded_at, recorded_by)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.referralId}, ${one.caseId}, ${one.place}, ${one.personId === null ? "child_chart" : "caregiver"}, ${one.personId}, ${one.outcome}, ${one.heardOn}, ${one.words}, ${tx.now}, ${author(tx)}) on conflict do nothing returning id`)) !== null;

const shown = sql`r.name, r.kind, r.area, r.languages, r.phone, r.web`;
/** Where the adult who is signed in, or a child, was sent, as far as the adult reads of it; the newest first. */
export const listFamilyReferrals = (tx: Transaction) =>
  rows<Omit<FamilyReferral, "forWhom" | "disclosure"> & { personId: string | null; class: "child_chart" | "caregiver" }>(tx, sql`select o.id as "referralId", o.case_id as "caseId", ${shown}, o.owner_person_id as "personId", o.class, o.referred_on as "referredOn",
      (select a.outcome from referral_out_answers a where a.agency_id = o.agency_id and a.referral_id = o.id order by a.place desc limit 1) as outcome
    from referrals_out o join resources r on r.agency_id = o.agency_id and r.id = o.resource_id where o.case_id = any (own_families()) order by o.referred_on desc, o.id desc limit 100`);
/** The part of the directory that is for families, by kind and name. */
export const listForFamilies = (tx: Transaction) => rows<FamilyResource>(tx, sql`select r.id as "resourceId", ${shown} from resources r where r.for_families and r.retired_on is null order by r.kind, lower(r.name), r.id limit 300`);
