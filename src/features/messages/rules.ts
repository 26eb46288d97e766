import { dateInZone, timeInZone, weekday, type CivilDate, type Instant } from "#kernel/dates.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import { dayPartNames, dayParts, safeDays, safeHours, type SafeHour } from "#features/intake/contract.ts";
import { nextSafeTimes } from "#features/intake/promise.rules.ts";
import type { ContactWay } from "#features/people/contract.ts";
import type { LinkKind, MessageKind } from "./contract.ts";
import { attentionLetter, letters, safeWayWords } from "./words.ts";

/** A letter ready to leave, and the address that stands in it. */
export type Letter = { fromName: string; subject: string; text: string; address: string };

/** What a letter is made of. `until` is the last day on which the link works. */
export type LetterParts = { kind: MessageKind; language: Language; publicName: string; on: CivilDate; until: CivilDate; address: string };

const locales: Record<Language, string> = { en: "en-US", es: "es-US" };
const sayDay = (date: CivilDate, language: Language) => new Intl.DateTimeFormat(locales[language], { weekday: "long", month: "long", day: "numeric", timeZone: "UTC" }).format(Date.parse(`${date}T00:00:00Z`));

/** Writes a letter. Its subject is the day (look/family.md, Safety); it names no child, no kind of care and no clinician. */
export function renderMessage({ kind, language, publicName, on, until, address }: LetterParts): Letter {
  const { greeting, lines } = (kind === "attention" ? attentionLetter : letters[kind])[language];
  return { fromName: publicName, subject: sayDay(on, language), text: [greeting, ...lines(address, sayDay(until, language)), publicName].join("\n\n") + "\n", address };
}

/** The address behind a message of a kind. What stands after `#` never reaches a server's log. */
export function linkAddress(kind: LinkKind, baseUrl: string, token: string): string {
  return kind === "measure_link" ? `${baseUrl}/m/${token}` : `${baseUrl}/app/invitation#${token}`;
}

/** Whether an adult may be written to by e-mail now: at once, not before a moment, or never by itself. */
export type SafeWay = { verdict: "send"; to: string } | { verdict: "wait"; to: string; until: Instant } | { verdict: "refuse"; why: "noWay" | "unsafe" | "noHours" | "noConsent" };

/** Judges the ways that an adult gave: an e-mail called safe, within the hours picked with it; no hours picked means any. */
export function judgeSafeEmail(ways: readonly Pick<ContactWay, "way" | "value" | "isSafe" | "hours">[], now: Instant, timeZone: string): SafeWay {
  const emails = ways.filter((one) => one.way === "email");
  const safe = emails.filter((one) => one.isSafe);
  if (safe.length === 0) return { verdict: "refuse", why: emails.length === 0 ? "noWay" : "unsafe" };
  const judged = safe.map((one): SafeWay => {
    if (one.hours.length === 0) return { verdict: "send", to: one.value };
    const hours = one.hours.filter((hour): hour is SafeHour => (safeHours as string[]).includes(hour));
    if (isWithin(hours, now, timeZone)) return { verdict: "send", to: one.value };
    const next = nextSafeTimes(hours, now, [], timeZone, 1)[0];
    return next ? { verdict: "wait", to: one.value, until: next.start } : { verdict: "refuse", why: "noHours" };
  });
  // The newest that may be used at once, else the one that may be used soonest.
  return judged.findLast((one) => one.verdict === "send") ?? judged.filter((one) => one.verdict === "wait").sort((a, b) => a.until.localeCompare(b.until))[0] ?? { verdict: "refuse", why: "noHours" };
}

function isWithin(hours: readonly SafeHour[], now: Instant, timeZone: string): boolean {
  const day = safeDays[weekday(dateInZone(now, timeZone)) - 1];
  const clock = timeInZone(now, timeZone);
  return day !== undefined && dayPartNames.some((part) => hours.includes(`${day}_${part}`) && clock >= dayParts[part].from && clock < dayParts[part].to);
}

/** The judgement as a finding, for the person who wants to send. */
export function findingOf(way: SafeWay, timeZone: string, language: Language): Finding {
  const base = { rule: "safe-contact", clause: "safe contact", status: "local" } as const;
  if (way.verdict === "refuse") return { ...base, result: "not_met", severity: "block", message: safeWayWords[way.why][language], fix: safeWayWords.fix[language] };
  if (way.verdict === "send") return { ...base, result: "met", severity: "info", message: safeWayWords.met[language], fix: null };
  const moment = `${sayDay(dateInZone(way.until, timeZone), language)}, ${timeInZone(way.until, timeZone)}`;
  return { ...base, result: "met", severity: "info", message: safeWayWords.waits[language](moment), fix: null };
}
