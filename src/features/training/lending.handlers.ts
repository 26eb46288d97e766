import { asActor, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import { caseCode } from "#server/keys.ts";
import type { Services } from "#server/procedure.ts";
import { dueOf } from "#features/measures/schedule.handlers.ts";
import type { Lent } from "./cohorts.contract.ts";
import type { FullCourse, Track } from "./contract.ts";
import { type CaseFacts, lendCases, type Seen } from "./lending.rules.ts";
import * as store from "./lending.store.ts";



/** What `places_of` gives of a cohort, as far as gathering asks. */
export type PlaceGiven = { seatId: string; requirements: Track; startsOn: CivilDate; meetings: { kind: string; onDay: CivilDate; calledOff: boolean }[] };

/** The day from which sessions count: the first training day, or where none is planned the beginning of the cohort. */
const trainedFrom = ({ meetings, startsOn }: PlaceGiven): CivilDate => meetings.filter((one) => one.kind === "training_day" && !one.calledOff).map((one) => one.onDay).toSorted()[0] ?? startsOn;

/** The facts of every family that somebody met since a day. */
async function gatherFacts(tx: Transaction, staffId: string, from: CivilDate, services: Services): Promise<CaseFacts[]> {
  const seen = await store.listSeen(tx, staffId, from);
  const caseIds = [...new Set(seen.map((one) => one.caseId))];
  const courses = new Map((await store.listCourses(tx, caseIds, staffId)).map((one) => [one.caseId, one]));
  const facts: CaseFacts[] = [];
  for (const caseId of caseIds) {
    const course = courses.get(caseId)!;
    const { items } = await dueOf(tx, caseId, { services });
    const isDone = (one: { state: string }) => one.state === "done" || one.state === "done_late";
    const closing = items.filter((one) => one.point === "discharge" && one.state !== "not_applicable");
    const own = seen.filter((one) => one.caseId === caseId);
    facts.push({
      code: caseCode(services.signingKey, caseId),
      seen: own.filter((one) => one.firstOn !== null).map(({ staffId: by, sessions, together, firstOn }): Seen => ({ staffId: by, sessions, together, firstOn: firstOn! })),
      allSessions: own[0]!.allSessions,
      hasFeedback: course.hasFeedback,
      isIntroduced: course.isIntroduced,
      closedOn: course.closedOn,
      isPlannedEnd: course.isPlannedEnd,
      hasClosingMeasures: closing.length > 0 && closing.every(isDone),
      hasMeasures: items.some(isDone),
    });
  }
  return facts;
}

/** What the live cases of one clinician come to for one place. */
async function gather(tx: Transaction, place: PlaceGiven, staffId: string, services: Services): Promise<Lent> {
  const definition: FullCourse | null = place.requirements.fullCourse;
  const facts = await gatherFacts(tx, staffId, trainedFrom(place), services);
  const chosen = await store.listChosen(tx, staffId);
  return { ...lendCases(facts, staffId, definition), fidelityCases: chosen.filter((one) => one.isRated).map((one) => ({ id: caseCode(services.signingKey, one.caseId), challenge: one.challenge })), supervision: await store.listSupervision(tx, staffId), videos: await store.listVideos(tx, staffId), lastDay: await store.findLastDay(tx, staffId) };
}

/** Gathers for everybody of an agency who sits on a place, or for one of them, in the agency's own name; answers for how many places. */
export async function gatherOf(services: Services, agency: { agencyId: string; timeZone: string }, only: string | null = null): Promise<number> {
  return asActor(services.database, services.clock, { kind: "system", job: "gather-training", ...agency }, async (tx) => {
    const bound = (await store.listBound(tx)).filter((one) => only === null || one.staffId === only);
    for (const one of bound) {
      const place = ((await store.findPlaces(tx, one.staffId)) as PlaceGiven[]).find((each) => each.seatId === one.seatId);
      if (place) await store.keepEvidence(tx, one, await gather(tx, place, one.staffId, services));
    }
    return bound.length;
  });
}
