import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Content, DraftLink, DraftNode, NodeClass, Version } from "./contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

const columns = sql`f.id as "formulationId", f.number, case when f.kept_on is null then 'draft' else 'kept' end as status, f.revision, f.saved_at as "savedAt", f.kept_on as "keptOn", k.display_name as "keptBy", f.seen_on as "seenOn", s.display_name as "seenBy"`;
const sources = sql`formulations f left join staff k on k.agency_id = f.agency_id and k.id = f.kept_by left join staff s on s.agency_id = f.agency_id and s.id = f.seen_by`;
/** The versions of a case, the newest first. */
export const listVersions = (tx: Transaction, caseId: string) => rows<Version>(tx, sql`select ${columns} from ${sources} where f.case_id = ${caseId} order by f.number desc limit 200`);
/** One version, held until the transaction ends. */
export const findVersionToChange = (tx: Transaction, caseId: string, formulationId: string) =>
  row<{ formulationId: string; revision: number; keptOn: string | null; seenOn: string | null }>(tx, sql`select id as "formulationId", revision, kept_on as "keptOn", seen_on as "seenOn" from formulations where case_id = ${caseId} and id = ${formulationId} for update`);

export type NodeRow = DraftNode & { writtenOn: string; writtenBy: string | null };
export const listNodes = (tx: Transaction, formulationId: string) =>
  rows<NodeRow>(tx, sql`select id as "nodeId", kind, class, owner_person_id as "ownerPersonId", title, detail, case when child_title = '' and child_line = '' then null else jsonb_build_object('title', child_title, 'line', child_line) end as "forChild", letters,
      session_id as "sessionId", block_id as "blockId", case when target is null then null else jsonb_build_object('what', target, 'whose', target_whose, 'of', target_of) end as target, written_on as "writtenOn", written_by as "writtenBy"
    from formulation_nodes where formulation_id = ${formulationId} order by place`);
/** Of which class and whose an end of a line is. */
export type End = { class: NodeClass; ownerPersonId: string | null };
export type LinkRow = DraftLink & { fromClass: NodeClass; fromOwnerId: string | null; toClass: NodeClass; toOwnerId: string | null; linkedOn: string; linkedBy: string | null; linkedByName: string | null };
export const listLinks = (tx: Transaction, formulationId: string) =>
  rows<LinkRow>(tx, sql`select l.id as "linkId", l.from_key as "from", l.to_key as "to", l.from_class as "fromClass", l.from_owner_id as "fromOwnerId", l.to_class as "toClass", l.to_owner_id as "toOwnerId", l.linked_on as "linkedOn", l.linked_by as "linkedBy", s.display_name as "linkedByName"
    from formulation_links l left join staff s on s.agency_id = l.agency_id and s.id = l.linked_by where l.formulation_id = ${formulationId} order by l.linked_on, l.id`);

export type RatingRow = { targetId: string; class: NodeClass; ownerPersonId: string | null; ratedOn: string; strength: number; status: "open" | "closed"; words: string; byName: string | null };
export const listRatings = (tx: Transaction, caseId: string) =>
  rows<RatingRow>(tx, sql`select r.target_id as "targetId", r.class, r.owner_person_id as "ownerPersonId", r.rated_on as "ratedOn", r.strength, r.status, r.words, s.display_name as "byName"
    from target_ratings r left join staff s on s.agency_id = r.agency_id and s.id = r.recorded_by where r.case_id = ${caseId} order by r.rated_on, r.recorded_at, r.id`);
export const insertRating = (tx: Transaction, one: End & { caseId: string; targetId: string; ratedOn: string; strength: number; status: string; words: string; sessionId: string | null }) =>
  sql`insert into target_ratings (agency_id, id, case_id, target_id, class, owner_person_id, rated_on, strength, status, words, session_id, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.targetId}, ${one.class}, ${one.ownerPersonId}, ${one.ratedOn}, ${one.strength}, ${one.status}, ${one.words}, ${one.sessionId}, ${author(tx)}, ${tx.now})`.execute(tx);

/** Begins a version; null where a draft is open already. */
export const insertVersion = (tx: Transaction, caseId: string) =>
  row<{ formulationId: string; revision: number; savedAt: string }>(tx, sql`insert into formulations (agency_id, id, case_id, number, started_on, started_by, saved_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${caseId}, (select coalesce(max(number), 0) + 1 from formulations where case_id = ${caseId}), ${tx.today}, ${author(tx)}, ${tx.now}) on conflict do nothing returning id as "formulationId", revision, saved_at as "savedAt"`);
