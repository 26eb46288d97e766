import { sql } from "kysely";
import { row, type Transaction } from "#database/actor.ts";
import type { Role } from "./contract.ts";
import { project, type Viewer } from "./rules.ts";

/** Reads what is recorded about the present actor that decides what may be seen. Dates are judged by the rules. */
export async function loadViewer(tx: Transaction): Promise<Viewer> {
  const { actor } = tx;
  const viewer: Viewer = { today: tx.today, now: tx.now, isMachine: actor.kind === "system" || actor.kind === "operator", roles: [], staffId: null, personId: null, assignments: [], supervised: [], samples: [], reviews: [], custodies: [], brokenGlass: [], recordsAuthorities: [], dyads: [], ownReferralCases: [], part2: [] };
  if (actor.kind === "staff") return { ...viewer, roles: actor.roles as Role[], staffId: actor.staffId, ...(await loadStaffRelations(tx)) };
  if (actor.kind === "caregiver") return { ...viewer, roles: ["caregiver"], personId: actor.personId, ...(await loadAdultRelations(tx)) };
  return viewer;
}

const span = (from: string, to: string) => sql.raw(`json_build_object('caseId', case_id, 'validFrom', ${from}, 'validTo', ${to})`);
const list = (query: ReturnType<typeof sql>) => sql`coalesce((select json_agg(found.one) from (${query}) found), '[]')`;
/** Relations to cases with their days, and through each of them those to the other cases of the same record. */
const withJoined = (spans: ReturnType<typeof sql>) =>
  sql`with spans as (${spans}) select ${span("valid_from", "valid_to")} as one from spans
    union all select json_build_object('caseId', j.joined_id, 'validFrom', s.valid_from, 'validTo', s.valid_to, 'joined', true) from spans s join joined_cases() j on j.case_id = s.case_id`;

async function loadStaffRelations(tx: Transaction): Promise<Partial<Viewer>> {
  const found = await row<Partial<Viewer>>(
    tx,
    sql`select
      ${list(withJoined(sql`select case_id, valid_from, valid_to from assignments where staff_id = actor_staff()`))} as assignments,
      ${list(withJoined(sql`select a.case_id, greatest(a.valid_from, s.valid_from) as valid_from, least(a.valid_to, s.valid_to) as valid_to from supervisions s cross join lateral (select o.case_id, o.valid_from, o.valid_to from assignments o where o.agency_id = s.agency_id and o.staff_id = s.clinician_id offset 0) a where s.supervisor_id = actor_staff()`))} as supervised,
      ${list(sql`select ${span("valid_from", "valid_to")} as one from audit_samples where auditor_id = actor_staff()`)} as samples,
      ${list(sql`select ${span("opened_on", "closed_on")} as one from privacy_reviews`)} as reviews,
      ${list(sql`select json_build_object('caseId', o.case_id, 'authorId', o.author_id, 'validFrom', greatest(o.valid_from, s.valid_to + 1), 'validTo', o.valid_to) as one from custody_openings o join staff s on s.agency_id = o.agency_id and s.id = o.author_id where o.named_id = actor_staff() and o.closed_at is null and s.valid_to is not null`)} as custodies,
      ${list(sql`select json_build_object('caseId', case_id, 'openedAt', to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'endsAt', to_char(ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) as one from break_glass where staff_id = actor_staff()`)} as "brokenGlass",
      ${list(sql`select json_build_object('adultId', adult_id, 'validFrom', valid_from, 'validTo', valid_to) as one from part2_consents where staff_id = actor_staff()`)} as part2`,
  );
  return found ?? {};
}

async function loadAdultRelations(tx: Transaction): Promise<Partial<Viewer>> {
  const found = await row<Partial<Viewer>>(
    tx,
    sql`select
      ${list(withJoined(sql`select case_id, valid_from, valid_to from authorities where holder_id = actor_person() and 'records' = any (scopes) and not is_kept_from_record(case_id, holder_id)`))} as "recordsAuthorities",
      ${list(withJoined(sql`select case_id, opened_on as valid_from, closed_on as valid_to from dyads where adult_id = actor_person()`))} as dyads,
      coalesce((select json_agg(case_id) from referrals where requester_id = actor_person() and case_id is not null), '[]') as "ownReferralCases"`,
  );
  return found ?? {};
}

/** The projection for the present actor, as the server uses it at its edge. */
export async function projectAnswer<T>(tx: Transaction, answer: T): Promise<{ answer: T; withheld: number }> {
  return carriesTags(answer) ? project(await loadViewer(tx), answer) : { answer, withheld: 0 };
}

function carriesTags(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(carriesTags);
  if (value === null || typeof value !== "object") return false;
  return "disclosure" in value || Object.values(value).some(carriesTags);
}

/** True where an adult is with the family of a case today. */
export const isAdultOf = async (tx: Transaction, caseId: string, personId: string) =>
  (await row<{ found: boolean }>(tx, sql`select exists (select from case_people where case_id = any (record_of(${caseId})) and person_id = ${personId} and part = 'caregiver' and holds_on(valid_from, valid_to, today())) as found`))!.found;
