import { sql } from "kysely";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { row, rows, type Transaction } from "#database/actor.ts";
import { standsForItself, withRecord } from "#features/people/store.ts";
import type { Result } from "./contract.ts";

const PAGE = 50;
/** What the actor sees of the services: whoever sees all, all; the others by their cases, which an index finds. */
const seenServices = (columns: ReturnType<typeof sql>, from: string) => sql`(
  select ${columns} from services v where (select sees_all('service')) and v.service_date >= ${from}::date
  union all
  select ${columns} from services v where not (select sees_all('service')) and v.case_id = any ((select cases_for('service'))::uuid[]) and v.service_date >= ${from}::date)`;

/** Signed sessions since a day, those of the same outcome counted together: what each clause came to. */
export const countOutcomes = (tx: Transaction, from: string) =>
  rows<{ policy: string; met: string[]; not_met: string[]; unknown: string[]; overridden: string[]; not_applicable: string[]; sessions: number }>(
    tx,
    sql`select policy, met, not_met, unknown, overridden, not_applicable, count(*) as sessions from ${seenServices(sql`v.policy, v.met, v.not_met, v.unknown, v.overridden, v.not_applicable`, from)} seen where policy is not null group by 1, 2, 3, 4, 5, 6`,
  );

export type SessionBehind = { key: string; caseId: string; sessionId: string; who: string; clinician: string; on: string; units: number | null; verdict: "yes" | "no" | "unknown"; result: Result; dueOn: null };
const resultColumns = { met: "met", not_met: "not_met", unknown: "unknown", overridden: "overridden", not_applicable: "not_applicable" } as const;
const withRule = (rule: string, result: Result | null) =>
  result === null
    ? sql`${rule} = any (met || not_met || unknown || overridden || not_applicable)`
    : result in resultColumns
      ? sql`${rule} = any (${sql.ref(resultColumns[result as keyof typeof resultColumns])})`
      : sql`false`;
const outcomeOf = (rule: string) => sql`case when ${rule} = any (v.not_met) then 'not_met' when ${rule} = any (v.unknown) then 'unknown' when ${rule} = any (v.overridden) then 'overridden' when ${rule} = any (v.met) then 'met' else 'not_applicable' end`;

/** A page of the signed sessions in which a clause of a policy came out so, the newest first, with their number. */
export async function listSessionsBehind(tx: Transaction, one: { policy: string; rule: string; result: Result | null; from: string; after: string | null }): Promise<{ behind: SessionBehind[]; total: number; next: string | null }> {
  const key = readMomentKey(one.after);
  const seen = seenServices(sql`v.*`, one.from);
  const found = await rows<SessionBehind>(tx, sql`
    select to_char(v.service_date, 'YYYY-MM-DD') || '|' || v.session_id as key, v.case_id as "caseId", v.session_id as "sessionId", trim(p.given_name || ' ' || p.family_name) as who, st.display_name as clinician, v.service_date as "on", v.units, d.verdict, ${outcomeOf(one.rule)} as result, null as "dueOn"
    from (select * from ${seen} all_of_them where policy = ${one.policy} and ${withRule(one.rule, one.result)} and (${key?.at ?? null}::date is null or (service_date, session_id) < (${key?.at ?? null}::date, ${key?.id ?? null}::uuid)) order by service_date desc, session_id desc limit ${PAGE + 1}) v
      join sessions s on s.agency_id = v.agency_id and s.id = v.session_id join staff st on st.agency_id = s.agency_id and st.id = s.clinician_id
      join cases c on c.agency_id = v.agency_id and c.id = v.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id join decisions d on d.agency_id = v.agency_id and d.id = v.decision_id
    order by v.service_date desc, v.session_id desc`);
  const { total } = (await row<{ total: number }>(tx, sql`select count(*) as total from ${seenServices(sql`v.policy, v.met, v.not_met, v.unknown, v.overridden, v.not_applicable`, one.from)} seen where policy = ${one.policy} and ${withRule(one.rule, one.result)}`))!;
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return { behind: page, total, next: found.length > PAGE && last ? momentKey(last.on, last.sessionId) : null };
}

/** A page of open cases by birth date, the oldest child first, those without one last. */
export async function listAges(tx: Transaction, after: string | null): Promise<{ ages: { caseId: string; childName: string; birthDate: string | null; plannedEnd: string | null; clinician: string | null }[]; next: string | null }> {
  const key = readMomentKey(after);
  const found = await rows<{ caseId: string; childName: string; birthDate: string | null; plannedEnd: string | null; clinician: string | null; sortedBy: string }>(tx, sql`
    select c.id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", p.birth_date as "birthDate", to_char(coalesce(p.birth_date, '9999-12-31'), 'YYYY-MM-DD') as "sortedBy",
      (select min(s.display_name) from assignments a join staff s on s.agency_id = a.agency_id and s.id = a.staff_id where a.agency_id = c.agency_id and a.case_id = any (whole.cases) and a.kind = 'assigned' and holds_on(a.valid_from, a.valid_to, today())) as clinician,
      (select m.happened_on from case_milestones m where m.agency_id = c.agency_id and m.case_id = any (whole.cases) and m.kind = 'planned_end' and not m.withdrawn and not exists (select from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id) order by m.recorded_at desc, m.id desc limit 1) as "plannedEnd"
    from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id
      ${withRecord}
    where c.status = 'open' and ${standsForItself} and (${key?.at ?? null}::date is null or (coalesce(p.birth_date, '9999-12-31'), c.id) > (${key?.at ?? null}::date, ${key?.id ?? null}::uuid))
    order by coalesce(p.birth_date, '9999-12-31'), c.id limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return { ages: page.map(({ sortedBy: _sortedBy, ...one }) => one), next: found.length > PAGE && last ? momentKey(last.sortedBy, last.caseId) : null };
}

export type OverrideBehind = { overrideId: string; caseId: string; childName: string; policy: string; rule: string; byName: string; role: string; at: string; until: string | null; endedAt: string | null; endedBy: string | null; why: string | null; whyEnded: string | null };
/** A page of the exceptions that people made, the newest first. Why is null where the chart is closed to the reader. */
export async function listRegister(tx: Transaction, after: string | null): Promise<{ overrides: OverrideBehind[]; next: string | null }> {
  const key = readMomentKey(after);
  const found = await rows<OverrideBehind>(tx, sql`
    select o.id as "overrideId", o.case_id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", o.policy, o.rule, o.role, s.display_name as "byName", to_char(o.overridden_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, o.until, o.ended_at as "endedAt", e.display_name as "endedBy", r.reason as why, r.ended_reason as "whyEnded"
    from override_register o join cases c on c.agency_id = o.agency_id and c.id = o.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id join staff s on s.agency_id = o.agency_id and s.id = o.overridden_by
      left join staff e on e.agency_id = o.agency_id and e.id = o.ended_by left join overrides r on r.agency_id = o.agency_id and r.id = o.id
    where (${key?.at ?? null}::timestamptz is null or (o.overridden_at, o.id) < (${key?.at ?? null}::timestamptz, ${key?.id ?? null}::uuid))
    order by o.overridden_at desc, o.id desc limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return { overrides: page, next: found.length > PAGE && last ? momentKey(last.at, last.overrideId) : null };
}
