import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { countByStatus } from "#features/applications/reading.store.ts";
import { countStates, countTaken } from "#features/training/seats.rules.ts";
import { listCohorts } from "#features/training/store.ts";
import { lentOf, loadCohorts, walkSeat } from "#features/training/walking.handlers.ts";
import { type implementation, pipelineSteps } from "./contract.ts";
import { type Place, tellFigures } from "./rules.ts";
import * as store from "./store.ts";

async function figures(tx: Transaction, _input: unknown, { language }: Call) {
  const cohorts = (await listCohorts(tx)).filter((one) => one.calledOffReason === null);
  const loaded = await loadCohorts(tx, cohorts);
  const places = loaded.seats.map((seat): Place => {
    const counts = countStates(walkSeat(loaded, seat, tx.today, language).path.steps);
    return { cohortId: seat.cohortId, organization: seat.organization, role: seat.role, leftAs: seat.leftAs, isAtRisk: seat.leftAs === null && counts.at_risk + counts.not_met > 0, lent: lentOf(loaded, seat)?.content ?? null };
  });
  const certified = (await store.listStanding(tx)).map((one) => ({ ...one, lent: loaded.seats.flatMap((seat) => (seat.seatId === one.seatId ? [lentOf(loaded, seat)?.content ?? null] : []))[0] ?? null }));
  const applied = await countByStatus(tx);
  const taken = new Map(cohorts.map((one) => [one.cohortId, countTaken(loaded.seats.filter((seat) => seat.cohortId === one.cohortId), tx.today)]));
  return tellFigures({
    today: tx.today,
    cohorts: cohorts.map(({ cohortId, name, startsOn, endsOn, places: all }) => ({ cohortId, name, startsOn, endsOn, places: all })),
    taken,
    places,
    certified,
    pipeline: pipelineSteps.map((step) => ({ step, count: applied[step] ?? 0 })),
  });
}

export const implementationHandlers: Handlers<typeof implementation> = { figures: handle(figures) };
