import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { ChangeAsked, PlacementChange, PlacementReview, redecided } from "./contract.ts";
import type { z } from "zod";
import type { NewReview } from "./reviews.rules.ts";
import type { ChangePlan, ConsentRow, DyadRow } from "./rules.ts";

const actorId = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** Takes the case for one change; false where it is not as the writer saw it. Whoever is second waits, and then finds another revision. */
export const claimCase = async (tx: Transaction, caseId: string, revision: number) => (await row(tx, sql`update cases set revision = revision + 1 where id = ${caseId} and revision = ${revision} returning id`)) !== null;
export const lockCase = (tx: Transaction, caseId: string) => sql`update cases set revision = revision + 1 where id = ${caseId}`.execute(tx);

export const listDyads = (tx: Transaction, caseId: string) =>
  rows<DyadRow>(tx, sql`select adult_id as "adultId", opened_on as "openedOn", closed_on as "closedOn", state from dyads where case_id = any (record_of(${caseId})) and taken_back_at is null order by opened_on desc`);
export const listConsentRows = (tx: Transaction, caseId: string) => rows<ConsentRow>(tx, sql`select id as "consentId", authority_id as "authorityId", valid_to as "validTo" from consents where case_id = any (record_of(${caseId})) and withdrawn_on is null order by id`);

export type TouchedRow = { sessionId: string; startsAt: string; endsAt: string; timeZone: string; clinicianName: string; expects: { personId: string; name: string }[] };
/** Bookings from a day on, without a note, to which one of some adults is expected. */
export const listTouchedSessions = (tx: Transaction, caseId: string, adults: readonly string[], from: string) =>
  rows<TouchedRow>(tx, sql`select s.id as "sessionId", s.starts_at as "startsAt", s.ends_at as "endsAt", s.time_zone as "timeZone", f.display_name as "clinicianName",
      (select jsonb_agg(jsonb_build_object('personId', p.id, 'name', trim(p.given_name || ' ' || p.family_name)) order by p.given_name, p.id) from attendances a join persons p on p.agency_id = a.agency_id and p.id = a.person_id
        where a.agency_id = s.agency_id and a.session_id = s.id and a.person_id = any (${[...adults]}::uuid[]) and a.status = 'expected') as expects
    from sessions s join staff f on f.agency_id = s.agency_id and f.id = s.clinician_id
    where s.case_id = any (record_of(${caseId})) and s.status = 'booked' and (s.starts_at at time zone s.time_zone)::date >= ${from}::date and s.starts_at > present_moment()
      and not exists (select from notes n where n.agency_id = s.agency_id and n.session_id = s.id)
      and exists (select from attendances a where a.agency_id = s.agency_id and a.session_id = s.id and a.person_id = any (${[...adults]}::uuid[]) and a.status = 'expected')
    order by s.starts_at, s.id limit 200`);

/** Ends the rows of a plan on its last day. */
export async function endRows(tx: Transaction, caseId: string, plan: ChangePlan): Promise<void> {
  const to = plan.lastDay;
  for (const one of plan.endedParts) await sql`update case_people set valid_to = ${to} where case_id = any (record_of(${caseId})) and person_id = ${one.personId} and valid_from = ${one.validFrom}`.execute(tx);
  for (const one of plan.endedDyads) await sql`update dyads set closed_on = ${to} where case_id = any (record_of(${caseId})) and adult_id = ${one.adultId} and opened_on = ${one.openedOn}`.execute(tx);
  for (const one of plan.endedResidences) await sql`update residences set valid_to = ${to} where id = ${one.residenceId}`.execute(tx);
  for (const one of plan.endedAuthorities) await sql`update authorities set valid_to = ${to} where id = ${one.authorityId}`.execute(tx);
  for (const one of plan.endedConsents) await sql`update consents set valid_to = ${to} where id = ${one.consentId}`.execute(tx);
  for (const one of plan.endedVisits) await sql`update visit_terms set valid_to = ${to} where id = ${one.visitTermsId}`.execute(tx);
}

