import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { SiteContent, SitePart, SiteVersion } from "./contract.ts";
import type { Listing } from "./team.contract.ts";
import type { ListedRow } from "./team.rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

const columns = sql`t.part, t.number, t.state, t.content, t.note, s.display_name as "madeBy", t.made_at as "madeAt"`;
const versions = sql`site_texts t left join staff s on s.agency_id = t.agency_id and s.id = t.made_by`;
type VersionRow = SiteVersion & { part: SitePart };

/** Of each part the newest version, and the newest that is no draft: what decides what the page shows. */
export const listNewest = (tx: Transaction) =>
  rows<VersionRow>(tx, sql`select ${columns} from ${versions} where t.number = (select max(n.number) from site_texts n where n.agency_id = t.agency_id and n.part = t.part)
    or t.number = (select max(n.number) from site_texts n where n.agency_id = t.agency_id and n.part = t.part and n.state <> 'draft') order by t.part, t.number desc`);
export const listVersions = (tx: Transaction, part: SitePart) => rows<VersionRow>(tx, sql`select ${columns} from ${versions} where t.part = ${part} order by t.number desc limit 200`);
/** False where somebody made a version of that number meanwhile. */
export const insertVersion = async (tx: Transaction, one: { number: number; state: SiteVersion["state"]; content: SiteContent; note: string }): Promise<boolean> =>
  (await row(tx, sql`insert into site_texts (agency_id, part, number, state, content, note, made_by, made_at) values (${tx.actor.agencyId}, ${one.content.part}, ${one.number}, ${one.state}, ${JSON.stringify(one.content)}::jsonb, ${one.note}, ${author(tx)}, ${tx.now}) on conflict do nothing returning number`)) !== null;

/** What the public pages show now; anybody may ask. */
export const listShown = (tx: Transaction) => rows<{ part: SitePart; content: SiteContent }>(tx, sql`select part, content from site_texts_shown()`);
/** Who is named on the public page; anybody may ask. */
export const listTeam = (tx: Transaction) => rows<ListedRow>(tx, sql`select name, name_as as "nameAs", roles, is_trained as "isTrained", languages, place_ids as "placeIds", takes from team_shown() limit 500`);

/** One's own listing; null where one agreed to none. */
export const findListing = (tx: Transaction) => row<Listing>(tx, sql`select name_as as "nameAs", place_ids as "placeIds", takes, wording, agreed_at as "agreedAt" from team_listings where staff_id = (select actor_staff()) and ended_at is null`);
export const listListings = (tx: Transaction) => rows<{ staffId: string; name: string; agreedAt: string }>(tx, sql`select l.staff_id as "staffId", s.display_name as name, l.agreed_at as "agreedAt" from team_listings l join staff s on s.agency_id = l.agency_id and s.id = l.staff_id where l.ended_at is null order by s.display_name, s.id limit 500`);
export const insertListing = (tx: Transaction, one: Omit<Listing, "agreedAt">) =>
  sql`insert into team_listings (agency_id, id, staff_id, name_as, place_ids, takes, wording, agreed_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${author(tx)}, ${one.nameAs}, ${[...one.placeIds]}::uuid[], ${one.takes}, ${one.wording}, ${tx.now})`.execute(tx);
/** Ends the listing of somebody; false where there was none. */
export const endListing = async (tx: Transaction, staffId: string): Promise<boolean> => (await row(tx, sql`update team_listings set ended_at = ${tx.now}, ended_by = ${author(tx)} where staff_id = ${staffId} and ended_at is null returning id`)) !== null;

/** What of one's own record the page would show. */
export const findOwn = (tx: Transaction) =>
  row<{ name: string; roles: string[]; isTrained: boolean; languages: string[] }>(tx, sql`select s.display_name as name, array(select r.role from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and holds_on(r.valid_from, r.valid_to, today()) order by 1) as roles,
      exists (select from credentials c where c.agency_id = s.agency_id and c.staff_id = s.id and c.kind = 'cpp_training' and c.ended_at is null and holds_on(c.valid_from, c.valid_to, today())) as "isTrained",
      coalesce((select n.languages from staff_languages n where n.agency_id = s.agency_id and n.staff_id = s.id order by n.made_at desc, n.id desc limit 1), '{}') as languages
    from staff s where s.id = (select actor_staff())`);
