import { sql } from "kysely";
import type { Transaction } from "#database/actor.ts";
import type { Word } from "./golden.ts";

/** What a standing is made of: rows that say how a member of staff has to do with a case. */
type Rows = { caseId: string; staffId: string; clinicianId: string; formerId: string };
/** `words` are those of the golden table that it amounts to today. */
export type Standing = { words: readonly Word[]; make(tx: Transaction, rows: Rows): Promise<unknown> };

const YESTERDAY = "2026-11-19";
const TODAY = "2026-11-20";
const TOMORROW = "2026-11-21";
const LONG_AGO = "2026-01-05";

const assigned = (kind: "assigned" | "covering", from: string, to: string | null) => (tx: Transaction, { caseId, staffId }: Rows) =>
  sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from, valid_to) values (${tx.actor.agencyId}, ${caseId}, ${staffId}, ${kind}, ${from}, ${to})`.execute(tx);
const supervises = (whom: "clinicianId" | "formerId", from: string, to: string | null) => (tx: Transaction, rows: Rows) =>
  sql`insert into supervisions (agency_id, supervisor_id, clinician_id, valid_from, valid_to) values (${tx.actor.agencyId}, ${rows.staffId}, ${rows[whom]}, ${from}, ${to})`.execute(tx);
const sampled = (from: string, to: string) => (tx: Transaction, { caseId, staffId }: Rows) =>
  sql`insert into audit_samples (agency_id, auditor_id, case_id, valid_from, valid_to) values (${tx.actor.agencyId}, ${staffId}, ${caseId}, ${from}, ${to})`.execute(tx);
const brokenGlass = (from: string, to: string) => (tx: Transaction, { caseId, staffId }: Rows) =>
  sql`insert into break_glass (agency_id, id, case_id, staff_id, reason, opened_at, ends_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${caseId}, ${staffId}, 'a reason of the tests', ${from}, ${to})`.execute(tx);
const nothing = async () => {};

/** Every way in which staff can have to do with a case; the clock stands at 2026-11-20, 10:00 in New York. */
export const standings: Record<string, Standing> = {
  none: { words: [], make: nothing },
  assigned: { words: ["on the case"], make: assigned("assigned", LONG_AGO, null) },
  "assigned from today": { words: ["on the case"], make: assigned("assigned", TODAY, null) },
  "assigned until today": { words: ["on the case"], make: assigned("assigned", LONG_AGO, TODAY) },
  "was assigned": { words: [], make: assigned("assigned", LONG_AGO, YESTERDAY) },
  "assigned from tomorrow": { words: [], make: assigned("assigned", TOMORROW, null) },
  "covers today": { words: ["on the case"], make: assigned("covering", TODAY, TODAY) },
  "covered until yesterday": { words: [], make: assigned("covering", LONG_AGO, YESTERDAY) },
  "covers from tomorrow": { words: [], make: assigned("covering", TOMORROW, "2026-12-01") },
  "supervises the assigned": { words: ["supervises"], make: supervises("clinicianId", LONG_AGO, null) },
  "supervises until today": { words: ["supervises"], make: supervises("clinicianId", LONG_AGO, TODAY) },
  "supervised until yesterday": { words: [], make: supervises("clinicianId", LONG_AGO, YESTERDAY) },
  "supervises from tomorrow": { words: [], make: supervises("clinicianId", TOMORROW, null) },
  "supervises who was assigned": { words: [], make: supervises("formerId", LONG_AGO, null) },
  sampled: { words: ["sampled and open"], make: sampled(TODAY, TODAY) },
  "sample ended": { words: [], make: sampled(LONG_AGO, YESTERDAY) },
  "sample from tomorrow": { words: [], make: sampled(TOMORROW, "2026-12-01") },
  "glass broken": { words: ["broken glass"], make: brokenGlass("2026-11-20T14:59:00Z", "2026-11-20T16:59:00Z") },
  "glass mended": { words: [], make: brokenGlass("2026-11-20T13:00:00Z", "2026-11-20T15:00:00Z") },
  "glass broken later": { words: [], make: brokenGlass("2026-11-20T15:00:01Z", "2026-11-20T16:00:00Z") },
};

type CustodyRows = Rows & { leftId: string };
export type CustodyStanding = { words: readonly Word[]; make(tx: Transaction, rows: CustodyRows): Promise<unknown> };
/** Notes of somebody who left (or of somebody who is still here) opened to a member of staff, who stands otherwise as `as` says. */
const custodian = (as: string, from: string, to: string, { author = "leftId", closed = null }: { author?: "leftId" | "clinicianId"; closed?: string | null } = {}) => async (tx: Transaction, rows: CustodyRows) => {
  await standings[as]!.make(tx, rows);
  await sql`insert into custody_openings (agency_id, id, case_id, author_id, named_id, valid_from, valid_to, basis, reason, opened_by, opened_at, closed_at, closed_by, close_reason)
    values (${tx.actor.agencyId}, gen_random_uuid(), ${rows.caseId}, ${rows[author]}, ${rows.staffId}, ${from}, ${to}, 'oversight', 'a reason of the tests', ${rows.formerId}, ${tx.now}, ${closed}, ${closed === null ? null : rows.formerId}, '')`.execute(tx);
};
/** Every way in which what is in custody can stand to somebody. */
export const custodyStandings: Record<string, CustodyStanding> = {
  "custodian, assigned": { words: ["on the case", "custodian"], make: custodian("assigned", "2026-11-01", "2026-11-30") },
  "custodian, supervises": { words: ["supervises", "custodian"], make: custodian("supervises the assigned", TODAY, TODAY) },
  "custodian until yesterday, assigned": { words: ["on the case"], make: custodian("assigned", "2026-11-01", YESTERDAY) },
  "custodian from tomorrow, assigned": { words: ["on the case"], make: custodian("assigned", TOMORROW, "2026-12-01") },
  "custodian, closed early, assigned": { words: ["on the case"], make: custodian("assigned", "2026-11-01", "2026-11-30", { closed: "2026-11-20T14:59:00Z" }) },
  "custodian, on no case": { words: [], make: custodian("none", "2026-11-01", "2026-11-30") },
  "custodian, was assigned": { words: [], make: custodian("was assigned", "2026-11-01", "2026-11-30") },
  "custodian of somebody who is here, assigned": { words: ["on the case"], make: custodian("assigned", "2026-11-01", "2026-11-30", { author: "clinicianId" }) },
};

type AdultRows = { caseId: string; personId: string };
export type AdultStanding = { words: readonly Word[]; make(tx: Transaction, rows: AdultRows): Promise<unknown> };

const authority = (scopes: string[], from: string, to: string | null) => (tx: Transaction, { caseId, personId }: AdultRows) =>
  sql`insert into authorities (agency_id, id, case_id, holder_id, kind, document, scopes, valid_from, valid_to) values (${tx.actor.agencyId}, gen_random_uuid(), ${caseId}, ${personId}, 'parent', 'an order of the tests', ${scopes}, ${from}, ${to})`.execute(tx);
const dyad = (from: string, to: string | null) => (tx: Transaction, { caseId, personId }: AdultRows) =>
  sql`insert into dyads (agency_id, case_id, adult_id, opened_on, closed_on) values (${tx.actor.agencyId}, ${caseId}, ${personId}, ${from}, ${to})`.execute(tx);
const part = (from: string, to: string | null) => (tx: Transaction, { caseId, personId }: AdultRows) =>
  sql`insert into case_people (agency_id, case_id, person_id, part, kind, valid_from, valid_to) values (${tx.actor.agencyId}, ${caseId}, ${personId}, 'caregiver', 'kin', ${from}, ${to})`.execute(tx);
const limited = (from: string, to: string | null) => (tx: Transaction, { caseId, personId }: AdultRows) =>
  sql`insert into representative_limits (agency_id, id, case_id, person_id, valid_from, valid_to, recorded_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${caseId}, ${personId}, ${from}, ${to}, ${tx.now})`.execute(tx);
const all = (...makes: ((tx: Transaction, rows: AdultRows) => Promise<unknown>)[]) => async (tx: Transaction, rows: AdultRows) => {
  for (const make of makes) await make(tx, rows);
};

/**
 * Every way in which an adult can have to do with a child's case. `words` are what holds for the whole case; that a row is
 * the adult's own, or the dyad's, goes with the row.
 */
export const adultStandings: Record<string, AdultStanding> = {
  "no part in the case": { words: [], make: nothing },
  "around the child": { words: [], make: part(LONG_AGO, null) },
  "records authority": { words: ["own scope"], make: all(part(LONG_AGO, null), authority(["records"], LONG_AGO, null)) },
  "records authority, not treated as representative": { words: [], make: all(part(LONG_AGO, null), authority(["records"], LONG_AGO, null), limited(TODAY, null)) },
  "records authority, limited until yesterday": { words: ["own scope"], make: all(part(LONG_AGO, null), authority(["records"], LONG_AGO, null), limited(LONG_AGO, YESTERDAY)) },
  "records authority until today": { words: ["own scope"], make: authority(["treatment", "records"], LONG_AGO, TODAY) },
  "records authority ended": { words: [], make: all(part(LONG_AGO, null), authority(["records"], LONG_AGO, YESTERDAY)) },
  "records authority from tomorrow": { words: [], make: authority(["records"], TOMORROW, null) },
  "authority of another scope": { words: [], make: all(part(LONG_AGO, null), authority(["treatment", "release", "video", "psychotropic"], LONG_AGO, null)) },
  "open dyad": { words: ["own dyad"], make: all(part(LONG_AGO, null), dyad(LONG_AGO, null)) },
  "dyad closes today": { words: ["own dyad"], make: dyad(LONG_AGO, TODAY) },
  "closed dyad": { words: [], make: all(part(LONG_AGO, null), dyad(LONG_AGO, YESTERDAY)) },
  "former caregiver": { words: [], make: all(part(LONG_AGO, YESTERDAY), dyad(LONG_AGO, YESTERDAY), authority(["records", "treatment"], LONG_AGO, YESTERDAY)) },
};