/** Takes the next revision where the draft is still as the writer saw it; null where somebody was faster. */
export const bumpVersion = (tx: Transaction, formulationId: string, revision: number) =>
  row<{ revision: number }>(tx, sql`update formulations set revision = revision + 1, saved_at = ${tx.now} where id = ${formulationId} and revision = ${revision} and kept_on is null returning revision`);
export const keepVersion = (tx: Transaction, formulationId: string, revision: number) =>
  row<{ keptOn: string }>(tx, sql`update formulations set kept_on = ${tx.today}, kept_by = ${author(tx)} where id = ${formulationId} and revision = ${revision} and kept_on is null returning kept_on as "keptOn"`);
export const markSeen = (tx: Transaction, formulationId: string, seenOn: string) => sql`update formulations set seen_on = ${seenOn}, seen_by = ${author(tx)} where id = ${formulationId} and seen_on is null`.execute(tx);

type Since = { on: string; by: string | null };
/** Puts the content of a draft in place of what it held; each thought and each line keeps its day and its writer. `endOf` knows the class of every end. */
export async function replaceContent(tx: Transaction, caseId: string, formulationId: string, content: Content, since: ReadonlyMap<string, Since>, endOf: (key: string) => End): Promise<void> {
  await sql`delete from formulation_links where formulation_id = ${formulationId}`.execute(tx);
  await sql`delete from formulation_nodes where formulation_id = ${formulationId}`.execute(tx);
  const sinceOf = (id: string): Since => since.get(id) ?? { on: tx.today, by: author(tx) };
  const nodes = content.nodes.map((one, place) => ({ ...one, place, ...sinceOf(one.nodeId) }));
  if (nodes.length > 0)
    await sql`insert into formulation_nodes (agency_id, formulation_id, case_id, id, place, kind, class, owner_person_id, title, detail, child_title, child_line, letters, session_id, block_id, target, target_whose, target_of, written_on, written_by)
      select ${tx.actor.agencyId}, ${formulationId}, ${caseId}, n."nodeId", n.place, n.kind, n.class, n."ownerPersonId", n.title, n.detail, coalesce(n."forChild" ->> 'title', ''), coalesce(n."forChild" ->> 'line', ''), n.letters, n."sessionId", n."blockId", n.target ->> 'what', (n.target ->> 'whose')::uuid, (n.target ->> 'of')::uuid, n."on", n.by
      from jsonb_to_recordset(${JSON.stringify(nodes)}::jsonb) n ("nodeId" uuid, place integer, kind text, class text, "ownerPersonId" uuid, title text, detail text, "forChild" jsonb, letters text, "sessionId" uuid, "blockId" uuid, target jsonb, "on" date, by uuid)`.execute(tx);
  const links = content.links.map((one) => ({ ...one, ends: [endOf(one.from), endOf(one.to)] as const, ...sinceOf(one.linkId) })).map(({ ends: [from, to], ...one }) => ({ ...one, fromClass: from.class, fromOwner: from.ownerPersonId, toClass: to.class, toOwner: to.ownerPersonId }));
  if (links.length > 0)
    await sql`insert into formulation_links (agency_id, formulation_id, case_id, id, from_key, from_class, from_owner_id, to_key, to_class, to_owner_id, linked_on, linked_by)
      select ${tx.actor.agencyId}, ${formulationId}, ${caseId}, l."linkId", l."from", l."fromClass", l."fromOwner", l."to", l."toClass", l."toOwner", l."on", l.by
      from jsonb_to_recordset(${JSON.stringify(links)}::jsonb) l ("linkId" uuid, "from" text, "fromClass" text, "fromOwner" uuid, "to" text, "toClass" text, "toOwner" uuid, "on" date, by uuid)`.execute(tx);
}

/** What a draft may name: the sessions of the case, and the passages of adults' own records by whose they are. */
export const listSessionIds = async (tx: Transaction, caseId: string, ids: readonly string[]) => new Set((await rows<{ id: string }>(tx, sql`select id from sessions where case_id = ${caseId} and id = any (${[...ids]}::uuid[])`)).map((one) => one.id));
export const listOwnBlocks = async (tx: Transaction, caseId: string, ids: readonly string[]) =>
  new Map((await rows<{ id: string; owner: string | null }>(tx, sql`select id, owner_person_id as owner from blocks where case_id = ${caseId} and class = 'caregiver' and not part2 and id = any (${[...ids]}::uuid[])`)).map((one) => [one.id, one.owner] as const));
