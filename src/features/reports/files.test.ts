import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { writePdf } from "#server/pdf.ts";
import { zipOf } from "#server/zip.ts";
import { noInputs } from "#features/investment/rules.ts";
import { loadPublished } from "#features/investment/policies.ts";
import { writeWorkbook } from "#wire/sheets/workbook.ts";
import { wordsOf } from "../../../test/crawl/papers.ts";
import { MOST_WORDS, type ReportContent, type ReportKind, reportKinds } from "./contract.ts";
import { makeFigures, measured } from "./figures.test-support.ts";
import { reportPaper, reportTemplate } from "./paper.rules.ts";
import { writeReport } from "./rules.ts";
import { reportSheets } from "./sheets.rules.ts";
import { noWords } from "./words.rules.ts";

const own = { ...noWords, opening: "Thank you, all of you.\n\n=HYPERLINK(\"http://example.org\") & <b>" };
const period = { cut: "period" as const, key: "period:2026-Q3", values: ["2026-Q3"], names: ["2026-Q3"] };
const write = (kind: ReportKind, language: "en" | "es" = "en", over: Partial<Parameters<typeof writeReport>[0]> = {}): ReportContent =>
  writeReport({ kind, language, agency: { name: "A made-up agency", isDemo: true }, figures: makeFigures({ cut: kind === "quarter" ? period : null }), own, cost: { typed: null, published: loadPublished() }, ...over });
const pdf = (content: ReportContent) => Buffer.from(writePdf({ template: reportTemplate, data: reportPaper(content, "0123456789ab"), title: content.title, language: content.language }));
const xlsx = (content: ReportContent) => zipOf(writeWorkbook(reportSheets(content)).map(({ path, xml }) => ({ path, bytes: new TextEncoder().encode(xml) })));
const squeezed = (text: string) => text.replaceAll(/\s/g, "");
const pagesOf = (bytes: Buffer) => [...bytes.toString("latin1").matchAll(/\/Type\s*\/Page\b/g)].length;

describe("a report as PDF", () => {
  it.each(reportKinds.flatMap((kind) => [[kind, "en"], [kind, "es"]] as const))("%s, %s: says all that the page says, on each page that the programme is made up", (kind, language) => {
    const content = write(kind, language);
    const bytes = pdf(content);
    const all = squeezed(wordsOf(bytes));
    const demos = all.split(squeezed(content.demo)).length - 1;
    // A line may end anywhere, and a page within a sentence: texts are looked for without spaces and feet of pages.
    const words = all.replaceAll(squeezed(content.demo), "").replaceAll(/Amade-upagency·[^·]*·(?:Mark|Huella)0123456789ab(?:Page|Página)\d+(?:of|de)\d/g, "");
    for (const section of content.sections) for (const block of section.blocks) for (const text of block.kind === "table" ? [...block.head, ...block.rows.flat()] : block.kind === "own" ? block.text.split("\n\n") : [block.text]) expect(words).toContain(squeezed(text));
    expect(demos).toBe(pagesOf(bytes));
    expect(bytes.toString("latin1")).toMatch(new RegExp(`/Lang\\s*\\(${language}`));
  });

  it("is the same bytes for the same content, also after it was kept as JSON", () => {
    const first = pdf(write("funder"));
    pdf(write("board"));
    expect(pdf(JSON.parse(JSON.stringify(write("funder"))) as ReportContent).equals(first)).toBe(true);
    expect(pdf(write("funder", "en", { own: noWords })).equals(first)).toBe(false);
  });

  it.each(["en", "es"] as const)("for a board is one page and its back in %s, with as many words and measures as there can be; the measures that few have stand in the workbook", (language) => {
    const count = (people: number | null) => ({ people, mark: people === null ? ("beside" as const) : ("shown" as const) });
    const figures = makeFigures();
    const domains = figures.domains.map((one, at) => ({ ...one, measures: [measured("pcl-5:total", { pairs: count(at < 6 ? 40 + at : null) }), measured("phq-9:total", { pairs: count(at < 4 ? 20 + at : 12), broken: count(12) })] }));
    const typed = { ...noInputs, families: 71, completers: 24, swing: 20, priceYear: 2026 };
    const page = (cost: Parameters<typeof writeReport>[0]["cost"]) => write("board", language, { own: { ...noWords, opening: "words ".repeat(MOST_WORDS.board / 6).trim() }, cost, figures: { ...figures, domains } });
    const content = page(null);
    const bytes = pdf(content);
    // Figures of cost, where they are chosen, take no room on the front, and push what is explained onto a third page.
    expect([pagesOf(bytes), pagesOf(pdf(page({ typed, published: loadPublished() })))]).toEqual([2, 3]);
    const [front, further] = ["changed", "further"].map((id) => content.sections.find((one) => one.id === id)!.blocks.flatMap((block) => (block.kind === "table" ? block.rows : []))) as [string[][], string[][]];
    expect([front.length, front.length + further.length]).toEqual([10, 2 * domains.length]);
    expect([front.filter((row) => row[1] === "PCL-5").length, front.some((row) => row[2]!.includes("(12 "))]).toEqual([6, false]);
    const said = (language === "en" ? "Shown are the measures of which most families" : "Se muestran las medidas de las que más familias");
    expect([squeezed(wordsOf(bytes)).includes(squeezed(said)), squeezed(wordsOf(bytes)).includes(squeezed(content.sections.find((one) => one.id === "further")!.heading))]).toEqual([true, false]);
    expect(reportSheets(content).find((one) => one.name === content.sections.find((each) => each.id === "further")!.heading)!.rows).toHaveLength(1 + further.length);
  });
});

