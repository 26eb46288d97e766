import type pg from "pg";
import { addDays } from "#kernel/dates.ts";
import type { Decision } from "#kernel/findings.ts";
import { ENTRY_TEXT } from "#server/audit.ts";
import { hashToken } from "#server/keys.ts";
import { administratorOf, billerOf, familyNames, frontDeskOf, givenNames, idFunction, idOf, kinds, OWED_SESSIONS, type Programme, SESSIONS_A_COURSE, SESSIONS_OF_OPEN, staffOf, supervisorOf, syllables, THIS_WEEK, tokenOf, zone } from "./programme.ts";

const SIGN_IN_HOURS = 12;
const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
const list = (texts: readonly string[]) => `array[${texts.map(quote).join(", ")}]`;
const id = (kind: keyof typeof kinds, n: string) => `pg_temp.bench_id(${kinds[kind]}, ${n})`;

/** What a signed session keeps as evidence, the same for all but for its day: facts and answer of a real decision. */
export type Evidence = { facts: unknown; decision: Decision };

/**
 * Fills a migrated, empty database by SQL, as its privileged account: fast, past the handlers, for measuring only. What
 * it leaves is what the handlers would have left, so that every rule finds what it asks for.
 */
export async function seedProgramme(client: pg.ClientBase, programme: Programme, evidence: Evidence): Promise<void> {
  await client.query("set session_replication_role = replica; set search_path = dyad; set synchronous_commit = off");
  await client.query(idFunction);
  await client.query("begin");
  for (const statement of [...staffStatements(programme), ...caseStatements(programme), ...sessionStatements(programme, evidence)]) await client.query(statement);
  await client.query("select index_names()");
  await client.query("select note_installation('1', now(), 'bench')");
  for (let staff = 0; staff < staffOf(programme); staff++) {
    await client.query("insert into sign_ins (token_hash, account_id, agency_id, created_at, last_seen_at, ends_at) values ($1, $2, $3, now(), now(), now() + make_interval(hours => $4))", [hashToken(tokenOf(staff)), idOf("account", staff), idOf("agency", 0), SIGN_IN_HOURS]);
  }
  await client.query("commit");
  await client.query("vacuum (analyze)");
  await client.query("checkpoint");
}

const agency = id("agency", "0");
const teamOf = (n: string) => `(${n}) / 6`;

function staffStatements(programme: Programme): string[] {
  const everybody = staffOf(programme);
  const others = [`when n = ${frontDeskOf(programme)} then 'front_desk'`, `when n = ${supervisorOf(programme)} then 'supervisor'`, `when n = ${billerOf(programme)} then 'biller'`, `when n = ${administratorOf(programme)} then 'administrator'`].join(" ");
  const all = `from generate_series(0, ${everybody - 1}) n`;
  const clinicians = `from generate_series(0, ${programme.clinicians - 1}) n`;
  const credential = (place: number, values: string) => `select ${agency}, ${id("credential", `n * 4 + ${place}`)}, ${id("staff", "n")}, ${values}, '2019-06-01'::date ${all} where n < ${programme.clinicians} or n = ${supervisorOf(programme)}`;
  return [
    `insert into agencies (agency_id, slug, name, public_name, kind, time_zone, is_demo) values (${agency}, 'bench', 'A made-up programme for measuring', 'Bench', 'provider', ${quote(zone)}, true)`,
    `insert into staff (agency_id, id, display_name, email, valid_from) select ${agency}, ${id("staff", "n")}, 'Clinician ' || n, 'staff.' || n || '@bench.example', '2019-01-01' ${all}`,
    `insert into staff_roles (agency_id, staff_id, role, valid_from) select ${agency}, ${id("staff", "n")}, case ${others} else 'clinician' end, '2019-01-01' ${all}`,
    `insert into accounts (account_id, email, password_hash) select ${id("account", "n")}, 'staff.' || n || '@bench.example', 'nobody signs in by password here' ${all}`,
    `insert into memberships (account_id, agency_id, staff_id) select ${id("account", "n")}, ${agency}, ${id("staff", "n")} ${all}`,
    `insert into supervisions (agency_id, supervisor_id, clinician_id, valid_from) select ${agency}, ${id("staff", String(supervisorOf(programme)))}, ${id("staff", "n")}, '2019-01-01' ${clinicians} where n < 6`,
    `insert into credentials (agency_id, id, staff_id, kind, name, field, is_independent, valid_from)
      ${credential(0, "'licence', 'LICSW', '', true")} union all ${credential(1, "'degree', 'masters', 'social work', null")} union all ${credential(2, "'cpp_training', '', '', null")} union all ${credential(3, "'practice', '', '', null")}`,
    `insert into teams (agency_id, id, name, valid_from) select distinct ${agency}, ${id("team", teamOf("n"))}, 'Team ' || ${teamOf("n")}, '2019-01-01'::date ${clinicians}`,
    `insert into team_members (agency_id, team_id, staff_id, part, valid_from) select ${agency}, ${id("team", teamOf("n"))}, ${id("staff", "n")}, 'clinician', '2019-01-01'::date ${clinicians}
      union all select distinct ${agency}, ${id("team", teamOf("n"))}, ${id("staff", String(supervisorOf(programme)))}, 'supervisor', '2019-01-01'::date ${clinicians}`,
    `insert into agency_certificates (agency_id, id, kind, valid_from, valid_to, is_acceptable) values (${agency}, ${id("certificate", "0")}, 'cpp_certification', '2019-01-01', '2099-12-31', null)`,
    `insert into agency_certificates (agency_id, id, kind, valid_from, is_acceptable) select ${agency}, ${id("certificate", "n")}, 'fidelity_audit', ('${programme.today}'::date - n * 180), true from generate_series(1, 10) n`,
  ];
}

