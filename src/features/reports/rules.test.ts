import { describe, expect, it } from "vitest";
import { languages } from "#kernel/language.ts";
import { loadPublished } from "#features/investment/policies.ts";
import type { ReturnInputs } from "#features/investment/contract.ts";
import { mayStand } from "#features/investment/own.rules.ts";
import { noInputs } from "#features/investment/rules.ts";
import { domainCodes } from "#features/instruments/contract.ts";
import type { ProgrammeFigures, Shown } from "#features/outcomes/shapes.contract.ts";
import { MOST_WORDS, type ReportContent, reportKinds } from "./contract.ts";
import { beside, makeFigures, measured, n, ON, under } from "./figures.test-support.ts";
import { tellMeasure } from "./narrative.rules.ts";
import { makePrinter, sayCount, writeNumber, writePeriod } from "./printing.rules.ts";
import { listReportCells, writeReport } from "./rules.ts";
import { stepClauses } from "./sentences.words.ts";
import { findNameIn, judgeWords, noWords } from "./words.rules.ts";

const agency = { name: "A made-up agency", isDemo: true };
const write = (over: Partial<Parameters<typeof writeReport>[0]> = {}): ReportContent => writeReport({ kind: "funder", language: "en", agency, figures: makeFigures(), own: noWords, cost: null, ...over });
const textsOf = (content: ReportContent) => content.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === "table" ? [...block.head, ...block.rows.flat()] : [block.text])));
const sectionOf = (content: ReportContent, id: string) => content.sections.find((one) => one.id === id)!;
const quarter = { cut: "period" as const, key: "period:2026-Q3", values: ["2026-Q3"], names: ["2026-Q3"] };

describe("a sentence that counts families", () => {
  const say = (count: Shown, among: Shown | null, language: "en" | "es") => sayCount(count, stepClauses.planned, among === null ? null : { count: among, clause: stepClauses.ended }, { language, threshold: 11 });
  it.each<[string, Shown, Shown | null, string, string]>([
    ["several of several", n(24), n(38), "24 families ended as planned, 63 % of the 38 that ended treatment.", "24 familias terminaron según lo planeado, el 63 % de las 38 que terminaron el tratamiento."],
    ["one", n(1), n(38), "One family ended as planned, 3 % of the 38 that ended treatment.", "Una familia terminó según lo planeado, el 3 % de las 38 que terminaron el tratamiento."],
    ["one of one: no share is told", n(1), n(1), "One family ended as planned.", "Una familia terminó según lo planeado."],
    ["none", n(0), n(38), "No family ended as planned, 0 % of the 38 that ended treatment.", "Ninguna familia terminó según lo planeado, el 0 % de las 38 que terminaron el tratamiento."],
    ["of nobody", n(0), n(0), "No family ended as planned.", "Ninguna familia terminó según lo planeado."],
    ["thousands", n(1234), n(12345), "1,234 families ended as planned, 10 % of the 12,345 that ended treatment.", "1,234 familias terminaron según lo planeado, el 10 % de las 12,345 que terminaron el tratamiento."],
    ["under the threshold", under, n(38), "Fewer than 11 families ended as planned.", "Menos de 11 familias terminaron según lo planeado."],
    ["hidden beside one", beside, n(38), "How many families ended as planned is not shown.", "No se muestra cuántas familias terminaron según lo planeado."],
    ["of a hidden count: no share is told", n(24), beside, "24 families ended as planned.", "24 familias terminaron según lo planeado."],
  ])("%s", (_what, count, among, en, es) => {
    expect(say(count, among, "en")).toBe(en);
    expect(say(count, among, "es")).toBe(es);
  });
});

