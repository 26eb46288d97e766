import { describe, expect, it } from "vitest";
import { checkClaims } from "./claim.check.ts";
import { fileOf, goodFile, goodNames, type GoodSet, goodSets, today } from "./good-claims.test-support.ts";
import { readTransactions } from "./transactions.ts";

const check = (text: string) => checkClaims(readTransactions(text), today);
/** The places of faults as `id element`. */
const placesIn = (text: string) => check(text).map(({ id, element }) => (element === null ? id : `${id} ${element}`));

describe("Claims that a payer takes (A11)", () => {
  it.each(goodNames)("%s: no fault", (name) => expect(check(goodFile(name))).toEqual([]));
  it("all of them in one file: no fault", () => {
    const text = fileOf(goodNames.map((name) => goodSets[name]));
    expect(check(text)).toEqual([]);
    expect(readTransactions(text).transactions).toHaveLength(4);
  });
});

/** One change to one good claim, made before the counts are written; what must be named, and what follows from it. */
type Broken = { what: string; of?: GoodSet; from: string; to: string; named: string[] };
const broken: readonly Broken[] = [
  // Section 3: refused before a file is written.
  { what: "NPI of eleven digits", from: "XX*1234567893", to: "XX*12345678930", named: ["NM1 09"] },
  { what: "NPI with a wrong check digit", from: "XX*1234567893", to: "XX*1234567894", named: ["NM1 09"] },
  { what: "NPI of the therapist with two digits exchanged", from: "1000000012", to: "1000000021", named: ["NM1 09"] },
  { what: "no tax number", from: "\nREF*EI*123456789", to: "", named: ["REF"] },
  { what: "tax number too short", from: "EI*123456789", to: "EI*12345678", named: ["REF 02"] },
  { what: "post office box as the billing street", from: "1 EXAMPLE STREET", to: "PO BOX 12", named: ["N3 01"] },
  { what: "short ZIP of the billing provider", from: "DC*200010000", to: "DC*20001", named: ["N4 03"] },
  { what: "short ZIP of the child", from: "DC*20002", to: "DC*2002", named: ["N4 03"] },
  { what: "no state", from: "WASHINGTON*DC*20002", to: "WASHINGTON**20002", named: ["N4 02"] },
  { what: "a state that is none", from: "WASHINGTON*DC*20002", to: "WASHINGTON*XX*20002", named: ["N4 02"] },
  { what: "no member id", from: "ROSA****MI*M0000001", to: "ROSA", named: ["NM1 08", "NM1 09"] },
  { what: "no birth date", from: "DMG*D8*20220105*F", to: "DMG*D8**F", named: ["DMG 02"] },
  { what: "a birth date that does not exist", from: "20220105", to: "20220230", named: ["DMG 02"] },
  { what: "no sex code", from: "DMG*D8*20220105*F", to: "DMG*D8*20220105", named: ["DMG 03"] },
  { what: "a sex code that is none", from: "20220105*F", to: "20220105*X", named: ["DMG 03"] },
  { what: "no diagnosis, and so nothing to point to", from: "\nHI*ABK:F4310*ABF:Z6332", to: "", named: ["HI"] },
  { what: "a diagnosis with its point", from: "F4310", to: "F43.10", named: ["HI 01"] },
  { what: "a diagnosis of ICD-9 under the qualifier of ICD-10", from: "ABK:F4310", to: "ABK:30981", named: ["HI 01"] },
  { what: "the qualifier of ICD-9", of: "replacement", from: "ABK:F4310", to: "BK:F4310", named: ["HI 01"] },
  { what: "the same diagnosis twice", from: "ABF:Z6332", to: "ABF:F4310", named: ["HI 02"] },
  { what: "thirteen diagnoses", from: "*ABF:Z6332", to: Array.from({ length: 12 }, (_, at) => `*ABF:F4${10 + at}`).join(""), named: ["HI 13"] },
  { what: "a pointer without a diagnosis", from: "4***1:2", to: "4***1:3", named: ["SV1 07"] },
  { what: "five pointers", from: "4***1:2", to: "4***1:2:1:2:1", named: ["SV1 07"] },
  { what: "no procedure code", of: "replacement", from: "SV1*HC:DEMO1", to: "SV1*HC", named: ["SV1 01"] },
  { what: "five modifiers", from: "DEMO1:HK:HN", to: "DEMO1:HK:HN:HA:HB:HC", named: ["SV1 01"] },
  { what: "six modifiers", from: "DEMO1:HK:HN", to: "DEMO1:HK:HN:HA:HB:HC:HD", named: ["SV1 01"] },
  { what: "no charge on a line", from: "DEMO1*100*UN", to: "DEMO1**UN", named: ["SV1 02"] },
  { what: "a charge below zero", of: "replacement", from: "DEMO1*100*UN", to: "DEMO1*-100*UN", named: ["CLM 02", "SV1 02"] },
  { what: "three digits of cents", from: "50.25*UN", to: "50.255*UN", named: ["SV1 02"] },
  { what: "no units", from: "UN*4***1:2", to: "UN****1:2", named: ["SV1 04"] },
  { what: "0 units", from: "UN*4***1:2", to: "UN*0***1:2", named: ["SV1 04"] },
  { what: "a total that is not that of the lines", from: "CLAIM0001*150.25", to: "CLAIM0001*150.26", named: ["CLM 02"] },
  { what: "an amount with a comma", from: "CLAIM0001*150.25", to: "CLAIM0001*150,25", named: ["CLM 02"] },
  { what: "an amount with an exponent", from: "CLAIM0001*150.25", to: "CLAIM0001*15E1", named: ["CLM 02"] },
  { what: "a service in the future", from: "D8*20260221", to: "D8*20260303", named: ["DTP 03"] },
  { what: "a service before birth", from: "D8*20260221", to: "D8*20220104", named: ["DTP 03"] },
  { what: "a day of service that does not exist", from: "D8*20260221", to: "D8*20260231", named: ["DTP 03"] },
  { what: "no day of service", from: "\nDTP*472*D8*20260221", to: "", named: ["DTP"] },
  { what: "no place of service", from: "53:B:1", to: ":B:1", named: ["CLM 05"] },
  { what: "a place of service of letters", from: "53:B:1", to: "AB:B:1", named: ["CLM 05"] },
  { what: "51 lines", of: "replacement", from: "\nLX*1\n", to: `\n${Array.from({ length: 50 }, (_, at) => `LX*${at + 1}\nSV1*HC:DEMO1*0*UN*4***1\nDTP*472*D8*20260220\nREF*6R*MORE${at}\n`).join("")}LX*51\n`, named: ["LX"] },
  { what: "a replacement without the payer's number", of: "replacement", from: "\nREF*F8*PAYERCLAIM1", to: "", named: ["CLM 05"] },
  { what: "a first claim that replaces", of: "replacement", from: "53:B:7", to: "53:B:1", named: ["REF 01"] },
  { what: "a frequency of hospitals", of: "replacement", from: "53:B:7", to: "53:B:2", named: ["CLM 05"] },
  { what: "a secondary claim that does not balance", of: "secondary", from: "AMT*D*60", to: "AMT*D*61", named: ["AMT 02"] },
  { what: "a line of a secondary claim that does not balance, nor then the claim", of: "secondary", from: "CO*45*30", to: "CO*45*29", named: ["AMT 02", "SVD 02"] },
  { what: "an identifier with the separator of components", from: "MI*M0000001", to: "MI*M00:00001", named: ["NM1 09"] },
  { what: "a name with an accent", from: "SAMPLECHILD*ROSA", to: "NIÑO*ROSA", named: ["NM1 03"] },
  // Section 1 and 2: form.
  { what: "an empty element at the end", from: "REF*6R*LINE0001", to: "REF*6R*LINE0001*", named: ["REF 03"] },
  { what: "an empty component at the end", from: "HC:DEMO1*100", to: "HC:DEMO1:*100", named: ["SV1 01"] },
  { what: "an empty segment", from: "\nLX*2", to: "\n\nLX*2", named: [""] },
  { what: "levels with a gap", of: "dependent", from: "HL*3*2*23*0", to: "HL*4*2*23*0", named: ["HL 01"] },
  { what: "a parent that is not the level above", of: "dependent", from: "HL*3*2*23*0", to: "HL*3*1*23*0", named: ["HL 02"] },
  { what: "a level that denies what stands below it", of: "dependent", from: "HL*2*1*22*1", to: "HL*2*1*22*0", named: ["HL 04"] },
  { what: "a level that claims what is not below it", from: "HL*2*1*22*0", to: "HL*2*1*22*1", named: ["HL 04"] },
  { what: "nobody is the patient", from: "SBR*P*18", to: "SBR*P*", named: ["SBR 02"] },
  { what: "two are the patient", of: "dependent", from: "SBR*P*", to: "SBR*P*18", named: ["SBR 02"] },
  { what: "the child's street is missing", from: "\nN3*2 EXAMPLE STREET", to: "", named: ["N3"] },
  { what: "the child's birth date and sex are missing", from: "\nDMG*D8*20220105*F", to: "", named: ["DMG"] },
  { what: "no payer", from: "\nNM1*PR*2*EXAMPLE PAYER*****PI*PAYER1", to: "", named: ["NM1"] },
  { what: "no contact of the submitter", from: "\nPER*IC*EXAMPLE OFFICE*TE*2025550100", to: "", named: ["PER"] },
  { what: "no relation of the dependent child", of: "dependent", from: "\nPAT*19", to: "", named: ["PAT"] },
  { what: "a child without a given name", of: "dependent", from: "QC*1*SAMPLECHILD*ROSA", to: "QC*1*SAMPLECHILD", named: ["NM1 04"] },
  { what: "an organization with a given name", from: "NM1*PR*2*EXAMPLE PAYER*", to: "NM1*PR*2*EXAMPLE PAYER*ANA", named: ["NM1 04"] },
  { what: "a claim number of 21 characters", from: "CLAIM0001", to: "CLAIM0001CLAIM0001CLA", named: ["CLM 01"] },
  { what: "no signature of the provider", from: "53:B:1*Y*A*Y*Y", to: "53:B:1**A*Y*Y", named: ["CLM 06"] },
  { what: "a release code that is none", from: "53:B:1*Y*A*Y*Y", to: "53:B:1*Y*A*Y*N", named: ["CLM 09"] },
  { what: "lines that are not numbered on", from: "LX*2", to: "LX*3", named: ["LX 01"] },
  { what: "a line number twice", from: "LINE0002", to: "LINE0001", named: ["REF 02"] },
  { what: "the claim's own place again on a line", from: "UN*2*12**1", to: "UN*2*53**1", named: ["SV1 05"] },
  { what: "another file's purpose", from: "BHT*0019*00", to: "BHT*0019*01", named: ["BHT 02"] },
  { what: "segments in the wrong order", from: "LX*1\nSV1*HC:DEMO1*100*UN*4***1:2\nDTP*472*D8*20260220", to: "LX*1\nDTP*472*D8*20260220\nSV1*HC:DEMO1*100*UN*4***1:2", named: ["SV1", "SV1"] },
  // Section 7: after another payer.
  { what: "two payers at one place", of: "secondary", from: "SBR*P*19", to: "SBR*S*19", named: ["SBR 01", "SBR 01"] },
  { what: "no payer before the second", from: "SBR*P*18", to: "SBR*S*18", named: ["SBR 01"] },
  { what: "what the payer before has paid is missing", of: "secondary", from: "\nAMT*D*60", to: "", named: ["AMT"] },
  { what: "a line decided by a payer that the claim does not name", of: "secondary", from: "SVD*OTHER1", to: "SVD*OTHER2", named: ["SVD 01"] },
  { what: "no day of the other payer's decision", of: "secondary", from: "\nDTP*573*D8*20260225", to: "", named: ["DTP"] },
  { what: "no name of the other payer", of: "secondary", from: "\nNM1*PR*2*OTHER PAYER*****PI*OTHER1", to: "", named: ["NM1"] },
  { what: "an adjustment without its amount", of: "secondary", from: "CAS*CO*45*30", to: "CAS*CO*45", named: ["AMT 02", "SVD 02", "CAS 03"] },
  { what: "no assignment of the other cover", of: "secondary", from: "OI***Y***Y", to: "OI******Y", named: ["OI 03"] },
];

