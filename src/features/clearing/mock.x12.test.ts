import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fileOf, goodSets } from "#wire/x12/good-claims.test-support.ts";
import { segmentOf } from "#wire/x12/loops.ts";
import { claimSets, writeClaims } from "#wire/x12/random-claims.test-support.ts";
import { findImbalances, readRemittance, type Remittance } from "#wire/x12/remittance.ts";
import { elementOf, idOf } from "#wire/x12/segments.ts";
import { readTransactions } from "#wire/x12/transactions.ts";
import { decideAll, type MockPlan } from "./deciding.x12.ts";
import { answer277CA, answer835, answer999, answerCorrection, answerTa1, claimsOf } from "./mock.x12.ts";

// What the made-up clearing house answers, over random files: nothing that it writes has a fault or a sum that does not hold.

const written = { day: "20261125", time: "0610" };
const medicaid = { filing: ["MC"], allowedThousandths: 900, deductibleCents: 0, coinsuranceThousandths: 0, copayCents: 0 };
const commercial = { filing: ["CI"], allowedThousandths: 800, deductibleCents: 1000, coinsuranceThousandths: 100, copayCents: 500 };
const plain: MockPlan = { payerTaxId: "1999999999", terms: [medicaid, commercial], denials: [], rejections: [] };
const planOf = (change: Partial<MockPlan>): MockPlan => ({ ...plain, ...change });
const denying = (reason: string, when: MockPlan["denials"][number]["when"]) => planOf({ denials: [{ group: "CO", reason, when }] });

const rejection = { category: "A7", code: "21", entity: null };
const plans: fc.Arbitrary<MockPlan> = fc.record({
  payerTaxId: fc.constant("1999999999"),
  terms: fc.uniqueArray(fc.record({ filing: fc.constantFrom(["MC"], ["CI"], "any" as const), allowedThousandths: fc.integer({ min: 0, max: 1000 }), deductibleCents: fc.nat(5000), coinsuranceThousandths: fc.nat(1000), copayCents: fc.nat(3000) }), { maxLength: 3, selector: (one) => String(one.filing) }),
  denials: fc.array(fc.record({ group: fc.constantFrom("CO" as const, "PR" as const, "OA" as const), reason: fc.constantFrom("4", "5", "27", "29", "97"), when: fc.constantFrom({ places: ["03"] }, { lacksModifier: ["HQ"] }, { sameDay: true as const }, { laterThanDays: 365 }, { youngerThan: 3 }, { memberEnds: ["1", "A"] }) }), { maxLength: 3 }),
  rejections: fc.array(fc.constantFrom({ ...rejection, when: { memberEnds: ["0", "7"] } }, { ...rejection, when: { places: ["02"] } }), { maxLength: 2 }),
});
const beside = fc.record({
  strays: fc.array(fc.record({ number: fc.constant("OLD1"), payerNumber: fc.constant("OLDPAYER1"), family: fc.constant("SAMPLE"), given: fc.constant("ONE"), memberId: fc.constant("M1"), chargeCents: fc.integer({ min: 5000, max: 9000 }), paidCents: fc.nat(5000) }), { maxLength: 2 }),
  adjustments: fc.array(fc.record({ reason: fc.constantFrom("WO" as const, "L6" as const, "FB" as const, "72" as const), reference: fc.constant("REF1"), cents: fc.integer({ min: -50_000, max: 50_000 }).filter((cents) => cents !== 0) }), { maxLength: 8 }),
});

/** The payments of a file; a fault or a sum that does not hold fails the test. */
function paymentsOf(text: string | null): Remittance[] {
  if (text === null) return [];
  const { transactions, faults } = readTransactions(text);
  expect(faults).toEqual([]);
  return transactions.flatMap((one) => {
    if (one.type !== "835") return [];
    const remittance = readRemittance(one.root, one.interchange.delimiters);
    expect(findImbalances(remittance, segmentOf(one.root, "BPR")!.number)).toEqual([]);
    return [remittance];
  });
}
const statusesOf = (text: string) => readTransactions(text).transactions.flatMap((one) => (one.type === "277CA" ? one.set.segments : [])).filter((one) => idOf(one) === "STC" && !elementOf(one, 1).startsWith("A1")).map((one) => elementOf(one, 1));
const good = fileOf([goodSets.subscriber, goodSets.dependent]);
const decided = (plan: MockPlan, text = good) => paymentsOf(answer835(text, plan, written, { receivedOn: written.day, earlier: [] }));
const reasonsOf = (remittances: readonly Remittance[]) => remittances.flatMap(({ claims }) => claims.map(({ number, status, lines }) => [number, status, ...lines.map(({ adjustments }) => adjustments.map(({ group, reason }) => `${group}${reason}`).join(" "))]));

