import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { standsForItself, withRecord } from "#features/people/store.ts";
import type { MilestoneKind, Way } from "./contract.ts";

type Fragment = ReturnType<typeof sql>;

export type MilestoneRow = {
  milestoneId: string;
  caseId: string;
  class: "service" | "child_chart";
  kind: MilestoneKind;
  happenedOn: string;
  way: Way | null;
  organization: string;
  staffId: string | null;
  staffName: string | null;
  isIndependent: boolean | null;
  minutes: number | null;
  aboutOn: string | null;
  withdrawn: boolean;
  replaces: string | null;
  replacedBy: string | null;
  recordedBy: string | null;
  recordedAt: string;
  why: string | null;
};

/** Every date of a case as recorded, corrected ones too, the newest day first. Why one is what it is stays null where the chart is closed. */
export const listMilestones = (tx: Transaction, caseId: string) =>
  rows<MilestoneRow>(tx, sql`select m.id as "milestoneId", m.case_id as "caseId", m.class, m.kind, m.happened_on as "happenedOn", m.way, m.organization, m.staff_id as "staffId", s.display_name as "staffName", m.is_independent as "isIndependent", m.minutes, m.about_on as "aboutOn", m.withdrawn,
      m.supersedes_id as replaces, (select n.id from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id) as "replacedBy", b.display_name as "recordedBy", m.recorded_at as "recordedAt", r.reason as why
    from case_milestones m left join staff s on s.agency_id = m.agency_id and s.id = m.staff_id left join staff b on b.agency_id = m.agency_id and b.id = m.recorded_by left join milestone_reasons r on r.agency_id = m.agency_id and r.milestone_id = m.id
    where m.case_id = any (record_of(${caseId})) order by m.happened_on desc, m.id desc limit 2000`);

export type NewMilestone = { caseId: string; class: "service" | "child_chart"; kind: MilestoneKind; happenedOn: string; way: Way | null; organization: string; staffId: string | null; isIndependent: boolean | null; minutes: number | null; aboutOn: string | null; withdrawn: boolean; replaces: string | null; reason: string };

/** Records a date with what is written about it. Null where the date that it replaces was replaced meanwhile. */
export async function insertMilestone(tx: Transaction, one: NewMilestone): Promise<string | null> {
  const id = newId(tx);
  const made = await row(tx, sql`insert into case_milestones (agency_id, id, case_id, class, kind, happened_on, way, organization, staff_id, is_independent, minutes, about_on, supersedes_id, withdrawn, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.class}, ${one.kind}, ${one.happenedOn}, ${one.way}, ${one.organization}, ${one.staffId}, ${one.isIndependent}, ${one.minutes}, ${one.aboutOn}, ${one.replaces}, ${one.withdrawn}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null}, ${tx.now})
    on conflict (agency_id, supersedes_id) do nothing returning id`);
  if (!made) return null;
  const reason = one.reason.trim();
  if (reason !== "") await sql`insert into milestone_reasons (agency_id, milestone_id, case_id, reason) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${reason})`.execute(tx);
  return id;
}

/** The kind of a date of a case and whether it still stands; null where there is none that this actor sees. */
export const findMilestone = (tx: Transaction, caseId: string, milestoneId: string) =>
  row<{ caseId: string; kind: MilestoneKind; happenedOn: string; stands: boolean }>(tx, sql`select m.case_id as "caseId", m.kind, m.happened_on as "happenedOn", not m.withdrawn and not exists (select from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id) as stands from case_milestones m where m.case_id = any (record_of(${caseId})) and m.id = ${milestoneId}`);

/** Whether the licence of a member of staff was an independent one on a day; null where none is recorded. */
export const findIndependence = async (tx: Transaction, staffId: string, on: string) =>
  (await row<{ independent: boolean | null }>(tx, sql`select c.is_independent as independent from credentials c where c.staff_id = ${staffId} and c.kind = 'licence' and c.ended_at is null and holds_on(c.valid_from, c.valid_to, ${on}::date) order by c.is_independent desc nulls last limit 1`))?.independent ?? null;

/** What the timers of one case rest on. */
export type CaseDates = {
  caseId: string;
  childName: string;
  birthDate: string | null;
  openedOn: string;
  closedOn: string | null;
  clinician: string | null;
  /** True where the child's chart is open to the reader: incidents are of it. */
  chartOpen: boolean;
  milestones: { kind: MilestoneKind; on: string; way: Way | null; minutes: number | null; independent: boolean | null; aboutOn: string | null }[];
  /** Days of signed consents to telehealth, and of the first and last session at a distance. */
  telehealthConsents: string[];
  telehealthServices: string[];
  /** Days of service, the first and the last; and the earliest of which no claim is recorded as received. */
  services: string[];
  unclaimedService: string | null;
};

