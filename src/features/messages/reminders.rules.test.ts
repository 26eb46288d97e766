import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { addMinutes } from "#kernel/dates.ts";
import { languages } from "#kernel/language.ts";
import { inPlainLetters, isPlain, LEAST_NOTICE, LOOK_AHEAD, type Reminded, remindersDue, renderHour, whyNotRemind } from "./reminders.rules.ts";
import { readReply } from "./replies.rules.ts";

const startsAt = "2026-11-20T15:00:00.000Z";
const hours = (before: number) => addMinutes(startsAt, -60 * before);
const written = (change: Partial<Reminded> = {}): Reminded => ({ hoursBefore: 24, aboutAt: startsAt, queuedAt: hours(24), status: "sent", failure: "", ...change });
const dueHours = (...asked: Parameters<typeof remindersDue>) => remindersDue(...asked).map((one) => one.hoursBefore);

describe("D3: which reminders are due", () => {
  it("writes each once, some hours ahead of its moment, and none just before the session", () => {
    expect(dueHours([24], startsAt, addMinutes(hours(24), -LOOK_AHEAD - 1), [])).toEqual([]);
    expect(remindersDue([24], startsAt, addMinutes(hours(24), -LOOK_AHEAD), [])).toEqual([{ hoursBefore: 24, dueAt: hours(24) }]);
    expect(dueHours([24], startsAt, hours(3), [])).toEqual([24]);
    expect(dueHours([24], startsAt, hours(3), [written()])).toEqual([]);
    expect(dueHours([24], startsAt, addMinutes(startsAt, -LEAST_NOTICE), [])).toEqual([]);
    expect(dueHours([], startsAt, hours(3), [])).toEqual([]);
  });

  it("of those whose moment has passed writes the nearest alone", () => {
    expect(dueHours([48, 24, 2], startsAt, hours(20), [])).toEqual([24]);
    expect(dueHours([48, 24, 2], startsAt, hours(1), [written({ hoursBefore: 24 })])).toEqual([2]);
    expect(dueHours([48, 24], startsAt, hours(20), [written({ hoursBefore: 2 })])).toEqual([]);
    expect(dueHours([24, 20], startsAt, hours(25), [])).toEqual([20, 24]);
  });

  it("writes anew after a move, after a move back that the adult was told of, and after what was withdrawn holds again", () => {
    const other = written({ aboutAt: addMinutes(startsAt, 60), queuedAt: hours(20) });
    expect(dueHours([24], startsAt, hours(10), [other])).toEqual([24]);
    expect(dueHours([24], startsAt, hours(10), [written(), other])).toEqual([24]);
    expect(dueHours([24], startsAt, hours(10), [written(), { ...other, status: "withdrawn", failure: "session_changed" }])).toEqual([]);
    expect(dueHours([24], startsAt, hours(10), [written({ status: "withdrawn", failure: "session_changed" })])).toEqual([24]);
    expect(dueHours([24], startsAt, hours(10), [written({ status: "withdrawn", failure: "may_not_learn" })])).toEqual([24]);
    for (const failure of ["by_hand", "stopped", "another_nearer"] as const) expect(dueHours([24], startsAt, hours(10), [written({ status: "withdrawn", failure })]), failure).toEqual([]);
  });

  it("never asks for the same twice, whatever was written and whenever one looks", () => {
    const kinds = fc.record({ hoursBefore: fc.constantFrom(48, 24, 2), aboutAt: fc.constantFrom(startsAt, addMinutes(startsAt, 60)), queuedAt: fc.integer({ min: 0, max: 60 }).map(hours), status: fc.constantFrom("queued", "sending", "sent", "delivered", "unclear", "failed", "withdrawn"), failure: fc.constantFrom("", "session_changed", "by_hand") });
    fc.assert(
      fc.property(fc.array(kinds, { maxLength: 4 }), fc.integer({ min: 0, max: 60 * 60 }), (before, minutes) => {
        const now = addMinutes(startsAt, -minutes);
        const due = remindersDue([48, 24, 2], startsAt, now, before as Reminded[]);
        // What is due is written a moment after all that was; then nothing is due any more.
        const latest = before.map((one) => one.queuedAt).toSorted().at(-1) ?? "";
        const at = addMinutes(latest > now ? latest : now, 1);
        const after = [...(before as Reminded[]), ...due.map((one): Reminded => ({ hoursBefore: one.hoursBefore, aboutAt: startsAt, queuedAt: at, status: "queued", failure: "" }))];
        return new Set(due.map((one) => one.hoursBefore)).size === due.length && remindersDue([48, 24, 2], startsAt, now, after).length === 0;
      }),
      { seed: 20_261_122, numRuns: 500 },
    );
  });
});

