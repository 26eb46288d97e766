import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { judgeView, type Viewer } from "#features/disclosure/rules.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import { holdsOn } from "#features/workforce/standing.rules.ts";
import type { LearningLimit, Residence, Sight } from "./around.contract.ts";
import { homeWords, moveWords } from "./around.words.ts";
import type { Authority, PersonOfCase } from "./contract.ts";

const MONTHS_OF_AGE = 18 * 12;
/** Whether somebody is under eighteen on a day: the day of the eighteenth birthday is not. Null where the birth date is not known. */
export const isMinorOn = (birthDate: CivilDate | null, on: CivilDate): boolean | null => (birthDate === null ? null : addMonths(birthDate, MONTHS_OF_AGE) > on);

const homeOf: Record<string, Residence["kind"]> = { birth_parent: "birth_home", step_parent: "birth_home", adoptive_parent: "adoptive", foster_parent: "foster", kin: "kin", guardian: "kin" };
/** What the home of a caregiver of a kind is to the child. */
export const kindOfHome = (caregiverKind: string): Residence["kind"] => homeOf[caregiverKind] ?? "other";

/** What of a person of a case says with whom the child lives. */
export type Household = Pick<PersonOfCase, "personId" | "givenName" | "familyName" | "part" | "kind" | "livesWithChild" | "validFrom" | "validTo">;

/**
 * Where the child lived by date: what somebody wrote down, and after the last of it, or where nothing is, what is read
 * from who lives with the child, so that nothing is asked twice. The earliest first; what was taken back covers no day.
 */
export function deriveResidences(written: readonly Residence[], people: readonly Household[]): Residence[] {
  const standing = written.filter((one) => one.validTo === null || one.validTo >= one.validFrom).toSorted((a, b) => a.validFrom.localeCompare(b.validFrom));
  const last = standing.at(-1);
  if (last !== undefined && last.validTo === null) return standing;
  const from = last?.validTo == null ? "" : addDays(last.validTo, 1);
  const home = people.filter((one) => one.part === "caregiver" && one.livesWithChild === true && (one.validTo === null || (one.validTo >= one.validFrom && one.validTo >= from))).toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))[0];
  if (home === undefined) return standing;
  return [...standing, { residenceId: null, kind: kindOfHome(home.kind), withPersonId: home.personId, withName: `${home.givenName} ${home.familyName}`.trim(), source: "", validFrom: last === undefined ? home.validFrom : from, validTo: home.validTo }];
}

/** The beginnings of residences that are moves: where the child lived elsewhere before. */
export const listMoves = (residences: readonly Residence[]): Residence[] => residences.slice(1);

/** Moves in the last twelve months, the day a year ago included, and since a day; those still to come are not counted (C5). */
export function countMoves(residences: readonly Residence[], today: CivilDate, since: CivilDate): { lastYear: number; sinceStart: number } {
  const days = listMoves(residences).map((one) => one.validFrom).filter((on) => on <= today);
  return { lastYear: days.filter((on) => on >= addMonths(today, -12)).length, sinceStart: days.filter((on) => on > since).length };
}

/** Whether somebody may learn of a topic on a day, as far as limits say; what no limit names is judged elsewhere. */
export const mayLearn = (limits: readonly LearningLimit[], personId: string, topic: LearningLimit["topics"][number], on: CivilDate): boolean =>
  !limits.some((one) => one.personId === personId && one.topics.includes(topic) && holdsOn(one, on));

type Around = { caseId: string; people: readonly PersonOfCase[]; authorities: readonly Authority[]; limits: readonly LearningLimit[]; today: CivilDate };

/** What one adult sees of the case on a day: asked of the very table by which the walls are built, so that the page cannot say otherwise. */
export function sightOf(personId: string, { caseId, people, authorities, limits, today }: Around): Sight[] {
  const own = people.filter((one) => one.personId === personId && holdsOn(one, today));
  const dyads = own.filter((one) => one.hasOpenDyad || one.hasPausedDyad).map((one) => ({ caseId, validFrom: one.validFrom, validTo: one.validTo }));
  const held = authorities.filter((one) => one.holderId === personId && one.scopes.includes("records") && mayLearn(limits, personId, "record", today));
  const viewer: Viewer = { today, now: `${today}T12:00:00.000Z`, isMachine: false, roles: ["caregiver"], staffId: null, personId, assignments: [], supervised: [], samples: [], reviews: [], custodies: [], brokenGlass: [], recordsAuthorities: held.map(({ validFrom, validTo }) => ({ caseId, validFrom, validTo })), dyads, ownReferralCases: [], part2: [] };
  const tag = (of: DisclosureTag["class"], ownerPersonId: string | null): DisclosureTag => ({ class: of, caseId, ownerPersonId, ownerStaffId: null, counterpartStaffId: null, part2: false });
  const sees = (of: DisclosureTag["class"], owner: string | null) => judgeView(viewer, tag(of, owner)) === "full";
  const until = held.filter((one) => holdsOn(one, today)).map((one) => one.validTo).toSorted((a, b) => (a ?? "9999").localeCompare(b ?? "9999")).at(-1) ?? null;
  const others = people.filter((one) => one.part === "caregiver" && one.personId !== personId);
  const isPaused = own.some((one) => one.hasPausedDyad) && !own.some((one) => one.hasOpenDyad);
  return [
    { what: "record", sees: sees("child_chart", null), until: sees("child_chart", null) ? until : null },
    { what: isPaused ? "own_dyad_paused" : "own_dyad", sees: sees("relationship", personId), until: null },
    { what: "own_record", sees: sees("caregiver", personId), until: null },
    ...(others.length === 0 ? [] : [{ what: "others_records" as const, sees: others.some((one) => sees("caregiver", one.personId) || sees("address", one.personId)), until: null }]),
  ];
}

/** The last day on which something still held that begins anew on a day. */
export const dayBefore = (on: CivilDate): CivilDate => addDays(on, -1);

/** The moves of a child as events of the time axis, worded; each is known by the residence that it began, or by the adult where nobody wrote that down. */
export const movesAsEvents = (residences: readonly Residence[], language: Language): { lifeEventId: string; happensOn: CivilDate; kind: "placement_move"; label: string }[] =>
  listMoves(residences).map((one) => ({ lifeEventId: (one.residenceId ?? one.withPersonId)!, happensOn: one.validFrom, kind: "placement_move", label: moveWords[language](homeWords[one.kind][language], one.withName) }));
