import { sql } from "kysely";
import { rows, type Transaction } from "#database/actor.ts";
import { standsForItself, withRecord } from "#features/people/store.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { ConsentKind } from "#features/consent/contract.ts";
import type { Owed, Programme } from "./contract.ts";
import { CONSENT_LOOKED_AT_DAYS } from "./rules.ts";

type Row = Omit<Owed, "weight">;
type Dateless = Omit<Row, "since" | "dueAt" | "about">;
const MOST = 200;

/** Open safety reviews of the adults in one's cases. */
export const owedReviews = (tx: Transaction) =>
  rows<Row>(tx, sql`select 'safety_review' as kind, v.id, v.case_id as "caseId", null as "sessionId", trim(p.given_name || ' ' || p.family_name) as who, v.raised_at as since, v.raised_at as "dueAt"
    from safety_reviews v join persons p on p.agency_id = v.agency_id and p.id = v.owner_person_id where v.reviewed_at is null order by v.raised_at limit ${MOST}`);

/** What waits for somebody who was told of it and that nobody took on. It names nobody. */
export const owedAlerts = (tx: Transaction, staffId: string) =>
  rows<Row>(tx, sql`select 'alert' as kind, a.id, null as "caseId", null as "sessionId", '' as who, p.told_at as since, p.told_at as "dueAt"
    from alert_steps p join alerts a on a.agency_id = p.agency_id and a.id = p.alert_id where p.staff_id = ${staffId} and a.acknowledged_at is null and a.closed_at is null order by p.told_at limit ${MOST}`);

/** Records of one's own that are not finished: still open, or with a written report to hand in. They name nobody. */
export const owedReports = (tx: Transaction, staffId: string) =>
  rows<Row>(tx, sql`select 'report_due' as kind, r.id, null as "caseId", null as "sessionId", '' as who, r.begun_at as since, case when r.closed_at is null then coalesce(least(r.written_due_at, r.begun_at), r.begun_at) else r.written_due_at end as "dueAt"
    from mandated_reports r where r.owner_staff_id = ${staffId} and (r.closed_at is null or (r.written_due_at is not null and r.written_done_on is null)) order by r.begun_at limit ${MOST}`);

/** Incidents and decisions of others that wait for one's own review. They name nobody. */
export const owedSecondLooks = (tx: Transaction, staffId: string) =>
  rows<Row>(tx, sql`select 'second_look' as kind, r.id, r.case_id as "caseId", null as "sessionId", '' as who, r.recorded_at as since, null as "dueAt" from incidents r where r.counterpart_staff_id = ${staffId} and r.reviewed_at is null
    union all select 'second_look', g.id, g.case_id, null, '', l.recorded_at, null from representative_limit_reasons g join representative_limits l on l.agency_id = g.agency_id and l.id = g.id where g.counterpart_staff_id = ${staffId} and g.reviewed_at is null order by since limit ${MOST}`);

/** Referrals that wait for an answer. */
export const owedReferrals = (tx: Transaction) =>
  rows<Row>(tx, sql`select 'referral' as kind, id, case_id as "caseId", null as "sessionId", coalesce(call_me, nullif(trim(coalesce(child_given_name, '') || ' ' || coalesce(child_family_name, '')), ''), code, '') as who, received_at as since, promised_by as "dueAt"
    from referrals where status = 'new' order by received_at limit ${MOST}`);

/**
 * Open families that nobody treats or covers today and whom nobody will, since the last of them left or the case was opened.
 * Whose record was joined with another counts as one. Said as a set, so that it is worked out once and not for each family.
 */
