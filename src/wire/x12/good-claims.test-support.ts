// Claims as a payer takes them, made up from beginning to end: people, numbers and the code of the service are nobody's.

/** The day on which they are checked. */
export const today = "20260302";
const provider = ["HL*1**20*1", "PRV*BI*PXC*103EXAMPLE", "NM1*85*2*EXAMPLE CLINIC*****XX*1234567893", "N3*1 EXAMPLE STREET", "N4*WASHINGTON*DC*200010000", "REF*EI*123456789"];
const begin = (reference: string) => [`BHT*0019*00*${reference}*20260302*1015*CH`, "NM1*41*2*EXAMPLE CLINIC*****46*SENDER1", "PER*IC*EXAMPLE OFFICE*TE*2025550100", "NM1*40*2*EXAMPLE PAYER*****46*RECEIVER1", ...provider];
const child = ["NM1*IL*1*SAMPLECHILD*ROSA****MI*M0000001", "N3*2 EXAMPLE STREET", "N4*WASHINGTON*DC*20002", "DMG*D8*20220105*F", "NM1*PR*2*EXAMPLE PAYER*****PI*PAYER1"];
const people = ["NM1*82*1*SAMPLETHERAPIST*ANA****XX*1000000012", "PRV*PE*PXC*101EXAMPLE", "NM1*DQ*1*SAMPLESUPERVISOR*EVA****XX*1000000020"];
const lines = ["LX*1", "SV1*HC:DEMO1*100*UN*4***1:2", "DTP*472*D8*20260220", "REF*6R*LINE0001", "LX*2", "SV1*HC:DEMO1:HK:HN*50.25*UN*2*12**1", "DTP*472*D8*20260221", "REF*6R*LINE0002"];
const diagnoses = "HI*ABK:F4310*ABF:Z6332";

/** The segments of a transaction set between ST and SE, by name. */
export const goodSets = {
  subscriber: [...begin("B0001"), "HL*2*1*22*0", "SBR*P*18*******MC", ...child, "CLM*CLAIM0001*150.25***53:B:1*Y*A*Y*Y", "REF*EA*RECORD1", diagnoses, ...people, ...lines],
  dependent: [
    ...begin("B0002"),
    "HL*2*1*22*1", "SBR*P********CI", "NM1*IL*1*SAMPLEADULT*LUZ****MI*A0000001", "NM1*PR*2*EXAMPLE PAYER*****PI*PAYER1", "HL*3*2*23*0", "PAT*19", "NM1*QC*1*SAMPLECHILD*ROSA", "N3*2 EXAMPLE STREET", "N4*WASHINGTON*DC*20002", "DMG*D8*20220105*F",
    "CLM*CLAIM0002*150.25***53:B:1*Y*A*Y*Y", diagnoses, ...lines,
  ],
  replacement: [...begin("B0003"), "HL*2*1*22*0", "SBR*P*18*******MC", ...child, "CLM*CLAIM0003*100***53:B:7*Y*A*Y*Y", "REF*F8*PAYERCLAIM1", "HI*ABK:F4310", "LX*1", "SV1*HC:DEMO1*100*UN*4***1", "DTP*472*D8*20260220", "REF*6R*LINE0003"],
  secondary: [
    ...begin("B0004"),
    "HL*2*1*22*0", "SBR*S*18*******MC", ...child, "CLM*CLAIM0004*100***53:B:1*Y*A*Y*Y", "HI*ABK:F4310",
    "SBR*P*19*******CI", "AMT*D*60", "OI***Y***Y", "NM1*IL*1*SAMPLEADULT*LUZ****MI*A0000001", "NM1*PR*2*OTHER PAYER*****PI*OTHER1",
    "LX*1", "SV1*HC:DEMO1*100*UN*4***1", "DTP*472*D8*20260220", "REF*6R*LINE0004", "SVD*OTHER1*60*HC:DEMO1**4", "CAS*CO*45*30", "CAS*PR*2*7*1*3*3", "DTP*573*D8*20260225",
  ],
} as const satisfies Record<string, readonly string[]>;
export type GoodSet = keyof typeof goodSets;
export const goodNames = Object.keys(goodSets).filter((one): one is GoodSet => one in goodSets);

const ISA = "ISA*00*          *00*          *ZZ*SENDER1        *ZZ*RECEIVER1      *260302*1015*^*00501*000000101*0*T*:";
/** Transaction sets in their envelope, with counts and control numbers as they must be. */
export function fileOf(sets: readonly (readonly string[])[], { control = "000000101" } = {}): string {
  const wrapped = sets.flatMap((segments, at) => {
    const number = String(at + 1).padStart(4, "0");
    return [`ST*837*${number}*005010X222A1`, ...segments, `SE*${segments.length + 2}*${number}`];
  });
  return [ISA.replace("000000101", control), "GS*HC*SENDER1*RECEIVER1*20260302*1015*101*X*005010X222A1", ...wrapped, `GE*${sets.length}*101`, `IEA*1*${control}`].map((one) => `${one}~`).join("\n");
}
export const goodFile = (name: GoodSet): string => fileOf([goodSets[name]]);
