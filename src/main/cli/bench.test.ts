import { describe, expect, it } from "vitest";
import { figureOf, type Measured, percentile } from "../bench/figures.ts";
import { makeChance, runLoad } from "../bench/load.ts";
import { idOf, openCasesOf, planProgramme } from "../bench/programme.ts";
import { readBenchArguments, writeFigures } from "./bench.ts";

describe("bin/dyad bench", () => {
  it("takes names, --people and --concurrency; without them everything, 2,000 people, 8 at once", () => {
    expect(readBenchArguments([])).toEqual({ names: [], people: 2_000, concurrency: 8, isJson: false });
    expect(readBenchArguments(["reads", "--people", "500", "sign", "--concurrency=4", "--json"])).toEqual({ names: ["reads", "sign"], people: 500, concurrency: 4, isJson: true });
  });

  it.each([[["nothing"]], [["--people", "3"]], [["--people"]], [["--concurrency", "0"]], [["--concurrency", "two"]], [["--other"]], [["--json=1"]]])("is used wrongly: %j", (argv) => {
    expect(() => readBenchArguments(argv)).toThrowError(expect.objectContaining({ code: "malformed" }));
  });

  const measured = (errors: [string, number][] = []): Measured => ({ figure: figureOf({ name: "reads", scale: 400, concurrency: 8, durations: [4, 2, 1, 3], seconds: 2, peakMemoryMB: 120 }), errors: new Map(errors), beside: { perSecond: 4, p95Ms: 1, ratio: 0.5 } });

  it("answers with --json in the shape of the door, and nothing else on standard output", () => {
    const { exit, stdout } = writeFigures("a machine", [measured()], true, "en");
    expect(exit).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ machine: "a machine", results: [{ name: "reads", scale: 400, concurrency: 8, perSecond: 2, p50Ms: 2, p95Ms: 4, p99Ms: 4, peakMemoryMB: 120 }] });
  });

  it("shows a table with the target and with PostgreSQL alone, in both languages", () => {
    expect(writeFigures("a machine", [measured()], false, "en").stdout).toMatch(/reads +400 +8 +2 +2 +4 +4 +120 +100 kept +4 \(1\): 50 %/);
    expect(writeFigures("un equipo", [measured()], false, "es").stdout).toMatch(/Equipo: un equipo[\s\S]*100 cumplida/);
  });

  it("exits 1 and says what was wrong where an answer was, and where nothing was measured", () => {
    const { exit, stderr } = writeFigures("a machine", [measured([["case: 500 internal", 3]])], false, "en");
    expect([exit, stderr]).toEqual([1, "reads: 3 × case: 500 internal\n"]);
    const nothing: Measured = { ...measured(), figure: figureOf({ name: "sign", scale: 1, concurrency: 1, durations: [], seconds: 1, peakMemoryMB: null }) };
    expect(writeFigures("a machine", [nothing], false, "en").exit).toBe(1);
  });
});

describe("the figures", () => {
  it("are percentiles by nearest rank", () => {
    const hundred = Array.from({ length: 100 }, (_, place) => place + 1);
    expect([percentile(hundred, 0.5), percentile(hundred, 0.95), percentile(hundred, 0.99), percentile([7], 0.99), percentile([], 0.5)]).toEqual([50, 95, 99, 7, 0]);
  });

  it("count right answers only, after the warm-up, and what was wrong by its kind", async () => {
    let asked = 0;
    const { durations, errors } = await runLoad({ concurrency: 2, warmUpSeconds: 0, seconds: 0.05, step: async () => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
      if (asked % 3 === 0) throw new Error("broken line");
      return { wrong: asked % 3 === 1 ? "404" : null };
    } });
    expect(durations.length + [...errors.values()].reduce((sum, one) => sum + one, 0)).toBe(asked);
    expect([...errors.keys()].sort()).toEqual(["404", "broken line"]);
  });

  it("end a worker that has nothing left to do", async () => {
    const { durations } = await runLoad({ concurrency: 1, warmUpSeconds: 0, seconds: 60, step: async () => ({ wrong: null, over: true as const }) });
    expect(durations).toEqual([]);
  });

  it("rest on keys that are the same at every run", () => {
    const draw = () => {
      const chance = makeChance(3);
      return Array.from({ length: 5 }, () => chance.upTo(1000));
    };
    expect(draw()).toEqual(draw());
  });
});

describe("the programme that is measured", () => {
  it("gives every open case to one clinician, about a dozen each (B10)", () => {
    for (const people of [20, 2_000, 100_000]) {
      const programme = planProgramme(people, "2026-11-20");
      const dealt = Array.from({ length: programme.clinicians }, (_, clinician) => openCasesOf(programme, clinician));
      expect(new Set(dealt.flat()).size).toBe(programme.openCases);
      expect(Math.max(...dealt.map((one) => one.length))).toBeLessThanOrEqual(12);
      expect(programme.monday <= programme.today).toBe(true);
    }
  });

  it("has ids that are UUIDs of version 7, in the order of their numbers", () => {
    const ids = [0, 1, 4_095, 4_096, 1_000_000].map((n) => idOf("session", n));
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect([...ids].sort()).toEqual(ids);
  });
});