/** What a change did, so that it can be taken back. */
export type Effects = ChangePlan & { residenceIds: string[]; visitTermsIds: string[]; sessions: { sessionId: string; does: "keep" | "cancel" | "hand_over"; cancelled: string[]; added: string[] }[] };

/** What a change ended holds again, unless somebody changed it since; what it began counts for no day. */
export async function restoreRows(tx: Transaction, caseId: string, effects: Effects, on: string): Promise<void> {
  const to = effects.lastDay;
  for (const one of effects.begunParts) await sql`update case_people set valid_to = ${to}, taken_back_at = ${tx.now} where case_id = any (record_of(${caseId})) and person_id = ${one.personId} and valid_from = ${on}`.execute(tx);
  for (const one of effects.begunDyads) await sql`update dyads set closed_on = ${to}, taken_back_at = ${tx.now} where case_id = any (record_of(${caseId})) and adult_id = ${one.adultId} and opened_on = ${on}`.execute(tx);
  await sql`update residences set valid_to = valid_from - 1, taken_back_at = ${tx.now} where id = any (${effects.residenceIds}::uuid[])`.execute(tx);
  await sql`update visit_terms set valid_to = valid_from - 1, taken_back_at = ${tx.now} where id = any (${effects.visitTermsIds}::uuid[])`.execute(tx);
  for (const one of effects.endedParts) await sql`update case_people set valid_to = ${one.was} where case_id = any (record_of(${caseId})) and person_id = ${one.personId} and valid_from = ${one.validFrom} and valid_to = ${to}`.execute(tx);
  for (const one of effects.endedDyads) await sql`update dyads set closed_on = ${one.was} where case_id = any (record_of(${caseId})) and adult_id = ${one.adultId} and opened_on = ${one.openedOn} and closed_on = ${to}`.execute(tx);
  for (const one of effects.endedResidences) await sql`update residences set valid_to = ${one.was} where id = ${one.residenceId} and valid_to = ${to}`.execute(tx);
  for (const one of effects.endedAuthorities) await sql`update authorities set valid_to = ${one.was} where id = ${one.authorityId} and valid_to = ${to}`.execute(tx);
  for (const one of effects.endedConsents) await sql`update consents set valid_to = ${one.was} where id = ${one.consentId} and valid_to = ${to}`.execute(tx);
  for (const one of effects.endedVisits) await sql`update visit_terms set valid_to = ${one.was} where id = ${one.visitTermsId} and valid_to = ${to}`.execute(tx);
}

const markAttendance = (tx: Transaction, sessionId: string, personIds: readonly string[], status: "cancelled" | "expected") =>
  sql`update attendances set status = ${status} where session_id = ${sessionId} and person_id = any (${[...personIds]}::uuid[]) and status in ('expected', 'cancelled')`.execute(tx);
const touchSession = (tx: Transaction, sessionId: string) => sql`update sessions set revision = revision + 1 where id = ${sessionId}`.execute(tx);