export const unassignedFamilies = (tx: Transaction) =>
  rows<Row>(tx, sql`with treated as (select a.case_id from assignments a where a.valid_to is null or a.valid_to >= today())
    select 'unassigned' as kind, c.id, c.id as "caseId", null as "sessionId", trim(p.given_name || ' ' || p.family_name) as who, null as "dueAt",
      coalesce((select max(a.valid_to) + 1 from assignments a where a.agency_id = c.agency_id and a.case_id = any (whole.cases)), c.opened_on)::timestamp at time zone ${tx.actor.timeZone} as since
    from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id ${withRecord} where c.status = 'open' and ${standsForItself}
      and c.id not in (select t.case_id from treated t union all select j.case_id from treated t join joined_cases() j on j.joined_id = t.case_id)
    order by since, c.id limit ${MOST}`);

/** Sessions of one's own that are over and have no signed note. */
export const owedNotes = (tx: Transaction, staffId: string) =>
  rows<Row>(tx, sql`select case when n.status = 'returned' then 'returned_note' else 'note' end as kind, s.id, s.case_id as "caseId", s.id as "sessionId", trim(p.given_name || ' ' || p.family_name) as who, s.starts_at as since, s.ends_at as "dueAt"
    from sessions s join cases c on c.agency_id = s.agency_id and c.id = s.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id left join notes n on n.agency_id = s.agency_id and n.session_id = s.id
    where s.clinician_id = ${staffId} and s.ends_at <= present_moment() and s.status in ('booked', 'held') and coalesce(n.status, 'draft') in ('draft', 'returned') order by s.ends_at limit ${MOST}`);

/** Notes of supervised clinicians that wait for a second signature. */
export const owedCosignatures = (tx: Transaction) =>
  rows<Row>(tx, sql`select 'cosignature' as kind, s.id, s.case_id as "caseId", s.id as "sessionId", st.display_name || ' · ' || trim(p.given_name || ' ' || p.family_name) as who, n.signed_at as since, null as "dueAt"
    from notes n join sessions s on s.agency_id = n.agency_id and s.id = n.session_id join staff st on st.agency_id = n.agency_id and st.id = n.author_id join cases c on c.agency_id = s.agency_id and c.id = s.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id
    where n.status = 'awaiting_cosignature' order by n.signed_at limit ${MOST}`);

/** Open cases of one's own without a consent to treatment in force. */
export const consentsMissing = (tx: Transaction) =>
  rows<Row>(tx, sql`select 'consent_missing' as kind, c.id, c.id as "caseId", null as "sessionId", trim(p.given_name || ' ' || p.family_name) as who, c.opened_on::timestamp at time zone 'UTC' as since, null as "dueAt"
    from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id ${withRecord} where c.status = 'open' and ${standsForItself} and not exists (select from consents k where k.agency_id = c.agency_id and k.case_id = any (whole.cases) and k.kind = 'treatment' and k.answer = 'yes' and k.withdrawn_on is null and holds_on(k.valid_from, k.valid_to, today()))
      and exists (select from assignments a where a.agency_id = c.agency_id and a.case_id = any (whole.cases) and a.staff_id = actor_staff() and holds_on(a.valid_from, a.valid_to, today())) order by c.opened_on limit ${MOST}`);

/** Consents in one's own open cases whose last day comes, and after which no other of the same kind and signer stands. \`about\` is the kind. */
export const owedEndingConsents = (tx: Transaction, staffId: string) =>
  rows<Dateless & { kind: "consent_ending"; about: ConsentKind; on: CivilDate }>(tx, sql`select 'consent_ending' as kind, k.id, k.case_id as "caseId", null as "sessionId", trim(p.given_name || ' ' || p.family_name) as who, k.kind as about, k.valid_to as "on"
    from consents k join cases c on c.agency_id = k.agency_id and c.id = k.case_id and c.status = 'open' join persons p on p.agency_id = c.agency_id and p.id = c.child_id
    where k.answer = 'yes' and k.withdrawn_on is null and k.kind <> 'privacy_notice' and k.valid_to between today() and today() + ${CONSENT_LOOKED_AT_DAYS}::integer
      and not exists (select from consents l where l.agency_id = k.agency_id and l.case_id = k.case_id and l.kind = k.kind and l.signer_id = k.signer_id and l.answer = 'yes' and l.withdrawn_on is null and (l.valid_to is null or l.valid_to > k.valid_to))
      and exists (select from assignments a where a.agency_id = c.agency_id and a.case_id = any (record_of(c.id)) and a.staff_id = ${staffId} and holds_on(a.valid_from, a.valid_to, today()))
    order by k.valid_to, k.id limit ${MOST}`);

