import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { addMinutes, minutesBetween } from "#kernel/dates.ts";
import { languages } from "#kernel/language.ts";
import { safeHours } from "#features/intake/contract.ts";
import { isOfHour, type LinkKind, messageKinds } from "./contract.ts";
import { isQuiet, isWithin, nextAllowed } from "./hours.rules.ts";
import { findingOf, type JudgedWay, judgeSafeWay, linkAddress, renderMessage } from "./rules.ts";

const parts = { channel: "email", publicName: "Linden Street", on: "2026-11-20", until: "2026-12-03", address: "https://linden.test/m/abc" } as const;
const zone = "America/New_York";
const way = (change: Partial<JudgedWay> = {}): JudgedWay => ({ way: "email", value: "ana@example.org", isSafe: true, hours: [], timeZone: null, number: null, isStopped: false, ...change });
const text = (change: Partial<JudgedWay> = {}) => way({ way: "text", value: "202-555-0137", number: "+12025550137", ...change });
const lettersOf = messageKinds.filter((kind): kind is LinkKind | "attention" | "to_read" => !isOfHour(kind) && kind !== "question_answer" && kind !== "application_letter");

test("D3: the subject is the day and nothing else, in the reader's language", () => {
  expect(renderMessage({ ...parts, kind: "measure_link", language: "en" }).subject).toBe("Friday, November 20");
  expect(renderMessage({ ...parts, kind: "measure_link", language: "es" }).subject).toBe("viernes, 20 de noviembre");
});

test.each(lettersOf.flatMap((kind) => languages.map((language) => [kind, language] as const)))("D3: a letter (%s, %s) holds the address once, the last day, the neutral name, and no kind of care", (kind, language) => {
  const { subject, text: words, fromName } = renderMessage({ ...parts, kind, language });
  expect(words.split(parts.address)).toHaveLength(2);
  // What says that something waits has no link, so no day on which it ends.
  // One for minutes says so.
  if (kind !== "attention" && kind !== "to_read" && kind !== "portal_link") expect(words).toContain(language === "en" ? "Thursday, December 3" : "jueves, 3 de diciembre");
  expect(fromName).toBe("Linden Street");
  expect(`${subject} ${words}`).not.toMatch(/child|parent|famil|therap|psycho|trauma|clinic|health|PHQ|niñ|hij|terap|psic|salud|famili/i);
  expect(words.split("\n").every((line) => line.length < 200)).toBe(true);
});

test.each(languages.map((language) => [language] as const))("D3: a text message with a link (%s) is short, and says how to end them", (language) => {
  const { text: words, subject } = renderMessage({ ...parts, kind: "portal_link", channel: "text", language, address: `https://linden.test/portal/in/${"t".repeat(43)}` });
  expect(subject).toBe("");
  expect(words.length).toBeLessThanOrEqual(160);
  expect(words).toMatch(language === "en" ? /STOP/ : /ALTO/);
});

test.each(languages.map((language) => [language] as const))("D3: that something is there to read (%s) is short as a text, and says nothing of what it is", (language) => {
  const { text: words } = renderMessage({ ...parts, kind: "to_read", channel: "text", language, address: "https://a-rather-long-name.linden.test/portal" });
  expect(words.length).toBeLessThanOrEqual(160);
  expect(words).toMatch(language === "en" ? /STOP/ : /ALTO/);
  expect(words).not.toMatch(/child|answer|team|therap|niñ|respuesta|equipo|terap/i);
});

test("the address behind a kind of message", () => {
  expect(linkAddress("invitation", "https://linden.test", "t")).toBe("https://linden.test/portal/begin/t");
  expect(linkAddress("measure_link", "https://linden.test", "t")).toBe("https://linden.test/m/t");
});

