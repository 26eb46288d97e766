import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import type { Glass, ReadingGroup, Verdict } from "./glass.contract.ts";
import { instantText, nameOf, staffOf } from "./sources.store.ts";

const PAGE = 30;
type Row = Omit<Glass, "disclosure" | "isReviewed">;
const columns = sql`g.id as "glassId", g.case_id as "caseId", ${nameOf("p")} as "childName", g.staff_id as "staffId", s.display_name as "staffName", g.reason, ${instantText("g.opened_at")} as "openedAt", ${instantText("g.ends_at")} as "endsAt",
  ${instantText("g.asked_until")} as "askedUntil", e.display_name as "endedByName", case when g.ends_at > present_moment() then 'open' else 'over' end as state, g.staff_id is not distinct from actor_staff() as "isOwn", (g.staff_id <> actor_staff() and watches_glass(g.staff_id)) as watches,
  coalesce((select json_agg(json_build_object('verdict', v.verdict, 'words', v.words, 'acts', v.acts, 'byName', b.display_name, 'at', ${instantText("v.reviewed_at")}) order by v.reviewed_at, v.id) from break_glass_reviews v join staff b on b.agency_id = v.agency_id and b.id = v.reviewed_by where v.agency_id = g.agency_id and v.glass_id = g.id), '[]') as reviews`;
const sources = sql`break_glass g join cases k on k.agency_id = g.agency_id and k.id = g.case_id join persons p on p.agency_id = k.agency_id and p.id = k.child_id join staff s on s.agency_id = g.agency_id and s.id = g.staff_id left join staff e on e.agency_id = g.agency_id and e.id = g.ended_by`;
const shown = (one: Row): Glass => ({ ...one, isReviewed: one.reviews.some((each) => each.verdict !== "needs_follow_up"), disclosure: tagOf("service", one.caseId) });

/** Emergency accesses that the actor may know of, the newest first. */
export async function listGlasses(tx: Transaction, after: { at: string; id: string } | null): Promise<{ glasses: Glass[]; next: Glass | null }> {
  const found = await rows<Row>(tx, sql`select ${columns} from ${sources} where ${after?.id ?? null}::uuid is null or (g.opened_at, g.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid) order by g.opened_at desc, g.id desc limit ${PAGE + 1}`);
  const glasses = found.slice(0, PAGE).map(shown);
  return { glasses, next: found.length > PAGE ? glasses.at(-1)! : null };
}
export async function findGlass(tx: Transaction, glassId: string): Promise<Glass | null> {
  const found = await row<Row>(tx, sql`select ${columns} from ${sources} where g.id = ${glassId}`);
  return found ? shown(found) : null;
}
/** Takes turns over what one person opens of one case, or over one access. */
export const takeTurn = (tx: Transaction, key: string) => sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
export const hasOpen = async (tx: Transaction, caseId: string) => (await row(tx, sql`select from break_glass where case_id = ${caseId} and staff_id = actor_staff() and ends_at > present_moment()`)) !== null;

/** How often the actor opened this record within the last 24 hours. */
export const countLately = async (tx: Transaction, caseId: string) => (await row<{ count: number }>(tx, sql`select count(*)::integer as count from break_glass where case_id = any (record_of(${caseId})) and staff_id = actor_staff() and opened_at > ${tx.now}::timestamptz - interval '24 hours'`))!.count;

export async function insertGlass(tx: Transaction, one: { caseId: string; reason: string; endsAt: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into break_glass (agency_id, id, case_id, staff_id, reason, opened_at, ends_at) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, actor_staff(), ${one.reason}, ${tx.now}, ${one.endsAt})`.execute(tx);
  return id;
}
/** Ends an access now; false where it is over. */
export const endGlass = async (tx: Transaction, glassId: string) => (await sql`update break_glass set asked_until = ends_at, ends_at = ${tx.now}, ended_by = actor_staff() where id = ${glassId} and ends_at > ${tx.now} and ended_by is null`.execute(tx)).numAffectedRows === 1n;
export const insertReview = (tx: Transaction, one: { glassId: string; caseId: string; acts: number; verdict: Verdict; words: string }) =>
  sql`insert into break_glass_reviews (agency_id, id, case_id, glass_id, verdict, words, acts, reviewed_by, reviewed_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.glassId}, ${one.verdict}, ${one.words}, ${one.acts}, ${staffOf(tx)}, ${tx.now})`.execute(tx);

/** A moment as the trail has it, to the millionth of a second, so that a page ends exactly there. */
const exactly = (column: string) => sql`to_char(${sql.raw(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
/** Everything that the trail has of the same person and the same record while it was open, by kind; the database asks whether the actor watches. */
export const listGroups = (tx: Transaction, glassId: string) =>
  rows<ReadingGroup>(tx, sql`select a.procedure, a.action, a.outcome, count(*)::integer as count, ${exactly("min(a.at)")} as "firstAt", ${exactly("max(a.at)")} as "lastAt" from acts_of_glass(${glassId}) a group by a.procedure, a.action, a.outcome order by min(a.at), a.procedure, a.outcome`);
const ACTS = 100;
export async function listActs(tx: Transaction, glassId: string, procedure: string, after: { at: string; id: string } | null): Promise<{ acts: { id: string; at: string; outcome: string }[]; next: { id: string; at: string } | null }> {
  const found = await rows<{ id: string; at: string; outcome: string }>(tx, sql`select a.id, ${exactly("a.at")} as at, a.outcome from acts_of_glass(${glassId}) a where a.procedure = ${procedure} and (${after?.id ?? null}::uuid is null or (a.at, a.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)) order by a.at, a.id limit ${ACTS + 1}`);
  return { acts: found.slice(0, ACTS), next: found.length > ACTS ? found[ACTS - 1]! : null };
}

/** Who is told: everybody else who answers for privacy today; where there is nobody, every other administrator. */
export const listWatchers = (tx: Transaction) =>
  rows<{ staffId: string; language: "en" | "es" }>(tx, sql`select s.id as "staffId", case when s.language = 'es' then 'es' else 'en' end as language from staff s where s.id in (select w.staff_id from watchers_of_glass(actor_staff()) w) order by s.id`);
/** Accesses of others that wait for a review, the oldest first. */
export const listUnreviewed = (tx: Transaction) =>
  rows<{ id: string; caseId: string; who: string; since: string }>(tx, sql`select g.id, g.case_id as "caseId", s.display_name as who, ${instantText("g.opened_at")} as since from break_glass g join staff s on s.agency_id = g.agency_id and s.id = g.staff_id
    where g.staff_id <> actor_staff() and watches_glass(g.staff_id) and not exists (select from break_glass_reviews v where v.agency_id = g.agency_id and v.glass_id = g.id and v.verdict <> 'needs_follow_up') order by g.opened_at, g.id limit 200`);
