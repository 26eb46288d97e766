import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { pageBy, pageOf, type SortBy, sortedText } from "#database/listing.ts";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import { MOST_COUNTED } from "#kernel/listing.ts";
import type { Language } from "#kernel/language.ts";
import type { TrackId } from "#features/training/contract.ts";
import type { Frozen, GraduatesAsked } from "./contract.ts";

// The collaborative's graduations.

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type GraduationRow = {
  graduationId: string;
  cohortId: string;
  seatId: string;
  name: string;
  language: Language;
  issuer: string;
  cohort: string;
  track: TrackId;
  completedOn: CivilDate;
  validTo: CivilDate | null;
  number: string | null;
  proposedById: string | null;
  proposedBy: string | null;
  proposedAt: Instant;
  confirmedBy: string | null;
  confirmedAt: Instant | null;
  isAlone: boolean;
  undoneAt: Instant | null;
  annulledOn: CivilDate | null;
  annulledReason: string;
  evidenceHash: string;
  listedSince: CivilDate | null;
};
const columns = sql`g.id as "graduationId", g.cohort_id as "cohortId", g.seat_id as "seatId", g.name, g.language, g.issuer, g.cohort_name as cohort, g.track, g.completed_on as "completedOn", g.valid_to as "validTo", g.number, g.proposed_by as "proposedById", p.display_name as "proposedBy", g.proposed_at as "proposedAt",
  c.display_name as "confirmedBy", g.confirmed_at as "confirmedAt", g.is_alone as "isAlone", g.undone_at as "undoneAt", g.annulled_on as "annulledOn", g.annulled_reason as "annulledReason", g.evidence_hash as "evidenceHash", l.confirmed_on as "listedSince"`;
const source = sql`graduations g left join staff p on p.agency_id = g.agency_id and p.id = g.proposed_by left join staff c on c.agency_id = g.agency_id and c.id = g.confirmed_by left join listed_graduates() l on l.graduation_id = g.id`;

export const listOfSeat = (tx: Transaction, seatId: string) => rows<GraduationRow>(tx, sql`select ${columns} from ${source} where g.seat_id = ${seatId} order by g.proposed_at desc, g.id`);
export const findGraduation = (tx: Transaction, graduationId: string) => row<GraduationRow & { evidence: Frozen }>(tx, sql`select ${columns}, g.evidence from ${source} where g.id = ${graduationId}`);
/** Holds a graduation until the end of the transaction, so that two who decide about it wait for each other. */
export const holdGraduation = async (tx: Transaction, graduationId: string) => {
  await row(tx, sql`select id from graduations where id = ${graduationId} for update`);
  return findGraduation(tx, graduationId);
};

/** Null where this place has one that stands. */
export const insertGraduation = async (tx: Transaction, one: { cohortId: string; seatId: string; name: string; language: Language; issuer: string; cohort: string; track: TrackId; trackVersion: string; completedOn: CivilDate; validTo: CivilDate | null; evidence: Frozen; evidenceHash: string }): Promise<string | null> =>
  (await row<{ id: string }>(tx, sql`insert into graduations (agency_id, id, cohort_id, seat_id, name, language, issuer, cohort_name, track, track_version, completed_on, valid_to, evidence, evidence_hash, proposed_by, proposed_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.cohortId}, ${one.seatId}, ${one.name}, ${one.language}, ${one.issuer}, ${one.cohort}, ${one.track}, ${one.trackVersion}, ${one.completedOn}, ${one.validTo}, ${JSON.stringify(one.evidence)}::jsonb, ${one.evidenceHash}, ${author(tx)}, ${tx.now}) on conflict do nothing returning id`))?.id ?? null;
export const confirmGraduation = (tx: Transaction, graduationId: string, { number, isAlone }: { number: string; isAlone: boolean }) =>
  sql`update graduations set confirmed_by = ${author(tx)}, confirmed_at = ${tx.now}, number = ${number}, is_alone = ${isAlone} where id = ${graduationId}`.execute(tx);
