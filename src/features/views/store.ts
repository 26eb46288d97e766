import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { ViewedList } from "./contract.ts";

export type ViewRow = { viewId: string; name: string; asked: Record<string, string>; isShared: boolean; isOwn: boolean; revision: number };
export const listViews = (tx: Transaction, list: ViewedList) =>
  rows<ViewRow>(tx, sql`select v.id as "viewId", v.name, v.asked, v.is_shared as "isShared", v.owner_id = (select actor_staff()) as "isOwn", v.revision from saved_views v where v.list = ${list} order by lower(v.name), v.id limit 200`);

export const countOwn = async (tx: Transaction, list: ViewedList) => (await row<{ count: number }>(tx, sql`select count(*)::integer as count from saved_views v where v.list = ${list} and v.owner_id = (select actor_staff())`))!.count;

/** Keeps a view; null where one's own has that name already. */
export async function insertView(tx: Transaction, one: { list: ViewedList; name: string; asked: Record<string, string>; isShared: boolean }): Promise<string | null> {
  const found = await row<{ id: string }>(tx, sql`insert into saved_views (agency_id, id, list, name, asked, owner_id, is_shared, made_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.list}, ${one.name}, ${JSON.stringify(one.asked)}::jsonb, (select actor_staff()), ${one.isShared}, ${tx.now}) on conflict do nothing returning id`);
  return found?.id ?? null;
}

/** What of a view says whether it may be changed; null where the actor does not see it. */
export const findView = (tx: Transaction, viewId: string) => row<{ list: ViewedList; isOwn: boolean; isShared: boolean; revision: number }>(tx, sql`select v.list, v.owner_id = (select actor_staff()) as "isOwn", v.is_shared as "isShared", v.revision from saved_views v where v.id = ${viewId}`);
export const hasName = async (tx: Transaction, viewId: string, name: string) =>
  (await row<{ found: boolean }>(tx, sql`select exists (select from saved_views v join saved_views o on o.agency_id = v.agency_id and o.owner_id = v.owner_id and o.list = v.list and o.id <> v.id and lower(o.name) = lower(${name}) where v.id = ${viewId}) as found`))!.found;
export const renameView = (tx: Transaction, viewId: string, name: string, revision: number) => row<{ revision: number }>(tx, sql`update saved_views set name = ${name}, revision = revision + 1 where id = ${viewId} and revision = ${revision} returning revision`);
export const deleteView = async (tx: Transaction, viewId: string, revision: number) => (await row(tx, sql`delete from saved_views where id = ${viewId} and revision = ${revision} returning id`)) !== null;

/** Of some people and teams those who are here today. */
export async function listHere(tx: Transaction, named: { staff: readonly string[]; teams: readonly string[] }): Promise<{ staff: Set<string>; teams: Set<string> }> {
  const found = await rows<{ id: string; kind: "staff" | "team" }>(tx, sql`select s.id, 'staff' as kind from staff s where s.id = any (${named.staff}::uuid[]) and (s.valid_to is null or s.valid_to >= today())
    union all select t.id, 'team' from teams t where t.id = any (${named.teams}::uuid[]) and holds_on(t.valid_from, t.valid_to, today())`);
  const of = (kind: string) => new Set(found.filter((one) => one.kind === kind).map((one) => one.id));
  return { staff: of("staff"), teams: of("team") };
}
