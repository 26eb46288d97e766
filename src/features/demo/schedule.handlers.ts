import { addDays, type CivilDate } from "#kernel/dates.ts";
import { shippedSchedule } from "#features/measures/default.rules.ts";
import type { MissReason } from "#features/measures/schedule.contract.ts";
import { dueOf, recordMiss, saveSchedule } from "#features/measures/schedule.handlers.ts";
import { as, callOf, type Demo, member } from "./acting.handlers.ts";
import type { DemoCase } from "./cases.rules.ts";
import { inTurn } from "./chance.rules.ts";

const asked = ["phq-9", "ycpc", "pcl-5", "dc05-axis-ii"];

/** What the made-up programme asks: fewer measures than ship, since it is a small one. */
export async function chooseSchedule(demo: Demo, today: CivilDate): Promise<void> {
  const lines = shippedSchedule.lines.filter((one) => asked.includes(one.instrument)).map((one) => (one.instrument === "pcl-5" ? { ...one, set: "rest" as const } : one));
  await as(demo, member(demo, "director@demo.dyad"), addDays(today, -420), "09:30", (tx) => saveSchedule(tx, { after: 0, content: { ...shippedSchedule, lines }, note: "What our families can bear in a first month." }, callOf(demo)));
}

const reasons: readonly MissReason[] = ["not_reached", "too_much_now", "declined", "no_interpreter"];

/** Most of what is missing has its reason, all recorded by the clinician in one hour some days ago; of each fourth family one still waits for it. */
export async function explainMissing(demo: Demo, family: DemoCase, caseId: string, place: number, today: CivilDate): Promise<void> {
  await as(demo, member(demo, family.clinician), addDays(today, -4), "16:45", async (tx) => {
    const { items } = await dueOf(tx, caseId, callOf(demo));
    const open = items.filter((one) => one.reason === null && (one.state === "missed" || (one.state === "overdue" && !one.canBeSent)));
    for (const [at, one] of (place % 4 === 0 ? open.slice(1) : open).entries()) {
      const reason = one.by === "clinician" ? "clinical_judgment" : one.canBeSent ? inTurn(reasons, place + at) : "no_text";
      await recordMiss(tx, { caseId, adultId: one.adultId, instrument: one.instrument, point: one.point, place: one.place, reason, words: "" }, items);
    }
  });
}