export const undoGraduation = (tx: Transaction, graduationId: string) => sql`update graduations set undone_by = ${author(tx)}, undone_at = ${tx.now} where id = ${graduationId}`.execute(tx);
export const annulGraduation = (tx: Transaction, graduationId: string, reason: string) =>
  sql`update graduations set annulled_by = ${author(tx)}, annulled_at = ${tx.now}, annulled_on = ${tx.today}, annulled_reason = ${reason} where id = ${graduationId}`.execute(tx);

/** How many people are on the faculty today. */
export const countFaculty = async (tx: Transaction): Promise<number> =>
  (await row<{ count: number }>(tx, sql`select count(distinct r.staff_id)::int as count from staff_roles r join staff s on s.agency_id = r.agency_id and s.id = r.staff_id where r.role = 'faculty' and holds_on(r.valid_from, r.valid_to, today()) and holds_on(s.valid_from, s.valid_to, today())`))!.count;
export const findPublicName = async (tx: Transaction): Promise<string> => (await row<{ name: string }>(tx, sql`select public_name as name from agencies where agency_id = ${tx.actor.agencyId}`))!.name;

const sorts: Record<GraduatesAsked["sort"], SortBy> = {
  completed: { by: sql`g.completed_on`, kind: "date", misses: "never" },
  name: { by: sortedText(sql`g.name`), kind: "text", misses: "never" },
  ends: { by: sql`g.valid_to`, kind: "date", misses: "may" },
};
const states: Record<NonNullable<GraduatesAsked["state"]>, ReturnType<typeof sql>> = {
  proposed: sql`g.undone_at is null and g.confirmed_at is null`,
  valid: sql`g.undone_at is null and g.annulled_at is null and g.confirmed_at is not null and (g.valid_to is null or g.valid_to >= today())`,
  lapsed: sql`g.undone_at is null and g.annulled_at is null and g.confirmed_at is not null and g.valid_to < today()`,
  annulled: sql`g.undone_at is null and g.annulled_at is not null`,
  undone: sql`g.undone_at is not null`,
};
const matches = (asked: GraduatesAsked) =>
  sql.join(
    [
      // What was taken back stands there only for whoever asks for it.
      asked.state === null ? sql`g.undone_at is null` : states[asked.state],
      ...(asked.listed === null ? [] : [asked.listed === "yes" ? sql`l.graduation_id is not null` : sql`l.graduation_id is null`]),
      ...(asked.cohort === null ? [] : [sql`g.cohort_id = ${asked.cohort}`]),
    ],
    sql` and `,
  );

export async function listGraduations(tx: Transaction, asked: GraduatesAsked, { after, size }: { after: string | null; size: number }) {
  const page = pageBy(sorts[asked.sort], sql`g.id`, asked.order, after);
  const found = await rows<GraduationRow & { key: string | null }>(tx, sql`select ${columns}, ${page.key} as key from ${source} where ${matches(asked)} and ${page.follows} order by ${page.order} limit ${size + 1}`);
  return pageOf(found, size, (one) => one.graduationId);
}
export const countGraduations = async (tx: Transaction, asked: GraduatesAsked) => (await row<{ count: number }>(tx, sql`select count(*)::int as count from (select from ${source} where ${matches(asked)} limit ${MOST_COUNTED + 1}) counted`))!.count;

export type ShownCertificate = { name: string; issuer: string; cohort: string; track: TrackId; completedOn: CivilDate; validTo: CivilDate | null; annulledOn: CivilDate | null };
/** What a certificate says, by its number; anybody may ask. Null where no certificate has it. */
export const findShown = async (tx: Transaction, number: string) => (await row<{ found: ShownCertificate | null }>(tx, sql`select certificate_shown(${number}) as found`))!.found;

export type HeldCertificate = ShownCertificate & { graduationId: string; staffId: string; number: string; language: Language; issuerId: string; isUndone: boolean };
/** The certificates of one member of the staff, or for the agency's machine of all. */
export const listCertificates = async (tx: Transaction, staffId: string | null) => (await row<{ held: HeldCertificate[] }>(tx, sql`select certificates_of(${staffId}::uuid) as held`))!.held;