describe("what is said of a measure", () => {
  const tell = (over: Parameters<typeof measured>[1], language: "en" | "es" = "en", id = "pcl-5:total") => tellMeasure(measured(id, over), "Caregiver", makePrinter(language, 11, null));
  it("begins with how many have a last value, then medians, change with its source, and the cut", () => {
    expect(tell({})).toBe("Caregiver, PCL-5: 33 families that started have a first and a last value, 46 % of the 71 that started treatment. The median went from 41 to 24 (lower is better). By 15 points (more than error; Marx 2022): better 14, no change hidden, worse <11. Of the 22 that were at or above 33 (the cut) at the start, 11 were below 31 at the end.");
    expect(tell({}, "es")).toBe("Caregiver, PCL-5: 33 familias que empezaron tienen un primer y un último valor, el 46 % de las 71 que empezaron el tratamiento. La mediana pasó de 41 a 24 (más bajo es mejor). Según 15 puntos (más que el error; Marx 2022): mejor 14, sin cambio oculto, peor <11. De las 22 que estaban en 33 o más (el punto de corte) al inicio, 11 estaban por debajo de 31 al final.");
  });
  it.each([
    ["too few pairs: nothing more", { pairs: under }, "Caregiver, PCL-5: fewer than 11 families that started have a first and a last value. Nothing more is told of this measure."],
    ["hidden pairs: nothing more", { pairs: beside }, "Caregiver, PCL-5: how many families that started have a first and a last value is not shown. Nothing more is told of this measure."],
    ["no medians, no change value, a hidden side of the cut, broken pairs", { pre: null, change: null, aboveThenBelow: under, broken: n(12) }, "Caregiver, PCL-5: 33 families that started have a first and a last value, 46 % of the 71 that started treatment. The medians are not shown. Nothing says what counts as change in it, so none is computed. At the start at or above 33 (the cut): 22; of these below 31 at the end: <11. Left out, since there is no later value that can be compared: 12."],
  ])("%s", (_what, over, said) => expect(tell(over)).toBe(said));

  it("nothing is called unmeasured before anything is told", () => {
    const content = write({ kind: "board", figures: makeFigures({ countedOn: null, domains: makeFigures().domains.map((one) => ({ ...one, measures: [] })) }) });
    expect(sectionOf(content, "changed").blocks).toEqual([{ kind: "sentence", text: "What was measured cannot be told yet." }]);
    expect(content.facts[2]![1]).toBe("nothing can be told yet");
  });

  it("a domain without a measure is not measured, never without change", () => {
    expect(textsOf(write()).join("\n")).toContain("Not measured in this programme, which is not the same as no change: Child: trauma symptoms; child: other diagnoses");
    expect(textsOf(write({ language: "es" })).join("\n")).toContain("No se mide en este programa, que no es lo mismo que sin cambio: Niño o niña: síntomas de trauma;");
    const all = write({ figures: makeFigures({ domains: domainCodes.map((domain) => ({ domain, measures: [measured("pcl-5:total")] })) }) });
    expect(sectionOf(all, "unmeasured").blocks).toEqual([{ kind: "sentence", text: "Every domain has at least one measure." }]);
  });
});

