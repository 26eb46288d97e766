import { addMonths, type CivilDate } from "#kernel/dates.ts";
import { type RatingKind, ratingKinds, type RatingSlot } from "./ratings.contract.ts";
import type { LocalRules } from "./settings.contract.ts";

type Pair = { superviseeId: string; superviseeName: string; supervisorId: string; supervisorName: string; validFrom: CivilDate };
type Done = { superviseeId: string; supervisorId: string; kind: RatingKind; dueOn: CivilDate; doneOn: CivilDate };

/** The day of the newest rating that is due of a supervision that began on a day, and of the one after it; every so many months. Null where none is due yet. */
export function dueDays(from: CivilDate, months: number, today: CivilDate): { due: CivilDate | null; next: CivilDate } {
  for (let number = 1; ; number++) {
    const on = addMonths(from, number * months);
    if (on > today) return { due: number === 1 ? null : addMonths(from, (number - 1) * months), next: on };
  }
}

/** The slots of each pair: the newest that came due with whether it is done, or else the first to come. */
export function slotsOf(pairs: readonly Pair[], done: readonly Done[], rules: Pick<LocalRules, "packetMonths" | "globalMonths">, today: CivilDate): RatingSlot[] {
  return pairs.flatMap(({ validFrom, ...pair }) =>
    ratingKinds.map((kind): RatingSlot => {
      const { due, next } = dueDays(validFrom, kind === "packet" ? rules.packetMonths : rules.globalMonths, today);
      if (due === null) return { ...pair, kind, dueOn: next, state: "coming", doneOn: null };
      const given = done.find((one) => one.superviseeId === pair.superviseeId && one.supervisorId === pair.supervisorId && one.kind === kind && one.dueOn === due);
      return { ...pair, kind, dueOn: due, state: given === undefined ? "due" : "done", doneOn: given?.doneOn ?? null };
    }),
  );
}
