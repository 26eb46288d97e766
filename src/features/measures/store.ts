import { sql } from "kysely";
import { newId, row, rows, type Database, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { AlertKind, Answers, ScoreResult } from "#features/instruments/contract.ts";
import type { MeasureAnswers, MeasureScore } from "./contract.ts";

export type RequestRow = {
  requestId: string; batteryId: string; caseId: string; respondentId: string; respondentName: string; aboutId: string; instrument: string; version: string; language: "en" | "es";
  status: "sent" | "started" | "submitted" | "withdrawn"; requestedAt: Instant; expiresAt: Instant; submittedAt: Instant | null; linkId: string | null;
};
const columns = sql`m.id as "requestId", m.battery_id as "batteryId", m.case_id as "caseId", m.respondent_id as "respondentId", coalesce(trim(p.given_name || ' ' || p.family_name), '') as "respondentName", m.about_id as "aboutId", m.instrument, m.version, m.language,
  m.status, m.requested_at as "requestedAt", m.expires_at as "expiresAt", m.submitted_at as "submittedAt", m.link_id as "linkId"`;
const sources = sql`measure_requests m left join persons p on p.agency_id = m.agency_id and p.id = m.respondent_id`;

/** The newest first; within a battery in its order. */
export const listRequests = (tx: Transaction, caseId: string) => rows<RequestRow>(tx, sql`select ${columns} from ${sources} where m.case_id = any (record_of(${caseId})) order by m.requested_at desc, m.battery_id, m.place_in_battery limit 2000`);
export const listBattery = (tx: Transaction, batteryId: string) => rows<RequestRow>(tx, sql`select ${columns} from ${sources} where m.battery_id = ${batteryId} order by m.place_in_battery`);
/** The same, and nobody else changes them before this transaction ends. */
export const lockBattery = async (tx: Transaction, batteryId: string): Promise<RequestRow[]> => {
  await sql`select 1 from measure_requests where battery_id = ${batteryId} order by place_in_battery for update`.execute(tx);
  return listBattery(tx, batteryId);
};

/** Asks one adult one instrument; `linkId` is null where it is answered on paper. */
export async function insertRequest(tx: Transaction, one: { batteryId: string; place: number; linkId: string | null; caseId: string; respondentId: string; aboutId: string; instrument: string; version: string; language: string; expiresAt: Instant }): Promise<string> {
  const id = newId(tx);
  await sql`insert into measure_requests (agency_id, id, case_id, respondent_id, about_id, instrument, version, language, requested_by, requested_at, expires_at, battery_id, place_in_battery, link_id)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.respondentId}, ${one.aboutId}, ${one.instrument}, ${one.version}, ${one.language}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null}, ${tx.now}, ${one.expiresAt}, ${one.batteryId}, ${one.place}, ${one.linkId})`.execute(tx);
  return id;
}
export const withdrawRequests = (tx: Transaction, batteryId: string) => sql`update measure_requests set status = 'withdrawn' where battery_id = ${batteryId} and status in ('sent', 'started')`.execute(tx);
export const listSubmittedInstruments = async (tx: Transaction, caseId: string, respondentId: string) =>
  (await rows<{ instrument: string }>(tx, sql`select distinct instrument from measure_requests where case_id = any (record_of(${caseId})) and respondent_id = ${respondentId} and status = 'submitted'`)).map((one) => one.instrument);

const tag = sql`jsonb_build_object('class', a.class, 'caseId', a.case_id, 'ownerPersonId', a.owner_person_id, 'ownerStaffId', a.owner_staff_id, 'counterpartStaffId', a.counterpart_staff_id, 'part2', a.part2) as disclosure`;
export const listScores = async (tx: Transaction, caseId: string): Promise<MeasureScore[]> => {
  const found = await rows<Omit<MeasureScore, keyof ScoreResult> & { instrument: string; version: string; result: ScoreResult }>(tx, sql`select a.request_id as "requestId", m.respondent_id as "respondentId", a.instrument, a.version, a.language, a.answered_on as "answeredOn", a.result, ${tag}
    from measure_scores a left join measure_requests m on m.agency_id = a.agency_id and m.id = a.request_id where a.case_id = any (record_of(${caseId})) order by a.answered_on, a.request_id`);
  return found.map(({ result, ...score }) => ({ ...score, complete: result.complete, missing: result.missing, total: result.total, subscales: result.subscales, band: result.band, positive: result.positive, alerts: result.alerts }));
};
/** Item answers that were sent, and kept ones of which one raised an alert. */
export const listSeenAnswers = (tx: Transaction, caseId: string) =>
  rows<MeasureAnswers>(tx, sql`select a.request_id as "requestId", a.answers, a.skipped, a.saved_at as "savedAt", a.submitted_at as "submittedAt", ${tag}
    from measure_answers a where a.case_id = any (record_of(${caseId})) and (a.submitted_at is not null or a.raised <> '{}') order by a.saved_at, a.request_id`);

// What the respondent of a link reads and writes.
export type KeptRow = { requestId: string; answers: Answers; skipped: string[]; raised: AlertKind[] };
export const listKept = (tx: Transaction, batteryId: string) =>
  rows<KeptRow>(tx, sql`select a.request_id as "requestId", a.answers, a.skipped, a.raised from measure_answers a join measure_requests m on m.agency_id = a.agency_id and m.id = a.request_id where m.battery_id = ${batteryId}`);

type AnswerRow = { requestId: string; caseId: string; respondentId: string; class: "caregiver" | "relationship" };
/** Keeps one answer beside the others, or, with null, that the question was passed over. Answers what is kept then; null where it was sent already. */
export const keepAnswer = (tx: Transaction, one: AnswerRow, item: string, place: number | null) =>
  row<KeptRow>(tx, sql`insert into measure_answers as a (agency_id, request_id, case_id, class, owner_person_id, answers, skipped, saved_at)
    values (${tx.actor.agencyId}, ${one.requestId}, ${one.caseId}, ${one.class}, ${one.respondentId}, ${JSON.stringify(place === null ? {} : { [item]: place })}::jsonb, ${place === null ? [item] : []}, ${tx.now})
    on conflict (agency_id, request_id) do update set answers = (a.answers - ${item}::text) || excluded.answers, skipped = array_remove(a.skipped, ${item}::text) || excluded.skipped, saved_at = excluded.saved_at
      where a.submitted_at is null
    returning a.request_id as "requestId", a.answers, a.skipped, a.raised`);
export const markStarted = (tx: Transaction, requestId: string) => sql`update measure_requests set status = 'started' where id = ${requestId} and status = 'sent'`.execute(tx);
export const markRaised = (tx: Transaction, requestId: string, kinds: readonly AlertKind[]) => sql`update measure_answers set raised = ${[...kinds]} where request_id = ${requestId}`.execute(tx);

/** The answers of a request become what was sent, with their score. */
export async function submitRequest(tx: Transaction, one: AnswerRow & { language: string }, score: { class: string; ownerPersonId: string; result: ScoreResult }): Promise<void> {
  await sql`insert into measure_answers (agency_id, request_id, case_id, class, owner_person_id, saved_at) values (${tx.actor.agencyId}, ${one.requestId}, ${one.caseId}, ${one.class}, ${one.respondentId}, ${tx.now}) on conflict (agency_id, request_id) do nothing`.execute(tx);
  await sql`update measure_answers set submitted_at = ${tx.now} where request_id = ${one.requestId} and submitted_at is null`.execute(tx);
  await sql`insert into measure_scores (agency_id, request_id, case_id, class, owner_person_id, instrument, version, language, answered_on, total, result)
    values (${tx.actor.agencyId}, ${one.requestId}, ${one.caseId}, ${score.class}, ${score.ownerPersonId}, ${score.result.instrument}, ${score.result.version}, ${one.language}, ${tx.today}, ${score.result.total}, ${JSON.stringify(score.result)}::jsonb)`.execute(tx);
  await sql`update measure_requests set status = 'submitted', submitted_at = ${tx.now} where id = ${one.requestId}`.execute(tx);
}

// The owner's functions over links.
export type LinkRow = { linkId: string; agencyId: string; batteryId: string; purpose: string; tries: number; isOpen: boolean };
export const findLink = (db: Database | Transaction, tokenHash: Buffer, at: Instant) =>
  row<LinkRow>(db, sql`select link_id as "linkId", agency_id as "agencyId", subject_id as "batteryId", purpose, tries, is_open as "isOpen" from dyad.find_link(${tokenHash}, ${at})`);
export const makeLink = (tx: Transaction, tokenHash: Buffer, linkId: string, batteryId: string, expiresAt: Instant) => row(tx, sql`select make_link(${tokenHash}, ${linkId}, ${tx.actor.agencyId}, 'measure', ${batteryId}, ${expiresAt})`);
export const endLink = (tx: Transaction, linkId: string) => row(tx, sql`select end_link(${linkId}, ${tx.now})`);
/** Counts a try before it is looked at, so that tries at the same moment count too. Answers how many there were. */
export const countTry = async (tx: Transaction, linkId: string) => (await row<{ tries: number }>(tx, sql`select count_link_try(${linkId}) as tries`))!.tries;
export const resetTries = (tx: Transaction, linkId: string) => row(tx, sql`select reset_link_tries(${linkId})`);
export const birthYearMatches = async (tx: Transaction, year: number) => (await row<{ matches: boolean }>(tx, sql`select birth_year_matches(${year}) as matches`))!.matches;
export const openVisit = (tx: Transaction, visitHash: Buffer, linkId: string, until: Instant) => row(tx, sql`select open_link_visit(${visitHash}, ${linkId}, ${until})`);
export const visitHolds = async (db: Database | Transaction, visitHash: Buffer, linkId: string, at: Instant) => (await row<{ holds: boolean }>(db, sql`select dyad.link_visit_holds(${visitHash}, ${linkId}, ${at}) as holds`))!.holds;
export const forbidWrites = (tx: Transaction) => sql`set transaction read only`.execute(tx);
