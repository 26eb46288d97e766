import { segment, loop } from "./loops.ts";
import { adjustments, amount, contact, dated, header, named, reference, street, taxonomy, town, trailer } from "./parts.ts";

// 837P 005010X222A1, professional claims: its loops and segments, in their order.

const PAYERS = "A|B|C|D|E|F|G|H|P|S|T|U";
const FILING = "11|12|13|14|15|16|17|AM|BL|CH|CI|DS|FI|HM|LM|MA|MB|MC|OF|TV|VA|WC|ZZ";
const MEDICARE_SECONDARY = "12|13|14|15|16|41|42|43|47";
const WAYS = "EM|FX|TE";
const procedure = "R: R ID 2 ER|HC|IV|WK; R AN 1-48; S AN 2; S AN 2; S AN 2; S AN 2; S AN 1-80";
const diagnosis = (usage: string, codes: string) => `${usage}: R ID 1-3 ${codes}; R AN 1-30`;
const list = (first: string, further: string) => [diagnosis("R", first), ...Array.from({ length: 11 }, () => diagnosis("S", further))];
const address = [street("R"), town("R")];
const addressMay = [street("S"), town("S")];
const birth = (usage: "R" | "S") => segment("DMG", usage, ["R ID 2-3 D8", "R AN 1-35", "R ID 1 F|M|U"], { dated: [1, 2] });
const condition = (category: string, codes: string, { answers = "N|Y", most = 1, count = 5 }: { answers?: string; most?: number; count?: number } = {}) =>
  segment("CRC", "S", [`R ID 2 ${category}`, `R ID 1 ${answers}`, `R ID 2-3 ${codes}`, ...Array.from({ length: count - 1 }, () => `S ID 2-3 ${codes}`)], { most });
const hierarchy = (level: string, children: string, parent: "R" | "N") => segment("HL", "R", ["R AN 1-12", parent === "R" ? "R AN 1-12" : "N", `R ID 1-2 ${level}`, `R ID 1 ${children}`], { key: 3 });
const patient = (codes: string | null) => segment("PAT", codes === null ? "S" : "R", [codes === null ? "N" : `R ID 2 ${codes}`, "N", "N", "N", "S ID 2-3 D8", "S AN 1-35", "S ID 2 01", "S R 1-10", "S ID 1 Y"], { pairs: [[5, 6], [7, 8]], dated: [5, 6] }); // prettier-ignore
const secondary = (codes: string, most: number) => reference(codes, { most });
const perLine = (codes: string) => reference(codes, { most: 20, further: ["N", "S: R ID 2-3 2U; R AN 1-50"] });
const noteOf = (codes: string) => segment("NTE", "S", [`R ID 3 ${codes}`, "R AN 1-80"]);
const ambulance = [segment("CR1", "S", ["S ID 2 LB", "S R 1-10", "N", "R ID 1 A|B|C|D|E", "R ID 2 DH", "R R 1-15", "N", "N", "S AN 1-80", "S AN 1-80"], { pairs: [[1, 2]] })]; // prettier-ignore
const repriced = segment("HCP", "S", ["R ID 2", "R R 1-18", "S R 1-18", "S AN 1-50", "S R 1-9", "S AN 1-50", "S R 1-18", "N", "S ID 2", "S AN 1-48", "S ID 2", "S R 1-15", "S ID 2", "S ID 1-2", "S ID 1-2"]);
const paperwork = segment("PWK", "S", ["R ID 2", "R ID 1-2 AA|BM|EL|EM|FT|FX", "N", "N", "S ID 1-2 AC", "S AN 2-80"], { most: 10, pairs: [[5, 6]] }); // prettier-ignore
const contract = segment("CN1", "S", ["R ID 2 01|02|03|04|05|06|09", "S R 1-18", "S R 1-6", "S AN 1-50", "S R 1-6", "S AN 1-30"]);

const NPI = { id: "XX", isNumbered: "S" } as const;
const NO_NUMBER = { id: null, hasName: "N" } as const;

