import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Claim, ClaimLine, Subscriber } from "#wire/x12/claims.ts";
import { writePdf } from "#server/pdf.ts";
import { wordsOf } from "../../../test/crawl/papers.ts";
import { boxes, formPaper, formTemplate } from "./cms1500.rules.ts";
import { FormRefused, type PaperClaim, paperNumberOf, type Placed, writeForms } from "./cms1500.x12.ts";

// Made up from beginning to end: people, numbers and the code of the service are nobody's.
const address = { line1: "1 Example Street", line2: null, city: "Washington", state: "DC", zip: "200010001" };
const named = (family: string, given: string) => ({ family, given, middle: null, suffix: null });
const lineOf = (at: number, more: Partial<ClaimLine> = {}): ClaimLine => ({ number: `LINE000${at}`, code: "DEMO1", modifiers: ["HK"], chargeCents: 10_050, units: "4", place: null, pointers: [1, 2], day: `202602${String(at + 10)}`, rendering: null, supervising: null, prior: [], ...more });
const claim: Claim = { number: "C0123456789ABCDEFGH", chargeCents: 10_050, place: "53", frequency: "1", isSigned: true, assignment: "A", assigns: "Y", releases: "Y", patientPaidCents: null, originalNumber: null, authorization: null, referral: null, recordNumber: null, screening: [], diagnoses: ["F4310", "Z6332"], rendering: { name: named("Therapist", "Ana"), npi: "1000000012", taxonomy: "101EXAMPLE" }, facility: null, supervising: null, otherPayers: [], lines: [lineOf(0)] };
const subscriber: Subscriber = { sequence: "P", groupNumber: null, planName: null, filing: "MC", insured: { name: named("Peña", "Rosa"), memberId: "M0000001", birthDate: "20220105", sex: "F", address }, payer: { name: "Example Payer", id: "PAYER1", address: null, providerNumber: null }, patient: null, claims: [claim] };
const paper: PaperClaim = { provider: { name: "Example Clinic", npi: "1234567893", taxonomy: null }, taxId: "123456789", address, payTo: null, subscribers: [subscriber] };
const withClaim = (more: Partial<Claim>): PaperClaim => ({ ...paper, subscribers: [{ ...subscriber, claims: [{ ...claim, ...more }] }] });
const withSubscriber = (more: Partial<Subscriber>): PaperClaim => ({ ...paper, subscribers: [{ ...subscriber, ...more }] });
const dependent = withSubscriber({ filing: "CI", groupNumber: "G1", planName: "Example Plan", insured: { ...subscriber.insured, name: named("Sample", "Luz"), birthDate: null, sex: null }, patient: { relation: "19", name: named("Peña", "Rosa"), birthDate: "20220105", sex: "F", address } });
const other = { sequence: "P", relation: "19", groupNumber: null, filing: "CI", adjustments: [], paidCents: 6000, assigns: "Y", releases: "Y", insured: { name: named("Sample", "Luz"), memberId: "A1", address: null }, payer: { name: "Other Payer", id: "OTHER1", claimNumber: null } } as const;

const ask = { telephone: "2025550100" };
const inBox = (form: readonly Placed[], box: string) => form.filter((one) => one.box === box).map((one) => `${one.line},${one.column} ${one.text}`);

