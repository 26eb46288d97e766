import type pg from "pg";
import { addDays } from "#kernel/dates.ts";
import { idFunction, idOf, kinds, type Programme, zone } from "./programme.ts";

/** Sessions of the long case: four a week for almost five years. Every ninth was missed, every fifth was with the adult alone. */
export const LONG_SESSIONS = 1_000;
const A_WEEK = 4;
export const PASSAGES = 7;
const LIFE_EVENTS = 40;
/** Weeks between two forms of one adult. */
const MEASURED_EVERY = 8;
const MISSED_EVERY = 9;
const STAGES = 6;

/** The number of the long case, after all others. */
export const longCaseOf = (programme: Programme) => programme.cases + 1;
export const missedOf = () => Math.ceil(LONG_SESSIONS / MISSED_EVERY);
export const heldOf = () => LONG_SESSIONS - missedOf();

const id = (kind: keyof typeof kinds, n: string) => `pg_temp.bench_id(${kinds[kind]}, ${n})`;
const agency = id("agency", "0");
const sections = ["safety", "regulation", "reciprocity", "feelings", "play", "about_self", "plan"] as const;
const classOf = (section: (typeof sections)[number]) => (section === "about_self" ? "caregiver" : section === "plan" || section === "safety" ? "child_chart" : "relationship");
/** Some words of a passage; `k` is the place of its session, so that no two are the same. */
const wordsOf = (section: (typeof sections)[number]) => `'Session ' || k || ', ${section}: the small bear hides and the big bear looks for him with the flashlight. ' || repeat('They stay at the door a while and hum, then build the house once more; somebody waits. ', 2 + k % 5) || case when k % 10 = 0 then 'A siren passed: ñandú, mañana. ' else '' end`;

/**
 * Adds one open case of the first clinician with a thousand sessions to a seeded programme: signed notes of seven
 * passages, attendance, scores of two adults, life events and stages. By SQL, as the
 * privileged account, for measuring and tests only.
 */
export async function seedLongCase(client: pg.ClientBase, programme: Programme): Promise<void> {
  await client.query("set session_replication_role = replica; set search_path = dyad; set synchronous_commit = off");
  if ((await client.query("select to_regprocedure('pg_temp.bench_id(integer, bigint)') as there")).rows[0].there === null) await client.query(idFunction);
  await client.query("begin");
  for (const statement of statements(programme)) await client.query(statement);
  await client.query("commit");
  await client.query("analyze");
}

