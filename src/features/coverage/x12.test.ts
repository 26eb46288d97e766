import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { foldedText } from "#wire/x12/text.ts";
import { readTransactions, type Transaction } from "#wire/x12/transactions.ts";
import { writeInterchange, type Draft, Unwritable } from "#wire/x12/write.ts";
import { loopOf, segmentOf } from "#wire/x12/loops.ts";
import { answersOf, type Inquiry, INQUIRY_VERSION, inquirySegments } from "./x12.ts";

const envelope = { sender: { qualifier: "ZZ", id: "MADEUPSENDER" }, receiver: { qualifier: "ZZ", id: "MADEUPPAYER" }, groupSender: "MADEUPSENDER", groupReceiver: "MADEUPPAYER", usage: "T", control: 9, day: "20261120", time: "0915" } as const;
const fileOf = (id: "270" | "271", sets: readonly (readonly Draft[])[]) => [...writeInterchange(envelope, [{ code: id === "270" ? "HS" : "HB", control: 9, version: INQUIRY_VERSION, sets: sets.map((segments, at) => ({ id, control: String(at + 1).padStart(4, "0"), segments })) }])].join("");
const read = (text: string) => {
  const { transactions, faults } = readTransactions(text);
  return { faults, sets: transactions as Transaction[] };
};

const TRACE = "0123456789ABCDEF";
const inquiry: Inquiry = { trace: TRACE, forDay: "2026-11-20", madeOn: "2026-11-20", time: "0915", payer: { name: "DC Medicaid (demo)", number: "DEMO77" }, provider: { name: "Linden Street", npi: "1234567893", taxNumber: "999999999" }, memberNumber: "7000001", child: { givenName: "Río", familyName: "Peña", birthDate: "2022-03-04", sex: "F" }, insured: null, relation: "self" };

describe("270: a question to a payer (A11)", () => {
  test("the child who holds the insurance stands as subscriber, with trace, birth date, day and the whole plan", () => {
    const { faults, sets } = read(fileOf("270", [inquirySegments(inquiry)]));
    expect(faults).toEqual([]);
    const text = fileOf("270", [inquirySegments(inquiry)]);
    expect(text).toContain("~HL*3*2*22*0~TRN*1*0123456789ABCDEF*9999999999~NM1*IL*1*PEÑA".replace("Ñ", "N"));
    expect(text).toContain("~DMG*D8*20220304*F~DTP*291*D8*20261120~EQ*30~");
    expect(sets.map((one) => one.type)).toEqual(["270"]);
  });
  test("the child of somebody insured stands below that person, with the trace at the child", () => {
    const text = fileOf("270", [inquirySegments({ ...inquiry, relation: "child", insured: { givenName: "Ana", familyName: "Sol", birthDate: null, sex: null } })]);
    expect(read(text).faults).toEqual([]);
    expect(text).toContain("~HL*3*2*22*1~NM1*IL*1*SOL*ANA****MI*7000001~HL*4*3*23*0~TRN*1*0123456789ABCDEF*9999999999~NM1*03*1*PENA*RIO~DMG*D8*20220304*F~INS*N*19~DTP*291");
  });
  test("property: whatever names are asked for, what is written is read without a fault and with its trace", () => {
    const name = fc.string({ unit: fc.constantFrom(..."ABcdefÑÁéíóúüç'- *~^:·".replace("·", "")), minLength: 1, maxLength: 20 }).filter((text) => (foldedText(text) ?? "") !== "");
    const person = fc.record({ givenName: name, familyName: name, birthDate: fc.constantFrom("2021-01-31", "2024-02-29"), sex: fc.constantFrom("F" as const, "M" as const, "U" as const) });
    fc.assert(
      fc.property(fc.array(fc.record({ child: person, insured: fc.option(person), memberNumber: fc.stringMatching(/^[A-Z0-9]{2,20}$/), trace: fc.stringMatching(/^[A-Z0-9]{8,30}$/) }), { minLength: 1, maxLength: 4 }), (asked) => {
        const { faults, sets } = read(fileOf("270", asked.map((one) => inquirySegments({ ...inquiry, ...one, relation: one.insured === null ? "self" : "other" }))));
        expect(faults).toEqual([]);
        expect(sets.map((one) => segmentOf(one.root, "BHT")!.elements[3])).toEqual(asked.map((one) => one.trace));
      }),
    );
  });
  test("a number that holds a delimiter is refused, never changed", () => {
    expect(() => fileOf("270", [inquirySegments({ ...inquiry, memberNumber: "7*1" })])).toThrow(Unwritable);
  });
});