describe("the made-up clearing house answers without a fault (A13, A14)", () => {
  it("over random files and plans: every answer is read, every sum holds, every claim is answered once, the same each time", () => {
    fc.assert(
      fc.property(claimSets, plans, beside, (sets, plan, more) => {
        const text = writeClaims(sets);
        const claims = claimsOf(text);
        for (const answer of [answerTa1(text, written, { accepted: "A", code: "000" }), answer999(text, written), answer277CA(text, plan, written, written.day)]) expect(readTransactions(answer).faults).toEqual([]);
        const statuses = statusesOf(answer277CA(text, plan, written, written.day));
        expect(statuses).toHaveLength(claims.length);
        const payment = answer835(text, plan, written, { receivedOn: written.day, earlier: [], beside: more });
        const paid = paymentsOf(payment);
        const lets = claims.filter((_one, at) => statuses[at]!.startsWith("A2"));
        expect(paid.flatMap((one) => one.claims.filter(({ number }) => number !== "OLD1").map(({ number }) => number)).toSorted()).toEqual(lets.filter(({ claim }) => claim.frequency !== "8").map(({ claim }) => claim.number).toSorted());
        expect(paid.every((one) => one.paidCents >= 0)).toBe(true);
        expect(answer835(text, plan, written, { receivedOn: written.day, earlier: [], beside: more })).toBe(payment);
        const numbers = lets.map(({ claim }) => claim.number);
        paymentsOf(answerCorrection(text, { before: plan, after: planOf({ terms: [{ ...medicaid, filing: "any" }] }) }, written, { receivedOn: written.day, numbers }));
      }),
      { numRuns: process.env.TEST_LONG === "1" ? 500 : 25 },
    );
  }, 240_000);
  it("every answer has a control number of its own", () => {
    const answers = [answerTa1(good, written, { accepted: "R", code: "024" }), answer999(good, written), answer277CA(good, plain, written, written.day), answer835(good, plain, written, { receivedOn: written.day, earlier: [] })!, answerCorrection(good, { before: plain, after: plain }, written, { receivedOn: written.day, numbers: ["CLAIM0001"] })!];
    expect(new Set(answers.map((one) => one.slice(90, 99))).size).toBe(5);
  });
  it("a set that is turned away stands in the 999 with the place of its fault", () => {
    const answer = answer999(good, written, new Map([["0002", { segment: "CLM", place: 21, element: 2, code: "6" }]]));
    expect(readTransactions(answer).faults).toEqual([]);
    expect(answer).toContain("AK2*837*0001*005010X222A1~IK5*A~AK2*837*0002*005010X222A1~IK3*CLM*21**8~IK4*2**6~IK5*R*5~AK9*P*2*2*1~");
  });
  it("takes no text that is no file of claims", () => {
    expect(() => answer999(answer999(good, written), written)).toThrow(RangeError);
    expect(() => answer999("nothing", written)).toThrow(RangeError);
  });
});

