import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { SafetyPlan, SafetyPlanContent } from "./plans.contract.ts";

/** The tag of a row of content, as answers carry it. */
export const tagColumns = (table: string) => sql.raw(`jsonb_build_object('class', ${table}.class, 'caseId', ${table}.case_id, 'ownerPersonId', ${table}.owner_person_id, 'ownerStaffId', ${table}.owner_staff_id, 'counterpartStaffId', ${table}.counterpart_staff_id, 'part2', ${table}.part2)`);
const nameOf = (table: string) => sql.raw(`trim(${table}.given_name || ' ' || ${table}.family_name)`);

/** The words about the child stand in a row of their own; null is a part that the reader does not see. */
type Row = Omit<SafetyPlan, "content" | "looks"> & { caseId: string; language: string; content: Omit<SafetyPlanContent, "childWords" | "childIn" | "reviewOn">; reviewOn: string | null; childWords: string | null; childIn: SafetyPlanContent["childIn"] | null };
const columns = sql`p.id as "safetyPlanId", p.case_id as "caseId", p.owner_person_id as "personId", ${nameOf("a")} as "adultName", a.language, p.number, p.revision, p.content, p.review_on as "reviewOn", k.words as "childWords", k.class as "childIn", p.started_on as "startedOn", p.saved_at as "savedAt", p.kept_at as "keptAt", s.display_name as "keptByName", ${tagColumns("p")} as disclosure`;
const sources = sql`safety_plans p join persons a on a.agency_id = p.agency_id and a.id = p.owner_person_id left join safety_plan_child_parts k on k.agency_id = p.agency_id and k.id = p.id left join staff s on s.agency_id = p.agency_id and s.id = p.kept_by`;
const contentOf = ({ content, reviewOn, childWords, childIn }: Row): SafetyPlanContent => ({ ...content, childWords: childWords ?? "", childIn: childIn ?? "caregiver", reviewOn });

type Look = SafetyPlan["looks"][number] & { safetyPlanId: string };
/** The plans of the adults of a case in all their versions, the newest first. */
export async function listPlans(tx: Transaction, caseId: string): Promise<SafetyPlan[]> {
  const found = await rows<Row>(tx, sql`select ${columns} from ${sources} where p.case_id = ${caseId} order by "adultName", p.owner_person_id, p.number desc limit 400`);
  const looks = await rows<Look>(tx, sql`select l.plan_id as "safetyPlanId", l.looked_on as "lookedOn", l.outcome, l.next_on as "nextOn", s.display_name as "byName", ${tagColumns("l")} as disclosure from safety_plan_looks l left join staff s on s.agency_id = l.agency_id and s.id = l.recorded_by where l.case_id = ${caseId} order by l.looked_on desc, l.id desc`);
  return found.map((one) => {
    const { caseId: _case, language: _language, reviewOn: _on, childWords: _words, childIn: _in, ...plan } = one;
    return { ...plan, content: contentOf(one), looks: looks.filter((look) => look.safetyPlanId === one.safetyPlanId).map(({ safetyPlanId: _plan, ...look }) => look) };
  });
}

export type FoundPlan = { safetyPlanId: string; caseId: string; personId: string; language: string; revision: number; keptAt: string | null; content: SafetyPlanContent };
/** One version, or null where there is none that the actor sees. */
export async function findPlan(tx: Transaction, safetyPlanId: string): Promise<FoundPlan | null> {
  const found = await row<Row>(tx, sql`select ${columns} from ${sources} where p.id = ${safetyPlanId}`);
  return found ? { safetyPlanId, caseId: found.caseId, personId: found.personId, language: found.language, revision: found.revision, keptAt: found.keptAt, content: contentOf(found) } : null;
}

/** The newest version with an adult. */
export async function findNewest(tx: Transaction, caseId: string, personId: string): Promise<FoundPlan | null> {
  const newest = await row<{ id: string }>(tx, sql`select id from safety_plans where case_id = ${caseId} and owner_person_id = ${personId} order by number desc limit 1`);
  return newest ? findPlan(tx, newest.id) : null;
}

const partsOf = ({ childWords: _words, childIn: _in, reviewOn: _on, ...parts }: SafetyPlanContent) => JSON.stringify(parts);
const ownerOfChildPart = (content: SafetyPlanContent, personId: string) => (content.childIn === "caregiver" ? personId : null);

/** Begins a version; null where a draft with this adult is open. */
export async function insertPlan(tx: Transaction, one: { caseId: string; personId: string; staffId: string; content: SafetyPlanContent }): Promise<{ safetyPlanId: string; revision: number; savedAt: string } | null> {
  const made = await row<{ safetyPlanId: string; revision: number; savedAt: string }>(tx, sql`insert into safety_plans (agency_id, id, case_id, owner_person_id, number, content, review_on, started_on, started_by, saved_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.personId}, (select coalesce(max(number), 0) + 1 from safety_plans where case_id = ${one.caseId} and owner_person_id = ${one.personId}), ${partsOf(one.content)}::jsonb, ${one.content.reviewOn}, ${tx.today}, ${one.staffId}, ${tx.now})
    on conflict do nothing returning id as "safetyPlanId", revision, saved_at as "savedAt"`);
  if (!made) return null;
  await sql`insert into safety_plan_child_parts (agency_id, id, case_id, class, owner_person_id, words) values (${tx.actor.agencyId}, ${made.safetyPlanId}, ${one.caseId}, ${one.content.childIn}, ${ownerOfChildPart(one.content, one.personId)}, ${one.content.childWords})`.execute(tx);
  return made;
}