/** One row a case: its number, whether it is open, its clinician, the Monday of its first session, and the day it was opened. */
const caseRows = (programme: Programme) => `(select n, n % 8 = 0 as is_open, (case when n % 8 = 0 then n / 8 else n end) % ${programme.clinicians} as clinician,
    case when n % 8 = 0 then '${addDays(programme.monday, -7 * THIS_WEEK)}'::date else '${addDays(programme.monday, -7 * 40)}'::date - 7 * (n % 200) end as first_monday
  from generate_series(0, ${programme.cases - 1}) n) c`;

function caseStatements(programme: Programme): string[] {
  const from = `from ${caseRows(programme)}`;
  const opened = "(c.first_monday - 14)";
  const closed = `case when not c.is_open then c.first_monday + 7 * ${SESSIONS_A_COURSE} end`;
  const adults = "(c.n % 2 + 1)";
  const chart = (place: number) => id("chart", `c.n * 4 + ${place}`);
  return [
    `insert into persons (agency_id, id, kind, given_name, family_name, birth_date) select ${agency}, ${id("person", "c.n * 4")}, 'child', (${list(givenNames)})[c.n % ${givenNames.length} + 1], (${list(familyNames)})[c.n % ${familyNames.length} + 1] || ' ' || ${[1, syllables.length, syllables.length ** 2].map((size) => `(${list(syllables)})[c.n / ${size} % ${syllables.length} + 1]`).join(" || ")}, ${opened} - 1000 - (c.n % 300)::integer ${from}`,
    `insert into persons (agency_id, id, kind, given_name, family_name) select ${agency}, ${id("person", "c.n * 4 + a")}, 'adult', (${list(givenNames)})[(c.n + a * 7) % ${givenNames.length} + 1], (${list(familyNames)})[c.n % ${familyNames.length} + 1] ${from}, generate_series(1, ${adults}) a`,
    `insert into cases (agency_id, id, child_id, status, stage, opened_on, closed_on) select ${agency}, ${id("case", "c.n")}, ${id("person", "c.n * 4")}, case when c.is_open then 'open' else 'closed' end, case when c.is_open then 2 else 3 end, ${opened}, ${closed} ${from}`,
    `insert into case_people (agency_id, case_id, person_id, part, kind, lives_with_child, valid_from) select ${agency}, ${id("case", "c.n")}, ${id("person", "c.n * 4 + a")}, case when a = 0 then 'child' else 'caregiver' end, case when a = 0 then 'child' when a = 1 then 'kin' else 'birth_parent' end, case when a > 0 then a = 1 end, ${opened} ${from}, generate_series(0, ${adults}) a`,
    `insert into dyads (agency_id, case_id, adult_id, opened_on) select ${agency}, ${id("case", "c.n")}, ${id("person", "c.n * 4 + 1")}, ${opened} ${from}`,
    `insert into authorities (agency_id, id, case_id, holder_id, kind, document, scopes, valid_from) select ${agency}, ${id("authority", "c.n")}, ${id("case", "c.n")}, ${id("person", "c.n * 4 + 1")}, 'kin', 'Court order, seen', array['treatment', 'records', 'release'], ${opened} ${from}`,
    `insert into consents (agency_id, id, case_id, kind, authority_id, signer_id, signed_name, words_version, language, answer, signed_at, valid_from) select ${agency}, ${id("consent", "c.n")}, ${id("case", "c.n")}, 'treatment', ${id("authority", "c.n")}, ${id("person", "c.n * 4 + 1")}, 'Made up', '1', 'en', 'yes', ${opened}::timestamptz, ${opened} ${from}`,
    `insert into assignments (agency_id, case_id, staff_id, kind, valid_from, valid_to) select ${agency}, ${id("case", "c.n")}, ${id("staff", "c.clinician")}, 'assigned', ${opened}, ${closed} ${from}`,
    `insert into case_stages (agency_id, case_id, stage, began_on, began_at) select ${agency}, ${id("case", "c.n")}, s, ${opened} + (s - 1) * 42, (${opened} + (s - 1) * 42)::timestamptz ${from}, generate_series(1, 2) s`,
    `insert into diagnoses (agency_id, id, case_id, system, code, found_on) select ${agency}, ${chart(0)}, ${id("case", "c.n")}, 'ICD-10-CM', 'F43.10', ${opened} ${from}`,
    `insert into traumatic_events (agency_id, id, case_id, kind) select ${agency}, ${chart(1)}, ${id("case", "c.n")}, 'exposure_to_domestic_violence' ${from}`,
    `insert into problems (agency_id, id, case_id, kind, follows_events) select ${agency}, ${chart(2)}, ${id("case", "c.n")}, 'post_traumatic_stress', true ${from}`,
    `insert into life_events (agency_id, id, case_id, happens_on, kind, label) select ${agency}, ${id("lifeEvent", "c.n * 4 + e")}, ${id("case", "c.n")}, ${opened} + e * 60, 'placement_move', 'Move ' || e ${from}, generate_series(1, 3) e`,
  ];
}

