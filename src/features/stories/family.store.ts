import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { VersionRow } from "./store.ts";

const ownPerson = (tx: Transaction) => (tx.actor.kind === "caregiver" ? tx.actor.personId : null);

/** What an adult may read of the stories of a case: of each the newest that is ready, and the newest that waits for this adult. Row-level security shows no other. */
export const listForFamily = (tx: Transaction, caseId: string) =>
  rows<VersionRow & { kind: "why" | "family" | "goodbye"; ownerId: string | null; asksMe: boolean }>(tx, sql`select v.id as "versionId", v.story_id as "storyId", s.kind, s.owner_person_id as "ownerId", v.number, case when v.ready_on is null then 'kept' else 'ready' end as status, v.revision, v.saved_at as "savedAt", null as "savedBy", v.kept_on as "keptOn", v.ready_on as "readyOn",
      v.title_en as "titleEn", v.title_es as "titleEs", v.form, to_jsonb(v.took_part) as "tookPart", v.figures, story_asks_me(v.id) as "asksMe"
    from stories s join story_versions v on v.agency_id = s.agency_id and v.story_id = s.id and v.kept_on is not null
    where s.case_id = ${caseId} and not exists (select from story_versions n where n.agency_id = v.agency_id and n.story_id = v.story_id and n.number > v.number and n.kept_on is not null and (n.ready_on is null) = (v.ready_on is null))
    order by s.begun_on desc, s.id desc, v.number desc limit 200`);
/** Whether whoever is signed in is asked for a version. */
export const asksMe = async (tx: Transaction, versionId: string): Promise<boolean> => (await row<{ asks: boolean }>(tx, sql`select story_asks_me(${versionId}) as asks`))!.asks;

type WishRow = { wishId: string; versionId: string; personId: string; words: string; wishedAt: string; settledAt: string | null };
export const listWishes = (tx: Transaction, versionIds: readonly string[]) =>
  rows<WishRow>(tx, sql`select id as "wishId", version_id as "versionId", owner_person_id as "personId", words, wished_at as "wishedAt", settled_at as "settledAt" from story_wishes where version_id = any (${[...versionIds]}::uuid[]) order by wished_at, id limit 200`);
export const countOwnWishes = async (tx: Transaction, versionId: string): Promise<number> => (await row<{ count: number }>(tx, sql`select count(*)::int as count from story_wishes where version_id = ${versionId} and owner_person_id = ${ownPerson(tx)}`))!.count;
/** Keeps what the adult would change; the same words of the same version once. */
export const insertWish = (tx: Transaction, one: { caseId: string; versionId: string; words: string }) =>
  sql`insert into story_wishes (agency_id, id, version_id, case_id, owner_person_id, words, wished_at)
    select ${tx.actor.agencyId}, ${newId(tx)}, ${one.versionId}, ${one.caseId}, ${ownPerson(tx)}, ${one.words}, ${tx.now}
    where not exists (select from story_wishes w where w.version_id = ${one.versionId} and w.owner_person_id = ${ownPerson(tx)} and w.words = ${one.words})`.execute(tx);

const settled = (tx: Transaction) => sql`settled_at = ${tx.now}, settled_by = ${tx.actor.kind === "staff" ? tx.actor.staffId : null}`;
/** Settles a wish of a case; false where there is none that stands open. */
export const settleWish = async (tx: Transaction, caseId: string, wishId: string): Promise<boolean> => (await row(tx, sql`update story_wishes set ${settled(tx)} where case_id = ${caseId} and id = ${wishId} and settled_at is null returning id`)) !== null;
export const settleWishesBefore = (tx: Transaction, storyId: string, number: number) =>
  sql`update story_wishes w set ${settled(tx)} from story_versions v where v.agency_id = w.agency_id and v.id = w.version_id and v.story_id = ${storyId} and v.number < ${number} and w.settled_at is null`.execute(tx);

/** Wishes of one's own families that nobody has talked about yet: one row for each story. */
export const listOpenWishes = (tx: Transaction, staffId: string) =>
  rows<{ id: string; caseId: string; who: string; since: string }>(tx, sql`select distinct on (v.story_id) v.story_id as id, w.case_id as "caseId", trim(p.given_name || ' ' || p.family_name) as who, w.wished_at as since
    from story_wishes w join story_versions v on v.agency_id = w.agency_id and v.id = w.version_id join cases c on c.agency_id = w.agency_id and c.id = w.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id
    where w.settled_at is null and exists (select from assignments a where a.agency_id = w.agency_id and a.case_id = w.case_id and a.staff_id = ${staffId} and holds_on(a.valid_from, a.valid_to, today())) order by v.story_id, w.wished_at limit 100`);