/** A booking goes on without some, and with others instead. */
export async function changeExpected(tx: Transaction, caseId: string, one: { sessionId: string; cancelled: readonly string[]; added: readonly string[] }): Promise<void> {
  await markAttendance(tx, one.sessionId, one.cancelled, "cancelled");
  for (const personId of one.added) await sql`insert into attendances (agency_id, session_id, person_id, case_id, part) values (${tx.actor.agencyId}, ${one.sessionId}, ${personId}, ${caseId}, 'caregiver') on conflict do nothing`.execute(tx);
  if (one.cancelled.length + one.added.length > 0) await touchSession(tx, one.sessionId);
}
export const cancelSession = (tx: Transaction, sessionId: string, reason: string) => sql`update sessions set status = 'cancelled', status_reason = ${reason}, revision = revision + 1 where id = ${sessionId} and status = 'booked'`.execute(tx);
/** Books again what a change cancelled, where the hour is still to come and free. False where it cannot be. */
export async function restoreSession(tx: Transaction, one: Effects["sessions"][number]): Promise<boolean> {
  if (one.does === "cancel") {
    const back = await row(tx, sql`update sessions set status = 'booked', status_reason = '', revision = revision + 1 where id = ${one.sessionId} and status = 'cancelled' and starts_at > present_moment() and not clinician_is_taken(clinician_id, starts_at, ends_at) returning id`);
    return back !== null;
  }
  const standing = await row(tx, sql`select id from sessions where id = ${one.sessionId} and status = 'booked' and starts_at > present_moment()`);
  if (standing === null) return false;
  await markAttendance(tx, one.sessionId, one.added, "cancelled");
  await markAttendance(tx, one.sessionId, one.cancelled, "expected");
  await touchSession(tx, one.sessionId);
  return true;
}
export const listSessionRows = (tx: Transaction, sessionIds: readonly string[]) =>
  rows<TouchedRow>(tx, sql`select s.id as "sessionId", s.starts_at as "startsAt", s.ends_at as "endsAt", s.time_zone as "timeZone", f.display_name as "clinicianName", '[]'::jsonb as expects from sessions s join staff f on f.agency_id = s.agency_id and f.id = s.clinician_id where s.id = any (${[...sessionIds]}::uuid[]) order by s.starts_at`);

/** What is alive of an adult's access to a case: batteries that can still be answered, with their links, and messages that wait. */
export type Alive = { batteries: { batteryId: string; linkId: string | null }[]; messageIds: string[] };
export async function findAlive(tx: Transaction, caseId: string, personId: string): Promise<Alive> {
  const batteries = await rows<Alive["batteries"][number]>(tx, sql`select distinct battery_id as "batteryId", link_id as "linkId" from measure_requests where case_id = any (record_of(${caseId})) and respondent_id = ${personId} and status in ('sent', 'started')`);
  const messages = await rows<{ id: string }>(tx, sql`select id from messages where case_id = any (record_of(${caseId})) and person_id = ${personId} and status in ('queued', 'failed')`);
  return { batteries, messageIds: messages.map((one) => one.id) };
}
export const withdrawMessagesById = (tx: Transaction, ids: readonly string[]) => sql`update messages set status = 'withdrawn' where id = any (${[...ids]}::uuid[]) and status in ('queued', 'failed')`.execute(tx);
export const endSignIns = async (tx: Transaction, personId: string) => (await row<{ ended: number }>(tx, sql`select end_sign_ins_of(${personId}, ${tx.now}) as ended`))!.ended;
export const stillStands = async (tx: Transaction, personId: string, on: string) => (await row<{ stands: boolean }>(tx, sql`select adult_stands(${personId}, ${on}::date) as stands`))!.stands;

export async function insertChange(tx: Transaction, one: { caseId: string; asked: ChangeAsked; source: string; effects: Effects; applied: "now" | "later" }): Promise<string> {
  const id = newId(tx);
  await sql`insert into placement_changes (agency_id, id, case_id, kind, takes_effect_on, source, asked, effects, recorded_by, recorded_at, applied_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.asked.kind}, ${one.asked.takesEffectOn}, ${one.source}, ${JSON.stringify(one.asked)}::jsonb, ${JSON.stringify(one.effects)}::jsonb, ${actorId(tx)}, ${tx.now}, ${one.applied === "now" ? tx.now : null})`.execute(tx);
  return id;
}
export async function insertReviews(tx: Transaction, caseId: string, changeId: string, reviews: readonly NewReview[]): Promise<void> {
  for (const one of reviews)
    await sql`insert into placement_reviews (agency_id, id, case_id, change_id, kind, person_id, for_role, due_on) values (${tx.actor.agencyId}, ${newId(tx)}, ${caseId}, ${changeId}, ${one.kind}, ${one.personId}, ${one.forRole}, ${one.dueOn})`.execute(tx);
}

