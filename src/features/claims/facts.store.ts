import { sql } from "kysely";
import { groupBy } from "#kernel/grouping.ts";
import { rows, row, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import { listStandingOf } from "#features/coverage/store.ts";
import { holdsOn } from "#features/coverage/rules.ts";
import { listNumbers, listProfiles } from "#features/payers/profile.store.ts";
import { profileOn } from "#features/payers/rules.ts";
import { listLines, listPayers, listPlaces } from "#features/payers/store.ts";
import { listInForce } from "./checks.store.ts";
import type { AgencyFacts, Answered, DayFacts, PriorDecision, SessionFacts } from "./facts.rules.ts";
import type { ClaimFinding } from "./findings.contract.ts";
import type { ClaimKind, ClaimState } from "./states.rules.ts";

// What claims are made of, read for many at once: the way to the database costs more than the work there. As the machine,
// which sees the chart that the verdicts rest on.

/** What the agency has set. */
export async function findAgencyFacts(tx: Transaction, isCodeInForce: AgencyFacts["isCodeInForce"]): Promise<AgencyFacts> {
  const payers = await listPayers(tx);
  const fees = new Map<string, AgencyFacts["fees"] extends ReadonlyMap<string, infer Lines> ? Lines : never>();
  for (const { payerId } of payers) fees.set(payerId, await listLines(tx, payerId));
  const places = (await Promise.all([null, ...payers.map((one) => one.payerId)].map((payerId) => listPlaces(tx, payerId)))).flat();
  const { isDemo } = (await row<{ isDemo: boolean }>(tx, sql`select is_demo as "isDemo" from agencies`))!;
  return { isDemo, profile: profileOn(await listProfiles(tx), tx.today), payers: new Map(payers.map((one) => [one.payerId, one])), fees, places, numbers: groupBy(await listNumbers(tx), (one) => one.staffId), checks: await listInForce(tx), isCodeInForce };
}

/** A day of a child: by the case that a claim is of. */
export type DayOf = { caseId: string; serviceDay: CivilDate };
export const keyOfDay = ({ caseId, serviceDay }: DayOf): string => `${caseId} ${serviceDay}`;
const column = <T>(days: readonly DayOf[], of: (one: DayOf) => T) => days.map(of);

const listSessions = (tx: Transaction, days: readonly DayOf[]) =>
  rows<SessionFacts & { asked: number }>(tx, sql`select asked.at as asked, v.session_id as "sessionId", v.case_id as "caseId", s.kind, s.place, s.clinician_id as "clinicianId", n.status as "noteStatus", n.cosigned_by as "cosignedBy", n.status = 'awaiting_cosignature' or n.cosigned_at is not null as "isSupervised",
      coalesce((select array_agg(distinct a.part) from attendances a where a.session_id = s.id and a.status in ('present', 'late', 'left')), '{}') as parts, v.decision_id as "decisionId", d.verdict, v.units
    from unnest(${column(days, (one) => one.caseId)}::uuid[], ${column(days, (one) => one.serviceDay)}::date[]) with ordinality as asked (case_id, day, at) cross join lateral (select record_of(asked.case_id) as cases offset 0) whole
      join services v on v.case_id = any (whole.cases) and v.service_date = asked.day join sessions s on s.id = v.session_id join notes n on n.session_id = s.id join decisions d on d.id = v.decision_id
    where s.status = 'held' order by s.starts_at, s.id`);
/** Diagnoses that stand on the day of the service, the primary one first, then as they were recorded. */
const listDiagnoses = (tx: Transaction, days: readonly DayOf[]) =>
  rows<{ asked: number; code: string }>(tx, sql`select asked.at as asked, d.code
    from unnest(${column(days, (one) => one.caseId)}::uuid[], ${column(days, (one) => one.serviceDay)}::date[]) with ordinality as asked (case_id, day, at) cross join lateral (select record_of(asked.case_id) as cases offset 0) whole
      join diagnoses d on d.case_id = any (whole.cases) and d.system = 'ICD-10-CM' and diagnosis_stands(d.id, asked.day)
    order by d.id is distinct from (select p.diagnosis_id from diagnosis_primaries p where p.case_id = any (whole.cases) order by p.recorded_at desc, p.place desc limit 1), d.recorded_at, d.id`);
const listAnswers = (tx: Transaction, caseIds: readonly string[]) =>
  rows<Answered & { asked: string }>(tx, sql`select asked.id as asked, c.line_id as "lineId", c.payer_id as "payerId", c.member_number as "memberNumber", k.for_day as "forDay", k.answer
    from unnest(${caseIds}::uuid[]) asked (id) cross join lateral (select record_of(asked.id) as cases offset 0) whole join coverage_checks k on k.case_id = any (whole.cases) and k.answer is not null join coverages c on c.id = k.coverage_id order by k.for_day, k.answered_at, k.id`);
const listChildren = (tx: Transaction, caseIds: readonly string[]) =>
  rows<DayFacts["child"] & { caseId: string }>(tx, sql`select c.id as "caseId", p.given_name as "givenName", p.family_name as "familyName", p.birth_date as "birthDate" from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id where c.id = any (${caseIds}::uuid[])`);

/** Days of children with all that a claim of them is made of, by `keyOfDay`. */
export async function listDays(tx: Transaction, days: readonly DayOf[]): Promise<Map<string, DayFacts>> {
  const caseIds = [...new Set(days.map((one) => one.caseId))];
  if (caseIds.length === 0) return new Map();
  const sessions = groupBy(await listSessions(tx, days), (one) => Number(one.asked) - 1);
  const diagnoses = groupBy(await listDiagnoses(tx, days), (one) => Number(one.asked) - 1);
  const answers = groupBy(await listAnswers(tx, caseIds), (one) => one.asked);
  const coverages = await listStandingOf(tx, caseIds);
  const children = new Map((await listChildren(tx, caseIds)).map(({ caseId, ...child }) => [caseId, child]));
  return new Map(
    days.map((one, at) => [
      keyOfDay(one),
      {
        ...one,
        child: children.get(one.caseId)!,
        coverages: (coverages.get(one.caseId) ?? []).filter((coverage) => holdsOn(coverage, one.serviceDay)),
        answers: answers.get(one.caseId) ?? [],
        diagnoses: [...new Set((diagnoses.get(at) ?? []).map(({ code }) => code))],
        sessions: (sessions.get(at) ?? []).map(({ asked: _asked, ...session }) => session),
      },
    ]),
  );
}

/** A claim with its lines as they are stored, and with what became of the one that it follows. */
export type StoredClaim = {
  claimId: string;
  caseId: string;
  number: string;
  payerId: string | null;
  coverageId: string | null;
  serviceDay: CivilDate;
  kind: ClaimKind;
  follows: string | null;
  state: ClaimState;
  chargeCents: number;
  lateReason: string;
  findings: ClaimFinding[];
  revision: number;
  lines: { sessionId: string; decisionId: string; place: number; number: string; isLive: boolean; verdict: "yes" | "no" | "unknown"; decidedUnits: number | null; feeLineId: string | null; code: string | null; modifiers: string[]; units: number | null; chargeCents: number }[];
  followed: { payerId: string; coverageId: string; state: ClaimState; payerClaimNumber: string | null; deniedOn: CivilDate | null } | null;
  /** Sessions of its lines that another claim of force to the same payer holds, but for the one that it follows. */
  claimedAlready: string[];
};
export const listStored = (tx: Transaction, claimIds: readonly string[]) =>
  rows<StoredClaim>(tx, sql`select c.id as "claimId", c.case_id as "caseId", c.number, c.payer_id as "payerId", c.coverage_id as "coverageId", c.service_day as "serviceDay", c.kind, c.follows, c.state, c.charge_cents as "chargeCents", c.late_reason as "lateReason", c.findings, c.revision,
      coalesce((select jsonb_agg(jsonb_build_object('sessionId', l.session_id, 'decisionId', l.decision_id, 'place', l.place, 'number', l.number, 'isLive', l.is_live, 'verdict', d.verdict, 'decidedUnits', (d.answer ->> 'units')::integer, 'feeLineId', l.fee_line_id, 'code', l.code, 'modifiers', l.modifiers, 'units', l.units, 'chargeCents', l.charge_cents) order by l.place) from claim_lines l join decisions d on d.agency_id = l.agency_id and d.id = l.decision_id where l.agency_id = c.agency_id and l.claim_id = c.id), '[]') as lines,
      (select jsonb_build_object('payerId', f.payer_id, 'coverageId', f.coverage_id, 'state', f.state, 'payerClaimNumber', f.payer_claim_number, 'deniedOn', (select min(r.paid_on) from remittance_claims k join remittances r on r.agency_id = k.agency_id and r.id = k.remittance_id where k.agency_id = f.agency_id and k.claim_id = f.id and k.status = '4')) from claims f where f.agency_id = c.agency_id and f.id = c.follows) as followed,
      coalesce((select array_agg(distinct o.session_id) from claim_lines l join claim_lines o on o.agency_id = l.agency_id and o.session_id = l.session_id and o.payer_id = l.payer_id and o.claim_id <> l.claim_id and o.claim_id is distinct from c.follows and o.is_live where l.agency_id = c.agency_id and l.claim_id = c.id), '{}') as "claimedAlready"
    from claims c where c.id = any (${claimIds}::uuid[]) order by c.coverage_id, c.service_day, c.id`);

/** What the payer decided last of each claim, with its lines; a reversal takes an earlier decision back. */
export async function listDecided(tx: Transaction, claimIds: readonly string[]): Promise<Map<string, PriorDecision>> {
  type Found = { claimId: string; status: string; payerClaimNumber: string; paidCents: number; decidedOn: CivilDate; adjustments: PriorDecision["adjustments"]; lines: PriorDecision["lines"] };
  const found = await rows<Found>(tx, sql`select k.claim_id as "claimId", k.status, k.payer_claim_number as "payerClaimNumber", k.paid_cents as "paidCents", r.paid_on as "decidedOn", k.adjustments, k.lines
    from remittance_claims k join remittances r on r.agency_id = k.agency_id and r.id = k.remittance_id where k.claim_id = any (${claimIds}::uuid[]) order by r.posted_at, r.id, k.position`);
  return new Map([...groupBy(found, (one) => one.claimId)].flatMap(([claimId, all]) => {
    const last = all.at(-1);
    return last === undefined || last.status === "22" ? [] : [[claimId, { payerClaimNumber: last.payerClaimNumber === "" ? null : last.payerClaimNumber, paidCents: Number(last.paidCents), decidedOn: last.decidedOn, adjustments: last.adjustments, lines: last.lines }] as const];
  }));
}