describe("every report", () => {
  const everything = reportKinds.flatMap((kind) => languages.map((language) => ({ kind, language, content: write({ kind, language, figures: makeFigures({ cut: kind === "quarter" ? quarter : null }) }) })));
  it("says where its figures are from, how each is counted, and what is hidden and why", () => {
    for (const { kind, language, content } of everything) {
      const defined = new Set(sectionOf(content, "definitions").blocks.flatMap((block) => (block.kind === "table" ? block.rows.map((row) => row[0]!) : [])));
      for (const id of ["asked", "started", "post_data", "better", "below_cut", "moved"]) expect(defined, kind).toContain(id);
      const days = sectionOf(content, "definitions").blocks.flatMap((block) => (block.kind === "table" ? block.rows.map((row) => row[5]!) : []));
      expect([...new Set(days)]).toEqual([language === "en" ? "17 November 2026" : "17 de noviembre de 2026"]);
      expect(textsOf(content).join("\n")).toContain("<11");
      expect(content.demo).not.toBe("");
      expect(content.facts[1]![1]).toBe(kind === "quarter" ? (language === "en" ? "Families that asked in the period: quarter 3 of 2026" : "Familias que pidieron ayuda en el período: trimestre 3 de 2026") : (language === "en" ? "All families that asked until then" : "Todas las familias que pidieron ayuda hasta entonces"));
    }
  });

  it("prints each count that it lists, and lists each that it prints", () => {
    for (const { content } of everything) {
      const counts = new Set(listReportCells(content).map((one) => writeNumber(one.count.people!)));
      const told = content.sections.filter((one) => ["served", "for_whom", "homes"].includes(one.id)).flatMap((one) => one.blocks.flatMap((block) => (block.kind === "table" ? block.rows.map((row) => row[1]!) : [])));
      for (const one of told.filter((cell) => /^\d/.test(cell))) expect(counts).toContain(one);
      expect(listReportCells(content).every((one) => one.count.people !== null)).toBe(true);
      expect(content.cells.length).toBeGreaterThan(listReportCells(content).length);
    }
  });

  it("tells nothing where everything is hidden: no count, no share, no median", () => {
    const hide = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(hide);
      if (value === null || typeof value !== "object") return value;
      if ("mark" in value) return beside;
      if ("median" in value) return null;
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, hide(inner)]));
    };
    for (const kind of reportKinds) {
      const content = write({ kind, figures: hide(makeFigures({ cut: kind === "quarter" ? quarter : null })) as ProgrammeFigures });
      expect(listReportCells(content)).toEqual([]);
      const told = content.sections.filter((one) => !["hidden", "definitions", "published"].includes(one.id)).flatMap((one) => textsOf({ ...content, sections: [one] }));
      // Names of measures, the published values and the clause of the goals have figures of their own.
      expect(told.join("\n").replaceAll(/PCL-5|PHQ-9|32\.82|Lieberman 2005|22-A DCMR § 3427\.3/g, "")).not.toMatch(/\d/);
    }
  });

  it("holds the agency's words as typed, where they belong, and none in a place that it does not have", () => {
    const own = { opening: "  First.\n\nSecond: =1+1  ", served: "About us.", changed: "", closing: "Next." };
    expect(write({ own }).sections.flatMap((one) => one.blocks.flatMap((block) => (block.kind === "own" ? [[one.id, block.text]] : [])))).toEqual([["opening", "First.\n\nSecond: =1+1"], ["served", "About us."], ["closing", "Next."]]);
    expect(textsOf(write({ own, kind: "board" })).filter((one) => /About us|Next\./.test(one))).toEqual([]);
    expect(judgeWords("board", { ...own, opening: "a".repeat(MOST_WORDS.board + 1) }).map((one) => one.path)).toEqual(["words.opening", "words.served", "words.closing"]);
    expect(judgeWords("funder", own)).toEqual([]);
  });

  it.each([["Thanks to José  Méndez.", ["words.opening"]], ["jose mendez", ["words.opening"]], ["MÉNDEZ, José", []], ["Josefina Mendezes", []]])("%s: a clinician's name is found", (opening, paths) => {
    expect(findNameIn({ ...noWords, opening }, ["José Méndez", ""]).map((one) => one.path)).toEqual(paths);
  });

  it.each([[["2026-Q3"], "quarter 3 of 2026", "trimestre 3 de 2026"], [["2025-Q4", "2025-Q1", "2025-Q2", "2025-Q3"], "2025", "2025"], [["2025-Q4", "2026-Q1"], "quarter 4 of 2025 to quarter 1 of 2026", "trimestre 4 de 2025 a trimestre 1 de 2026"]])("%s in words", (values, en, es) => {
    expect(writePeriod(values, "en")).toBe(en);
    expect(writePeriod(values, "es")).toBe(es);
  });
});

describe("figures of cost in a report", () => {
  it.each<[number, Shown | null, boolean]>([[24, n(24), true], [24, n(35), true], [24, n(34), false], [24, n(14), false], [24, n(13), true], [24, beside, false], [24, under, false], [24, null, false], [10, n(40), false], [0, n(40), false]])("%i typed beside %j: %s", (typed, figure, stands) => {
    expect(mayStand(typed, figure, 11)).toBe(stands);
  });
  const typed = (over: Partial<ReturnInputs>): ReturnInputs => ({ ...noInputs, swing: 10, ...over });
  const costOf = (inputs: ReturnInputs | null, figures = makeFigures()) => textsOf({ ...write(), sections: [sectionOf(write({ figures, cost: { typed: inputs, published: loadPublished() } }), "cost")] }).join("\n");

  it("stand with source, study, dollars and perspective", () => {
    const told = costOf(typed({ completers: 24 }));
    expect(told).toContain("$1,865,592");
    expect(told).toContain("$1,679,033 to $2,052,151");
    expect(told).toMatch(/Washington State Institute for Public Policy.* · study of 2023 · taxpayers alone · dollars of 2023/);
    expect(told).toContain("Own figures that are still needed: sessions held;");
  });
  it("do not stand where a typed number would tell what the figures hide", () => {
    const hidden = makeFigures();
    const told = costOf(typed({ completers: 24 }), { ...hidden, funnel: hidden.funnel.map((one) => (one.id === "planned" ? { ...one, count: beside } : one)) });
    expect(told).toContain("not shown: rests on a number of families that this report does not tell");
    expect(told).not.toContain("1,865,592");
  });
  it("are in it only where they are chosen", () => {
    expect(write().sections.map((one) => one.id)).not.toContain("cost");
    expect(costOf(null)).toBe("The agency has typed no figures of cost.");
  });
  it("are never of another day than the figures say", () => expect(write().countedOn).toBe(ON));
});
