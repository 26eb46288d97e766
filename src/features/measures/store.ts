import { sql } from "kysely";
import { newId, row, rows, type Database, type Transaction } from "#database/actor.ts";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { AlertKind, Answers, ScoreResult } from "#features/instruments/contract.ts";
import type { About, MeasureAnswers, MeasureScore, MeasureWords, Mode } from "./contract.ts";

/** One request; `respondentId` is null where a clinician coded what was seen, `respondentName` then names who did. */
export type RequestRow = {
  requestId: string; batteryId: string; caseId: string; respondentId: string | null; respondentName: string; aboutId: string; about: About; aboutName: string; instrument: string; version: string; language: "en" | "es"; mode: Mode;
  status: "sent" | "started" | "submitted" | "withdrawn" | "void"; requestedAt: Instant; expiresAt: Instant; submittedAt: Instant | null; linkId: string | null; enteredByName: string | null; interviewAskedAt: Instant | null;
  correctsId: string | null; correctedById: string | null; addsToId: string | null;
};
const nameOf = (of: string) => sql.raw(`coalesce(trim(${of}.given_name || ' ' || ${of}.family_name), '')`);
const columns = sql`m.id as "requestId", m.battery_id as "batteryId", m.case_id as "caseId", m.respondent_id as "respondentId", case when m.respondent_id is null then coalesce(w.display_name, '') else ${nameOf("p")} end as "respondentName",
  m.about_id as "aboutId", m.about, case when m.about = 'relationship' then ${nameOf("b")} else '' end as "aboutName", m.instrument, m.version, m.language, m.mode,
  m.status, m.requested_at as "requestedAt", m.expires_at as "expiresAt", m.submitted_at as "submittedAt", m.link_id as "linkId", w.display_name as "enteredByName", m.interview_asked_at as "interviewAskedAt",
  m.corrects_id as "correctsId", (select n.id from measure_requests n where n.agency_id = m.agency_id and n.corrects_id = m.id) as "correctedById", m.adds_to_id as "addsToId"`;
const sources = sql`measure_requests m left join persons p on p.agency_id = m.agency_id and p.id = m.respondent_id left join persons b on b.agency_id = m.agency_id and b.id = m.about_id left join staff w on w.agency_id = m.agency_id and w.id = m.entered_by`;

/** The newest first; within a battery in its order. */
export const listRequests = (tx: Transaction, caseId: string) => rows<RequestRow>(tx, sql`select ${columns} from ${sources} where m.case_id = any (record_of(${caseId})) order by m.requested_at desc, m.battery_id, m.place_in_battery, m.id limit 2000`);
export const listBattery = (tx: Transaction, batteryId: string) => rows<RequestRow>(tx, sql`select ${columns} from ${sources} where m.battery_id = ${batteryId} order by m.place_in_battery, m.id`);
/** The same, and nobody else changes them before this transaction ends. */
export const lockBattery = async (tx: Transaction, batteryId: string): Promise<RequestRow[]> => {
  await sql`select 1 from measure_requests where battery_id = ${batteryId} order by place_in_battery for update`.execute(tx);
  return listBattery(tx, batteryId);
};

/** The same of one request. */
export const lockRequest = async (tx: Transaction, requestId: string): Promise<RequestRow | null> => {
  await sql`select 1 from measure_requests where id = ${requestId} for update`.execute(tx);
  return row<RequestRow>(tx, sql`select ${columns} from ${sources} where m.id = ${requestId}`);
};

