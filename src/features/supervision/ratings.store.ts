import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { GivenRating, RatingAnswers, RatingKind } from "./ratings.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
/** What a rating carries so that it can be judged; it is of no case, and its two persons decide alone. */
const ofNoCase = "00000000-0000-0000-0000-000000000000";

export type PairRow = { superviseeId: string; superviseeName: string; supervisorId: string; supervisorName: string; validFrom: CivilDate };
/** Who supervises whom today, since the first day without a gap known: of one supervisee, or of all. */
export const listPairs = (tx: Transaction, superviseeId: string | null) =>
  rows<PairRow>(tx, sql`select c.id as "superviseeId", c.display_name as "superviseeName", s.id as "supervisorId", s.display_name as "supervisorName", min(v.valid_from) as "validFrom"
    from supervisions v join staff c on c.agency_id = v.agency_id and c.id = v.clinician_id and holds_on(c.valid_from, c.valid_to, today()) join staff s on s.agency_id = v.agency_id and s.id = v.supervisor_id and holds_on(s.valid_from, s.valid_to, today())
    where holds_on(v.valid_from, v.valid_to, today()) and c.id <> s.id and (${superviseeId}::uuid is null or c.id = ${superviseeId}) group by c.id, c.display_name, s.id, s.display_name order by c.display_name, s.display_name, c.id`);
export type DoneRow = { superviseeId: string; supervisorId: string; kind: RatingKind; dueOn: CivilDate; doneOn: CivilDate };
/** That ratings were given, as far as the actor may know. */
export const listDone = (tx: Transaction) => rows<DoneRow>(tx, sql`select supervisee_id as "superviseeId", supervisor_id as "supervisorId", kind, due_on as "dueOn", (done_at at time zone ${tx.actor.timeZone})::date as "doneOn" from supervision_ratings order by due_on desc limit 5000`);

/** Ratings with what was answered, as far as the actor is one of the two. */
export const listGiven = (tx: Transaction) =>
  rows<GivenRating>(tx, sql`select r.id as "ratingId", r.supervisee_id as "superviseeId", c.display_name as "superviseeName", r.supervisor_id as "supervisorId", s.display_name as "supervisorName", r.kind, r.due_on as "dueOn", r.done_at as "doneAt", r.shown_at as "shownAt", a.answers, a.words,
      jsonb_build_object('class', a.class, 'caseId', ${ofNoCase}::text, 'ownerPersonId', null, 'ownerStaffId', a.owner_staff_id, 'counterpartStaffId', a.counterpart_staff_id, 'part2', false) as disclosure
    from supervision_ratings r join supervision_answers a on a.agency_id = r.agency_id and a.rating_id = r.id join staff c on c.agency_id = r.agency_id and c.id = r.supervisee_id join staff s on s.agency_id = r.agency_id and s.id = r.supervisor_id order by r.due_on desc, r.id limit 200`);

/** Keeps a rating; null where this period was rated. */
export async function insertRating(tx: Transaction, one: { supervisorId: string; kind: RatingKind; dueOn: CivilDate; answers: RatingAnswers; words: string }): Promise<string | null> {
  const id = newId(tx);
  const made = await row(tx, sql`insert into supervision_ratings (agency_id, id, supervisee_id, supervisor_id, kind, due_on, done_at) values (${tx.actor.agencyId}, ${id}, ${author(tx)}, ${one.supervisorId}, ${one.kind}, ${one.dueOn}, ${tx.now}) on conflict do nothing returning id`);
  if (made === null) return null;
  await sql`insert into supervision_answers (agency_id, rating_id, owner_staff_id, answers, words) values (${tx.actor.agencyId}, ${id}, ${author(tx)}, ${JSON.stringify(one.answers)}::jsonb, ${one.words})`.execute(tx);
  return id;
}
/** Shows a rating to whom it is about; false where it is not the actor's own or was shown before. */
export async function showRating(tx: Transaction, ratingId: string): Promise<boolean> {
  const shown = await row<{ supervisorId: string }>(tx, sql`update supervision_ratings set shown_at = ${tx.now} where id = ${ratingId} and supervisee_id = ${author(tx)} and shown_at is null returning supervisor_id as "supervisorId"`);
  if (shown === null) return false;
  await sql`update supervision_answers set counterpart_staff_id = ${shown.supervisorId} where rating_id = ${ratingId}`.execute(tx);
  return true;
}
