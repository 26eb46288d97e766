import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addMonths } from "#kernel/dates.ts";
import { decideAgeWindow } from "./age.rules.ts";
import { loadInstruments } from "./policies.ts";
import { instrumentDefinition } from "./text.rules.ts";

const library = loadInstruments(join(import.meta.dirname, "../../../data"));

describe("age windows in completed months", () => {
  const day = "2026-11-21";
  test.each([
    ["bpsc", 17, 0, true, null], ["bpsc", 18, 0, false, "ppsc"], ["bpsc", 18, 3, true, null], ["bpsc", 18, 2, false, "ppsc"], ["bpsc", 20, 12, true, null], ["bpsc", 24, 40, false, "ppsc"], ["bpsc", 0, 6, true, null],
    ["ppsc", 17, 0, false, null], ["ppsc", 18, 0, true, null], ["ppsc", 65, 0, true, null], ["ppsc", 66, 0, false, "psc-17"],
    ["psc-17", 47, 0, false, null], ["psc-17", 48, 0, true, null], ["psc-17", 216, 0, false, null], ["ycpc", 11, 0, false, null], ["ycpc", 83, 0, true, null], ["phq-9", 400, 0, true, null],
  ] as const)("%s at %i months, %i weeks early: fits %s, offer %s", (id, months, weeksEarly, fits, offer) => {
    expect(decideAgeWindow(instrumentDefinition(library, id), { birthDate: addMonths(day, -months), weeksBornEarly: weeksEarly }, day)).toMatchObject({ fits, offer });
  });
});