describe("D3: the safe way", () => {
  const friday = "2026-11-20T15:00:00.000Z";
  const judge = (ways: JudgedWay[], more: Partial<Parameters<typeof judgeSafeWay>[1]> = {}) => judgeSafeWay(ways, { now: friday, timeZone: zone, channels: ["email"], quiet: null, ...more });
  const both = { channels: ["text", "email"] as const };

  it("is an e-mail that the adult called safe; a telephone never is one", () => {
    expect(judge([])).toEqual({ verdict: "refuse", why: "noWay" });
    expect(judge([text({ way: "phone" })], both)).toEqual({ verdict: "refuse", why: "noWay" });
    expect(judge([text()])).toEqual({ verdict: "refuse", why: "noWay" });
    expect(judge([way({ isSafe: false })])).toEqual({ verdict: "refuse", why: "unsafe" });
    expect(judge([way(), way({ value: "new@example.org" }), way({ isSafe: false, value: "x@example.org" })])).toEqual({ verdict: "send", channel: "email", to: "new@example.org", timeZone: zone });
  });

  it("is a number for text messages before an e-mail, as it is dialled, unless somebody answered STOP from it", () => {
    expect(judge([text(), way()], both)).toEqual({ verdict: "send", channel: "text", to: "+12025550137", timeZone: zone });
    expect(judge([text({ isStopped: true }), way()], both)).toMatchObject({ verdict: "send", channel: "email" });
    expect(judge([text({ isStopped: true })], both)).toEqual({ verdict: "refuse", why: "stopped" });
    expect(judge([text({ number: null })], both)).toEqual({ verdict: "refuse", why: "badNumber" });
    expect(judge([text({ isSafe: false })], both)).toEqual({ verdict: "refuse", why: "unsafe" });
    expect(judge([text({ timeZone: "America/Los_Angeles" })], both)).toMatchObject({ timeZone: "America/Los_Angeles" });
  });

  it("leaves within the hours that were picked, waits for the next of them outside, and never where they cannot be read", () => {
    const hours = ["fri_morning", "mon_later"];
    // 20 November 2026 is a Friday; 9:00 in New York is 14:00 UTC.
    expect(judge([way({ hours })], { now: "2026-11-20T14:00:00.000Z" })).toMatchObject({ verdict: "send" });
    expect(judge([way({ hours })], { now: "2026-11-20T16:59:00.000Z" })).toMatchObject({ verdict: "send" });
    expect(judge([way({ hours })], { now: "2026-11-20T17:00:00.000Z" })).toMatchObject({ verdict: "wait", to: "ana@example.org", until: "2026-11-23T20:00:00.000Z" });
    expect(judge([way({ hours: ["after supper"] })])).toEqual({ verdict: "refuse", why: "noHours" });
    expect(judge([way({ hours: ["mon_later"] }), way({ value: "work@example.org" })])).toMatchObject({ verdict: "send", to: "work@example.org" });
    // The hours are those of the adult's own clocks: 9:00 in Los Angeles is 17:00 UTC.
    expect(judge([way({ hours, timeZone: "America/Los_Angeles" })], { now: "2026-11-20T14:00:00.000Z" })).toMatchObject({ verdict: "wait", until: "2026-11-20T17:00:00.000Z" });
  });

  it("waits for the end of the quiet hours, by the adult's own clocks", () => {
    const quiet = { from: "20:00", to: "08:00" };
    expect(judge([way()], { quiet, now: "2026-11-21T02:00:00.000Z" })).toMatchObject({ verdict: "wait", until: "2026-11-21T13:00:00.000Z" });
    expect(judge([way({ timeZone: "America/Los_Angeles" })], { quiet, now: "2026-11-21T02:00:00.000Z" })).toMatchObject({ verdict: "send" });
  });

  it.each(languages)("says of a refusal why and what to do (%s)", (language) => {
    for (const why of ["noWay", "unsafe", "noHours", "noConsent", "stopped", "badNumber"] as const) expect(findingOf({ verdict: "refuse", why }, zone, language)).toMatchObject({ result: "not_met", severity: "block", fix: expect.stringMatching(/\w/) });
    const found = { channel: "email", to: "a@b.c", timeZone: zone } as const;
    expect(findingOf({ verdict: "wait", ...found, until: "2026-11-23T20:00:00.000Z" }, zone, language)).toMatchObject({ result: "met", message: expect.stringContaining("15:00") });
    expect(JSON.stringify(findingOf({ verdict: "send", ...found }, zone, language))).not.toContain("a@b.c");
  });
});

describe("D3: the next moment at which an adult may be written to", () => {
  const clock = fc.integer({ min: 0, max: 95 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`);
  const quiets = fc.record({ from: clock, to: clock }).filter((one) => one.from !== one.to);
  // The days around both changes of clocks among them.
  const moment = fc.integer({ min: 0, max: 365 * 24 * 12 }).map((steps) => addMinutes("2026-01-01T00:00:00.000Z", steps * 5));
  const zones = fc.constantFrom("America/New_York", "America/Los_Angeles", "America/Phoenix", "America/Havana", "Pacific/Honolulu");

  it("is never before the moment asked, never within quiet hours, always within the picked ones, and the first of all such", () => {
    fc.assert(
      fc.property(moment, fc.uniqueArray(fc.constantFrom(...safeHours), { maxLength: 4 }), fc.option(quiets), zones, (at, hours, quiet, timeZone) => {
        const found = nextAllowed(at, hours, quiet, timeZone);
        const allows = (when: string) => (hours.length === 0 || isWithin(hours, when, timeZone)) && (quiet === null || !isQuiet(when, quiet, timeZone));
        if (found === null) return hours.length > 0 && quiet !== null;
        if (minutesBetween(at, found) < 0 || !allows(found)) return false;
        for (let before = 5; before <= Math.min(minutesBetween(at, found), 36 * 60); before += 5) if (allows(addMinutes(found, -before))) return false;
        return true;
      }),
      { seed: 20_261_122, numRuns: 300 },
    );
  });
});