describe("Claims broken on purpose: the place is named, and no other (A11, A12)", () => {
  it.each(broken.map((one) => ({ of: "subscriber" as const, ...one })))("$of: $what", ({ of, from, to, named }) => {
    const good = ["", ...goodSets[of], ""].join("\n");
    expect(good.split(from).length).toBeGreaterThan(1);
    const at = good.lastIndexOf(from);
    const text = fileOf([`${good.slice(0, at)}${to}${good.slice(at + from.length)}`.slice(1, -1).split("\n")]);
    expect(placesIn(text)).toEqual(named);
  });

  it.each([
    ["a count of segments", /SE\*\d+/, "SE*3", ["SE 01"]],
    ["the control number of the set", /SE\*(\d+)\*0001/, "SE*$1*0002", ["SE 02"]],
    ["the control number of the group", "GE*1*101", "GE*1*102", ["GE 02"]],
    ["the control number of the interchange", "IEA*1*000000101", "IEA*1*000000102", ["IEA 02"]],
    ["a count of sets", "GE*1*", "GE*2*", ["GE 01"]],
    ["a count of groups", "IEA*1*", "IEA*0*", ["IEA 01"]],
    ["the version of the interchange", "*00501*", "*00401*", ["ISA 12"]],
    ["neither test nor production", "*0*T*:", "*0*X*:", ["ISA 15"]],
    ["no separator of repetitions", "*^*", "*U*", ["ISA 11"]],
    ["a day that does not exist", "*260302*", "*260332*", ["ISA 09"]],
    ["the group of payments", "GS*HC*", "GS*HP*", ["GS 01"]],
    ["a day of the group that does not exist", "RECEIVER1*20260302*", "RECEIVER1*20261302*", ["GS 04"]],
    ["another edition of the guide", /005010X222A1/g, "005010X222A2", ["GS 08", "ST 03"]],
    ["another guide", /005010X222A1/g, "005010X223A2", ["ST 03"]],
    ["payments where claims belong", "ST*837*", "ST*820*", ["ST 01"]],
  ])("the envelope: %s", (_what, from, to, named) => {
    expect(placesIn(goodFile("subscriber").replace(from, to))).toEqual(named);
  });

  it("the same claim number in two sets of a file is named at the second", () => {
    const faults = check(fileOf([goodSets.subscriber, goodSets.subscriber]));
    expect(faults.map(({ id, element }) => [id, element])).toEqual([["CLM", "01"]]);
    expect(faults[0]!.segment).toBeGreaterThan(goodSets.subscriber.length);
  });

  it("an answer of a payer is no claim, and an empty file holds none", () => {
    expect(placesIn("")).toEqual(["ISA"]);
    expect(placesIn(goodFile("subscriber").replace(/ST\*837[^]*SE\*\d+\*0001~\n/, "").replace("GE*1", "GE*0"))).toEqual(["ST"]);
  });

  it("each fault speaks both languages, in its own words", () => {
    for (const { of = "subscriber", from, to } of broken) {
      const good = ["", ...goodSets[of], ""].join("\n").replace(from, () => to);
      for (const { message, expected } of check(fileOf([good.trim().split("\n")]))) {
        for (const said of [message.en, message.es, expected.en, expected.es]) expect(said.trim()).not.toBe("");
        expect(message.en).not.toBe(message.es);
      }
    }
  });
});
