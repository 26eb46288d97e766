import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Answers } from "#features/instruments/contract.ts";
import { record as recordAnswers } from "#features/measures/entry.handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { as, callOf, type Demo, member } from "./acting.handlers.ts";
import type { DemoCase } from "./cases.rules.ts";

/** The first item of the symptoms of the checklist, how many there are, and those of impairment after them. */
const SYMPTOMS = { first: 14, many: 23, impairment: 6 };

/** Answers to the checklist that add up to a total, spread evenly, and some impairment. */
function checklistOf(total: number): Answers {
  const { first, many, impairment } = SYMPTOMS;
  const each = Array.from({ length: many }, (_none, at) => [String(first + at), Math.floor(total / many) + (at < total % many ? 1 : 0)]);
  return Object.fromEntries([...each, ...Array.from({ length: impairment }, (_none, at) => [String(first + many + at), at % 2])]);
}

/** What was told about the child on paper and coded of each relationship, in weeks before today: by the mother until the child moved, then by the aunt. */
const told = [{ weeksAgo: 31, by: "Mara", total: 38 }, { weeksAgo: 23, by: "Mara", total: 33 }, { weeksAgo: 17, by: "Rosa", total: 41 }, { weeksAgo: 11, by: "Rosa", total: 35 }, { weeksAgo: 5, by: "Rosa", total: 27 }] as const;
const levels = [{ weeksAgo: 25, by: "Mara", level: 2 }, { weeksAgo: 13, by: "Rosa", level: 3 }, { weeksAgo: 4, by: "Rosa", level: 2 }] as const;

/** The measures of the first family about the child and the relationships: a break at the move, a fall to the cut, a level that gets better. */
export async function tellFirstFamily(demo: Demo, family: DemoCase, caseId: string, today: CivilDate): Promise<void> {
  const acts = [...told.map(({ weeksAgo, by, total }) => ({ weeksAgo, by, mode: "paper" as const, instrument: "ycpc", answers: checklistOf(total) })), ...levels.map(({ weeksAgo, by, level }) => ({ weeksAgo, by, mode: "coded" as const, instrument: "dc05-axis-ii", answers: { 1: level - 1 } }))];
  for (const { weeksAgo, by, mode, instrument, answers } of acts) {
    await as(demo, member(demo, family.clinician), addDays(today, -7 * weeksAgo), "16:30", async (tx) => {
      const adultId = (await listPeople(tx, caseId)).find((one) => one.givenName === by)!.personId;
      const entries = mode === "paper" ? { first: answers, second: answers } : null;
      await recordAnswers(tx, { caseId, adultId, mode, instrument, answers, entries, language: family.child.language, answeredOn: tx.today, form: "", scoredBy: "", narrative: "", outsideAgeReason: null }, callOf(demo));
    });
  }
}
