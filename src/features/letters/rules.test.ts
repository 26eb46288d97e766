import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wordsOf } from "../../../test/crawl/papers.ts";
import { disclosureClass, type DisclosureTag } from "#features/disclosure/contract.ts";
import { writePdf } from "#server/pdf.ts";
import { factFields, fieldNames, letterKinds, MOST_FIELDS, MOST_LETTERS, plainFields, sentenceFields, templateContent } from "./contract.ts";
import { checkTemplate, fillParagraphs, mostClosed, readParagraph, sentenceOf, unevenFields } from "./fields.rules.ts";
import { headOf, shippedLetterhead } from "./letterhead.rules.ts";
import { letterTemplate, type LetterData } from "./paper.rules.ts";
import { sampleParagraphs } from "./sample.rules.ts";
import { shippedTemplate, shippedVersions } from "./shipped.rules.ts";
import { fieldWords, frameWords } from "./words.ts";

const CASE = "00000000-0000-4000-8000-000000000001";
const TODAY = "2026-11-20";
const tag = (ofClass: DisclosureTag["class"]): DisclosureTag => ({ class: ofClass, caseId: CASE, ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false });
const both = (text: string) => ({ en: text, es: text });
const wrong = (text: string) => checkTemplate({ paragraphs: [both(text)] }).map((one) => one.message.en);
const plain = { today: "today", agency: "Linden Street", recipient: "Ms. Made-Up" };

describe("a paragraph", () => {
  it.each([
    ["{child came", /opened and not closed/], ["a } b", /closes no field/], ["{diagnosis}", /no field/], ["{Child}", /no field/], ["{}", /no field/], ["{{child}}", /opened and not closed/],
    ["So: {sentence_since}", /paragraph of its own/], ["{sentence_since} {sentence_plan}", /paragraph of its own/], ["{child} ".repeat(MOST_FIELDS + 1), /too many/], ["   ", /both languages/],
  ] as [string, RegExp][])("that cannot be read is refused by name: %j", (text, message) => {
    expect(wrong(text)[0]).toMatch(message);
    expect(checkTemplate({ paragraphs: [both("fine"), { en: "fine", es: text }] }).map((one) => one.path)).toEqual(["content.paragraphs.1.es"]);
  });
  it.each(["{child}", "Dear { recipient }, {child} came on {first_visit}.", "No field at all.", "{sentence_attended}", "  {sentence_plan}\n"])("that can be read is taken: %j", (text) => expect(wrong(text)).toEqual([]));

  it("is read whatever it is: its pieces hold all of its words, and a field is one that there is", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constantFrom("{", "}", ...fieldNames.map((one) => `{${one}}`)), fc.string({ maxLength: 6 })), { maxLength: 12 }), (parts) => {
        const { pieces, problems } = readParagraph(parts.join(""));
        for (const piece of pieces) if ("field" in piece) expect(fieldNames).toContain(piece.field);
        if (problems.length === 0) expect(pieces.map((piece) => ("text" in piece ? piece.text : "")).join("")).not.toMatch(/[{}]/);
      }),
    );
  });

  it("that names a field in one language alone is told, and stays away in both where that fact is missing", () => {
    const one = { en: "{child} came on {first_visit}.", es: "{child} vino." };
    expect(unevenFields(one)).toEqual([{ field: "first_visit", onlyIn: "en" }]);
    const values = { facts: { child: { words: "Robin", factIds: [], on: null, disclosure: tag("service") } }, plain, fixed: tag("service") };
    for (const language of ["en", "es"] as const) expect(fillParagraphs({ paragraphs: [one] }, values, language, [], TODAY)).toMatchObject({ filled: [], missing: [{ place: 0, fields: ["first_visit"] }] });
  });

  it("carries the facts of all its fields, and is of the most closed class among them", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ field: fc.constantFrom(...factFields), ofClass: fc.constantFrom(...disclosureClass.options), on: fc.constantFrom(null, "2026-01-05", "2026-06-30", "2027-02-01") }), { maxLength: MOST_FIELDS }), fc.boolean(), (drawn, hasPeriod) => {
        const facts = Object.fromEntries(drawn.map((one) => [one.field, { words: `<${one.field}>`, factIds: [`id-${one.field}`], on: one.on, disclosure: tag(one.ofClass) }]));
        const text = `x ${drawn.map((one) => `{${one.field}}`).join(" ")} {today}`;
        const asked = hasPeriod ? [{ from: "2026-01-01", to: "2026-12-31" }] : [];
        const { filled: [made], missing } = fillParagraphs({ paragraphs: [both(text)] }, { facts, plain, fixed: tag("service") }, "en", asked, TODAY);
        expect(missing).toEqual([]);
        expect(made!.words).not.toMatch(/[{}]/);
        const values = Object.values(facts);
        expect(made!.factIds.toSorted()).toEqual(values.flatMap((one) => one.factIds).toSorted());
        const order = ["service", "child_chart", "relationship", "caregiver", "psychotherapy_note"];
        const rank = (one: string) => (order.includes(one) ? order.indexOf(one) : order.length);
        expect(rank(made!.disclosure.class)).toBe(Math.max(0, ...values.map((one) => rank(one.disclosure.class))));
        // Where any day lies outside the days asked for, the paragraph is judged by such a one.
        const outside = values.some((one) => one.on !== null && one.on > "2026-12-31");
        if (hasPeriod) expect(made!.on > "2026-12-31").toBe(outside);
      }),
    );
    expect(mostClosed([{ ...tag("caregiver"), ownerPersonId: "a" }, { ...tag("service"), part2: true }], tag("service"))).toMatchObject({ class: "caregiver", ownerPersonId: "a", part2: true });
  });

  it("without a field is of the service, and of a day that goes with those asked for", () => {
    const of = (asked: { from: string | null; to: string | null }[]) => fillParagraphs({ paragraphs: [both("Keep it to yourself.")] }, { facts: {}, plain, fixed: tag("service") }, "en", asked, TODAY).filled[0]!;
    expect([of([]), of([{ from: null, to: "2026-03-31" }]), of([{ from: "2027-01-01", to: null }])].map((one) => [one.on, one.factIds, one.disclosure.class])).toEqual([[TODAY, [], "service"], ["2026-03-31", [], "service"], ["2027-01-01", [], "service"]]);
  });

  it("fits where sentences are kept, however long its fields are", () => {
    const text = "{child}".repeat(MOST_FIELDS).padEnd(MOST_LETTERS, "x");
    const { filled } = fillParagraphs({ paragraphs: [both(text)] }, { facts: { child: { words: "n".repeat(200), factIds: [], on: null, disclosure: tag("service") } }, plain, fixed: tag("service") }, "en", [], TODAY);
    expect(filled[0]!.words.length).toBeLessThanOrEqual(2000);
  });
});

