import { dateInZone, timeInZone, type CivilDate, type Instant } from "#kernel/dates.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import type { ContactWay } from "#features/people/contract.ts";
import type { Channel, LinkKind, MessageFailure } from "./contract.ts";
import { nextAllowed, type Quiet } from "./hours.rules.ts";
import { answerLetter, attentionLetter, hourWords, letters, safeWayWords, toReadLetter, toReadText } from "./words.ts";

/** A letter or a text message ready to leave, and the address that stands in it. A text message has no subject. */
export type Letter = { fromName: string; subject: string; text: string; address: string };

/** What a letter is made of. `until` is the last day on which the link works. */
export type LetterParts = { kind: LinkKind | "attention" | "to_read"; channel: Channel; language: Language; publicName: string; on: CivilDate; until: CivilDate; address: string };

const locales: Record<Language, string> = { en: "en-US", es: "es-US" };
/** A day as a letter says it: weekday, day and month. */
export const sayDay = (date: CivilDate, language: Language) => new Intl.DateTimeFormat(locales[language], { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" }).format(Date.parse(`${date}T00:00:00Z`));

/** Writes a letter. Its subject is the day (look/family.md, Safety); it names no child, no kind of care and no clinician. */
export function renderMessage({ kind, channel, language, publicName, on, until, address }: LetterParts): Letter {
  if (channel === "text" && kind === "to_read") return { fromName: publicName, subject: "", text: `${publicName}: ${toReadText[language]} ${address} ${hourWords.stop[language]}`, address };
  if (channel === "text") return { fromName: publicName, subject: "", text: `${publicName}: ${address} ${hourWords.stop[language]}`, address };
  const { greeting, lines } = (kind === "attention" ? attentionLetter : kind === "to_read" ? toReadLetter : letters[kind])[language];
  return { fromName: publicName, subject: sayDay(on, language), text: [greeting, ...lines(address, sayDay(until, language)), publicName].join("\n\n") + "\n", address };
}

/** Writes the letter with the answer to what a reader asked. Its subject is the day, and what was asked is not repeated. */
export function renderAnswer({ language, publicName, on, words }: { language: Language; publicName: string; on: CivilDate; words: string }): Letter {
  const { greeting, before, after } = answerLetter[language];
  return { fromName: publicName, subject: sayDay(on, language), text: [greeting, before, words, after, publicName].join("\n\n") + "\n", address: "" };
}

/** Writes a letter to an applicant as it was kept; the one link in it is written now. Its subject is the day. */
export function renderApplication({ language, publicName, on, paragraphs, address }: { language: Language; publicName: string; on: CivilDate; paragraphs: readonly string[]; address: string }): Letter {
  return { fromName: publicName, subject: sayDay(on, language), text: [answerLetter[language].greeting, ...paragraphs.map((one) => (one === "{link}" ? address : one)), publicName].join("\n\n") + "\n", address };
}

const linkPlaces: Record<LinkKind, string> = { measure_link: "/m/", invitation: "/portal/begin/", portal_link: "/portal/in/" };
/** The address behind a message of a kind. What stands after its place is in no log. */
export function linkAddress(kind: LinkKind, baseUrl: string, token: string): string {
  return `${baseUrl}${linkPlaces[kind]}${token}`;
}

export type WhyNot = "noWay" | "unsafe" | "noHours" | "noConsent" | "stopped" | "badNumber";
type Found = { channel: Channel; to: string; timeZone: string };
/** Whether an adult may be written to now, by which way: at once, not before a moment, or never by itself. The zone is the adult's. */
export type SafeWay = ({ verdict: "send" } & Found) | ({ verdict: "wait"; until: Instant } & Found) | { verdict: "refuse"; why: WhyNot };

/** A way to reach an adult as it is judged: `number` is what a provider dials, null where it is none; `isStopped` where somebody answered from it that nothing may come. */
export type JudgedWay = Pick<ContactWay, "way" | "value" | "isSafe" | "hours" | "timeZone"> & { number: string | null; isStopped: boolean };

/**
 * Judges the ways that an adult gave: one called safe, within the hours picked with it and outside the quiet ones; no hours
 * picked means any. `channels` are those that may be used, the best first. A telephone that is not for text messages never is one.
 */
export function judgeSafeWay(ways: readonly JudgedWay[], at: { now: Instant; timeZone: string; channels: readonly Channel[]; quiet: Quiet | null }): SafeWay {
  const fitting = at.channels.flatMap((channel) => ways.filter((one) => one.way === channel).toReversed().map((way) => ({ channel, way })));
  const safe = fitting.filter(({ way }) => way.isSafe);
  if (safe.length === 0) return { verdict: "refuse", why: fitting.length === 0 ? "noWay" : "unsafe" };
  const open = safe.filter(({ way }) => !way.isStopped);
  if (open.length === 0) return { verdict: "refuse", why: "stopped" };
  const dialled = open.flatMap(({ channel, way }): { channel: Channel; way: JudgedWay; to: string }[] => (channel === "email" ? [{ channel, way, to: way.value }] : way.number === null ? [] : [{ channel, way, to: way.number }]));
  if (dialled.length === 0) return { verdict: "refuse", why: "badNumber" };
  const judged = dialled.flatMap(({ channel, way, to }): Exclude<SafeWay, { verdict: "refuse" }>[] => {
    const timeZone = way.timeZone ?? at.timeZone;
    const moment = nextAllowed(at.now, way.hours, at.quiet, timeZone);
    if (moment === null) return [];
    return [moment === at.now ? { verdict: "send", channel, to, timeZone } : { verdict: "wait", until: moment, channel, to, timeZone }];
  });
  // The best channel and its newest way that may be used at once, else the one that may be used soonest.
  return judged.find((one) => one.verdict === "send") ?? judged.filter((one) => one.verdict === "wait").toSorted((a, b) => a.until.localeCompare(b.until))[0] ?? { verdict: "refuse", why: "noHours" };
}

/** What the outbox keeps of a refusal. */
export const failureOf: Record<WhyNot, MessageFailure> = { noWay: "no_safe_way", unsafe: "no_safe_way", noHours: "no_hours", noConsent: "no_consent", stopped: "stopped", badNumber: "number_refused" };

/** The judgement as a finding, for the person who wants to send. */
export function findingOf(way: SafeWay, timeZone: string, language: Language): Finding {
  const base = { rule: "safe-contact", clause: "safe contact", status: "local" } as const;
  if (way.verdict === "refuse") return { ...base, result: "not_met", severity: "block", message: safeWayWords[way.why][language], fix: (way.why === "stopped" ? safeWayWords.fixStopped : safeWayWords.fix)[language] };
  if (way.verdict === "send") return { ...base, result: "met", severity: "info", message: safeWayWords.met[way.channel][language], fix: null };
  const moment = `${sayDay(dateInZone(way.until, timeZone), language)}, ${timeInZone(way.until, timeZone)}`;
  return { ...base, result: "met", severity: "info", message: safeWayWords.waits[language](moment), fix: null };
}