export type NewRequest = {
  batteryId: string; place: number; linkId: string | null; caseId: string; respondentId: string | null; aboutId: string; about: About; instrument: string; version: string; language: string; expiresAt: Instant;
  mode: Mode; status: "sent" | "started"; correctsId: string | null; addsToId: string | null; movedFromId: string | null;
};
/** Asks one instrument of one adult, or begins what a clinician codes; `linkId` is null where no link leads to it. Null where the same was corrected or moved already. */
export async function insertRequest(tx: Transaction, one: NewRequest): Promise<string | null> {
  const id = newId(tx);
  const staffId = tx.actor.kind === "staff" ? tx.actor.staffId : null;
  const { numAffectedRows } = await sql`insert into measure_requests (agency_id, id, case_id, respondent_id, about_id, about, instrument, version, language, status, requested_by, requested_at, expires_at, battery_id, place_in_battery, link_id, mode, entered_by, corrects_id, adds_to_id, moved_from_id)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.respondentId}, ${one.aboutId}, ${one.about}, ${one.instrument}, ${one.version}, ${one.language}, ${one.status}, ${staffId}, ${tx.now}, ${one.expiresAt}, ${one.batteryId}, ${one.place}, ${one.linkId}, ${one.mode}, ${one.linkId === null ? staffId : null}, ${one.correctsId}, ${one.addsToId}, ${one.movedFromId})
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n ? id : null;
}
export const withdrawRequests = (tx: Transaction, batteryId: string) => sql`update measure_requests set status = 'withdrawn' where battery_id = ${batteryId} and status in ('sent', 'started')`.execute(tx);
export const listSubmittedInstruments = async (tx: Transaction, caseId: string, respondentId: string) =>
  (await rows<{ instrument: string }>(tx, sql`select distinct instrument from measure_requests where case_id = any (record_of(${caseId})) and respondent_id = ${respondentId} and status = 'submitted' and adds_to_id is null`)).map((one) => one.instrument);

const tag = sql`jsonb_build_object('class', a.class, 'caseId', a.case_id, 'ownerPersonId', a.owner_person_id, 'ownerStaffId', a.owner_staff_id, 'counterpartStaffId', a.counterpart_staff_id, 'part2', a.part2) as disclosure`;
/** Scores, the earliest day first. What was corrected is among them and names its correction; what is void is not. */
export const listScores = async (tx: Transaction, caseId: string): Promise<MeasureScore[]> => {
  const found = await rows<Omit<MeasureScore, keyof ScoreResult> & { instrument: string; version: string; result: ScoreResult }>(tx, sql`select a.request_id as "requestId", m.respondent_id as "respondentId", a.instrument, a.version, a.language, a.answered_on as "answeredOn", a.mode, a.about, a.corrected_by_id as "correctedBy", a.result, ${tag}
    from measure_scores a left join measure_requests m on m.agency_id = a.agency_id and m.id = a.request_id where a.case_id = any (record_of(${caseId})) and a.voided_at is null order by a.answered_on, a.request_id`);
  return found.map(({ result, ...score }) => ({ ...score, complete: result.complete, missing: result.missing, total: result.total, subscales: result.subscales, band: result.band, positive: result.positive, alerts: result.alerts }));
};
/** Item answers that were sent, and kept ones of which one raised an alert. */
export const listSeenAnswers = (tx: Transaction, caseId: string) =>
  rows<MeasureAnswers>(tx, sql`select a.request_id as "requestId", a.answers, a.skipped, a.saved_at as "savedAt", a.submitted_at as "submittedAt", ${tag}
    from measure_answers a where a.case_id = any (record_of(${caseId})) and a.voided_at is null and (a.submitted_at is not null or a.raised <> '{}') order by a.saved_at, a.request_id`);

// What the respondent of a link reads and writes.
export type KeptRow = { requestId: string; answers: Answers; skipped: string[]; raised: AlertKind[] };
export const listKept = (tx: Transaction, batteryId: string) =>
  rows<KeptRow>(tx, sql`select a.request_id as "requestId", a.answers, a.skipped, a.raised from measure_answers a join measure_requests m on m.agency_id = a.agency_id and m.id = a.request_id where m.battery_id = ${batteryId}`);

/** Whose answers they are: the class and owner of the row that keeps them. */
export type AnswerRow = { requestId: string; caseId: string; class: "caregiver" | "relationship"; ownerPersonId: string };
/** Keeps one answer beside the others, or, with null, that the question was passed over. Answers what is kept then; null where it was sent already. */
export const keepAnswer = (tx: Transaction, one: AnswerRow, item: string, answer: number | number[] | null) =>
  row<KeptRow>(tx, sql`insert into measure_answers as a (agency_id, request_id, case_id, class, owner_person_id, answers, skipped, saved_at)
    values (${tx.actor.agencyId}, ${one.requestId}, ${one.caseId}, ${one.class}, ${one.ownerPersonId}, ${JSON.stringify(answer === null ? {} : { [item]: answer })}::jsonb, ${answer === null ? [item] : []}, ${tx.now})
    on conflict (agency_id, request_id) do update set answers = (a.answers - ${item}::text) || excluded.answers, skipped = array_remove(a.skipped, ${item}::text) || excluded.skipped, saved_at = excluded.saved_at
      where a.submitted_at is null
    returning a.request_id as "requestId", a.answers, a.skipped, a.raised`);
/** What is kept of one request; null where nothing is. */
export const findKept = (tx: Transaction, requestId: string) => row<KeptRow & { savedAt: Instant }>(tx, sql`select request_id as "requestId", answers, skipped, raised, saved_at as "savedAt" from measure_answers where request_id = ${requestId} and voided_at is null`);
export const markStarted = (tx: Transaction, requestId: string) => sql`update measure_requests set status = 'started' where id = ${requestId} and status = 'sent'`.execute(tx);
export const markRaised = (tx: Transaction, requestId: string, kinds: readonly AlertKind[]) => sql`update measure_answers set raised = ${[...kinds]} where request_id = ${requestId}`.execute(tx);

/** What one way adds to the answers: the form and who scored it, and both entries of a paper form. */
export type Beside = { form: string; scoredBy: string; entries: { first: Answers; second: Answers } | null };
/** All answers of a form at once, where none were kept one by one. */
export async function putAnswers(tx: Transaction, one: AnswerRow, answers: Answers, beside: Beside): Promise<void> {
  await sql`insert into measure_answers (agency_id, request_id, case_id, class, owner_person_id, answers, form, scored_by, entries, saved_at)
    values (${tx.actor.agencyId}, ${one.requestId}, ${one.caseId}, ${one.class}, ${one.ownerPersonId}, ${JSON.stringify(answers)}::jsonb, ${beside.form}, ${beside.scoredBy}, ${beside.entries === null ? null : JSON.stringify(beside.entries)}::jsonb, ${tx.now}) on conflict (agency_id, request_id) do nothing`.execute(tx);
}
/** The answers of a request become what was sent: from here on they stay. */
export async function closeAnswers(tx: Transaction, one: AnswerRow): Promise<void> {
  await sql`insert into measure_answers (agency_id, request_id, case_id, class, owner_person_id, saved_at) values (${tx.actor.agencyId}, ${one.requestId}, ${one.caseId}, ${one.class}, ${one.ownerPersonId}, ${tx.now}) on conflict (agency_id, request_id) do nothing`.execute(tx);
  await sql`update measure_answers set submitted_at = ${tx.now} where request_id = ${one.requestId} and submitted_at is null`.execute(tx);
  await sql`update measure_requests set status = 'submitted', submitted_at = ${tx.now} where id = ${one.requestId}`.execute(tx);
}
/** Keeps the score of a request, and marks the one that it corrects. */
export async function insertScore(tx: Transaction, request: RequestRow, one: { class: string; ownerPersonId: string; language: string; answeredOn: CivilDate; result: ScoreResult }): Promise<void> {
  await sql`insert into measure_scores (agency_id, request_id, case_id, class, owner_person_id, instrument, version, language, answered_on, total, result, mode, about)
    values (${tx.actor.agencyId}, ${request.requestId}, ${request.caseId}, ${one.class}, ${one.ownerPersonId}, ${one.result.instrument}, ${one.result.version}, ${one.language}, ${one.answeredOn}, ${one.result.total}, ${JSON.stringify(one.result)}::jsonb, ${request.mode}, ${request.about})`.execute(tx);
  if (request.correctsId !== null) await sql`update measure_scores set corrected_by_id = ${request.requestId} where request_id = ${request.correctsId}`.execute(tx);
}
export const listAnsweredOn = async (tx: Transaction, requestId: string) => (await row<{ on: CivilDate }>(tx, sql`select answered_on as on from measure_scores where request_id = ${requestId}`))?.on ?? null;

// Words beside answers, corrections and what is void.
export type WordsKind = "narrative" | "outside_age" | "correction" | "void" | "new_event";
export async function insertWords(tx: Transaction, one: AnswerRow, kind: WordsKind, words: string, happenedOn: CivilDate | null = null): Promise<void> {
  await sql`insert into measure_words (agency_id, id, request_id, case_id, class, owner_person_id, kind, words, happened_on, written_by, written_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.requestId}, ${one.caseId}, ${one.class}, ${one.ownerPersonId}, ${kind}, ${words}, ${happenedOn}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null}, ${tx.now})`.execute(tx);
}
export const listWords = (tx: Transaction, caseId: string) =>
  rows<MeasureWords>(tx, sql`select a.request_id as "requestId", a.kind, a.words, a.happened_on as "happenedOn", w.display_name as "byName", a.written_at as "writtenAt", ${tag}
    from measure_words a left join staff w on w.agency_id = a.agency_id and w.id = a.written_by where a.case_id = any (record_of(${caseId})) and (a.voided_at is null or a.kind = 'void') order by a.written_at, a.kind, a.id`);
/** What was entered for the wrong child counts nowhere any more; every row of it stays. */
export async function voidRequest(tx: Transaction, requestId: string): Promise<void> {
  const staffId = tx.actor.kind === "staff" ? tx.actor.staffId : null;
  await sql`update measure_requests set status = 'void', voided_at = ${tx.now}, voided_by = ${staffId} where id = ${requestId}`.execute(tx);
  for (const table of ["measure_answers", "measure_scores", "measure_words"]) await sql`update ${sql.table(table)} set voided_at = ${tx.now} where request_id = ${requestId} and voided_at is null`.execute(tx);
}
/** The device is handed over: what waits is answered on it. */
export const markKiosk = (tx: Transaction, batteryId: string) => sql`update measure_requests set mode = 'kiosk' where battery_id = ${batteryId} and mode = 'link' and status in ('sent', 'started')`.execute(tx);
/** The adult would rather be asked the questions of one instrument. */
export const markInterviewAsked = (tx: Transaction, requestId: string) => sql`update measure_requests set interview_asked_at = ${tx.now} where id = ${requestId} and status in ('sent', 'started')`.execute(tx);
/** Whether the actor sees a class of a case as staff: where something is to be written there. */
export const seesClass = async (tx: Transaction, caseId: string, ofClass: string) => (await row<{ sees: boolean }>(tx, sql`select actor_is_machine() or sees_all(${ofClass}) or ${caseId}::uuid = any (cases_for(${ofClass})) as sees`))!.sees;
/** Answers that were sent, with what one way added; null where there are none that the actor sees. */
export const findSent = (tx: Transaction, requestId: string) =>
  row<{ answers: Answers; form: string; scoredBy: string; entries: Beside["entries"] }>(tx, sql`select answers, form, scored_by as "scoredBy", entries from measure_answers where request_id = ${requestId} and submitted_at is not null and voided_at is null`);
/** What an adult asked to be read is over once it is read. */
export const withdrawAsked = (tx: Transaction, caseId: string, respondentId: string, instrument: string) =>
  sql`update measure_requests set status = 'withdrawn' where case_id = any (record_of(${caseId})) and respondent_id = ${respondentId} and instrument = ${instrument} and interview_asked_at is not null and status in ('sent', 'started')`.execute(tx);

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
/** The name that the adult of a link is called by; empty where nobody is left to answer. */
export const batteryGivenName = async (tx: Transaction) => (await row<{ name: string | null }>(tx, sql`select battery_given_name() as name`))?.name ?? "";
export const openVisit = (tx: Transaction, visitHash: Buffer, linkId: string, until: Instant) => row(tx, sql`select open_link_visit(${visitHash}, ${linkId}, ${until})`);
export const visitHolds = async (db: Database | Transaction, visitHash: Buffer, linkId: string, at: Instant) => (await row<{ holds: boolean }>(db, sql`select dyad.link_visit_holds(${visitHash}, ${linkId}, ${at}) as holds`))!.holds;
export const forbidWrites = (tx: Transaction) => sql`set transaction read only`.execute(tx);