describe("a report as workbook", () => {
  const partsOf = (content: ReportContent) => Object.fromEntries(Object.entries(unzipSync(xlsx(content))).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
  const cellsOf = (xml: string) => [...xml.matchAll(/<c r="([A-Z]+\d+)"[^>]*?(?:t="inlineStr"><is><t[^>]*>([^<]*)<\/t><\/is>|><v>([^<]*)<\/v>)<\/c>/g)].map(([, place, text, number]) => [place, number === undefined ? text : Number(number)]);

  it("has a sheet of what is said and one for each table; counts are numbers, what is hidden is a word", () => {
    const parts = partsOf(write("quarter"));
    expect([...parts["xl/workbook.xml"]!.matchAll(/<sheet name="([^"]*)"/g)].map((one) => one[1])).toEqual(["Quarterly report", "From first call to goodbye", "Where the others are", "Why families left early", "Dose", "Days from the request", "What changed", "Homes", "The five standard goals", "How it is counted"]);
    expect(cellsOf(parts["xl/worksheets/sheet2.xml"]!).slice(0, 9)).toEqual([["A1", "Step"], ["B1", "Families"], ["C1", "Share"], ["A2", "Asked"], ["B2", 118], ["C2", ""], ["A3", "Eligible"], ["B3", 84], ["C3", "71 %"]]);
    expect(cellsOf(parts["xl/worksheets/sheet4.xml"]!)).toContainEqual(["B2", "&lt;11"]);
    expect(cellsOf(parts["xl/worksheets/sheet4.xml"]!)).toContainEqual(["B3", "hidden"]);
  });

  it("holds no formula, whatever was typed, and escapes what XML would read", () => {
    const parts = partsOf(write("funder"));
    for (const xml of Object.values(parts)) expect(xml).not.toMatch(/<f[ >]|t="str"/);
    expect(parts["xl/worksheets/sheet1.xml"]).toContain("=HYPERLINK(&quot;http://example.org&quot;) &amp; &lt;b&gt;");
    expect(writeWorkbook([{ name: "a/b:c", rows: [["_x0041_\u0000\u000b\ud800", -1.5]] }, { name: "A b c", rows: [] }]).map((one) => one.xml).join("")).toMatch(/name="a b c".*name="A b c 2".*_x005F_x0041_<.*<v>-1.5</s);
  });

  it("names its parts as the format asks, and is the same bytes each time", () => {
    const parts = partsOf(write("board"));
    const named = [...parts["[Content_Types].xml"]!.matchAll(/PartName="\/([^"]+)"/g)].map((one) => one[1]!);
    expect(named.toSorted()).toEqual(Object.keys(parts).filter((one) => !/\.rels$|^\[/.test(one)).toSorted());
    for (const [, target] of parts["xl/_rels/workbook.xml.rels"]!.matchAll(/Target="([^"]+)"/g)) expect(parts).toHaveProperty([`xl/${target}`]);
    expect(Buffer.from(xlsx(write("board"))).equals(Buffer.from(xlsx(write("board"))))).toBe(true);
  });
});
