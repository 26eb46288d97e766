import { addDays, addMinutes, type CivilDate, type Instant } from "#kernel/dates.ts";
import { newId, type Transaction } from "#database/actor.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import type { Services } from "#server/procedure.ts";
import { letterheadNow } from "#features/letters/handlers.ts";
import { insertMessage } from "#features/messages/store.ts";
import { type ApplicationSettings, type LetterKind, shippedApplications } from "./contract.ts";
import { paragraphsOf } from "./letters.rules.ts";
import * as store from "./store.ts";

const DAY_MINUTES = 24 * 60;
export type Sending = Pick<Services, "signingKey" | "enqueue">;
export type About = { applicationId: string; code: string; cohort: string; language: "en" | "es" };

export const settingsNow = async (tx: Transaction): Promise<ApplicationSettings> => (await store.findSettings(tx)) ?? shippedApplications;

/** Makes a private link: its token is worked out again when the letter leaves, and kept as a hash alone. */
export async function makeLink(tx: Transaction, { signingKey }: Pick<Services, "signingKey">, applicationId: string): Promise<{ linkId: string; until: CivilDate }> {
  const { linkDays } = await settingsNow(tx);
  const linkId = newId(tx);
  const endsAt: Instant = addMinutes(tx.now, linkDays * DAY_MINUTES);
  await store.insertLink(tx, { linkId, applicationId, hash: hashToken(linkToken(signingKey, linkId)), endsAt });
  // The last whole day: nobody is promised the hours of the day on which the link ends.
  return { linkId, until: addDays(tx.today, linkDays - 1) };
}

type Writing = { reason?: string; until?: CivilDate; linkId?: string; person?: string };
/** Keeps a letter about an application on the letterhead of now, and lets it go by the outbox. */
export async function writeAndSend(tx: Transaction, services: Sending, about: About, kind: LetterKind, { reason, until, linkId, person }: Writing = {}): Promise<void> {
  const paragraphs = paragraphsOf(kind, about.language, { code: about.code, cohort: about.cohort, ...(reason === undefined ? {} : { reason }), until: until ?? null });
  const letterId = await store.insertLetter(tx, { applicationId: about.applicationId, kind, language: about.language, person: person ?? null, paragraphs, linkId: linkId ?? null, letterhead: (await letterheadNow(tx)).number });
  const messageId = await insertMessage(tx, { caseId: null, personId: null, staffId: null, kind: "application_letter", linkId: letterId, language: about.language });
  await services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId });
}
