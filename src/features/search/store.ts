import { sql } from "kysely";
import { rows, type Transaction } from "#database/actor.ts";
import { openForReading, placeIn } from "#database/sealing.ts";
import type { CivilDate } from "#kernel/dates.ts";
import { termsOf } from "#kernel/folding.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import type { AskedDay } from "#features/finding/day.rules.ts";
import type { HitKind } from "./contract.ts";
import { hasTerms } from "./rules.ts";

/** `key` is the moment by which hits are sorted. */
export type Found = { key: string; kind: HitKind; id: string; on: CivilDate; sessionId: string | null; label: string; words: string; disclosure: DisclosureTag | null };
/** Days from one to before the other; null is open. */
export type Span = { from: CivilDate; to: CivilDate | null };
export type Looked = { caseId: string; q: string; day: AskedDay | null; kind: HitKind | null; from: CivilDate | null; to: CivilDate | null; within: readonly Span[] | null; after: { at: string; id: string } | null; most: number };

const tag = (of: string) => sql.raw(`jsonb_build_object('class', ${of}.class, 'caseId', ${of}.case_id, 'ownerPersonId', ${of}.owner_person_id, 'ownerStaffId', ${of}.owner_staff_id, 'counterpartStaffId', ${of}.counterpart_staff_id, 'part2', ${of}.part2)`);
const chart = (of: string) => sql.raw(`jsonb_build_object('class', 'child_chart', 'caseId', ${of}.case_id, 'ownerPersonId', null, 'ownerStaffId', null, 'counterpartStaffId', null, 'part2', false)`);

/**
 * What of a case holds all the words, and the sessions of a day; row-level security leaves out what is not the viewer's.
 * The newest first. Of an objective the newest version that the viewer sees, of a document none that was taken out.
 */
