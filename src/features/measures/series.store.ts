import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { recordsOf } from "#features/people/store.ts";
import type { OverrideRow, ScoreRow } from "./series.rules.ts";

const tag = sql`jsonb_build_object('class', k.class, 'caseId', k.case_id, 'ownerPersonId', k.owner_person_id, 'ownerStaffId', k.owner_staff_id, 'counterpartStaffId', k.counterpart_staff_id, 'part2', k.part2) as disclosure`;
const nameOf = (person: string) => sql`trim(${sql.raw(person)}.given_name || ' ' || ${sql.raw(person)}.family_name)`;

/** Every score of a record that stands and that the actor sees, in one statement: who told it is null where the request is not hers to see. */
export const listScoreRows = (tx: Transaction, caseId: string) =>
  rows<ScoreRow>(tx, sql`select k.request_id as "requestId", k.instrument, k.version, k.language, k.mode, k.about, k.answered_on as "answeredOn", k.result, coalesce(m.respondent_id, m.entered_by) as "informantId",
      case when m.respondent_id is not null then ${nameOf("teller")} else coder.display_name end as "informantName", case when k.about <> 'child' then ${nameOf("adult")} end as "adultName", ${tag}
    from measure_scores k left join measure_requests m on m.agency_id = k.agency_id and m.id = k.request_id
      left join persons teller on teller.agency_id = m.agency_id and teller.id = m.respondent_id left join staff coder on coder.agency_id = m.agency_id and coder.id = m.entered_by
      left join persons adult on adult.agency_id = k.agency_id and adult.id = k.owner_person_id
    where k.case_id = any (record_of(${caseId})) and k.stands and m.adds_to_id is null order by k.answered_on, k.request_id limit 5000`);

/** The same of some records at once, by the case that stands for each, without a name: for whoever counts a programme. */
export const listScoreRowsOf = (tx: Transaction, caseIds: readonly string[]) =>
  rows<ScoreRow & { caseId: string }>(tx, sql`select r.standing as "caseId", k.request_id as "requestId", k.instrument, k.version, k.language, k.mode, k.about, k.answered_on as "answeredOn", k.result, coalesce(m.respondent_id, m.entered_by) as "informantId", null as "informantName", null as "adultName", ${tag}
    from ${recordsOf(caseIds)} r join measure_scores k on k.case_id = r.case_id left join measure_requests m on m.agency_id = k.agency_id and m.id = k.request_id where k.stands and m.adds_to_id is null order by k.answered_on, k.request_id`);

/** What stands of what somebody said about breaks: the newest of each, unless it took it back. */
export const listOverrides = (tx: Transaction, caseId: string) =>
  rows<OverrideRow>(tx, sql`select newest.* from (select distinct on (o.before_id, o.after_id) o.before_id as before, o.after_id as after, o.kinds, o.reason, s.display_name as "byName", (o.decided_at at time zone ${tx.actor.timeZone})::date as "decidedOn"
    from measure_overrides o join staff s on s.agency_id = o.agency_id and s.id = o.decided_by where o.case_id = any (record_of(${caseId})) order by o.before_id, o.after_id, o.decided_at desc, o.id desc) newest where newest.reason is not null`);
export const listOverridesOf = (tx: Transaction, caseIds: readonly string[]) =>
  rows<OverrideRow & { caseId: string }>(tx, sql`select newest.* from (select distinct on (r.standing, o.before_id, o.after_id) r.standing as "caseId", o.before_id as before, o.after_id as after, o.kinds, o.reason, '' as "byName", (o.decided_at at time zone ${tx.actor.timeZone})::date as "decidedOn"
    from ${recordsOf(caseIds)} r join measure_overrides o on o.case_id = r.case_id order by r.standing, o.before_id, o.after_id, o.decided_at desc, o.id desc) newest where newest.reason is not null`);
/** Keeps it with the class and owner of the later score. */
export const insertOverride = (tx: Transaction, one: { before: string; after: string; kinds: readonly string[]; reason: string | null }) =>
  sql`insert into measure_overrides (agency_id, id, case_id, class, owner_person_id, owner_staff_id, counterpart_staff_id, part2, before_id, after_id, kinds, reason, decided_by, decided_at)
    select k.agency_id, ${newId(tx)}, k.case_id, k.class, k.owner_person_id, k.owner_staff_id, k.counterpart_staff_id, k.part2, ${one.before}, k.request_id, ${[...one.kinds]}, ${one.reason}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null}, ${tx.now} from measure_scores k where k.request_id = ${one.after}`.execute(tx);

export type TellingRow = { place: number; language: "en" | "es"; chosen: string[]; sentence: string; caseId: string };
/** The newest of what one adult is told; null where nothing was chosen yet. */
export const findTelling = (tx: Transaction, caseId: string, adultId: string) =>
  row<TellingRow>(tx, sql`select place, language, chosen, sentence, case_id as "caseId" from measure_tellings where case_id = any (record_of(${caseId})) and owner_person_id = ${adultId} order by place desc, told_at desc, id desc limit 1`);
/** False where somebody chose meanwhile. */
export const insertTelling = async (tx: Transaction, caseId: string, one: { adultId: string; place: number; language: string; chosen: readonly string[]; sentence: string }): Promise<boolean> =>
  (await row(tx, sql`insert into measure_tellings (agency_id, id, case_id, owner_person_id, place, language, chosen, sentence, told_by, told_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${caseId}, ${one.adultId}, ${one.place}, ${one.language}, ${[...one.chosen]}, ${one.sentence}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null}, ${tx.now}) on conflict do nothing returning id`)) !== null;
