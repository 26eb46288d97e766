import { describe, expect, it } from "vitest";
import { type KeptTable, makeEdition } from "./edition.rules.ts";
import { listOptions, tellProgramme } from "./figures.rules.ts";
import { listLines } from "./lines.rules.ts";
import { buildPopulation, type CourseRow } from "./variables.rules.ts";

// Who pays is typed in somebody's own words: what few families share could name one of them.

const ON = "2026-11-20";
const row = (payer: string | null): CourseRow => ({ askedOn: "2026-02-03", eligibleOn: null, firstSessionOn: "2026-03-01", stageTwoOn: null, endedOn: null, position: "stage_one", teamId: null, ageBand: "3", language: "en", place: "site", payer, fidelity: "none", sessions: 5, missed: 0, came: 5, moves: 0, reunified: false, goals: {}, reason: null, pairs: {} });
function tell(payers: [string | null, number][]) {
  const { population, asked, measures } = buildPopulation(payers.flatMap(([payer, count]) => Array.from({ length: count }, () => row(payer))), [], { today: ON, threshold: 11 });
  const tables = new Map<string, KeptTable>([...makeEdition(population, asked, measures, new Map())].map(([key, content]) => [key, { key, countedAt: `${ON}T12:00:00Z`, countedOn: ON, content }]));
  const options = listOptions(tables, (_cut, value) => value);
  const at = (key: string) => tellProgramme(tables, { at: options.find((one) => one.option.key === key) ?? null, options, series: [], threshold: 11, lookedOn: ON });
  return { options: options.map((one) => one.option), whole: at(""), at };
}

describe("a cut by payer", () => {
  it("names whom enough families share; what few share has no name, in page, address, file and report alike", () => {
    const { options, whole, at } = tell([["Medicaid", 40], ["Health Plan", 20], ["Mrs. Lopez, the aunt", 4], ["Self", 9], [null, 3]]);
    expect(options.filter((one) => one.cut === "payer").map((one) => [one.key, one.names])).toEqual([["payer:Health Plan", ["Health Plan"]], ["payer:Medicaid", ["Medicaid"]], ["payer:other_payers+unknown", ["other_payers", "unknown"]]]);
    expect(whole.equity.find((one) => one.cut === "payer")!.rows.map((one) => one.started.people)).toEqual([20, 40, 16]);
    const others = at("payer:other_payers+unknown");
    expect(others.funnel.find((one) => one.id === "started")!.count.people).toBe(16);
    expect(JSON.stringify([whole, others, listLines(whole), listLines(others)])).not.toMatch(/Lopez|Self/);
  });
  it("is one of everybody where no two groups are large enough, and nothing is named", () => {
    expect(tell([["Medicaid", 40], ["Mrs. Lopez, the aunt", 4]]).options).toEqual([]);
  });
  it("bears as many spellings as there are families", () => {
    const started = performance.now();
    const { options } = tell([["Medicaid", 60], ...Array.from({ length: 400 }, (_, at): [string, number] => [`Name ${at}`, 1])]);
    expect(options.map((one) => one.key)).toEqual(["payer:Medicaid", "payer:other_payers"]);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