/** What stands in which box, by line, column and words; an empty list is an empty box. */
const table: [box: string, what: string, paper: PaperClaim, placed: string[]][] = [
  ["payer", "the payer above the form", paper, ["2,41 EXAMPLE PAYER"]],
  ["1", "Medicaid", paper, ["8,8 X"]],
  ["1", "a group of an insurer", dependent, ["8,31 X"]],
  ["1", "an insurer without a group", withSubscriber({ filing: "CI" }), ["8,45 X"]],
  ["1a", "the member's number", paper, ["8,50 M0000001"]],
  ["2", "the child, without marks", paper, ["10,1 PENA, ROSA"]],
  ["3", "the birth date and sex", paper, ["10,31 01", "10,34 05", "10,37 2022", "10,47 X"]],
  ["3", "a sex that was not told", withSubscriber({ insured: { ...subscriber.insured, sex: "U" } }), ["10,31 01", "10,34 05", "10,37 2022"]],
  ["4", "whoever holds the insurance", dependent, ["10,50 SAMPLE, LUZ"]],
  ["5", "the child's address as the payer has it", paper, ["12,1 1 EXAMPLE STREET", "14,1 WASHINGTON", "14,26 DC", "16,1 20001-0001"]],
  ["6", "the child itself", paper, ["12,33 X"]],
  ["6", "a child of whoever is insured", dependent, ["12,42 X"]],
  ["9", "no other insurance", paper, []],
  ["9", "other insurance", withClaim({ otherPayers: [other] }), ["18,1 SAMPLE, LUZ"]],
  ["9d", "its name", withClaim({ otherPayers: [other] }), ["26,1 OTHER PAYER"]],
  ["10a", "not from work", paper, ["20,41 X"]],
  ["10d", "a code of screening", withClaim({ screening: ["S2"] }), ["26,31 S2"]],
  ["11", "the group", dependent, ["18,50 G1"]],
  ["11c", "the plan", dependent, ["24,50 EXAMPLE PLAN"]],
  ["11d", "no other plan", paper, ["26,57 X"]],
  ["11d", "another plan", withClaim({ otherPayers: [other] }), ["26,52 X"]],
  ["12", "a signature on file", paper, ["29,7 SIGNATURE ON FILE"]],
  ["12", "none on file", withClaim({ releases: "I" }), []],
  ["13", "payment to who bills", paper, ["29,57 SIGNATURE ON FILE"]],
  ["17", "nobody supervises", paper, []],
  ["17", "who supervises", withClaim({ supervising: { name: named("Supervisor", "Eva"), npi: "1000000020", taxonomy: null } }), ["34,1 DQ", "34,4 EVA SUPERVISOR"]],
  ["17b", "that person's number", withClaim({ supervising: { name: named("Supervisor", "Eva"), npi: "1000000020", taxonomy: null } }), ["34,33 1000000020"]],
  ["21", "ICD-10 and the codes, four in a row", withClaim({ diagnoses: ["F43.10", "Z6332", "F430", "F439", "Z620"] }), ["37,42 0", "38,3 F4310", "38,16 Z6332", "38,29 F430", "38,42 F439", "39,3 Z620"]],
  ["22", "a claim that is new", paper, []],
  ["22", "a claim that replaces", withClaim({ frequency: "7", originalNumber: "PAYERCLAIM1" }), ["38,50 7", "38,62 PAYERCLAIM1"]],
  ["23", "an authorization", withClaim({ authorization: "AUTH1" }), ["40,50 AUTH1"]],
  ["24A", "the day, from and to", paper, ["44,1 02", "44,4 10", "44,7 26", "44,10 02", "44,13 10", "44,16 26"]],
  ["24B", "a place of the line's own", withClaim({ lines: [lineOf(0, { place: "12" })] }), ["44,19 12"]],
  ["24D", "code and modifiers", withClaim({ lines: [lineOf(0, { modifiers: ["HK", "HN"] })] }), ["44,25 DEMO1", "44,33 HK", "44,36 HN"]],
  ["24E", "pointers as letters", paper, ["44,45 AB"]],
  ["24F", "the charge, with its cents apart", paper, ["44,52 100 50"]],
  ["24G", "units", paper, ["44,59 4"]],
  ["24H", "a service of screening", withClaim({ screening: ["S2"] }), ["44,63 Y"]],
  ["24I", "what the number beside it is", paper, ["43,65 ZZ"]],
  ["24J", "who treats", paper, ["43,68 101EXAMPLE", "44,68 1000000012"]],
  ["25", "the tax number", paper, ["56,1 123456789", "56,19 X"]],
  ["26", "the claim's number, its last fourteen letters", paper, ["56,23 456789ABCDEFGH"]],
  ["27", "assignment", paper, ["56,38 X"]],
  ["28", "the total", paper, ["56,54 100 50"]],
  ["29", "nothing was paid before", paper, []],
  ["29", "what another payer paid", withClaim({ otherPayers: [other] }), ["56,65 60 00"]],
  ["31", "who treats has signed", paper, ["60,1 SIGNATURE ON FILE"]],
  ["32", "the place is that of who bills", paper, ["58,23 EXAMPLE CLINIC", "59,23 1 EXAMPLE STREET", "60,23 WASHINGTON DC 20001-0001"]],
  ["32", "at home no place is named", withClaim({ place: "12" }), []],
  ["33", "who bills, with the agency's telephone", paper, ["57,66 202", "57,70 555-0100", "58,50 EXAMPLE CLINIC", "59,50 1 EXAMPLE STREET", "60,50 WASHINGTON DC 20001-0001"]],
  ["33a", "its number", paper, ["61,50 1234567893"]],
];

