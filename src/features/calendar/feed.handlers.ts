import icalendar from "ical-generator";
import { asActor } from "#database/actor.ts";
import { Fault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken, makeToken } from "#server/keys.ts";
import { handle, type Handlers, type Services } from "#server/procedure.ts";
import type { calendarFeeds } from "./feed.contract.ts";
import * as store from "./feed.store.ts";
import { feedWords } from "./feed.words.ts";

export type FeedServices = Pick<Services, "database" | "clock">;

/** Writes the calendar of one's busy times (RFC 5545). Moments are in UTC, so that they are right wherever its owner travels. */
function writeFeed(busy: readonly store.Busy[], now: string, language: Language): string {
  const calendar = icalendar({ name: "Dyad", prodId: { company: "Dyad", product: "calendar", language: language.toUpperCase() }, ttl: 15 * 60 });
  for (const one of busy) calendar.createEvent({ id: `${one.sessionId}@dyad`, sequence: one.revision, stamp: new Date(now), start: new Date(one.startsAt), end: new Date(one.endsAt), summary: feedWords.title[language] });
  return calendar.toString();
}

/** The calendar behind an address; null where the address holds no more, was never one, or its owner works here no more. */
export async function readFeed({ database, clock }: FeedServices, token: string, language: Language, requestId: string): Promise<string | null> {
  const found = await store.findFeed(database, hashToken(token));
  if (found === null) return null;
  return asActor(database, clock, { kind: "system", job: "calendar-feed", agencyId: found.agencyId, timeZone: found.timeZone }, async (tx) => {
    if (!(await store.worksHere(tx, found.staffId))) return null;
    if (await store.noteAsked(tx, found.feedId)) await appendAudit(tx, { action: "read", procedure: "calendarFeeds.read", outcome: "ok", requestId, subjectId: found.feedId, details: {} });
    return writeFeed(await store.listBusy(tx, found.staffId), tx.now, language);
  });
}

const self = (tx: { actor: { kind: string; staffId?: string } }): string => {
  if (tx.actor.kind !== "staff" || tx.actor.staffId === undefined) throw new Fault("not_allowed", feedWords.staffOnly);
  return tx.actor.staffId;
};

export const calendarFeedsHandlers: Handlers<typeof calendarFeeds> = {
  list: handle(async (tx) => ({ feeds: await store.listFeeds(tx) })),
  make: handle(async (tx, _input, call) => {
    const token = makeToken();
    return { feedId: await store.insertFeed(tx, self(tx), hashToken(token)), address: `${call.services.baseUrl}/feed/${token}/calendar.ics` };
  }),
  end: handle(async (tx, { feedId }) => {
    if (!(await store.endFeed(tx, feedId))) throw new Fault("not_found", feedWords.noFeed);
    return { ended: true as const };
  }),
};