describe("what ships", () => {
  it("is a template for each kind of letter that can be kept, in both languages, and names nothing of the chart", () => {
    for (const kind of letterKinds) {
      expect(templateContent.parse(shippedTemplate(kind)).kind).toBe(kind);
      expect(checkTemplate(shippedTemplate(kind))).toEqual([]);
      expect(shippedTemplate(kind).paragraphs.every((one) => sentenceOf(one) !== null && unevenFields(one).length === 0)).toBe(true);
    }
    expect(shippedVersions().map((one) => one.number)).toEqual(letterKinds.map(() => 0));
    expect(Object.keys(fieldWords).toSorted()).toEqual([...factFields, ...plainFields, ...sentenceFields].toSorted());
    expect(fieldNames.filter((one) => /diagnos|objective|score|note|event/.test(one))).toEqual([]);
  });
});

describe("the sheet", () => {
  const head = headOf({ ...shippedLetterhead({ publicName: "Linden Street", phone: "2025550142" }), address: ["12 Linden Street", "Washington, DC 20001"], website: "linden.example.org", below: { en: "Families and young children", es: "Familias y niñez" } }, "en");
  const data = (more: Partial<LetterData> = {}): LetterData => ({ head, demo: "", page: "Page", of: "of", notice: "Notice", address: ["Ms. Made-Up", "A school", "1 Made-Up Street"], day: "20 November 2026", greeting: "To Ms. Made-Up:", sentences: ["One.", "Two."], closing: frameWords.closing.en, sender: ["Dr. Sample", "Linden Street"], notices: [], authorization: [], authorizationTitle: "", ...more });
  const write = (one: LetterData, language: "en" | "es" = "en") => Buffer.from(writePdf({ template: letterTemplate, data: one, title: one.head.name, language }));
  it("holds letterhead, day, recipient, greeting, paragraphs, closing and whose name is below, and the page of how many", () => {
    const said = wordsOf(write(data())).replaceAll(/\s+/g, " ");
    const places = ["Linden Street", "Families and young children", "12 Linden Street", "202-555-0142", "linden.example.org", "20 November 2026", "Ms. Made-Up", "A school", "To Ms. Made-Up:", "One.", "Two.", "With respect,", "Dr. Sample"].map((words) => [words, said.indexOf(words)] as const);
    expect(places.filter(([, at]) => at < 0)).toEqual([]);
    expect(said).toMatch(/Page 1 of 1/);
    const long = wordsOf(write(data({ sentences: Array.from({ length: 80 }, (_one, at) => `Sentence ${at}.`) }))).replaceAll(/\s+/g, " ");
    expect(long).toMatch(/Page 1 of 3.*Page 3 of 3/);
  });
  it("is tagged for who hears it: title, language, paragraphs; a line is no content", () => {
    const raw = write(data(), "es").toString("latin1");
    expect(raw).toMatch(/\/Title\s*\(Linden Street\)/);
    expect(raw).toMatch(/\/Lang\s*\(es/);
    expect(raw).toMatch(/\/StructTreeRoot/);
    expect((raw.match(/\/S\s*\/P\b/g) ?? []).length).toBeGreaterThanOrEqual(6);
    expect(raw).toMatch(/pdfuaid/);
  });
  it("is filled with made-up facts for a look, in the template's order", () => {
    const template = { paragraphs: [{ en: "{child} has had {visits}.", es: "{child}: {visits}." }, { en: "{sentence_attended}", es: "{sentence_attended}" }, { en: "From {agency}.", es: "De {agency}." }] };
    expect(sampleParagraphs(template, "en", "Linden Street", TODAY)).toEqual(["Robin has had 24 visits.", "Robin came to 22 of the 24 visits to which Robin was expected.", "Sam Sample came to 23 of the 24 visits to which Sam Sample was expected.", "From Linden Street."]);
    expect(sampleParagraphs(template, "es", "Linden Street", TODAY)[0]).toBe("Robin: 24 visitas.");
  });
});
