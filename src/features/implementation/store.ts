import { sql } from "kysely";
import { rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";

/** Certificates that were confirmed and neither undone nor annulled. */
export const listStanding = (tx: Transaction) =>
  rows<{ seatId: string; cohortId: string; completedOn: CivilDate }>(tx, sql`select g.seat_id as "seatId", g.cohort_id as "cohortId", g.completed_on as "completedOn" from graduations g where g.confirmed_at is not null and g.undone_at is null and g.annulled_on is null order by g.completed_on, g.id`);
