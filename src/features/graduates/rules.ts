import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import type { Path, Step } from "#features/training/cohorts.contract.ts";
import type { Waiver } from "#features/training/cohorts.contract.ts";
import type { TrackId } from "#features/training/contract.ts";
import type { Words } from "#kernel/language.ts";
import type { Frozen, GraduationState } from "./contract.ts";
import { AWAY_MONTHS, CONFIRM_MONTHS } from "./roster.contract.ts";
import { trackNames } from "./words.ts";

/** What keeps somebody from graduating: every requirement that is not optional and neither met nor waived. */
export const missingOf = <S extends Pick<Step, "isOptional" | "isWaived" | "met">>(steps: readonly S[]): S[] => steps.filter((one) => !one.isOptional && !one.isWaived && one.met !== true);

/** The evidence as it is kept: what was judged, in both languages, with what the programme waived or set. */
export function freeze({ en, es }: { en: Path; es: Path }, waivers: readonly Waiver[]): Frozen {
  return {
    track: en.track,
    version: en.version,
    on: en.on,
    startsOn: en.startsOn,
    endsOn: en.endsOn,
    fullCourse: en.fullCourse === null ? null : { en: en.fullCourse, es: es.fullCourse ?? en.fullCourse },
    gatheredAt: en.gatheredAt,
    steps: en.steps.map((one, place) => ({ id: one.id, words: { en: one.words, es: es.steps[place]!.words }, met: one.met, have: one.have, need: one.need, unit: one.unit, isOptional: one.isOptional, isWaived: one.isWaived, certainty: one.certainty, evidence: one.evidence, explained: { en: one.explained, es: es.steps[place]!.explained } })),
    waivers: waivers.map(({ requirement, threshold, reason, byName, madeAt }) => ({ requirement, threshold, reason, byName, madeAt })),
  };
}

/** The one text of the evidence that is hashed: the same whatever order its keys were kept in. */
export function evidenceText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(evidenceText).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  return `{${Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, inner]) => `${JSON.stringify(key)}:${evidenceText(inner)}`).join(",")}}`;
}

type Standing = { confirmedAt: string | null; undoneAt: string | null; annulledOn: CivilDate | null; validTo: CivilDate | null };
/** How a graduation stands on a day. What was annulled stays annulled, whatever its end was. */
export function stateOf({ confirmedAt, undoneAt, annulledOn, validTo }: Standing, on: CivilDate): GraduationState {
  if (undoneAt !== null) return "undone";
  if (annulledOn !== null) return "annulled";
  if (confirmedAt === null) return "proposed";
  return validTo !== null && validTo < on ? "lapsed" : "valid";
}

/** Whether somebody may confirm: somebody else than who proposed it, or the same where nobody else is on the faculty (local). */
export const mayConfirm = ({ isYours, faculty }: { isYours: boolean; faculty: number }): boolean => !isYours || faculty < 2;

/** Exactly what was completed, never more: the cohort and its year, no word of being certified. */
export const completedWords = ({ track, completedOn }: { track: TrackId; completedOn: CivilDate }): Words => ({
  en: `completed ${trackNames[track].en} cohort, ${completedOn.slice(0, 4)}`,
  es: `completó el grupo de ${trackNames[track].es}, ${completedOn.slice(0, 4)}`,
});

/** The last day on which a listing that was confirmed on a day is shown without another confirmation (nc10). */
export const confirmBy = (confirmedOn: CivilDate): CivilDate => addMonths(confirmedOn, CONFIRM_MONTHS);

type Away = { awayFrom: CivilDate | null; awayTo: CivilDate | null };
/** Whether somebody is marked as not available on a day: away for three months or longer, or with no end in sight (nc12). */
export const isAway = ({ awayFrom, awayTo }: Away, on: CivilDate): boolean => awayFrom !== null && awayFrom <= on && (awayTo === null || (awayTo >= on && awayTo >= addMonths(awayFrom, AWAY_MONTHS)));

/** Days before the end of a confirmation on which it is asked again, and the day after, on which the listing is off (local). */
const reminderDays = [-30, -7, 1] as const;
/** Whether the person is to be reminded: a step has come that was not told yet. */
export function reminderDue({ confirmedOn, remindedOn }: { confirmedOn: CivilDate; remindedOn: CivilDate | null }, today: CivilDate): boolean {
  const step = reminderDays.map((days) => addDays(confirmBy(confirmedOn), days)).findLast((day) => day <= today);
  return step !== undefined && (remindedOn === null || remindedOn < step);
}
