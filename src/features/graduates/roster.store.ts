import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { Lent } from "#features/training/cohorts.contract.ts";
import type { Lack, ListingContent, RosterEntry } from "./roster.contract.ts";

// Listings on the public roster, at the agency where each graduate works.

const content = sql`l.town, l.languages, l.settings, l.ages, l.takes, l.away_from as "awayFrom", l.away_to as "awayTo", l.elsewhere`;
export type ListingRow = ListingContent & { listingId: string; staffId: string; graduationId: string; agreedAt: Instant; confirmedOn: CivilDate; remindedAt: Instant | null; lacks: Lack | null };
const listings = sql`select l.id as "listingId", l.staff_id as "staffId", l.graduation_id as "graduationId", ${content}, l.agreed_at as "agreedAt", l.confirmed_on as "confirmedOn", l.reminded_at as "remindedAt", listing_lacks(l, today()) as lacks from roster_listings l`;
export const findListing = (tx: Transaction, staffId: string) => row<ListingRow>(tx, sql`${listings} where l.staff_id = ${staffId} and l.ended_at is null`);
/** Every listing of the agency that was not taken back, for its machine. */
export const listListings = (tx: Transaction) => rows<ListingRow>(tx, sql`${listings} where l.ended_at is null order by l.id`);
export const listHistory = (tx: Transaction, staffId: string) =>
  rows<{ confirmedOn: CivilDate; madeAt: Instant; endedAt: Instant | null; endedAs: string | null }>(tx, sql`select l.confirmed_on as "confirmedOn", l.made_at as "madeAt", l.ended_at as "endedAt", l.ended_as as "endedAs" from roster_listings l where l.staff_id = ${staffId} order by l.made_at desc, l.id desc limit 200`);

export const insertListing = (tx: Transaction, staffId: string, one: ListingContent & { graduationId: string; issuerId: string; wording: number; agreedAt: Instant }) =>
  sql`insert into roster_listings (agency_id, id, staff_id, graduation_id, issuer_agency_id, town, languages, settings, ages, takes, away_from, away_to, elsewhere, wording, agreed_at, confirmed_on, made_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${staffId}, ${one.graduationId}, ${one.issuerId}, ${one.town}, ${[...one.languages]}::text[], ${[...one.settings]}::text[], ${[...one.ages]}::text[], ${one.takes}, ${one.awayFrom}, ${one.awayTo}, ${JSON.stringify(one.elsewhere)}::jsonb, ${one.wording}, ${one.agreedAt}, ${tx.today}, ${tx.now})`.execute(tx);
/** False where none was there. */
export const endListing = async (tx: Transaction, staffId: string, as: Lack | "withdrawn" | "replaced"): Promise<boolean> => (await row(tx, sql`update roster_listings set ended_at = ${tx.now}, ended_as = ${as} where staff_id = ${staffId} and ended_at is null returning id`)) !== null;
export const noteReminder = (tx: Transaction, listingId: string) => sql`update roster_listings set reminded_at = ${tx.now} where id = ${listingId}`.execute(tx);

/** What the roster shows of somebody's own record. */
export const findRecord = async (tx: Transaction, staffId: string) =>
  (await row<{ name: string; agency: string; credential: string | null; language: "en" | "es" }>(tx, sql`select s.display_name as name, a.public_name as agency, s.language, (select c.name from credentials c where c.staff_id = s.id and c.kind = 'licence' and c.ended_at is null and holds_on(c.valid_from, c.valid_to, today()) order by c.valid_from desc, c.id limit 1) as credential
    from staff s join agencies a on a.agency_id = s.agency_id where s.id = ${staffId}`))!;
export const hasLicence = async (tx: Transaction, staffId: string): Promise<boolean> => (await row(tx, sql`select 1 from credentials c where c.staff_id = ${staffId} and c.kind = 'licence' and c.ended_at is null and holds_on(c.valid_from, c.valid_to, today())`)) !== null;
/** What is lent of somebody's work, the newest. */
export const findLent = async (tx: Transaction, staffId: string) => (await row<{ content: Lent }>(tx, sql`select content from training_evidence where staff_id = ${staffId} order by gathered_at desc limit 1`))?.content ?? null;

export type RosterAsked = { town: string | null; language: string | null; takes: string | null };
/** A page of the public roster; anybody may ask. */
export const listShown = (tx: Transaction, asked: RosterAsked, { size, skip }: { size: number; skip: number }) =>
  rows<RosterEntry & { matching: number }>(tx, sql`select name, credential, agency, town, languages, settings, ages, takes, away_from as "awayFrom", away_to as "awayTo", elsewhere, track, issuer, completed_on as "completedOn", confirmed_on as "confirmedOn", matching::int as matching
    from roster_shown(${asked.town}, ${asked.language}, ${asked.takes}, ${size}, ${skip})`);
