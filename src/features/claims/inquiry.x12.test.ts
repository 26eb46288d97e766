import { describe, expect, test } from "vitest";
import { readInterchanges } from "#wire/x12/envelope.ts";
import { Faults } from "#wire/x12/faults.ts";
import { goodFile, type GoodSet } from "#wire/x12/good-claims.test-support.ts";
import { readClaimSet } from "#wire/x12/claims.read.ts";
import { readTransactions } from "#wire/x12/transactions.ts";
import { segmentText, writeInterchange } from "#wire/x12/write.ts";
import { type AskedClaim, STATUS_VERSION, statusSegments } from "./inquiry.x12.ts";

// 276: what became of a claim, asked with the numbers under which it was sent.

function sent(name: GoodSet, payerNumber: string | null): AskedClaim {
  const [one] = readTransactions(goodFile(name)).transactions;
  if (one === undefined || one.type === "TA1") throw new Error("no claims in the sample");
  const { claims, ...subscriber } = readClaimSet(one.root, one.interchange.delimiters).providers[0]!.subscribers[0]!;
  return { subscriber, claim: claims[0]!, payerNumber };
}
const inquiry = (claims: AskedClaim[]) => ({ reference: "S0001", day: "20260320", time: "0915", payer: { name: "Example Payer", id: "PAYER1" }, submitter: { name: "Example Clinic", id: "SENDER1" }, provider: { name: "Example Clinic", npi: "1234567893", taxonomy: null }, claims });
const textOf = (claims: AskedClaim[]) => [...statusSegments(inquiry(claims))].map(segmentText);

describe("276", () => {
  test("asks of a child who holds the insurance, with the payer's own number", () => {
    expect(textOf([sent("subscriber", "PAYERCLAIM1")])).toEqual([
      "BHT*0010*13*S0001*20260320*0915~", "HL*1**20*1~", "NM1*PR*2*EXAMPLE PAYER*****PI*PAYER1~", "HL*2*1*21*1~", "NM1*41*2*EXAMPLE CLINIC*****46*SENDER1~", "HL*3*2*19*1~", "NM1*1P*2*EXAMPLE CLINIC*****XX*1234567893~",
      "HL*4*3*22*0~", "DMG*D8*20220105*F~", "NM1*IL*1*SAMPLECHILD*ROSA****MI*M0000001~", "TRN*1*CLAIM0001~", "REF*1K*PAYERCLAIM1~", "REF*EJ*CLAIM0001~", "AMT*T3*150.25~", "DTP*472*RD8*20260220-20260221~",
    ]);
  });
  test("asks of a child under somebody's insurance below that person, of whom nothing but name and number is told", () => {
    expect(textOf([sent("dependent", null)]).slice(7)).toEqual(["HL*4*3*22*1~", "NM1*IL*1*SAMPLEADULT*LUZ****MI*A0000001~", "HL*5*4*23~", "DMG*D8*20220105*F~", "NM1*QC*1*SAMPLECHILD*ROSA~", "TRN*1*CLAIM0002~", "REF*EJ*CLAIM0002~", "AMT*T3*150.25~", "DTP*472*RD8*20260220-20260221~"]);
  });
  test("numbers its levels without a gap, whoever is insured how, and stands whole in its envelope", () => {
    const claims = [sent("dependent", null), sent("subscriber", null), sent("dependent", "X1")];
    const levels = textOf(claims).filter((one) => one.startsWith("HL*")).map((one) => one.split(/[*~]/).slice(1, 3));
    expect(levels.map(([own]) => own)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8"]);
    expect(levels.every(([own, above]) => above === "" || Number(above) < Number(own))).toBe(true);
    const envelope = { sender: { qualifier: "ZZ", id: "SENDER1" }, receiver: { qualifier: "ZZ", id: "RECEIVER1" }, groupSender: "SENDER1", groupReceiver: "RECEIVER1", usage: "T", control: 7, day: "20260320", time: "0915" } as const;
    const text = [...writeInterchange(envelope, [{ code: "HR", control: 7, version: STATUS_VERSION, sets: [{ id: "276", control: "0001", segments: statusSegments(inquiry(claims)) }] }])].join("");
    const faults = new Faults();
    readInterchanges(text, faults);
    expect(faults.list()).toEqual([]);
  });
});
