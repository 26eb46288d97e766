import { type CivilDate, daysBetween } from "#kernel/dates.ts";
import type { z } from "zod";
import type { sessionMark, stageSpan } from "./contract.ts";

export type SessionOnAxis = { sessionId: string; on: CivilDate; status: "booked" | "held" | "cancelled" | "no_show"; childCame: boolean };

/** Sessions as marks: together, the caregiver alone, missed, or planned (a booking still to come). Cancelled ones leave no mark. */
export function markSessions(sessions: readonly SessionOnAxis[], today: CivilDate): z.infer<typeof sessionMark>[] {
  return sessions.flatMap(({ sessionId, on, status, childCame }): z.infer<typeof sessionMark>[] => {
    if (status === "cancelled") return [];
    if (status === "no_show") return [{ sessionId, on, mark: "missed" }];
    if (status === "booked") return on >= today ? [{ sessionId, on, mark: "planned" }] : [];
    return [{ sessionId, on, mark: childCame ? "together" : "caregiver_alone" }];
  });
}

/** Spans of stages from the days on which they began; the last one is open. Two on one day leave the later. */
export function spanStages(began: readonly { stage: number; beganOn: CivilDate }[], closedOn: CivilDate | null): z.infer<typeof stageSpan>[] {
  const kept = began.filter((one, index) => began[index + 1]?.beganOn !== one.beganOn);
  return kept.map((one, index) => ({ stage: one.stage, from: one.beganOn, to: kept[index + 1]?.beganOn ?? closedOn }));
}

/** The dose: kept sessions, weeks from the first of them to today (at least one where there is any), and those missed. */
export function countDose(sessions: readonly SessionOnAxis[], today: CivilDate): { held: number; weeks: number; missed: number } {
  const held = sessions.filter((one) => one.status === "held");
  const first = held.map((one) => one.on).sort()[0];
  return { held: held.length, weeks: first ? Math.max(1, Math.ceil((daysBetween(first, today) + 1) / 7)) : 0, missed: sessions.filter((one) => one.status === "no_show").length };
}
