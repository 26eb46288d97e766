import { expect, test } from "vitest";
import { listInstalled } from "./installed.rules.ts";
import { loadInstruments } from "./policies.ts";

const installed = new Map(listInstalled(loadInstruments("data"), "2026-11-20").map((one) => [one.instrument, one]));

test("B13: PCL-5 says both published cuts, its bounds, and the one reliable change with population and source", () => {
  expect(installed.get("pcl-5")).toMatchObject({ direction: "lower_is_better", total: { minimum: 0, maximum: 80 }, cuts: [31, 33], reliableChange: { points: 15, population: "veterans", source: "Marx 2022" } });
});

test("B13: a change value that nobody read in its source is never offered as reliable", () => {
  expect(installed.get("phq-9")!.reliableChange).toBeNull();
  expect(installed.get("gad-7")!.reliableChange).toBeNull();
});

test("an instrument whose data keep no cut of its total draws none", () => {
  expect(installed.get("phq-9")!.cuts).toEqual([]);
  expect(installed.get("dc05-axis-ii")!.cuts).toEqual([]);
});

test("what is installed says who answers it and whether it can be sent", () => {
  expect(installed.size).toBe(25);
  expect([...installed.values()].filter((one) => one.canBeSent).map((one) => one.instrument).sort()).toEqual(["ces-d", "cesd-r", "gad-7", "lec-5", "pcl-5", "phq-9"]);
  expect(installed.get("phq-9")).toMatchObject({ version: "1", class: "A", respondent: "adult_self", languages: ["en", "es"], origin: "shipped", domains: ["G-gen"], retiredFrom: null });
});