/** A made-up 271: what a payer says of one child. */
const answer = (further: readonly Draft[], { trace = TRACE, dependent = "no" }: { trace?: string; dependent?: "yes" | "no" } = {}): Draft[] => [
  ["BHT", "0022", "11", trace, "20261120", "0916"],
  ["HL", "1", null, "20", "1"],
  ["NM1", "PR", "2", "DEMO", null, null, null, null, "PI", "DEMO77"],
  ["HL", "2", "1", "21", "1"],
  ["NM1", "1P", "2", "LINDEN", null, null, null, null, "XX", "1234567893"],
  ["HL", "3", "2", "22", dependent === "yes" ? "1" : "0"],
  ...(dependent === "yes" ? [["NM1", "IL", "1", "SOL", "ANA", null, null, null, "MI", "70"], ["HL", "4", "3", "23", "0"]] as Draft[] : []),
  ["TRN", "2", trace, "9999999999"],
  dependent === "yes" ? ["NM1", "03", "1", "PENA", "RIO"] : ["NM1", "IL", "1", "PENA", "RIO", null, null, null, "MI", "7000001"],
  ...further,
];
const told = (further: readonly Draft[], more?: Parameters<typeof answer>[1]) => {
  const { faults, sets } = read(fileOf("271", [answer(further, more)]));
  expect(faults).toEqual([]);
  return sets.flatMap(answersOf);
};

describe("271: what a payer answered (A11)", () => {
  test.each([
    ["active", [["EB", "1", null, "30"]], "active"],
    ["active for the whole plan, whatever one service is", [["EB", "1", null, "30"], ["EB", "6", null, "35"]], "active"],
    ["inactive", [["EB", "6", null, "30"]], "inactive"],
    ["active and not for the whole plan", [["EB", "1", null, "30"], ["EB", "6", null, "30"]], "unclear"],
    ["nothing of the plan", [["EB", "C", null, "30"]], "unclear"],
    ["no such person", [["AAA", "N", null, "75", "C"]], "not_found"],
    ["the payer cannot answer now", [["AAA", "Y", null, "42", "R"]], "unclear"],
  ] as const)("%s", (_what, segments, expected) => {
    expect(told(segments as readonly Draft[]).map((one) => [one.trace, one.answer])).toEqual([[TRACE, expected]]);
  });
  test("codes of a refusal, another payer and the days of the plan are kept as they came", () => {
    expect(told([["AAA", "N", null, "72", "C"]])[0]!.details.rejects).toEqual(["72"]);
    const [found] = told([["DTP", "291", "RD8", "20260101-20261231"], ["EB", "1", null, "30"], ["EB", "R", null, "30"], ["DTP", "290", "D8", "20260201"], ["LS", "2120"], ["NM1", "PR", "2", "HARBOR HEALTH", null, null, null, null, "PI", "HH9"], ["LE", "2120"]]);
    expect(found).toMatchObject({ answer: "active", details: { others: [{ name: "HARBOR HEALTH", number: "HH9" }], days: [{ kind: "291", from: "2026-01-01", to: "2026-12-31" }, { kind: "290", from: "2026-02-01", to: null }] } });
  });
  test("the answer of a child under somebody's insurance is found by the child's trace", () => {
    expect(told([["EB", "1", null, "30"]], { dependent: "yes", trace: "CHILDTRACE01" })).toMatchObject([{ trace: "CHILDTRACE01", answer: "active" }]);
  });
  test("a file that was turned away before any person is one answer without a trace", () => {
    const { faults, sets } = read(fileOf("271", [[["BHT", "0022", "11", TRACE, "20261120", "0916"], ["HL", "1", null, "20", "1"], ["AAA", "Y", null, "42", "R"], ["NM1", "PR", "2", "DEMO", null, null, null, null, "PI", "DEMO77"]]]));
    expect(faults).toEqual([]);
    expect(sets.flatMap(answersOf)).toMatchObject([{ trace: "", answer: "unclear", details: { rejects: ["42"] } }]);
  });
  test("a fault of the grammar names segment and element", () => {
    const { faults } = read(fileOf("271", [answer([["DTP", "291", "D8", "20261340"], ["EB", "1", null, "30"]])]));
    expect(faults[0]).toMatchObject({ id: "DTP", element: "03", segment: 12 });
    expect(loopOf(read(fileOf("271", [answer([])])).sets[0]!.root, "2000A")).not.toBeNull();
  });
});
