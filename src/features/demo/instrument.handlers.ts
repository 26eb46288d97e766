import { addDays, type CivilDate } from "#kernel/dates.ts";
import { accept } from "#features/instruments/site.handlers.ts";
import { record } from "#features/measures/entry.handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { as, callOf, type Demo, member } from "./acting.handlers.ts";
import { ownAnswers, ownInstrument, ownInstrumentFile } from "./instrument.rules.ts";

/** The programme's own instrument: brought in by the director as a file, then answered on paper in a few families. */
export async function recordOwnInstrument(demo: Demo, families: readonly { caseId: string; clinician: string }[], today: CivilDate): Promise<void> {
  await as(demo, member(demo, "director@demo.dyad"), addDays(today, -120), "09:40", (tx) => accept(tx, { file: ownInstrumentFile, reason: "Evenings are what our families ask about first.", permission: null, compared: null }, callOf(demo)));
  for (const { family, weeksAgo, marks } of ownAnswers) {
    const { caseId, clinician } = families[family]!;
    await as(demo, member(demo, clinician), addDays(today, -7 * weeksAgo), "16:50", async (tx) => {
      const adult = (await listPeople(tx, caseId)).find((one) => one.part === "caregiver" && one.livesWithChild)!;
      const answers = Object.fromEntries(marks.map((mark, at) => [String(at + 1), mark]));
      await record(tx, { caseId, adultId: adult.personId, mode: "paper", instrument: ownInstrument, answers, entries: { first: answers, second: answers }, language: adult.language === "es" ? "es" : "en", answeredOn: tx.today, form: "", scoredBy: "", narrative: "", outsideAgeReason: null }, callOf(demo));
    });
  }
}
