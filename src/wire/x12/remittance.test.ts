import fs from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { segmentOf } from "./loops.ts";
import { findImbalances, readRemittance, type Remittance } from "./remittance.ts";
import { decodeX12 } from "./segments.ts";
import { readTransactions } from "./transactions.ts";

// What an 835 says, and whether its sums hold. All amounts in cents.

const samples = path.resolve(import.meta.dirname, "../../../test/data/x12");
const textOf = (name: string) => decodeX12(fs.readFileSync(path.join(samples, name)));
/** Every 835 of a text, each with its faults of sum. */
function readAll(text: string): { remittance: Remittance; imbalances: string[] }[] {
  return readTransactions(text).transactions.flatMap((one) => {
    if (one.type !== "835") return [];
    const remittance = readRemittance(one.root, one.interchange.delimiters);
    return [{ remittance, imbalances: findImbalances(remittance, segmentOf(one.root, "BPR")!.number).map(({ segment, id, element, saysCents, comesToCents }) => `${segment} ${id}${element} ${saysCents} ${comesToCents}`) }];
  });
}

const HEAD = "ISA*00*          *00*          *ZZ*MADEUPPAYER    *ZZ*MADEUPSENDER   *261120*0915*^*00501*000000007*0*T*:~GS*HP*MADEUPPAYER*MADEUPSENDER*20261120*0915*7*X*005010X221A1~";
/** A payment of one claim of two lines: 100.00 of 120.00 paid, 20.00 above the contract, 5.00 taken back for another. */
const body = ["BPR*I*95*C*ACH*CCP*01*999999992*DA*1*1512345678**01*999999992*DA*2*20261121", "TRN*1*TRACE1*1512345678", "DTM*405*20261120", "N1*PR*MADE UP PAYER", "N3*1 MADE UP STREET", "N4*WASHINGTON*DC*20001", "PER*BL*HELP*TE*2025550100", "N1*PE*MADE UP AGENCY*XX*1234567893", "REF*TJ*123456789", "LX*1", "CLP*C1*1*120*100*0*MC*PAYER77*11*1", "NM1*QC*1*UP*MADE****MI*MADEUP1", "MOA***N1", "DTM*050*20261119", "SVC*HC:DEMO1:HR*60*50**4", "DTM*472*20261118", "CAS*CO*45*10", "REF*6R*L1", "AMT*B6*50", "LQ*HE*M1", "SVC*HC:DEMO1*60*50**4", "DTM*472*20261118", "CAS*CO*45*6**253*4", "REF*6R*L2", "PLB*1234567893*20261231*WO:OLD1*5"];
const fileOf = (segments: readonly string[]) => `${HEAD}${["ST*835*0001*005010X221A1", ...segments, `SE*${segments.length + 2}*0001`].join("~")}~GE*1*7~IEA*1*000000007~`;

describe("an 835", () => {
  it("is read to the cent: payment, claim, lines, every adjustment, and what belongs to the provider", () => {
    const text = fileOf(body);
    expect(readTransactions(text).faults).toEqual([]);
    const [{ remittance, imbalances }] = readAll(text) as [ReturnType<typeof readAll>[number]];
    expect(imbalances).toEqual([]);
    expect(remittance).toMatchObject({ paidCents: 9500, paidOn: "20261121", traceNumber: "TRACE1", payerTaxId: "1512345678", producedOn: "20261120", payee: { npi: "1234567893", taxId: "123456789" }, providerAdjustments: [{ reason: "WO", reference: "OLD1", cents: 500 }] });
    expect(remittance.claims).toMatchObject([{ number: "C1", status: "1", chargeCents: 12_000, paidCents: 10_000, payerNumber: "PAYER77", receivedOn: "20261119", remarks: ["N1"], patient: { memberId: "MADEUP1" } }]);
    expect(remittance.claims[0]!.lines).toMatchObject([
      { number: "L1", code: "DEMO1", modifiers: ["HR"], paidCents: 5000, allowedCents: 5000, day: "20261118", remarks: ["M1"], adjustments: [{ group: "CO", reason: "45", cents: 1000 }] },
      { number: "L2", adjustments: [{ group: "CO", reason: "45", cents: 600 }, { group: "CO", reason: "253", cents: 400 }] },
    ]);
  });
  it.each([
    ["a line", "CAS*CO*45*10", "CAS*CO*45*11", ["18 SVC03 5000 4900", "14 CLP04 10000 9900"]],
    ["a claim", "CLP*C1*1*120*100*0", "CLP*C1*1*121*100*0", ["14 CLP04 10000 10100"]],
    ["the payment", "BPR*I*95*", "BPR*I*100*", ["4 BPR02 10000 9500"]],
    ["what was taken back", "WO:OLD1*5", "WO:OLD1*-5", ["4 BPR02 9500 10500"]],
  ])("names the first sum that does not hold: %s", (_what, from, to, expected) => {
    expect(readAll(fileOf(body.map((one) => one.replace(from, to))))[0]!.imbalances).toEqual(expected);
  });
  it("refuses a part of a cent where money stands", () => {
    expect(readTransactions(fileOf(body.map((one) => one.replace("CAS*CO*45*10", "CAS*CO*45*10.005")))).faults.map(({ id, element }) => `${id}${element}`)).toEqual(["CAS03"]);
  });
  it("balances, or not, as the samples of others do", () => {
    const table = (name: string) => readAll(textOf(name)).map(({ imbalances }) => imbalances.length);
    expect(table("linuxforhealth/835_005010X221A1/medicare-part-a.835")).toEqual([0]);
    expect(table("linuxforhealth/835_005010X221A1/managed-care.835")).toEqual([0]);
  });
});