const otherPayer = loop("2320", "S", 10, [
  segment("SBR", "R", [`R ID 1 ${PAYERS}`, "R ID 2 01|18|19|20|21|39|40|53|G8", "S AN 1-50", "S AN 1-60", `S ID 1-3 ${MEDICARE_SECONDARY}`, "N", "N", "N", `S ID 1-2 ${FILING}`]),
  adjustments(5, "CO|CR|OA|PI|PR"),
  amount("D"),
  amount("A8"),
  amount("EAF"),
  segment("OI", "R", ["N", "N", "R ID 1 N|W|Y", "S ID 1 P", "N", "R ID 1 I|Y"]),
  segment("MOA", "S", ["S R 1-10", "S R 1-18", "S AN 1-50", "S AN 1-50", "S AN 1-50", "S AN 1-50", "S AN 1-50", "S R 1-18", "S R 1-18"]),
  loop("2330A", "R", 1, [named("IL", { id: "II|MI", isNumbered: "R" }), ...addressMay, reference("SY")]),
  loop("2330B", "R", 1, [named("PR", { kinds: "2", id: "PI|XV", isNumbered: "R" }), ...addressMay, dated("573"), reference("2U|EI|FY|NF", { most: 2 }), reference("G1"), reference("9F"), reference("T4"), reference("F8")]),
  loop("2330C", "S", 2, [named("DN|P3", { kinds: "1", ...NO_NUMBER }), reference("0B|1G|G2", { usage: "R", most: 3 })]),
  loop("2330D", "S", 1, [named("82", NO_NUMBER), reference("0B|1G|G2|LU", { usage: "R", most: 3 })]),
  loop("2330E", "S", 1, [named("77", { kinds: "2", ...NO_NUMBER }), reference("0B|G2|LU", { usage: "R", most: 3 })]),
  loop("2330F", "S", 1, [named("DQ", { kinds: "1", ...NO_NUMBER }), reference("0B|1G|G2|LU", { usage: "R", most: 3 })]),
  loop("2330G", "S", 1, [named("85", NO_NUMBER), reference("G2|LU", { usage: "R", most: 2 })]),
]);