/** The day of a session of the seed, and a document of the sample in which that day stands at a place. */
const day = `to_char(s.starts at time zone '${zone}', 'YYYY-MM-DD')`;
const onItsDay = (sample: unknown, place: string, time: string) => `jsonb_set(${quote(JSON.stringify(sample))}::jsonb, '${place}', to_jsonb(${day} || '${time}'))`;

const outcomes = ["met", "not_met", "unknown", "overridden", "not_applicable"] as const;

/** Signed sessions of every course; of open cases also the owed drafts, this week's draft and next week's booking. */
function sessionStatements(programme: Programme, { facts, decision }: Evidence): string[] {
  const rows = `(select c.n, c.clinician, k, c.n * 64 + k as s, k < ${SESSIONS_A_COURSE} as is_signed,
      ((c.first_monday + 7 * k + ((c.n / 8 / ${programme.clinicians}) % 5)::integer)::timestamp + make_interval(hours => 8 + ((c.n / 8 / ${programme.clinicians}) / 5)::integer % 9)) at time zone '${zone}' as starts
    from ${caseRows(programme)}, generate_series(0, case when c.is_open then ${SESSIONS_OF_OPEN - 1} else ${SESSIONS_A_COURSE - 1} end) k) s`;
  const hasNote = `k <= ${SESSIONS_A_COURSE + OWED_SESSIONS}`;
  const passages = [["regulation", "relationship", "Settled after a few minutes on the lap; the adult hummed and waited. A loud bus passed; both looked up, and stayed."], ["play", "relationship", "A house was built and knocked down, and built again by both. This time somebody waited at the door."], ["plan", "child_chart", "Next: the same hour. Goodnight song at home, two nights."]] as const;
  const passage = (place: number) => `select ${agency}, ${id("block", `s.s * 4 + ${place}`)}, ${id("case", "s.n")}, ${id("session", "s.s")}, ${quote(passages[place]![0])}, ${quote(passages[place]![1])}, ${passages[place]![1] === "relationship" ? id("person", "s.n * 4 + 1") : "null::uuid"}, ${id("staff", "s.clinician")}, ${quote(passages[place]![2])}, '[{"code": "child_settled"}]'::jsonb, s.starts, s.starts from ${rows} where ${hasNote}`;
  return [
    `insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone, held_from, held_to, status) select ${agency}, ${id("session", "s.s")}, ${id("case", "s.n")}, 'dyadic', 'service_site', 'in_person', 2, ${id("staff", "s.clinician")}, s.starts, s.starts + interval '50 minutes', '${zone}', case when ${hasNote} then s.starts end, case when ${hasNote} then s.starts + interval '50 minutes' end, case when is_signed then 'held' else 'booked' end from ${rows}`,
    `insert into attendances (agency_id, session_id, person_id, case_id, part, status, in_at, out_at) select ${agency}, ${id("session", "s.s")}, ${id("person", "s.n * 4 + a")}, ${id("case", "s.n")}, case when a = 0 then 'child' else 'caregiver' end, case when ${hasNote} then 'present' else 'expected' end, case when ${hasNote} then s.starts end, case when ${hasNote} then s.starts + interval '50 minutes' end from ${rows}, generate_series(0, 1) a`,
    `insert into notes (agency_id, session_id, case_id, author_id, status, saved_at, signed_at, signed_by) select ${agency}, ${id("session", "s.s")}, ${id("case", "s.n")}, ${id("staff", "s.clinician")}, case when is_signed then 'signed' else 'draft' end, s.starts, case when is_signed then s.starts + interval '2 hours' end, case when is_signed then ${id("staff", "s.clinician")} end from ${rows} where ${hasNote}`,
    `insert into blocks (agency_id, id, case_id, session_id, section, class, owner_person_id, owner_staff_id, words, chips, created_at, happened_at) ${passages.map((_, place) => passage(place)).join(" union all ")}`,
    `insert into decisions (agency_id, id, case_id, session_id, class, question, moment, policy, version, verdict, answer, decided_at, decided_by) select ${agency}, ${id("decision", "s.s")}, ${id("case", "s.n")}, ${id("session", "s.s")}, 'service', 'session', 'signature', ${quote(decision.policy)}, ${quote(decision.version ?? "")}, ${quote(decision.verdict)}, ${onItsDay(decision, "{on}", "")}, s.starts + interval '2 hours', ${id("staff", "s.clinician")} from ${rows} where is_signed`,
    `insert into decision_facts (agency_id, decision_id, case_id, facts) select ${agency}, ${id("decision", "s.s")}, ${id("case", "s.n")}, jsonb_set(${onItsDay(facts, "{session,start}", "T10:00")}, '{session,end}', to_jsonb(${day} || 'T11:00')) from ${rows} where is_signed`,
    `insert into services (agency_id, session_id, case_id, decision_id, service_date, units, status, recorded_at, policy, ${outcomes.join(", ")}) select ${agency}, ${id("session", "s.s")}, ${id("case", "s.n")}, ${id("decision", "s.s")}, (s.starts at time zone '${zone}')::date, ${decision.units}, 'ready', s.starts + interval '2 hours', ${quote(decision.policy)}, ${outcomes.map((result) => `${list(decision.findings.filter((one) => one.result === result).map((one) => one.rule))}::text[]`).join(", ")} from ${rows} where is_signed`,
    // The trail of a year's work, sealed already as `server/audit.ts` seals: what is sealed must cost nothing, and holds when it is proved.
    `insert into audit_entries (agency_id, id, at, actor_kind, actor_id, roles, action, procedure, outcome, case_id, subject_id, request_id) select ${agency}, ${id("audit", "s.s * 2 + a")}, s.starts + make_interval(hours => a), 'staff', ${id("staff", "s.clinician")}, array['clinician'], 'write', 'notes.save', 'done', ${id("case", "s.n")}, ${id("session", "s.s")}, 'bench' from ${rows}, generate_series(0, 1) a where is_signed`,
    `do $chain$ declare one record; previous text := repeat('0', 64); place bigint := 0; begin
       for one in select e.agency_id, e.id, e.at + interval '2 seconds' as sealed, ${ENTRY_TEXT} as text from audit_entries e order by e.at, e.id loop
         place := place + 1;
         previous := encode(sha256(convert_to(concat_ws(E'\\n', previous, place, to_char(one.sealed at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), one.text), 'UTF8')), 'hex');
         insert into audit_chain (agency_id, position, entry_id, sealed_at, hash) values (one.agency_id, place, one.id, one.sealed, previous);
       end loop;
     end $chain$`,
  ];
}
