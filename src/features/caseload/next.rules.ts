import type { CivilDate } from "#kernel/dates.ts";
import { holdsOn, type Span, type Stage } from "#features/workforce/standing.rules.ts";
import type { NextOne, Reason } from "./contract.ts";

/** What is known of somebody who treats when the next family is asked about. */
export type Candidate = {
  staffId: string;
  name: string;
  hasRoom: boolean;
  /** Null where nobody said in which languages she works. */
  languages: readonly string[] | null;
  saysNotNowUntil: CivilDate | null;
  absences: readonly Span[];
  lastDay: CivilDate | null;
  /** What ends of her credentials within 90 days, or has ended. */
  endings: readonly { kind: string; name: string; endsOn: CivilDate; stage: Stage }[];
  /** In a team; in none although one has a place; or in none, and the first that is full with the clause that says so. */
  team: "in_one" | "place_left" | "not_asked" | { full: string; clause: string };
  /** Who supervises where somebody must; null where nobody does and somebody must. */
  supervision: "needs_none" | { by: string } | null;
};

const say = (code: Reason["code"], more: Partial<Reason> = {}): Reason => ({ code, name: "", on: null, until: null, clause: "", ...more });
const isSame = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/** Reasons for which nobody is given a family now, whatever room there is. */
function obstaclesOf(one: Candidate, on: CivilDate): Reason[] {
  const away = one.absences.find((span) => holdsOn(span, on));
  return [
    ...(one.saysNotNowUntil !== null && one.saysNotNowUntil >= on ? [say("says_not_now", { until: one.saysNotNowUntil })] : []),
    ...(away === undefined ? [] : [say("away", { on: away.validFrom, until: away.validTo })]),
    ...(one.lastDay === null ? [] : [say("last_day", { on: one.lastDay })]),
    ...one.endings.filter((ending) => ending.kind === "licence" && ending.stage === 0).map((ending) => say("licence_ended", { name: ending.name, on: ending.endsOn })),
    ...(typeof one.team === "object" ? [say("team_full", { name: one.team.full, clause: one.team.clause })] : []),
    ...(one.supervision === null ? [say("no_supervisor")] : []),
  ];
}

/** What else there is to know before somebody decides; it changes nothing by itself. */
function remarksOf(one: Candidate, language: string | null, on: CivilDate): Reason[] {
  const soon = one.absences.filter((span) => span.validFrom > on).toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))[0];
  const spoken = language === null ? [] : one.languages === null ? [say("language_unknown", { name: language })] : [say(one.languages.some((each) => isSame(each, language)) ? "speaks" : "speaks_not", { name: language })];
  return [
    ...spoken,
    ...(soon === undefined ? [] : [say("away_soon", { on: soon.validFrom, until: soon.validTo })]),
    ...one.endings.filter((ending) => ending.kind !== "licence" || ending.stage !== 0).map((ending) => say("credential_ends", { name: ending.kind, on: ending.endsOn })),
    ...(one.team === "place_left" ? [say("no_team")] : []),
    ...(typeof one.supervision === "object" && one.supervision !== null ? [say("supervised", { name: one.supervision.by })] : []),
  ];
}

const order: Record<NextOne["state"], number> = { room: 0, over: 1, not_now: 2 };

/**
 * Who can take a family on a day, with the reasons: those with room, those whom it would put over the limit, those not now;
 * each group by name and never by load. No reason holds a figure.
 */
export function judgeNext(candidates: readonly Candidate[], asked: { language: string | null; on: CivilDate }): NextOne[] {
  return candidates
    .map((one): NextOne => {
      const obstacles = obstaclesOf(one, asked.on);
      const state = obstacles.length > 0 ? "not_now" : one.hasRoom ? "room" : "over";
      return { staffId: one.staffId, name: one.name, state, reasons: [...obstacles, say(one.hasRoom ? "room" : "no_room"), ...remarksOf(one, asked.language, asked.on)] };
    })
    .toSorted((one, other) => order[one.state] - order[other.state] || one.name.localeCompare(other.name) || one.staffId.localeCompare(other.staffId));
}
