import { instantFromWall } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { listNewMoments, listOwedMeetings } from "./agenda.store.ts";
import { listOwnSlots } from "./ratings.handlers.ts";
import { ratingKindNames } from "./words.ts";

type Owed = { kind: "hard_moment" | "supervision_meeting" | "supervision_rating"; id: string; caseId: string | null; sessionId: string | null; who: string; since: string; dueAt: string | null; about?: string };

/** Days on which a moment that was told stands on the first screen; on the agenda it stands as long as the programme says. */
const MOMENT_DAYS = 7;

/** What supervision asks of somebody today: a moment that was told to her, a meeting, a rating that is due. No words of any of it. */
export async function listOwedOfSupervision(tx: Transaction, language: Language, roles: readonly string[]): Promise<Owed[]> {
  const is = (...wanted: string[]) => wanted.some((role) => roles.includes(role));
  const found: Owed[] = [];
  if (is("supervisor")) found.push(...(await listNewMoments(tx, MOMENT_DAYS)).map((one) => ({ ...one, kind: "hard_moment" as const, dueAt: null })));
  if (is("clinician", "trainee", "supervisor")) found.push(...(await listOwedMeetings(tx)).map((one) => ({ kind: "supervision_meeting" as const, id: one.id, caseId: null, sessionId: null, who: one.who, since: one.startsAt, dueAt: one.startsAt, about: one.isOver ? "over" : "ahead" })));
  if (is("clinician", "trainee")) {
    const due = (await listOwnSlots(tx)).filter((one) => one.state === "due");
    // One row for each supervisor: both ratings stand on the same page.
    found.push(...[...new Map(due.toReversed().map((one) => [one.supervisorId, one])).values()].map((one) => {
      const at = instantFromWall(`${one.dueOn}T12:00`, tx.actor.timeZone);
      return { kind: "supervision_rating" as const, id: one.supervisorId, caseId: null, sessionId: null, who: one.supervisorName, since: at, dueAt: null, about: ratingKindNames[one.kind][language] };
    })); // prettier-ignore
  }
  return found;
}
