import { expect, test } from "vitest";
import { languages } from "#kernel/language.ts";
import { messageKinds } from "./contract.ts";
import { findingOf, judgeSafeEmail, linkAddress, renderMessage } from "./rules.ts";

const parts = { publicName: "Linden Street", on: "2026-11-20", until: "2026-12-03", address: "https://linden.test/m/abc" } as const;
const zone = "America/New_York";
const way = (change: object = {}) => ({ way: "email" as const, value: "ana@example.org", isSafe: true, hours: [] as string[], ...change });

test("D3: the subject is the day and nothing else, in the reader's language", () => {
  expect(renderMessage({ ...parts, kind: "measure_link", language: "en" }).subject).toBe("Friday, November 20");
  expect(renderMessage({ ...parts, kind: "measure_link", language: "es" }).subject).toBe("viernes, 20 de noviembre");
});

test.each(messageKinds.flatMap((kind) => languages.map((language) => [kind, language] as const)))("D3: a letter (%s, %s) holds the address once, the last day, the neutral name, and no kind of care", (kind, language) => {
  const { subject, text, fromName } = renderMessage({ ...parts, kind, language });
  expect(text.split(parts.address)).toHaveLength(2);
  // What says that something waits has no link, so no day on which it ends.
  if (kind !== "attention") expect(text).toContain(language === "en" ? "Thursday, December 3" : "jueves, 3 de diciembre");
  expect(fromName).toBe("Linden Street");
  expect(`${subject} ${text}`).not.toMatch(/child|parent|famil|therap|psycho|trauma|clinic|health|PHQ|niñ|hij|terap|psic|salud|famili/i);
  expect(text.split("\n").every((line) => line.length < 200)).toBe(true);
});

test("the token of a sign-in link stands behind #, where no server sees it", () => {
  expect(linkAddress("invitation", "https://linden.test", "t")).toBe("https://linden.test/app/invitation#t");
  expect(linkAddress("measure_link", "https://linden.test", "t")).toBe("https://linden.test/m/t");
});

test("D3: only an e-mail that the adult called safe is written to; a phone never is", () => {
  const friday = "2026-11-20T15:00:00.000Z";
  expect(judgeSafeEmail([], friday, zone)).toEqual({ verdict: "refuse", why: "noWay" });
  expect(judgeSafeEmail([{ ...way(), way: "phone" }], friday, zone)).toEqual({ verdict: "refuse", why: "noWay" });
  expect(judgeSafeEmail([way({ isSafe: false })], friday, zone)).toEqual({ verdict: "refuse", why: "unsafe" });
  expect(judgeSafeEmail([way(), way({ value: "new@example.org" }), way({ isSafe: false, value: "x@example.org" })], friday, zone)).toEqual({ verdict: "send", to: "new@example.org" });
});

test("D3: within the hours that were picked it leaves, outside it waits for the next of them, and unreadable hours mean never", () => {
  const hours = ["fri_morning", "mon_later"];
  // 20 November 2026 is a Friday; 9:00 in New York is 14:00 UTC.
  expect(judgeSafeEmail([way({ hours })], "2026-11-20T14:00:00.000Z", zone)).toMatchObject({ verdict: "send" });
  expect(judgeSafeEmail([way({ hours })], "2026-11-20T16:59:00.000Z", zone)).toMatchObject({ verdict: "send" });
  expect(judgeSafeEmail([way({ hours })], "2026-11-20T17:00:00.000Z", zone)).toEqual({ verdict: "wait", to: "ana@example.org", until: "2026-11-23T20:00:00.000Z" });
  expect(judgeSafeEmail([way({ hours: ["after supper"] })], "2026-11-20T14:00:00.000Z", zone)).toEqual({ verdict: "refuse", why: "noHours" });
  expect(judgeSafeEmail([way({ hours: ["mon_later"] }), way({ value: "work@example.org" })], "2026-11-20T14:00:00.000Z", zone)).toEqual({ verdict: "send", to: "work@example.org" });
});

test.each(languages)("a refusal says why and what to do (%s)", (language) => {
  for (const why of ["noWay", "unsafe", "noHours"] as const) expect(findingOf({ verdict: "refuse", why }, zone, language)).toMatchObject({ result: "not_met", severity: "block", fix: expect.stringMatching(/\w/) });
  expect(findingOf({ verdict: "wait", to: "a@b.c", until: "2026-11-23T20:00:00.000Z" }, zone, language)).toMatchObject({ result: "met", message: expect.stringContaining("15:00") });
  expect(JSON.stringify(findingOf({ verdict: "send", to: "a@b.c" }, zone, language))).not.toContain("a@b.c");
});