/** Days in which a link that did not arrive is still worth sending. */
const STUCK_DAYS = 7;
/** Messages to families that did not arrive, or of which nobody can tell, while what they are about is still ahead; of one's own cases where a staff id is given. */
export const stuckMessages = (tx: Transaction, staffId: string | null) =>
  rows<Row>(tx, sql`select 'message_stuck' as kind, m.id, m.case_id as "caseId", null as "sessionId", trim(p.given_name || ' ' || p.family_name) as who, m.queued_at as since, m.about_at as "dueAt"
    from messages m join persons p on p.agency_id = m.agency_id and p.id = m.person_id
    where m.status in ('failed', 'unclear', 'not_delivered') and m.case_id is not null and m.failure not in ('stopped', 'no_consent', 'may_not_learn') and (m.about_at > present_moment() or (m.about_at is null and m.queued_at > present_moment() - make_interval(days => ${STUCK_DAYS})))
      and (${staffId}::uuid is null or exists (select from assignments a where a.agency_id = m.agency_id and a.case_id = any (record_of(m.case_id)) and a.staff_id = ${staffId} and holds_on(a.valid_from, a.valid_to, today())))
    order by coalesce(m.about_at, m.queued_at), m.id limit ${MOST}`);

/** Those whom somebody supervises today. */
export const listSupervised = async (tx: Transaction, staffId: string) =>
  (await rows<{ id: string }>(tx, sql`select distinct clinician_id as id from supervisions where supervisor_id = ${staffId} and holds_on(valid_from, valid_to, today())`)).map(({ id }) => id);

/** One's own signed sessions that do not count as they stand; a note that only waits for its second signature is somebody else's to mend. */
export const owedServicesOfOwn = (tx: Transaction, staffId: string) =>
  rows<Row>(tx, sql`select 'held_service' as kind, v.session_id as id, v.case_id as "caseId", v.session_id as "sessionId", trim(p.given_name || ' ' || p.family_name) as who, v.recorded_at as since, null as "dueAt", 'own' as record
    from services v join sessions s on s.agency_id = v.agency_id and s.id = v.session_id and s.clinician_id = ${staffId} join notes n on n.agency_id = v.agency_id and n.session_id = v.session_id and n.status = 'signed'
      join cases c on c.agency_id = v.agency_id and c.id = v.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id where v.status = 'held' order by v.service_date limit ${MOST}`);
/** Signed sessions that do not count as they stand. */
export const owedServices = (tx: Transaction) =>
  rows<Row>(tx, sql`select 'held_service' as kind, v.session_id as id, v.case_id as "caseId", v.session_id as "sessionId", trim(p.given_name || ' ' || p.family_name) as who, v.recorded_at as since, null as "dueAt"
    from services v join cases c on c.agency_id = v.agency_id and c.id = v.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id where v.status = 'held' order by v.service_date limit ${MOST}`);

/** How many visits of today stand, how many of them are at homes, and how many were cancelled. */
export const countToday = async (tx: Transaction): Promise<Programme> =>
  (await rows<Programme>(tx, sql`select count(*) filter (where status <> 'cancelled')::integer as visits, count(*) filter (where status <> 'cancelled' and place = 'home')::integer as homes, count(*) filter (where status = 'cancelled')::integer as cancelled
    from sessions where taken_back_at is null and starts_at >= (${tx.today}::date)::timestamp at time zone ${tx.actor.timeZone} and starts_at < (${tx.today}::date + 1)::timestamp at time zone ${tx.actor.timeZone}`))[0]!;