export async function findInCase(tx: Transaction, looked: Looked): Promise<Found[]> {
  const { caseId, q, day, kind, from, to, within, after, most } = looked;
  const zone = tx.actor.timeZone;
  const midnight = (date: ReturnType<typeof sql>) => sql`(${date}::timestamp at time zone ${zone})`;
  const matching = (one: HitKind, words: ReturnType<typeof sql>) => sql`(${kind}::text is null or ${kind} = ${one}) and search_words(${words}) @@ (select search_query(${q}))`;
  const began = (within ?? []).map((one) => one.from);
  const ended = (within ?? []).map((one) => one.to);
  // Where a page begins and which days are asked for: said in each part, so that each stops where the page is full.
  const wanted = (at: ReturnType<typeof sql>, id: ReturnType<typeof sql>) => sql`(${at}, ${id}) < (coalesce(${after?.at ?? null}::timestamptz, 'infinity'), coalesce(${after?.id ?? null}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff'))
    and (${from}::date is null or ${at} >= ${midnight(sql`${from}::date`)}) and (${to}::date is null or ${at} < ${midnight(sql`(${to}::date + 1)`)})
    and (${within === null} or exists (select from unnest(${began}::date[], ${ended}::date[]) w (began, ended) where ${at} >= ${midnight(sql`w.began`)} and (w.ended is null or ${at} < ${midnight(sql`w.ended`)})))`;
  const part = (of: ReturnType<typeof sql>) => sql`(select * from (${of}) part where ${wanted(sql`part.at`, sql`part.id`)})`;
  const open = await rows<Found>(
    tx,
    sql`select to_char(found.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, found.kind, found.id, (found.at at time zone ${zone})::date as "on", found."sessionId", found.label, found.words, found.disclosure from (
      (select 'passage' as kind, b.id, b.happened_at as at, b.session_id as "sessionId", b.section as label, b.words, ${tag("b")} as disclosure
        from unnest(record_of(${caseId})) of_record (id) cross join lateral (select b.* from blocks b where (${kind}::text is null or ${kind} = 'passage') and b.case_id = of_record.id and ${wanted(sql`b.happened_at`, sql`b.id`)} and b.search @@ (select search_query(${q}))
        order by b.happened_at desc, b.id desc limit ${most}) b)
      union all ${part(sql`select 'session' as kind, s.id, coalesce(s.held_from, s.starts_at) as at, s.id as session, s.status, '', null::jsonb
        from sessions s
        where (${kind}::text is null or ${kind} = 'session') and s.case_id = any ((select record_of(${caseId}))::uuid[]) and ${day?.month ?? null}::integer = extract(month from coalesce(s.held_from, s.starts_at) at time zone s.time_zone)
          and (${day?.day ?? null}::integer is null or extract(day from coalesce(s.held_from, s.starts_at) at time zone s.time_zone) = ${day?.day ?? null}::integer)
          and (${day?.year ?? null}::integer is null or extract(year from coalesce(s.held_from, s.starts_at) at time zone s.time_zone) = ${day?.year ?? null}::integer)`)}
      union all ${part(sql`select 'life_event', l.id, ${midnight(sql`l.happens_on`)} as at, null::uuid, l.kind, l.label, ${chart("l")}
        from life_events l where l.case_id = any ((select record_of(${caseId}))::uuid[]) and l.status = 'active' and ${matching("life_event", sql`l.label`)}`)}
      union all ${part(sql`select 'objective', o.id, ${midnight(sql`o.opened_on`)} as at, null::uuid, '', o.words, jsonb_build_object('class', o.class, 'caseId', o.case_id, 'ownerPersonId', o.owner_person_id, 'ownerStaffId', null, 'counterpartStaffId', null, 'part2', false)
        from (select distinct on (o.id) o.* from plan_objectives o join plans p on p.agency_id = o.agency_id and p.id = o.plan_id where o.case_id = any ((select record_of(${caseId}))::uuid[]) order by o.id, p.number desc) o where ${matching("objective", sql`o.words`)}`)}
      union all ${part(sql`select 'document', d.id, coalesce(${midnight(sql`d.dated_on`)}, d.added_at) as at, null::uuid, d.kind, d.title, ${tag("d")}
        from documents d where d.case_id = any ((select record_of(${caseId}))::uuid[]) and d.removed_at is null and ${matching("document", sql`d.title`)}`)}
      union all ${part(sql`select 'diagnosis', g.id, coalesce(${midnight(sql`g.found_on`)}, g.recorded_at) as at, null::uuid, g.code, trim(g.code || ' ' || g.display), ${chart("g")}
        from diagnoses g where g.case_id = any ((select record_of(${caseId}))::uuid[]) and ${matching("diagnosis", sql`g.code || ' ' || g.display`)}
          and not exists (select from diagnosis_statuses t where t.agency_id = g.agency_id and t.diagnosis_id = g.id and t.status = 'entered_in_error'
            and not exists (select from diagnosis_statuses n where n.agency_id = t.agency_id and n.diagnosis_id = t.diagnosis_id and n.place > t.place))`)}
      union all ${part(sql`select 'person' as kind, c.person_id as id, ${midnight(sql`c.valid_from`)} as at, null::uuid, c.kind, c.name, null::jsonb
        from (select distinct on (c.person_id) c.person_id, c.valid_from, c.kind, trim(n.given_name || ' ' || n.family_name) as name from case_people c join persons n on n.agency_id = c.agency_id and n.id = c.person_id where c.case_id = any ((select record_of(${caseId}))::uuid[]) order by c.person_id, c.valid_from desc) c where ${matching("person", sql`c.name`)}`)}
    ) found order by found.at desc, found.id desc limit ${most}`,
  );
  const sealed = kind === null || kind === "passage" ? await findSealed(tx, looked, wanted(sql`b.happened_at`, sql`b.id`)) : [];
  return [...open, ...sealed].sort((a, b) => (`${b.key} ${b.id}` < `${a.key} ${a.id}` ? -1 : 1)).slice(0, most);
}

/** Notes that are looked through at once: those of one author in one case. */
const MOST_SEALED = 2000;
/** Psychotherapy notes stand sealed, so their words are no part of what PostgreSQL looks through: they are opened for who was let through to them. */
async function findSealed(tx: Transaction, { caseId, q, most }: Looked, wanted: ReturnType<typeof sql>): Promise<Found[]> {
  const found = await rows<Found>(tx, sql`select to_char(b.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, 'passage' as kind, b.id, (b.happened_at at time zone ${tx.actor.timeZone})::date as "on", b.session_id as "sessionId", b.section as label, b.words, ${tag("b")} as disclosure
    from blocks b where b.case_id = any ((select record_of(${caseId}))::uuid[]) and b.class = 'psychotherapy_note' and b.words <> '' and ${wanted} order by b.happened_at desc, b.id desc limit ${MOST_SEALED}`);
  const terms = termsOf(q);
  return found.map((one) => ({ ...one, words: openForReading(tx.keys, placeIn("blocks.words", one.id), one.words) })).filter((one) => hasTerms(one.words, terms)).slice(0, most);
}
