import type { CivilDate } from "#kernel/dates.ts";
import { closingReasons } from "#features/course/ending.contract.ts";
import type { Residence } from "#features/people/around.contract.ts";
import { listMoves } from "#features/people/around.rules.ts";
import { standardGoals } from "#features/plan/contract.ts";
import type { ReasonKind } from "./shapes.contract.ts";

/** How a family stands, or how its course ended: each family has one of them. */
export const positions = ["not_eligible", "deciding", "waiting", "left_before", "stage_one", "stage_two", "early_one", "early_two", "planned"] as const;
export type Position = (typeof positions)[number];
export const startedPositions = ["stage_one", "stage_two", "early_one", "early_two", "planned"] as const satisfies readonly Position[];

type Reason = (typeof closingReasons)[number];
const kindOfReason: Record<Reason, ReasonKind> = {
  completed: "not_said", unknown: "not_said", other: "not_said", moved: "moved",
  time: "practical", transport: "practical", scheduling: "practical", emergency: "practical",
  adult_mental_illness: "adult_circumstances", adult_physical_illness: "adult_circumstances", adult_residential: "adult_circumstances", adult_jail: "adult_circumstances", adult_lost_custody: "adult_circumstances",
  choice_not_useful: "family_choice", choice_no_problems: "family_choice", choice_duties: "family_choice", choice_pressure: "family_choice", choice_unhappy: "family_choice",
  clinician_left: "service", better_elsewhere: "service",
}; // prettier-ignore

export const ageBands = ["0", "1", "2", "3", "4", "5", "6"] as const;
export const places = ["site", "home", "distance", "community"] as const;
export const fidelities = ["agreed", "confirmed", "none"] as const;
export const goalStates = ["no_objective", "open", "reached", "left"] as const;

/** What the record says of one course, or of a request that led to none. */
export type CourseFacts = {
  caseId: string | null;
  referralId: string | null;
  course: number;
  askedOn: CivilDate;
  status: "open" | "closed";
  referralStatus: string | null;
  eligibleOn: CivilDate | null;
  /** The last answer about eligibility; null where nobody asked. */
  lastVerdict: "yes" | "no" | "unknown" | null;
  firstSessionOn: CivilDate | null;
  stageTwoOn: CivilDate | null;
  endedOn: CivilDate | null;
  manner: "planned" | "abrupt" | "dropped" | null;
  birthDate: CivilDate | null;
  places: { place: string; modality: string; held: number }[];
  objectives: { goal: string; status: string }[];
};

/** Where a family stands. Whoever had a session has started; an ending that nobody called planned is an early one. */
export function findPosition(one: Pick<CourseFacts, "status" | "referralStatus" | "eligibleOn" | "lastVerdict" | "firstSessionOn" | "stageTwoOn" | "endedOn" | "manner" | "caseId">): Position {
  const hasEnded = one.endedOn !== null;
  if (one.firstSessionOn !== null) {
    if (!hasEnded) return one.stageTwoOn === null ? "stage_one" : "stage_two";
    return one.manner === "planned" ? "planned" : one.stageTwoOn === null ? "early_one" : "early_two";
  }
  if (one.caseId === null) return one.referralStatus === "declined" || one.referralStatus === "closed" ? "not_eligible" : "deciding";
  if (one.eligibleOn !== null) return hasEnded ? "left_before" : "waiting";
  return hasEnded || one.lastVerdict === "no" ? "not_eligible" : "deciding";
}

/** Completed years on a day, the last band without an end; null where the birth date is not known. */
export function findAgeBand(birthDate: CivilDate | null, on: CivilDate): (typeof ageBands)[number] | null {
  if (birthDate === null || birthDate > on) return null;
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (on.slice(5) < birthDate.slice(5) ? 1 : 0);
  return ageBands[Math.min(years, ageBands.length - 1)]!;
}

/** Where most of the sessions took place; null where there was none. Of equals the first of the list. */
export function findPlace(held: CourseFacts["places"]): (typeof places)[number] | null {
  const counts = places.map((place) => ({ place, held: held.filter((one) => kindOfPlace(one) === place).reduce((sum, one) => sum + one.held, 0) }));
  const most = counts.toSorted((one, other) => other.held - one.held)[0]!;
  return most.held === 0 ? null : most.place;
}
const kindOfPlace = ({ place, modality }: { place: string; modality: string }): (typeof places)[number] => (modality !== "in_person" || place.startsWith("telehealth") ? "distance" : place === "service_site" ? "site" : place === "home" ? "home" : "community");

/** How often the child moved in a course, and whether home to the birth family: of the homes that the case's page shows, those that began after the first session. */
export function countHomes(homes: readonly Residence[], { firstSessionOn, endedOn }: Pick<CourseFacts, "firstSessionOn" | "endedOn">, today: CivilDate): { moves: number; reunified: boolean } {
  const within = firstSessionOn === null ? [] : listMoves(homes).filter((one) => one.validFrom > firstSessionOn && one.validFrom <= (endedOn ?? today));
  return { moves: within.length, reunified: within.some((one) => one.kind === "birth_home") };
}

/** How each standard goal stands: reached where one objective of it is, open where one still is, left where all were changed or dropped. */
export function findGoals(objectives: CourseFacts["objectives"]): Record<string, (typeof goalStates)[number]> {
  return Object.fromEntries(
    standardGoals.map((goal) => {
      const states = objectives.filter((one) => one.goal === goal).map((one) => one.status);
      return [goal, states.length === 0 ? "no_objective" : states.includes("reached") ? "reached" : states.includes("open") ? "open" : "left"];
    }),
  );
}

/** The reason that counts of several: an adult's own circumstances stay with that adult's row, so the first of the child's chart comes before them. */
export function findReason<R extends { reason: string; class: "child_chart" | "caregiver" }>(reasons: readonly R[]): { kind: ReasonKind; of: R | null } {
  const known = reasons.filter((one) => (closingReasons as readonly string[]).includes(one.reason)).map((of) => ({ kind: kindOfReason[of.reason as Reason], of }));
  return known.find((one) => one.kind !== "not_said" && one.of.class === "child_chart") ?? known.find((one) => one.kind !== "not_said") ?? { kind: "not_said", of: null };
}

/** Weeks that so many days after the first one touch, at least one. */
export const weeksOf = (days: number): number => Math.max(1, Math.ceil((days + 1) / 7));
/** The quarter of a day, such as 2026-Q3. */
export const quarterOf = (on: CivilDate): string => `${on.slice(0, 4)}-Q${Math.floor((Number(on.slice(5, 7)) - 1) / 3) + 1}`;
