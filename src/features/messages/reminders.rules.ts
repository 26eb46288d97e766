import { addMinutes, dateInZone, type Instant } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { Channel, HourKind, MessageFailure, MessageStatus } from "./contract.ts";
import { type Letter, sayDay } from "./rules.ts";
import { hourWords } from "./words.ts";

/** Minutes before a session within which a reminder helps nobody any more. */
export const LEAST_NOTICE = 30;
/** Minutes for which a reminder stands in the outbox before it may leave, so that somebody may still take it back. */
export const LOOK_AHEAD = 6 * 60;

/** A reminder that was written for a session and an adult. */
export type Reminded = { hoursBefore: number; aboutAt: Instant; queuedAt: Instant; status: MessageStatus; failure: MessageFailure };

/** States in which an adult was told, or may have been. */
const told: readonly MessageStatus[] = ["sending", "sent", "delivered", "unclear"];
/** What was withdrawn since the session or what the adult may learn changed is written anew where it changed back. */
const undone = (one: Reminded) => one.status === "withdrawn" && (one.failure === "session_changed" || one.failure === "may_not_learn");

export type Due = { hoursBefore: number; dueAt: Instant };
/**
 * Which reminders of one session are to be written for one adult now: of those whose moment has passed the nearest to the
 * session alone, and those whose moment comes within the look-ahead. What was written for the session as it stands is
 * not written twice; what told of another hour since counts for nothing.
 */
export function remindersDue(hoursBefore: readonly number[], startsAt: Instant, now: Instant, written: readonly Reminded[]): Due[] {
  if (addMinutes(startsAt, -LEAST_NOTICE) <= now) return [];
  const otherHour = written.filter((one) => one.aboutAt !== startsAt && told.includes(one.status)).map((one) => one.queuedAt).toSorted().at(-1) ?? "";
  const standing = written.filter((one) => one.aboutAt === startsAt && !undone(one) && one.queuedAt > otherHour);
  const all = hoursBefore.map((hours): Due => ({ hoursBefore: hours, dueAt: addMinutes(startsAt, -60 * hours) })).toSorted((a, b) => a.hoursBefore - b.hoursBefore);
  const passed = all.find((one) => one.dueAt <= now);
  const coming = all.filter((one) => one.dueAt > now && one.dueAt <= addMinutes(now, LOOK_AHEAD));
  const isWritten = (one: Due) => standing.some((other) => other.hoursBefore <= one.hoursBefore);
  return [...(passed === undefined || isWritten(passed) ? [] : [passed]), ...coming.filter((one) => !standing.some((other) => other.hoursBefore === one.hoursBefore))];
}

/** A session as a reminder is judged against it; null where there is none, or the adult is not expected any more. */
export type SessionNow = { startsAt: Instant; status: string; isExpected: boolean } | null;

/** Why a reminder must not leave now; null where it may. */
export function whyNotRemind(session: SessionNow, aboutAt: Instant, now: Instant): MessageFailure | null {
  if (session === null || session.status !== "booked" || !session.isExpected || session.startsAt !== aboutAt) return "session_changed";
  return addMinutes(aboutAt, -LEAST_NOTICE) <= now ? "too_late" : null;
}

/** The letters of a plain text message: what is not among them makes it two or three times as long (3GPP TS 23.038, the basic set). */
const gsm = new Set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
/** Writes with the letters of a plain text message where each has one that it is read as: `á` as `a`. What has none stays. */
export const inPlainLetters = (text: string): string =>
  [...text.normalize("NFC").replace(/[\u00a0\u2009\u202f]/g, " ").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/[–—]/g, "-")]
    .map((letter) => {
      if (gsm.has(letter)) return letter;
      const base = letter.normalize("NFD").replace(/\p{M}/gu, "");
      return base.length === 1 && gsm.has(base) ? base : letter;
    })
    .join("");
export const isPlain = (text: string): boolean => [...text].every((letter) => gsm.has(letter));

const locales: Record<Language, string> = { en: "en-US", es: "es-US" };
const sayClock = (at: Instant, language: Language, timeZone: string) => new Intl.DateTimeFormat(locales[language], { timeStyle: "short", timeZone }).format(Date.parse(at)).replace(/[\u00a0\u2009\u202f]/g, " ");

/**
 * Writes what is about an hour, a reminder or an offer: a day and an hour by the adult's clocks and the practice's neutral name; no child, no
 * care, no clinician, no place, and never why an hour is free.
 */
export function renderHour({ kind, channel, language, publicName, aboutAt, timeZone }: { kind: HourKind; channel: Channel; language: Language; publicName: string; aboutAt: Instant; timeZone: string }): Letter {
  const day = sayDay(dateInZone(aboutAt, timeZone), language);
  const { sentence, asks } = hourWords[kind];
  const said = sentence[language](day, sayClock(aboutAt, language, timeZone));
  const short = kind === "hour_offer" ? `${said} ${asks[language]}` : said;
  if (channel === "text") return { fromName: publicName, subject: "", text: inPlainLetters(`${publicName}: ${short} ${hourWords.stop[language]}`), address: "" };
  return { fromName: publicName, subject: day, text: [hourWords.greeting[language], said, asks[language], publicName].join("\n\n") + "\n", address: "" };
}