const serviceLine = loop("2400", "R", 50, [
  segment("LX", "R", ["R N0 1-6"]),
  segment("SV1", "R", [procedure, "R R 1-18", "R ID 2 MJ|UN", "R R 1-15", "S AN 1-2", "N", "R: R N0 1-2; S N0 1-2; S N0 1-2; S N0 1-2", "N", "S ID 1 Y", "N", "S ID 1 Y", "S ID 1 Y", "N", "N", "S ID 1 0"]),
  segment("SV5", "S", ["R: R ID 2 HC; R AN 1-48", "R ID 2 DA", "R R 1-15", "R R 1-18", "R R 1-18", "R ID 1 1|4|6"]),
  paperwork,
  ...ambulance,
  segment("CR3", "S", ["R ID 1 I|R|S", "R ID 2 MO", "R R 1-15"]),
  condition("07", "01|04|05|06|07|08|09|12", { most: 3 }),
  condition("70", "65", { count: 1 }),
  condition("09", "38|ZV", { count: 2 }),
  dated("472", { usage: "R", forms: "D8|RD8" }),
  ...["471", "607", "463", "461", "304"].map((code) => dated(code)),
  dated("738|739", { most: 2 }),
  ...["011", "455", "454"].map((code) => dated(code)),
  segment("QTY", "S", ["R ID 2 PT", "R R 1-15"]),
  segment("QTY", "S", ["R ID 2 FL", "R R 1-15"]),
  segment("MEA", "S", ["R ID 2 OG|TR", "R ID 1-3 HT|R1|R2|R3|R4", "R R 1-20"], { most: 5 }),
  contract,
  ...["9B", "9D"].map((code) => reference(code)),
  reference("G1", { most: 5, further: ["N", "S: R ID 2-3 2U; R AN 1-50"] }),
  ...["6R", "EW", "X4", "F4", "BT"].map((code) => reference(code)),
  reference("9F", { most: 5, further: ["N", "S: R ID 2-3 2U; R AN 1-50"] }),
  amount("T"),
  amount("F4"),
  segment("K3", "S", ["R AN 1-80"], { most: 10 }),
  noteOf("ADD|DCP"),
  noteOf("TPO"),
  segment("PS1", "S", ["R AN 1-50", "R R 1-18"]),
  repriced,
  loop("2410", "S", 1, [segment("LIN", "R", ["N", "R ID 2 EN|EO|HI|N4|ON|UK|UP", "R AN 1-48"]), segment("CTP", "R", ["N", "N", "N", "R R 1-15", "R: R ID 2 F2|GR|ME|ML|UN"]), reference("VY|XZ")]),
  loop("2420A", "S", 1, [named("82", NPI), taxonomy("PE"), perLine("0B|1G|G2|LU")]),
  loop("2420B", "S", 1, [named("QB", { ...NPI, hasName: "N" }), perLine("0B|1G|G2")]),
  loop("2420C", "S", 1, [named("77", { kinds: "2", ...NPI }), ...address, perLine("G2|LU")]),
  loop("2420D", "S", 1, [named("DQ", { kinds: "1", ...NPI }), perLine("0B|1G|G2|LU")]),
  loop("2420E", "S", 1, [named("DK", { kinds: "1", ...NPI }), ...addressMay, perLine("0B|1G|G2"), contact("S", WAYS)]),
  loop("2420F", "S", 2, [named("DN|P3", { kinds: "1", ...NPI }), perLine("0B|1G|G2")]),
  loop("2420G", "S", 1, [named("PW", { kinds: "2", ...NO_NUMBER }), ...address]),
  loop("2420H", "S", 1, [named("45", { kinds: "2", id: null, hasName: "S" }), ...address]),
  loop("2430", "S", 15, [segment("SVD", "R", ["R AN 2-80", "R R 1-18", procedure, "N", "R R 1-15", "S N0 1-6"]), adjustments(5, "CO|CR|OA|PI|PR"), dated("573", { usage: "R" }), amount("EAF")]),
  loop("2440", "S", 99, [
    segment("LQ", "R", ["R ID 1-3 AS|UT", "R AN 1-30"]),
    segment("FRM", "R", ["R AN 1-20", "S ID 1 N|W|Y", "S AN 1-50", "S DT 8", "S R 1-6"], {
      most: 99,
    }),
  ]),
]);

const claim = (usage: "R" | "S") =>
  loop("2300", usage, 100, [
    segment("CLM", "R", [
      "R AN 1-38",
      "R R 1-18",
      "N",
      "N",
      "R: R AN 1-2; R ID 1-2 B; R ID 1",
      "R ID 1 N|Y",
      "R ID 1 A|B|C",
      "R ID 1 N|W|Y",
      "R ID 1 I|Y",
      "S ID 1 P",
      "S: R ID 2-3 AA|EM|OA; S ID 2-3 AA|EM|OA; N; S ID 2; S ID 2-3",
      "S ID 2-3 02|03|05|09",
      ...Array.from({ length: 7 }, () => "N"),
      "S ID 1-2 1|2|3|4|5|6|7|8|9|10|11|15",
    ]),
    ...["431", "454", "304", "453", "439", "484", "455", "471"].map((code) => dated(code)),
    dated("314|360|361", { forms: "D8|RD8" }),
    ...["297", "296", "435", "096"].map((code) => dated(code)),
    dated("090|091", { most: 2 }),
    ...["444", "050"].map((code) => dated(code)),
    paperwork,
    contract,
    amount("F5"),
    ...["4N", "F5", "EW", "9F", "G1", "F8", "X4", "9A", "9C", "LX", "D9", "EA", "P4", "1J"].map((code) => reference(code)),
    segment("K3", "S", ["R AN 1-80"], { most: 10 }),
    noteOf("ADD|CER|DCP|DGN|TPO"),
    ...ambulance,
    segment("CR2", "S", ["N", "N", "N", "N", "N", "N", "N", "R ID 1 A|C|D|E|F|G|M", "N", "S AN 1-80", "S AN 1-80"]),
    condition("07", "01|04|05|06|07|08|09|12", { most: 3 }),
    condition("E1|E2|E3", "L1|L2|L3|L4|L5", { most: 3 }),
    condition("75", "IH", { answers: "Y", count: 1 }),
    condition("ZZ", "AV|NU|S2|ST", { count: 3 }),
    segment("HI", "R", list("ABK", "ABF")),
    segment("HI", "S", [diagnosis("R", "BP"), diagnosis("S", "BO")]),
    segment("HI", "S", list("BG", "BG"), { most: 2 }),
    repriced,
    loop("2310A", "S", 2, [named("DN|P3", { kinds: "1", ...NPI }), secondary("0B|1G|G2", 3)]),
    loop("2310B", "S", 1, [named("82", NPI), taxonomy("PE"), secondary("0B|1G|G2|LU", 4)]),
    loop("2310C", "S", 1, [named("77", { kinds: "2", ...NPI }), ...address, secondary("0B|G2|LU", 3), contact("S", "TE")]),
    loop("2310D", "S", 1, [named("DQ", { kinds: "1", ...NPI }), secondary("0B|1G|G2|LU", 4)]),
    loop("2310E", "S", 1, [named("PW", { kinds: "2", ...NO_NUMBER }), ...address]),
    loop("2310F", "S", 1, [named("45", { kinds: "2", id: null, hasName: "S" }), ...address]),
    otherPayer,
    serviceLine,
  ]);

