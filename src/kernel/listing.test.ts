import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { askedApart, byIdOr, oneOf, placeKey, readAsked, readPlace, sorting } from "./listing.ts";

const id = "01a1f978-b580-7023-a354-4908bebfa0e0";
const shape = { ...sorting(["name", "age"]), status: z.enum(["open", "all"]).default("open"), stage: oneOf(["1", "2"]), clinician: byIdOr(["own"]) };

describe("a place in a list", () => {
  it("comes back from its key, whatever stands in it", () => {
    const values = fc.string({ unit: "grapheme", maxLength: 60 }).filter((text) => !/[\u0000-\u001f\p{Surrogate}]/u.test(text));
    fc.assert(
      fc.property(fc.option(values, { nil: null }), (value) => {
        expect(readPlace(placeKey({ value, id }), "text")).toEqual({ value, id });
      }),
    );
  });

  it.each([
    ["no id", "text", "x|ana"],
    ["nothing", "text", ""],
    ["a name where a day stands", "date", `${id}|ana`],
    ["a day that is none", "date", `${id}|2026-02-30`],
    ["a moment that is none", "moment", `${id}|2026-11-20`],
    ["a number too long", "number", `${id}|12345678901`],
    ["half a letter", "text", `${id}|\ud800`],
  ] as const)("is refused where it is %s", (_what, kind, key) => {
    expect(() => readPlace(key, kind)).toThrow("This is not a place in the list.");
  });
});

describe("what a list is asked", () => {
  it("is whole by itself, and only what differs is kept", () => {
    const { asked, leftOut } = readAsked(shape, { sort: "age", stage: "2", status: "open" });
    expect([asked, leftOut]).toEqual([{ sort: "age", order: "up", status: "open", stage: "2", clinician: null }, []]);
    expect(askedApart(shape, asked)).toEqual({ sort: "age", stage: "2" });
  });

  it("leaves out what the list does not know, part by part, and names it", () => {
    expect(readAsked(shape, { sort: "weather", stage: "9", clinician: id, search: "Robin" })).toEqual({ asked: { sort: "name", order: "up", status: "open", stage: null, clinician: id }, leftOut: ["sort", "stage", "search"] });
  });

  it("means the same when what was kept of it is read again", () => {
    const of = <T>(...some: T[]) => fc.constantFrom(null, ...some);
    fc.assert(
      fc.property(fc.record({ sort: fc.constantFrom("name", "age"), order: fc.constantFrom("up", "down"), status: fc.constantFrom("open", "all"), stage: of("1", "2"), clinician: of("own", id) }), (asked) => {
        expect(readAsked(shape, askedApart(shape, asked))).toEqual({ asked, leftOut: [] });
      }),
    );
  });
});
