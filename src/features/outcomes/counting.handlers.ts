import type { Transaction } from "#database/actor.ts";
import { libraryOf } from "#features/instruments/handlers.ts";
import { seriesOfRecords } from "#features/measures/series.handlers.ts";
import { residencesOf } from "#features/people/around.handlers.ts";
import { countHomes, findAgeBand, findGoals, findPlace, findPosition, findReason } from "./course.rules.ts";
import { makeEdition, type Table } from "./edition.rules.ts";
import { findPair } from "./pairs.rules.ts";
import { listSeries, type Series } from "./series.rules.ts";
import { DEFAULT_THRESHOLD } from "./shapes.contract.ts";
import * as store from "./store.ts";
import { buildPopulation } from "./variables.rules.ts";

type Services = { projectRoot: string };

/** The series of the instruments that are installed for the agency that acts. */
export const seriesOf = async (tx: Transaction, services: Services): Promise<Series[]> => listSeries(await libraryOf(tx, services));

/** Derives the rows of some cases and requests anew from the record. */
export async function deriveCourses(tx: Transaction, services: Services, of: { caseIds: readonly string[]; referralIds: readonly string[] }): Promise<void> {
  await store.lockDeriving(tx);
  const caseIds = await store.listStanding(tx, of);
  const loaded = await store.loadCourses(tx, caseIds);
  const series = await seriesOf(tx, services);
  const homes = await residencesOf(tx, caseIds);
  const told = await seriesOfRecords(tx, caseIds, homes, services);
  const requests = await store.loadRequests(tx, of.referralIds);
  const courses: store.NewCourse[] = loaded.map((one) => ({
    id: one.id, caseId: one.caseId, referralId: one.referralId, course: one.course, askedOn: one.askedOn, eligibleOn: one.eligibleOn, firstSessionOn: one.firstSessionOn, stageTwoOn: one.stageTwoOn, endedOn: one.endedOn,
    position: findPosition(one), teamId: one.clinicianTeamId, ageBand: findAgeBand(one.birthDate, one.askedOn), language: one.language, place: findPlace(one.places), payer: one.payer, fidelity: one.fidelity,
    sessions: one.sessions, missed: one.missed, came: one.came, ...countHomes(homes.get(one.caseId!) ?? [], one, tx.today), goals: findGoals(one.objectives),
  })); // prettier-ignore
  const empty = { caseId: null, course: 1, eligibleOn: null, firstSessionOn: null, stageTwoOn: null, endedOn: null, teamId: null, place: null, fidelity: "none", sessions: 0, missed: 0, came: 0, moves: 0, reunified: false, goals: {} } as const;
  const ofRequests = requests.map(({ id, referralId, askedOn, referralStatus, language, birthDate, payer }): store.NewCourse => ({ ...empty, id, referralId, askedOn, language, payer, ageBand: findAgeBand(birthDate, askedOn), position: findPosition({ ...empty, status: "open", referralStatus, lastVerdict: null, manner: null }) }));
  const pairs = loaded.flatMap((one) =>
    one.firstSessionOn === null
      ? []
      : series.flatMap((each): store.NewPair[] => {
          const pair = findPair(each, { askedOn: one.askedOn, startedOn: one.firstSessionOn!, endsOn: one.endedOn, closingFrom: one.stageThreeOn }, told.series.get(one.caseId!) ?? [], told.installed);
          return pair === null ? [] : [{ ...pair, courseId: one.id, caseId: one.caseId!, series: each.id }];
        }),
  );
  const early = courses.filter((one) => one.position === "early_one" || one.position === "early_two");
  const reasons = early.map((one): store.NewReason => {
    const { kind, of: row } = findReason(loaded.find((each) => each.id === one.id)!.reasons);
    return { courseId: one.id, caseId: one.caseId!, kind, class: row?.class ?? "child_chart", ownerPersonId: row?.class === "caregiver" ? row.ownerPersonId : null };
  });
  // A case that was joined with another has no rows of its own any more.
  await store.replaceCourses(tx, { caseIds: [...new Set([...of.caseIds, ...caseIds])], referralIds: [...of.referralIds, ...loaded.flatMap((one) => one.referralId ?? [])] }, { courses: [...courses, ...ofRequests], reasons, pairs });
}

/** The number of people under which nothing is shown. */
export const thresholdOf = async (tx: Transaction): Promise<number> => (await store.findThreshold(tx)) ?? DEFAULT_THRESHOLD;

/** Counts everybody and keeps what may be told anew beside all that was told before. Answers how many tables that were. */
export async function countProgramme(tx: Transaction, allSeries: readonly Series[]): Promise<number> {
  await store.lockCounting(tx);
  const { population, asked, measures } = buildPopulation(await store.listCourses(tx), allSeries, { today: tx.today, threshold: await thresholdOf(tx) });
  const formerly = new Map<string, Table[]>();
  for (const { key, content } of await store.listShown(tx)) formerly.set(key, [...(formerly.get(key) ?? []), content]);
  const made = makeEdition(population, asked, measures, formerly);
  await store.keepTables(tx, made);
  return made.size;
}