/** Saves a draft that is still as its writer saw it; null where somebody was faster. */
export async function savePlan(tx: Transaction, plan: Pick<FoundPlan, "safetyPlanId" | "personId">, revision: number, content: SafetyPlanContent): Promise<{ safetyPlanId: string; revision: number; savedAt: string } | null> {
  const saved = await row<{ safetyPlanId: string; revision: number; savedAt: string }>(tx, sql`update safety_plans set content = ${partsOf(content)}::jsonb, review_on = ${content.reviewOn}, revision = revision + 1, saved_at = ${tx.now}
    where id = ${plan.safetyPlanId} and revision = ${revision} and kept_at is null returning id as "safetyPlanId", revision, saved_at as "savedAt"`);
  if (!saved) return null;
  await sql`update safety_plan_child_parts set class = ${content.childIn}, owner_person_id = ${ownerOfChildPart(content, plan.personId)}, words = ${content.childWords} where id = ${plan.safetyPlanId}`.execute(tx);
  return saved;
}

/** Keeps a draft as its version; null where somebody was faster. */
export async function keepPlan(tx: Transaction, safetyPlanId: string, revision: number, staffId: string): Promise<{ number: number } | null> {
  const kept = await row<{ number: number }>(tx, sql`update safety_plans set kept_at = ${tx.now}, kept_by = ${staffId} where id = ${safetyPlanId} and revision = ${revision} and kept_at is null returning number`);
  if (kept) await sql`update safety_plan_child_parts set kept_at = ${tx.now} where id = ${safetyPlanId}`.execute(tx);
  return kept ?? null;
}

export const insertLook = (tx: Transaction, plan: FoundPlan, one: { lookedOn: string; outcome: string; nextOn: string | null; staffId: string }) =>
  sql`insert into safety_plan_looks (agency_id, id, plan_id, case_id, owner_person_id, looked_on, outcome, next_on, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${plan.safetyPlanId}, ${plan.caseId}, ${plan.personId}, ${one.lookedOn}, ${one.outcome}, ${one.nextOn}, ${one.staffId}, ${tx.now})`.execute(tx);

/** What the child's chart says of who keeps the child safe: kept, and the newest of each plan. */
export const listChildParts = (tx: Transaction, caseId: string) =>
  rows<{ words: string; keptAt: string; disclosure: SafetyPlan["disclosure"] }>(tx, sql`select k.words, k.kept_at as "keptAt", ${tagColumns("k")} as disclosure from safety_plan_child_parts k
    where k.case_id = ${caseId} and k.class = 'child_chart' and k.kept_at is not null and k.words <> ''
      and not exists (select from safety_plans p join safety_plans n on n.agency_id = p.agency_id and n.case_id = p.case_id and n.owner_person_id = p.owner_person_id and n.number > p.number and n.kept_at is not null where p.agency_id = k.agency_id and p.id = k.id)
    order by k.kept_at desc limit 20`);

export type Happened = { caseId: string; childName: string; personId: string; adultName: string; happenedAt: string | null; lastSeenAt: string | null; reviewOn: string | null };
/**
 * The adults of the cases that one sees who may need their plan again: when a signed note last said that something new
 * happened or that there was contact with somebody unsafe, when their plan was last kept or looked at, and its next day.
 * What a note says of one adult asks for that adult's plan; what it says of the session, for those who came.
 */
export const listHappened = (tx: Transaction, of: { caseId: string } | { staffId: string }) =>
  rows<Happened>(tx, sql`with mine as (
      select c.id, c.child_id, c.agency_id from cases c where c.status = 'open' and ${"caseId" in of ? sql`c.id = ${of.caseId}` : sql`exists (select from assignments a where a.agency_id = c.agency_id and a.case_id = c.id and a.staff_id = ${of.staffId} and holds_on(a.valid_from, a.valid_to, today()))`}),
    happened as (
      select b.case_id, coalesce(b.owner_person_id, t.person_id) as person_id, max(s.ends_at) as at
      from mine m join blocks b on b.agency_id = m.agency_id and b.case_id = m.id and b.section = 'safety' and (b.chips @> '[{"code": "new_event"}]' or b.chips @> '[{"code": "unsafe_contact"}]')
      join notes n on n.agency_id = b.agency_id and n.session_id = b.session_id and n.status in ('signed', 'awaiting_cosignature')
      join sessions s on s.agency_id = b.agency_id and s.id = b.session_id
      left join attendances t on t.agency_id = b.agency_id and t.session_id = b.session_id and t.part = 'caregiver' and t.status in ('present', 'late', 'left') and b.owner_person_id is null
      group by 1, 2),
    plans as (
      select p.case_id, p.owner_person_id as person_id, max(greatest(p.kept_at, (select max(l.recorded_at) from safety_plan_looks l where l.agency_id = p.agency_id and l.plan_id = p.id))) as seen_at,
        (array_agg(coalesce((select l.next_on from safety_plan_looks l where l.agency_id = p.agency_id and l.plan_id = p.id order by l.recorded_at desc limit 1), p.review_on) order by p.number desc))[1] as review_on
      from mine m join safety_plans p on p.agency_id = m.agency_id and p.case_id = m.id and p.kept_at is not null group by 1, 2)
    select m.id as "caseId", ${nameOf("k")} as "childName", a.id as "personId", ${nameOf("a")} as "adultName", h.at as "happenedAt", p.seen_at as "lastSeenAt", p.review_on as "reviewOn"
    from mine m join persons k on k.agency_id = m.agency_id and k.id = m.child_id
    join case_people r on r.agency_id = m.agency_id and r.case_id = m.id and r.part = 'caregiver' and holds_on(r.valid_from, r.valid_to, today()) join persons a on a.agency_id = r.agency_id and a.id = r.person_id
    left join happened h on h.case_id = m.id and h.person_id = a.id left join plans p on p.case_id = m.id and p.person_id = a.id
    where h.at is not null or p.review_on <= today() order by m.id, a.id limit 200`);

