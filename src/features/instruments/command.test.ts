import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { changeCommand, instrumentsCommand, scoreCommand } from "./command.ts";

const settings = { dataDirectory: join(import.meta.dirname, "../../../data") };
const score = (argv: string[], input: unknown) => scoreCommand(argv, typeof input === "string" ? input : JSON.stringify(input), settings);

describe("bin/dyad score", () => {
  test("an incomplete form is computed: the keys of the door, no other", () => {
    const result = score(["phq-9", "--json"], { answers: { "1": 1, "2": 1, "4": 1, "5": 1, "6": 1, "7": 1, "8": 1, "9": 1 } });
    expect(result).toMatchObject({ exit: 0, stderr: "" });
    expect(JSON.parse(result.stdout)).toEqual({ instrument: "phq-9", complete: false, missing: ["3"], total: null, subscales: {}, band: null, positive: { major_algorithm: null, other_algorithm: null }, alerts: [{ item: "9", kind: "self_harm" }] });
  });

  test("for a person, in Spanish", () => {
    expect(score(["gad-7", "--language", "es"], { answers: { "1": 3, "2": 3, "3": 3, "4": 3, "5": 3, "6": 0, "7": 0 } }).stdout).toMatch(/Total: 15\ngrave\nTotal de 10 o más: sí\n/);
  });

  test.each([
    ["a value out of range, by item", ["phq-9"], { answers: { "3": 4 } }, "answers.3", "malformed"],
    ["an unknown item", ["phq-9"], { answers: { "12": 0 } }, "answers.12", "malformed"],
    ["a wrong key", ["phq-9"], { answers: {}, mode: "weekly" }, "mode", "malformed"],
    ["no answers", ["phq-9"], {}, "answers", "malformed"],
    ["bad JSON", ["phq-9"], "{", "stdin", "malformed"],
    ["nothing on standard input", ["phq-9"], "", "stdin", "malformed"],
    ["an instrument that is not here", ["phq-10"], { answers: {} }, "instrument", "not_found"],
    ["an instrument named after the language", ["__proto__"], { answers: {} }, "instrument", "not_found"],
    ["no instrument", ["--json"], { answers: {} }, "arguments", "malformed"],
    ["two instruments", ["phq-9", "gad-7"], { answers: {} }, "arguments", "malformed"],
    ["an unknown option", ["phq-9", "--verbose"], { answers: {} }, "arguments", "malformed"],
    ["a language that is not spoken", ["phq-9", "--language", "fr"], { answers: {} }, "arguments", "malformed"],
  ])("used wrongly: %s", (_, argv, input, path, code) => {
    const result = score(argv, input);
    expect(result).toMatchObject({ exit: 2, stdout: "" });
    const error = JSON.parse(result.stderr);
    expect(Object.keys(error)).toEqual(["code", "message", "fields", "requestId"]);
    expect(error).toMatchObject({ code, fields: [expect.objectContaining({ path })] });
  });
});

describe("bin/dyad change", () => {
  const figures = { pre: 50, post: 30, sd: 10, reliability: 0.8, lowerIsBetter: true };
  test("prints the four figures of the door", () => {
    const result = changeCommand(["--json"], JSON.stringify(figures));
    expect(result.exit).toBe(0);
    expect(JSON.parse(result.stdout)).toEqual({ rci: expect.closeTo(-3.1622776, 6), standardError: expect.closeTo(4.472136, 6), sDiff: expect.closeTo(6.324555, 6), class: "improved" });
  });

  test.each([
    ["no standard deviation: never a silent default", { ...figures, sd: undefined }, "sd"],
    ["a standard deviation of nothing", { ...figures, sd: 0 }, "sd"],
    ["no reliability", { ...figures, reliability: undefined }, "reliability"],
    ["a perfect reliability", { ...figures, reliability: 1 }, "reliability"],
    ["a negative reliability", { ...figures, reliability: -0.1 }, "reliability"],
    ["no direction", { ...figures, lowerIsBetter: undefined }, "lowerIsBetter"],
    ["a score in letters", { ...figures, pre: "50" }, "pre"],
    ["a wrong key", { ...figures, mean: 3 }, "mean"],
    ["figures that do not divide", { ...figures, sd: Number.MIN_VALUE }, "sd"],
  ])("used wrongly: %s", (_, input, path) => {
    const result = changeCommand(["--json"], JSON.stringify(input));
    expect(result).toMatchObject({ exit: 2, stdout: "" });
    expect(JSON.parse(result.stderr).fields).toEqual([expect.objectContaining({ path })]);
  });
});

test("bin/dyad instruments lists what is installed, with the languages that may be shown", () => {
  const result = instrumentsCommand(["--json"], "", settings);
  expect(result.exit).toBe(0);
  const rows = JSON.parse(result.stdout) as { id: string }[];
  expect(rows).toHaveLength(25);
  expect(rows).toEqual(expect.arrayContaining([
    { id: "phq-9", version: "1", class: "A", languages: ["en", "es"] },
    { id: "pcl-5", version: "1", class: "A", languages: ["en"] },
    { id: "epds", version: "1", class: "B", languages: [] },
    { id: "cbcl-1-5-5", version: "1", class: "C", languages: [] },
    { id: "ace-10", version: "1", class: "A", languages: [] },
  ]));
  expect(instrumentsCommand(["phq-9"], "", settings).exit).toBe(2);
});