test("D3: a reminder leaves only for a session that stands as it stood, and in time", () => {
  const session = { startsAt, status: "booked", isExpected: true };
  expect(whyNotRemind(session, startsAt, hours(3))).toBeNull();
  expect(whyNotRemind(null, startsAt, hours(3))).toBe("session_changed");
  for (const change of [{ status: "cancelled" }, { isExpected: false }, { startsAt: hours(1) }]) expect(whyNotRemind({ ...session, ...change }, startsAt, hours(3))).toBe("session_changed");
  expect(whyNotRemind(session, startsAt, addMinutes(startsAt, -LEAST_NOTICE))).toBe("too_late");
});

describe("D3: what a reminder says", () => {
  const of = (channel: "text" | "email", language: "en" | "es", aboutAt = startsAt, publicName = "Linden Street") => renderHour({ kind: "reminder", channel, language, publicName, aboutAt, timeZone: "America/New_York" });

  it("is a day and an hour by the adult's clocks, the neutral name, and how to end text messages", () => {
    expect(of("text", "en").text).toBe("Linden Street: We expect you on Friday, November 20 at 10:00 AM. Reply STOP to end texts.");
    expect(of("text", "es").text).toBe("Linden Street: Le esperamos el viernes, 20 de noviembre a las 10:00 a.m. Responda ALTO para no recibir mensajes.");
    expect(of("text", "es", "2026-11-21T18:00:00.000Z").text).toContain("el sabado, 21 de noviembre a la 1:00 p.m.");
    expect(renderHour({ kind: "reminder", channel: "text", language: "en", publicName: "X", aboutAt: startsAt, timeZone: "America/Los_Angeles" }).text).toContain("7:00 AM");
    expect(of("email", "en")).toEqual({ fromName: "Linden Street", subject: "Friday, November 20", text: "Hello,\n\nWe expect you on Friday, November 20 at 10:00 AM.\n\nIf you cannot come, please tell us.\n\nLinden Street\n", address: "" });
  });

  it.each(languages)("fits one plain text message on every day and hour of a year (%s), without a word of the care", (language) => {
    for (let day = 0; day < 366; day++) {
      const { text } = of("text", language, addMinutes("2026-01-01T00:30:00.000Z", day * 24 * 60 + (day % 24) * 60), "Linden Street Family House");
      expect([isPlain(text), text.length <= 160, text]).toEqual([true, true, text]);
      expect(text.replace("Linden Street Family House", "")).not.toMatch(/child|parent|famil|therap|psycho|trauma|clinic|health|http|niñ|hij|terap|salud/i);
    }
  });

  it.each(languages)("offers an hour in one plain text message (%s), without a name, a word of the care, or why it is free", (language) => {
    for (let day = 0; day < 366; day++) {
      const { text } = renderHour({ kind: "hour_offer", channel: "text", language, publicName: "Linden Street Family House", aboutAt: addMinutes("2026-01-01T00:30:00.000Z", day * 24 * 60 + (day % 24) * 60), timeZone: "America/New_York" });
      expect([isPlain(text), text.length <= 160, text]).toEqual([true, true, text]);
      expect(text.replace("Linden Street Family House", "")).not.toMatch(/child|parent|famil|therap|psycho|trauma|clinic|health|http|cancel|niñ|hij|terap|salud/i);
    }
    expect(renderHour({ kind: "hour_offer", channel: "email", language: "en", publicName: "Linden Street", aboutAt: startsAt, timeZone: "America/New_York" })).toEqual({ fromName: "Linden Street", subject: "Friday, November 20", text: "Hello,\n\nAn hour is free on Friday, November 20 at 10:00 AM.\n\nIf you would like it, please call us.\n\nLinden Street\n", address: "" });
  });

  it("is written with plain letters where each has one, and left as it is where not", () => {
    expect(inPlainLetters("Ángela’s “sábado” – ñ é\u00a0ü")).toBe("Angela's \"sabado\" - ñ é ü");
    expect(inPlainLetters("孩子")).toBe("孩子");
  });
});

describe("D3: what an answer asks for", () => {
  it.each(["STOP", "stop", "Stop.", " s t o p ", "STOP ALL", "Unsubscribe!", "cancel", "END", "quit", "ALTO", "alto.", "¡Pare!", "BAJA", "Cancelar", "no más", "please stop", "Stop, por favor", "¡ALTO ya!"])("%s stops", (text) => expect(readReply(text)).toBe("stop"));
  it.each(["START", "start", "unstop", "Iniciar", "¡Empezar!"])("%s begins again", (text) => expect(readReply(text)).toBe("start"));
  it.each(["", "yes", "Sí, ahí estaré", "cancel my appointment on Friday", "We will stop by the office and then come up to you", "👍", "stopped"])("%s is an answer like any other", (text) => expect(readReply(text)).toBe("other"));
});
