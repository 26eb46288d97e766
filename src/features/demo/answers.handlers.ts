import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Actor } from "#database/actor.ts";
import { correct, record } from "#features/measures/entry.handlers.ts";
import { listPeople } from "#features/people/store.ts";
import type { Answers } from "#features/instruments/contract.ts";
import { as, callOf, type Demo } from "./acting.handlers.ts";

/** `treating` says who treats on a day. */
type Of = { caseId: string; place: number; treating: (on: CivilDate) => Actor; opened: CivilDate; today: CivilDate };
const form = (places: readonly number[]): Answers => Object.fromEntries(places.map((place, at) => [String(at + 1), place]));
const beside = { form: "", scoredBy: "", narrative: "", outsideAgeReason: null, language: "en" as const };
/** What a clinician saw at the start and later, of the families in turn. */
const seen = [
  { first: [1, 1, 0, 1, 2, 1], later: [2, 2, 2, 3, 3, 2], words: "They played side by side; when the tower fell the child looked up and was met." },
  { first: [2, 1, 2, 1, 1, 1], later: [3, 2, 3, 2, 3, 3], words: "A hard goodbye, and a way back to each other within minutes." },
  { first: [1, 2, 1, 2, 2, 0], later: [1, 2, 2, 2, 3, 1], words: "Shared laughter over a book. Upset was still carried alone." },
] as const;

/** Every third family was rated by its clinician at the start and, where it goes on long enough, again; one form came on paper, and one answer of it was read wrongly. */
export async function recordWithoutLinks(demo: Demo, { caseId, place, treating, opened, today }: Of): Promise<void> {
  if (place > 2 && place % 3 !== 0) return;
  const rated = seen[place % seen.length]!;
  const adultId = await as(demo, treating(opened), opened, "15:00", async (tx) => (await listPeople(tx, caseId)).find((one) => one.part === "caregiver" && one.livesWithChild)?.personId);
  if (adultId === undefined) return;
  const on = (days: number, work: (day: CivilDate) => Parameters<typeof as>[4]) => {
    const day = addDays(opened, days);
    return day > today ? Promise.resolve(null) : as(demo, treating(day), day, "15:30", work(day));
  };
  const code = (answers: readonly number[], narrative: string) => (day: CivilDate) => (tx: Parameters<typeof record>[0]) => record(tx, { ...beside, caseId, mode: "coded", instrument: "observation-dyad", adultId, answeredOn: day, answers: form(answers), entries: null, narrative }, callOf(demo));
  await on(18, code(rated.first, rated.words));
  await on(130, code(rated.later, ""));
  if (place !== 1) return;
  const paper = form([2, 1, 2, 1, 1, 0, 2]);
  const entered = (await on(25, (day) => (tx) => record(tx, { ...beside, caseId, mode: "paper", instrument: "gad-7", adultId, answeredOn: addDays(day, -1), answers: paper, entries: { first: paper, second: paper } }, callOf(demo)))) as { requestId: string } | null;
  if (entered !== null) await on(26, () => (tx) => correct(tx, { requestId: entered.requestId, answers: { ...paper, "6": 1 }, answeredOn: null, reason: "Item 6 was marked 1 on the paper." }, callOf(demo)));
}