describe("what is decided of claims (A13)", () => {
  it("Medicaid pays what it allows and leaves nothing to the family; a plan leaves deductible, coinsurance and copay", () => {
    const [one] = decided(plain) as [Remittance];
    expect(one.claims.map(({ paidCents, patientCents, status }) => [paidCents, patientCents, status])).toEqual([[13_523, 0, "1"], [8918, 3102, "1"]]);
    expect(reasonsOf([one])).toEqual([["CLAIM0001", "1", "CO45", "CO45"], ["CLAIM0002", "1", "CO45 PR1 PR2 PR3", "CO45 PR2 PR3"]]);
  });
  it.each([
    ["a modifier is missing", denying("4", { lacksModifier: ["HK"] }), ["CLAIM0001", "1", "CO4", "CO45"]],
    ["the place is none of those allowed", denying("5", { places: ["12"] }), ["CLAIM0001", "1", "CO45", "CO5"]],
    ["the child is too young", denying("6", { youngerThan: 5 }), ["CLAIM0001", "4", "CO6", "CO6"]],
    ["not covered then", denying("27", { memberEnds: ["0000001"] }), ["CLAIM0001", "4", "CO27", "CO27"]],
    ["too late", denying("29", { laterThanDays: 180 }), ["CLAIM0001", "4", "CO29", "CO29"]],
    ["not too late", denying("29", { laterThanDays: 365 }), ["CLAIM0001", "1", "CO45", "CO45"]],
  ])("%s", (_what, plan, expected) => {
    expect(reasonsOf(decided(plan, fileOf([goodSets.subscriber])))).toEqual([expected]);
  });
  it("a second service of one day is denied, the first is paid", () => {
    const twice = fileOf([goodSets.subscriber.map((one) => one.replace("20260221", "20260220"))]);
    expect(reasonsOf(decided(denying("97", { sameDay: true }), twice))).toEqual([["CLAIM0001", "1", "CO45", "CO97"]]);
  });
  it("a claim that was mended passes the rule that denied it", () => {
    const plan = denying("4", { codes: ["DEMO1"], lacksModifier: ["HK"] });
    const mended = fileOf([goodSets.subscriber.map((one) => one.replace("SV1*HC:DEMO1*", "SV1*HC:DEMO1:HK*"))]);
    expect(reasonsOf(decided(plan, mended))).toEqual([["CLAIM0001", "1", "CO45", "CO45"]]);
  });
  it("a claim that is turned away when it comes is not paid", () => {
    const plan = planOf({ rejections: [{ ...rejection, when: { memberEnds: ["M0000001"] } }] });
    expect(statusesOf(answer277CA(fileOf([goodSets.subscriber, goodSets.dependent]), plan, written, written.day))).toEqual(["A7:21", "A2:20"]);
    expect(reasonsOf(decided(plan)).map(([number]) => number)).toEqual(["CLAIM0002"]);
  });
  it("a second payer pays of what the first one left (A14)", () => {
    const [one] = decided(plain, fileOf([goodSets.secondary])) as [Remittance];
    expect(one.claims[0]).toMatchObject({ status: "2", paidCents: 1000, lines: [{ adjustments: [{ group: "OA", reason: "23", cents: 9000 }] }] });
  });
  it("of a replacement the payment before is taken back first; a void only takes back (A14)", () => {
    const original = fileOf([goodSets.subscriber]);
    const earlier = decideAll(plain, claimsOf(original), "20261101");
    const follow = (frequency: string) => fileOf([goodSets.replacement.map((one) => one.replace("53:B:7", `53:B:${frequency}`).replace("PAYERCLAIM1", earlier[0]!.payerNumber))], { control: "000000102" });
    const answer = (frequency: string) => paymentsOf(answer835(follow(frequency), plain, written, { receivedOn: written.day, earlier }));
    expect(answer("7").flatMap(({ claims }) => claims.map(({ number, status, paidCents }) => [number, status, paidCents]))).toEqual([["CLAIM0001", "22", -13_523], ["CLAIM0003", "1", 9000]]);
    expect(answer("8")).toMatchObject([{ paidCents: 0, method: "NON", claims: [{ number: "CLAIM0001", status: "22", paidCents: -13_523 }], providerAdjustments: [{ reason: "FB", cents: -13_523 }] }]);
  });
  it("a correction takes a payment back and decides again under the same number of the payer (A14)", () => {
    const after = planOf({ terms: [{ ...medicaid, allowedThousandths: 700 }] });
    const corrected = paymentsOf(answerCorrection(fileOf([goodSets.subscriber]), { before: plain, after }, written, { receivedOn: "20261101", numbers: ["CLAIM0001"] }));
    expect(corrected.flatMap(({ claims }) => claims.map(({ payerNumber, status, paidCents }) => [payerNumber, status, paidCents]))).toEqual([["26305MCLAIM0001", "22", -13_523], ["26305MCLAIM0001", "1", 10_518]]);
  });
  it("interest, what is taken back and money for a claim nobody sent come with a payment and balance", () => {
    const stray = { number: "OLD1", payerNumber: "OLDPAYER1", family: "SAMPLE", given: "ONE", memberId: "M1", chargeCents: 5000, paidCents: 4500 };
    const [one] = paymentsOf(answer835(good, plain, written, { receivedOn: written.day, earlier: [], beside: { strays: [stray], adjustments: [{ reason: "L6", reference: "INT1", cents: -125 }, { reason: "WO", reference: "BACK1", cents: 2000 }] } })) as [Remittance];
    expect(one.paidCents).toBe(13_523 + 8918 + 4500 + 125 - 2000);
    expect(one.providerAdjustments.map(({ reason, cents }) => [reason, cents])).toEqual([["L6", -125], ["WO", 2000]]);
  });
});