/** The cases whose dates are looked at: open ones that the actor sees, those that were open on a day or later, one alone, or those that a member of staff is assigned to. */
export type Which = { caseId: string } | { staffId: string } | { openSince: string } | "open";
const chosen = (which: Which): Fragment =>
  which === "open"
    ? sql`c.status = 'open' and ${standsForItself}`
    : "caseId" in which
      ? sql`c.id = ${which.caseId}`
      : "openSince" in which
        ? sql`(c.closed_on is null or c.closed_on >= ${which.openSince}) and ${standsForItself}`
        : sql`c.status = 'open' and ${standsForItself} and c.id = any (array(select unnest(record_of(a.case_id)) from assignments a where a.staff_id = ${which.staffId} and holds_on(a.valid_from, a.valid_to, today())))`;

/** What the timers rest on: dates recorded by hand and those of the plan of care. Of all chosen cases in one statement, by the child's name. Each case finds its own by an index, so that many cases cost no more than one each. */
export const listCaseDates = (tx: Transaction, which: Which) =>
  rows<CaseDates>(tx, sql`select c.id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", p.birth_date as "birthDate", c.opened_on as "openedOn", c.closed_on as "closedOn", whose.name as clinician,
      (select sees_all('child_chart')) or c.id = any ((select cases_for('child_chart'))::uuid[]) as "chartOpen",
      coalesce(recorded.all, '[]') || coalesce(planned.all, '[]') as milestones, coalesce(consented.days, '[]') as "telehealthConsents", coalesce(remote.days, '[]') as "telehealthServices", coalesce(served.days, '[]') as services, served.unclaimed as "unclaimedService"
    from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id
      ${withRecord}
      left join lateral (select jsonb_agg(jsonb_build_object('kind', m.kind, 'on', m.happened_on, 'way', m.way, 'minutes', m.minutes, 'independent', m.is_independent, 'aboutOn', m.about_on) order by m.happened_on) as all,
          array_agg(m.about_on) filter (where m.kind = 'claim_received') as claimed
        from case_milestones m where m.case_id = any (whole.cases) and not m.withdrawn and not exists (select from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id)) recorded on true
      left join lateral (select jsonb_agg(jsonb_build_object('kind', d.kind, 'on', d.happened_on, 'way', null, 'minutes', null, 'independent', null, 'aboutOn', null) order by d.happened_on) as all from (
          select 'plan_approved' as kind, p.approved_on as happened_on from plans p where p.case_id = any (whole.cases) and p.approved_on is not null
          union all select 'plan_reviewed', v.reviewed_on from plan_reviews v where v.case_id = any (whole.cases)
          union all select 'plan_signature_attempted', a.attempted_on from plan_attempts a where a.case_id = any (whole.cases)
          union all select 'plan_left_unsigned', min(a.attempted_on) from plan_attempts a where a.case_id = any (whole.cases) group by a.plan_id) d) planned on true
      left join lateral (select jsonb_agg(k.valid_from order by k.valid_from) as days from consents k where k.case_id = any (whole.cases) and k.kind = 'telehealth' and k.answer = 'yes' and k.withdrawn_on is null) consented on true
      left join lateral (select case when count(*) > 0 then jsonb_build_array(min((s.starts_at at time zone s.time_zone)::date), max((s.starts_at at time zone s.time_zone)::date)) end as days
        from sessions s where s.case_id = any (whole.cases) and s.status = 'held' and s.modality in ('video', 'audio')) remote on true
      left join lateral (select case when count(*) > 0 then jsonb_build_array(min(v.service_date), max(v.service_date)) end as days, min(v.service_date) filter (where recorded.claimed is null or v.service_date <> all (recorded.claimed)) as unclaimed
        from services v where v.case_id = any (whole.cases)) served on true
      left join lateral (select min(s.display_name) as name from assignments a join staff s on s.agency_id = a.agency_id and s.id = a.staff_id where a.case_id = any (whole.cases) and a.kind = 'assigned' and holds_on(a.valid_from, a.valid_to, today())) whose on true
    where ${chosen(which)} order by p.given_name, p.family_name, c.id`);