/** The day of the last change that stands; null where there is none. */
export const findLastChange = (tx: Transaction, caseId: string) =>
  row<{ changeId: string; takesEffectOn: string }>(tx, sql`select id as "changeId", takes_effect_on as "takesEffectOn" from placement_changes where case_id = any (record_of(${caseId})) and taken_back_at is null order by takes_effect_on desc, recorded_at desc, id desc limit 1`);
export type ChangeRow = { changeId: string; caseId: string; takesEffectOn: string; effects: Effects; takenBackAt: string | null; appliedAt: string | null };
export const findChange = (tx: Transaction, changeId: string) =>
  row<ChangeRow>(tx, sql`select id as "changeId", case_id as "caseId", takes_effect_on as "takesEffectOn", effects, taken_back_at as "takenBackAt", applied_at as "appliedAt" from placement_changes where id = ${changeId}`);
export const markTakenBack = async (tx: Transaction, changeId: string, reason: string) =>
  (await row(tx, sql`update placement_changes set taken_back_at = ${tx.now}, taken_back_by = ${actorId(tx)}, taken_back_reason = ${reason} where id = ${changeId} and taken_back_at is null returning id`)) !== null;
export const withdrawReviews = (tx: Transaction, changeId: string) => sql`update placement_reviews set withdrawn_at = ${tx.now} where change_id = ${changeId} and done_at is null`.execute(tx);
/** Changes whose day has come and of which nothing alive was ended yet. */
export const listDue = (tx: Transaction) => rows<{ changeId: string }>(tx, sql`select id as "changeId" from placement_changes where applied_at is null and taken_back_at is null and takes_effect_on <= today() order by takes_effect_on, id limit 500`);
/** Takes a change for applying; false where another did. */
export const claimChange = async (tx: Transaction, changeId: string) => (await row(tx, sql`update placement_changes set applied_at = ${tx.now} where id = ${changeId} and applied_at is null and taken_back_at is null returning id`)) !== null;