describe("CMS-1500 (A12)", () => {
  it.each(table)("box %s: %s", (box, _what, given, placed) => {
    expect(inBox(writeForms(given, ask)[0]!, box)).toEqual(placed);
  });

  it("the seventh service begins a form of its own, with its own total and without what was paid", () => {
    const forms = writeForms(withClaim({ otherPayers: [other], lines: Array.from({ length: 7 }, (_, at) => lineOf(at)) }), ask);
    expect(forms.map((form) => [form.filter((one) => one.box === "24G").length, inBox(form, "28"), inBox(form, "29"), inBox(form, "2")])).toEqual([[6, ["56,54 603 00"], ["56,65 60 00"], ["10,1 PENA, ROSA"]], [1, ["56,54 100 50"], [], ["10,1 PENA, ROSA"]]]);
    expect(forms[0]!.filter((one) => one.box === "24G").map((one) => one.line)).toEqual([44, 46, 48, 50, 52, 54]);
  });

  it.each([
    ["not one claim", { ...paper, subscribers: [] }, "26"],
    ["two claims", withSubscriber({ claims: [claim, claim] }), "26"],
    ["a charge that the box does not hold", withClaim({ lines: [lineOf(0, { chargeCents: 10_000_000 })] }), "24F"],
    ["a number that the box does not hold", withSubscriber({ insured: { ...subscriber.insured, memberId: "M".repeat(30) } }), "1a"],
    ["letters that the form cannot bear", withSubscriber({ insured: { ...subscriber.insured, name: named("王", "X") } }), "2"],
  ])("refuses %s, and names the box: a number is never cut", (_what, given, box) => {
    try {
      writeForms(given, ask);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(FormRefused);
      expect(error).toMatchObject({ box });
    }
  });

  it("no two texts touch, none leaves the grid, and the forms' totals are the claim's, whatever it holds", () => {
    const name = fc.record({ family: fc.string({ minLength: 1, maxLength: 60, unit: fc.constantFrom(..."abcdefñ ") }).filter((one) => one.trim() !== ""), given: fc.constantFrom("Ana", "A very long given name of somebody") });
    const line = fc.record({ chargeCents: fc.integer({ min: 1, max: 1_000_000 }), units: fc.constantFrom("1", "12", "1.5"), modifiers: fc.array(fc.constantFrom("HK", "HN", "HR"), { maxLength: 4 }), pointers: fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 }) });
    fc.assert(
      fc.property(name, fc.array(line, { minLength: 1, maxLength: 50 }), fc.boolean(), (who, lines, isSecond) => {
        const given = withClaim({ lines: lines.map((one) => lineOf(0, one)), diagnoses: Array.from({ length: 12 }, (_, at) => `F4310${at}`), ...(isSecond ? { otherPayers: [other] } : {}) });
        const forms = writeForms({ ...given, subscribers: [{ ...given.subscribers[0]!, insured: { ...subscriber.insured, name: named(who.family, who.given) } }] }, ask);
        for (const form of forms) {
          const inOrder = form.toSorted((one, next) => one.line - next.line || one.column - next.column);
          for (const [at, one] of inOrder.entries()) {
            const next = inOrder[at + 1];
            expect(one.column + one.text.length - 1).toBeLessThanOrEqual(79);
            if (next !== undefined && next.line === one.line) expect(one.column + one.text.length, `${one.box} ${one.text} before ${next.box} ${next.text}`).toBeLessThanOrEqual(next.column);
          }
        }
        const totals = forms.map((form) => Number(form.find((one) => one.box === "28")!.text.replace(" ", "")));
        expect(totals.reduce((sum, one) => sum + one, 0)).toBe(lines.reduce((sum, one) => sum + one.chargeCents, 0));
      }),
      { numRuns: 60 },
    );
  });

  it("the sheet holds the data alone, or thin boxes with their numbers; a printer's shift moves all of it", () => {
    const forms = writeForms(paper, ask);
    const [data, shifted] = [formPaper(forms, { right: 0, down: 0 }, "data"), formPaper(forms, { right: 3, down: -2 }, "data")];
    const words = (one: Record<string, unknown>) => (one.sheets as { words: { x: number; y: number; text: string }[] }[])[0]!.words;
    expect([data.boxes, words(data).length]).toEqual([[], forms[0]!.length]);
    expect(words(shifted).map((one, at) => [Math.round((one.x - words(data)[at]!.x) * 100) / 100, one.y - words(data)[at]!.y])).toEqual(words(data).map(() => [3, -2]));
    const pdf = (look: "data" | "overlay") => wordsOf(Buffer.from(writePdf({ template: formTemplate, data: formPaper(forms, { right: 0, down: 0 }, look), title: "CMS-1500", language: "en" })));
    expect(pdf("data")).toContain("PENA, ROSA");
    expect(pdf("overlay").length - pdf("data").length).toBeGreaterThan(boxes.length);
    expect(pdf("data")).not.toMatch(/24J|Signature of|Insured/);
  });

  it("a paper's number is short enough for the form and still tells claims apart", () => {
    expect(paperNumberOf("C0123456789ABCDEFGH")).toBe("456789ABCDEFGH".slice(-14));
  });
});