const subscriber = loop("2000B", "R", 1_000_000, [
  hierarchy("22", "0|1", "R"),
  segment("SBR", "R", [`R ID 1 ${PAYERS}`, "S ID 2 18", "S AN 1-50", "S AN 1-60", `S ID 1-3 ${MEDICARE_SECONDARY}`, "N", "N", "N", `S ID 1-2 ${FILING}`]),
  patient(null),
  loop("2010BA", "R", 1, [named("IL", { id: "II|MI", isNumbered: "R" }), ...addressMay, birth("S"), reference("SY"), reference("Y4"), contact("S", "TE")]),
  loop("2010BB", "R", 1, [named("PR", { kinds: "2", id: "PI|XV", isNumbered: "R" }), ...addressMay, reference("2U|EI|FY|NF", { most: 3 }), reference("G2|LU", { most: 2 })]),
  claim("S"),
  loop("2000C", "S", 1_000_000, [hierarchy("23", "0", "R"), patient("01|19|20|21|39|40|53|G8"), loop("2010CA", "R", 1, [named("QC", { kinds: "1", id: null }), ...address, birth("R"), reference("Y4"), reference("1W|SY"), contact("S", "TE")]), claim("R")]),
]);

export const professionalClaim = loop("837P", "R", 1, [
  header("837"),
  segment("BHT", "R", ["R ID 4 0019", "R ID 2 00|18", "R AN 1-50", "R DT 8", "R TM 4-8", "R ID 2 31|CH|RP"]),
  loop("1000A", "R", 1, [named("41", { id: "46", isNumbered: "R" }), contact("R", WAYS, { most: 2 })]),
  loop("1000B", "R", 1, [named("40", { kinds: "2", id: "46", isNumbered: "R" })]),
  loop("2000A", "R", 1_000_000, [
    hierarchy("20", "1", "N"),
    taxonomy("BI"),
    segment("CUR", "S", ["R ID 2-3 85", "R ID 3"]),
    loop("2010AA", "R", 1, [named("85", NPI), ...address, reference("EI|SY", { usage: "R" }), reference("0B|1G", { most: 2 }), contact("S", WAYS, { most: 2 })]),
    loop("2010AB", "S", 1, [named("87", NO_NUMBER), ...address]),
    loop("2010AC", "S", 1, [named("PE", { kinds: "2", id: "PI|XV", isNumbered: "R" }), ...address, reference("2U|FY|NF"), reference("EI", { usage: "R" })]),
    subscriber,
  ]),
  trailer,
]);