const tag = (caseId: ReturnType<typeof sql>) => sql`jsonb_build_object('class', 'child_chart', 'caseId', ${caseId}, 'ownerPersonId', null, 'ownerStaffId', null, 'counterpartStaffId', null, 'part2', false) as disclosure`;
const PAGE = 50;
const namesOf = (list: ReturnType<typeof sql>) => sql`coalesce((select jsonb_agg(trim(p.given_name || ' ' || p.family_name) order by p.given_name, p.id) from persons p where p.agency_id = c.agency_id and p.id in (${list})), '[]')`;
/** A page of the changes of a case, the newest first. */
export async function listChanges(tx: Transaction, caseId: string, after: string | null): Promise<{ changes: PlacementChange[]; next: string | null }> {
  const found = await rows<PlacementChange>(tx, sql`select c.id as "changeId", c.kind, c.takes_effect_on as "takesEffectOn", c.source,
      ${namesOf(sql`select (l ->> 'personId')::uuid from jsonb_array_elements(c.asked -> 'leaves') l`)} as "leftNames", ${namesOf(sql`select (l ->> 'personId')::uuid from jsonb_array_elements(c.asked -> 'comes') l`)} as "cameNames",
      case when c.taken_back_at is not null then 'taken_back' when c.takes_effect_on > today() then 'to_come' else 'holds' end as stands, s.display_name as "recordedByName", c.recorded_at as "recordedAt", c.taken_back_at as "takenBackAt", c.taken_back_reason as "takenBackReason",
      c.taken_back_at is null and not exists (select from placement_changes o where o.agency_id = c.agency_id and o.case_id = c.case_id and o.taken_back_at is null and (o.takes_effect_on, o.recorded_at, o.id) > (c.takes_effect_on, c.recorded_at, c.id)) as "isLast", ${tag(sql`c.case_id`)}
    from placement_changes c join staff s on s.agency_id = c.agency_id and s.id = c.recorded_by where c.case_id = any (record_of(${caseId})) and (${after}::uuid is null or c.id < ${after}::uuid) order by c.id desc limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE);
  return { changes: page, next: found.length > PAGE ? page.at(-1)!.changeId : null };
}
/** What is to be looked at again, the open ones first, then what was done lately. */
export const listReviews = (tx: Transaction, caseId: string) =>
  rows<PlacementReview>(tx, sql`select r.id as "reviewId", r.change_id as "changeId", r.kind, coalesce((select trim(p.given_name || ' ' || p.family_name) from persons p where p.agency_id = r.agency_id and p.id = r.person_id), '') as "personName", r.for_role as "forRole", r.due_on as "dueOn", r.done_at as "doneAt", s.display_name as "doneByName", r.outcome, r.words, ${tag(sql`r.case_id`)}
    from placement_reviews r left join staff s on s.agency_id = r.agency_id and s.id = r.done_by where r.case_id = any (record_of(${caseId})) and r.withdrawn_at is null order by r.done_at is not null, r.due_on, r.id limit 200`);
export const finishReview = async (tx: Transaction, one: { caseId: string; reviewId: string; outcome: string; words: string }) =>
  (await row(tx, sql`update placement_reviews set done_at = ${tx.now}, done_by = ${actorId(tx)}, outcome = ${one.outcome}, words = ${one.words} where id = ${one.reviewId} and case_id = any (record_of(${one.caseId})) and done_at is null and withdrawn_at is null returning id`)) !== null;

/** Signed sessions of which the newest kept decision differs from the one that their service stands on. */
export const listRedecided = (tx: Transaction, caseId: string) =>
  rows<z.infer<typeof redecided>>(tx, sql`select v.session_id as "sessionId", v.service_date as "on", d.verdict as original, n.verdict as fresh, n.decided_at as "decidedAt", ${tag(sql`v.case_id`)}
    from services v join decisions d on d.agency_id = v.agency_id and d.id = v.decision_id
    cross join lateral (select k.id, k.verdict, k.decided_at from decisions k where k.agency_id = v.agency_id and k.session_id = v.session_id order by k.decided_at desc, k.id desc limit 1) n
    where v.case_id = any (record_of(${caseId})) and n.id <> d.id and n.verdict <> d.verdict order by v.service_date limit 500`);
/** Signed sessions of a case, by the moment of their signatures. */
export const listSigned = (tx: Transaction, caseId: string) =>
  rows<{ sessionId: string; cosigned: boolean }>(tx, sql`select v.session_id as "sessionId", n.cosigned_at is not null as cosigned from services v join notes n on n.agency_id = v.agency_id and n.session_id = v.session_id where v.case_id = any (record_of(${caseId})) order by v.service_date, v.session_id`);
/** Cases of a child, or around whom somebody is, that are about this person's own age. */
export const casesOfChild = (tx: Transaction, personId: string) => rows<{ caseId: string }>(tx, sql`select id as "caseId" from cases where child_id = ${personId}`);

/** Open reviews of the cases that the actor treats or supervises, of the role that they have there, due within two weeks. */
export const listOpenReviews = (tx: Transaction) =>
  rows<{ id: string; caseId: string; who: string; since: string; dueOn: string; reviewKind: PlacementReview["kind"]; personName: string }>(tx, sql`select r.id, r.case_id as "caseId", trim(p.given_name || ' ' || p.family_name) as who, c.recorded_at as since, r.due_on as "dueOn", r.kind as "reviewKind",
      coalesce((select trim(a.given_name || ' ' || a.family_name) from persons a where a.agency_id = r.agency_id and a.id = r.person_id), '') as "personName"
    from placement_reviews r join placement_changes c on c.agency_id = r.agency_id and c.id = r.change_id join cases k on k.agency_id = r.agency_id and k.id = r.case_id join persons p on p.agency_id = k.agency_id and p.id = k.child_id
    where r.done_at is null and r.withdrawn_at is null and r.due_on <= today() + 14 and r.case_id = any (own_cases_by(case r.for_role when 'supervisor' then 'supervises' else 'assigned' end))
    order by r.due_on, r.id limit 100`);