function statements(programme: Programme): string[] {
  const n = longCaseOf(programme);
  const weeks = LONG_SESSIONS / A_WEEK;
  const first = addDays(programme.monday, -7 * weeks);
  const [thisCase, child, clinician] = [id("case", String(n)), id("person", String(n * 4)), id("staff", "0")];
  const adult = (place: number) => id("person", String(n * 4 + place));
  const at = `(('${first}'::date + 7 * (k / ${A_WEEK}) + k % ${A_WEEK})::timestamp + interval '10 hours') at time zone '${zone}'`;
  const all = `from generate_series(0, ${LONG_SESSIONS - 1}) k`;
  const session = id("session", `${n * 64} + k`);
  const held = `k % ${MISSED_EVERY} <> 0`;
  const passage = (place: number) => {
    const section = sections[place]!;
    const ofClass = classOf(section);
    return `select ${agency}, ${id("block", `(${n * 64} + k) * 8 + ${place}`)}, ${thisCase}, ${session}, '${section}', '${ofClass}', ${ofClass === "child_chart" ? "null::uuid" : adult(1)}, ${clinician}, ${wordsOf(section)}, '[{"code": "child_settled"}]'::jsonb, ${at}, ${at} ${all} where ${held}`;
  };
  const forms = `from generate_series(0, ${Math.floor(weeks / MEASURED_EVERY)}) k, generate_series(1, 2) a`;
  const request = id("chart", `${n * 4_000} + k * 4 + a`);
  return [
    `insert into persons (agency_id, id, kind, given_name, family_name, birth_date) select ${agency}, ${child}, 'child', 'Wren', 'Longcase', '${addDays(first, -300)}'`,
    `insert into persons (agency_id, id, kind, given_name, family_name) select ${agency}, ${id("person", `${n * 4} + a`)}, 'adult', (array['Maru', 'Otto'])[a], 'Longcase' from generate_series(1, 2) a`,
    `insert into cases (agency_id, id, child_id, status, stage, opened_on) select ${agency}, ${thisCase}, ${child}, 'open', 2, '${addDays(first, -14)}'`,
    `insert into case_people (agency_id, case_id, person_id, part, kind, lives_with_child, valid_from) select ${agency}, ${thisCase}, ${id("person", `${n * 4} + a`)}, case when a = 0 then 'child' else 'caregiver' end, (array['child', 'kin', 'birth_parent'])[a + 1], case when a > 0 then a = 1 end, '${addDays(first, -14)}' from generate_series(0, 2) a`,
    `insert into dyads (agency_id, case_id, adult_id, opened_on) select ${agency}, ${thisCase}, ${id("person", `${n * 4} + a`)}, '${first}' from generate_series(1, 2) a`,
    `insert into authorities (agency_id, id, case_id, holder_id, kind, document, scopes, valid_from) select ${agency}, ${id("authority", String(n))}, ${thisCase}, ${adult(1)}, 'kin', 'Court order, seen', array['treatment', 'records', 'release'], '${first}'`,
    `insert into assignments (agency_id, case_id, staff_id, kind, valid_from) select ${agency}, ${thisCase}, ${clinician}, 'assigned', '${addDays(first, -14)}'`,
    `insert into case_stages (agency_id, case_id, stage, began_on, began_at) select ${agency}, ${thisCase}, k % 2 + 1, '${first}'::date + k * 200, ('${first}'::date + k * 200)::timestamptz from generate_series(0, ${STAGES - 1}) k`,
    `insert into diagnoses (agency_id, id, case_id, system, code, display, found_on) select ${agency}, ${id("chart", `${n * 4_000} + 3_999`)}, ${thisCase}, 'ICD-10-CM', 'F43.10', 'Post-traumatic stress disorder, unspecified', '${first}'`,
    `insert into life_events (agency_id, id, case_id, happens_on, kind, label) select ${agency}, ${id("lifeEvent", `${n * 4} + 100 + k`)}, ${thisCase}, '${first}'::date + k * 44, (array['placement_move', 'court', 'separation', 'other'])[k % 4 + 1], (array['Move to an aunt', 'Court: review', 'Days apart', 'A new cot'])[k % 4 + 1] from generate_series(0, ${LIFE_EVENTS - 1}) k`,
    `insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone, held_from, held_to, status) select ${agency}, ${session}, ${thisCase}, 'dyadic', 'service_site', 'in_person', 2, ${clinician}, ${at}, ${at} + interval '50 minutes', '${zone}', case when ${held} then ${at} end, case when ${held} then ${at} + interval '50 minutes' end, case when ${held} then 'held' else 'no_show' end ${all}`,
    `insert into attendances (agency_id, session_id, person_id, case_id, part, status) select ${agency}, ${session}, ${id("person", `${n * 4} + a`)}, ${thisCase}, case when a = 0 then 'child' else 'caregiver' end, case when ${held} and not (a = 0 and k % 5 = 0) then 'present' else 'absent' end ${all}, generate_series(0, 1) a`,
    `insert into notes (agency_id, session_id, case_id, author_id, status, saved_at, signed_at, signed_by) select ${agency}, ${session}, ${thisCase}, ${clinician}, 'signed', ${at}, ${at} + interval '2 hours', ${clinician} ${all} where ${held}`,
    `insert into blocks (agency_id, id, case_id, session_id, section, class, owner_person_id, owner_staff_id, words, chips, created_at, happened_at) ${sections.map((_, place) => passage(place)).join(" union all ")}`,
    `insert into measure_requests (agency_id, id, case_id, respondent_id, about_id, instrument, version, language, status, requested_at, expires_at, submitted_at, battery_id) select ${agency}, ${request}, ${thisCase}, ${id("person", `${n * 4} + a`)}, ${id("person", `${n * 4} + a`)}, 'phq-9', '1', 'en', 'submitted', '${first}'::timestamptz + k * interval '8 weeks', '${first}'::timestamptz + k * interval '9 weeks', '${first}'::timestamptz + k * interval '8 weeks', ${request} ${forms}`,
    `insert into measure_scores (agency_id, request_id, case_id, class, owner_person_id, instrument, version, language, answered_on, total, result) select ${agency}, ${request}, ${thisCase}, 'caregiver', ${id("person", `${n * 4} + a`)}, 'phq-9', '1', 'en', '${first}'::date + k * 56, 18 - (k * 7 + a * 3) % 12, jsonb_build_object('complete', true, 'missing', '[]'::jsonb, 'total', 18 - (k * 7 + a * 3) % 12, 'subscales', '{}'::jsonb, 'band', null, 'positive', '{}'::jsonb, 'alerts', '[]'::jsonb) ${forms}`,
  ];
}

/** The address of a part of the long case. */
export const longCasePath = (programme: Programme, part: string) => `/app/families/${idOf("case", longCaseOf(programme))}/${part}`;
