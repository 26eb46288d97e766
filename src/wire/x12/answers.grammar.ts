import { loop, type LoopRule, segment } from "./loops.ts";
import { dated, header, street, town, trailer } from "./parts.ts";

// What comes back before money does: 999 005010X231A1, 277CA 005010X214, 277 005010X212, and 270 and 271 005010X279A1.
// Lists that only describe stay open: an answer with a code that is new is still an answer.

const MANY = 1_000_000;
const hierarchy = (level: string) => segment("HL", "R", ["R AN 1-12", level === "20" ? "N" : "R AN 1-12", `R ID 1-2 ${level}`, "S ID 1 0|1"], { key: 3 });
const named = (codes: string, usage: "R" | "S" = "R") => segment("NM1", usage, [`R ID 2-3${codes === "" ? "" : ` ${codes}`}`, "R ID 1 1|2", "S AN 1-60", "S AN 1-35", "S AN 1-25", "S AN 1-10", "S AN 1-10", "S ID 1-2", "S AN 2-80", "S ID 2", "S ID 2-3"]);
const trace = (codes: string, usage: "R" | "S" = "R", most = 1) => segment("TRN", usage, [`R ID 1-2 ${codes}`, "R AN 1-50", "S AN 1-10", "S AN 1-50"], { most });
const day = (usage: "R" | "S", most = 20) =>
  segment("DTP", usage, ["R ID 3", "R ID 2-3 D8|RD8", "R AN 1-35"], {
    most,
    dated: [2, 3],
    key: 2,
  });
const reference = (most = 9) => segment("REF", "S", ["R ID 2-3", "R AN 1-50", "S AN 1-80", "S: R ID 2-3; S AN 1-50"], { most });
const contact = segment("PER", "S", ["R ID 2", "S AN 1-60", "S ID 2", "S AN 1-256", "S ID 2", "S AN 1-256", "S ID 2", "S AN 1-256"], { most: 3 });
const quantity = segment("QTY", "S", ["R ID 2", "R R 1-15"], { most: 4 });
const amount = segment("AMT", "S", ["R ID 1-3", "R R 1-18"], { most: 4 });
const status = (usage: "R" | "S" = "R") =>
  segment(
    "STC",
    usage,
    ["R: R AN 1-30; R AN 1-30; S ID 2-3; S ID 1-3", "S DT 8", "S ID 1-2", "S R 1-18", "S R 1-18", "S DT 8", "S ID 3", "S DT 8", "S AN 1-16", "S: R AN 1-30; R AN 1-30; S ID 2-3; S ID 1-3", "S: R AN 1-30; R AN 1-30; S ID 2-3; S ID 1-3", "S AN 1-264"],
    { most: MANY },
  );
const begin = (codes: string) => segment("BHT", "R", [`R ID 4 ${codes}`, "R ID 2", "S AN 1-50", "R DT 8", "R TM 4-8", "S ID 2"]);
const procedure = "R: R ID 2; R AN 1-48; S AN 2; S AN 2; S AN 2; S AN 2; S AN 1-80; S AN 1-48";
const line = loop("2220", "S", MANY, [segment("SVC", "R", [procedure, "R R 1-18", "S R 1-18", "S AN 1-48", "S R 1-15", "N", "S R 1-15"]), status(), reference(), day("S")]);

const place = ["S: R N0 1-2; S N0 1-2; S N0 1-4", "S AN 1-35"];
const context = segment("CTX", "S", ["S: R AN 1-35; S AN 1-35", "S ID 2-3", "S N0 1-10", "S AN 1-4", ...place], { most: 10 });
const codes = (count: number) => Array.from({ length: count }, () => "S ID 1-3");
export const acknowledgment = loop("999", "R", 1, [
  header("999"),
  segment("AK1", "R", ["R ID 2", "R N0 1-9", "S AN 1-12"]),
  loop("2000", "S", MANY, [
    segment("AK2", "R", ["R ID 3", "R AN 4-9", "S AN 1-35"]),
    loop("2100", "S", MANY, [segment("IK3", "R", ["R ID 2-3", "R N0 1-10", "S AN 1-4", "R ID 1-3"]), context, loop("2110", "S", MANY, [segment("IK4", "R", ["R: R N0 1-2; S N0 1-2; S N0 1-4", "S N0 1-4", "R ID 1-3", "S AN 1-99"]), context])]),
    segment("IK5", "R", ["R ID 1 A|E|M|R|W|X", ...codes(5)]),
  ]),
  segment("AK9", "R", ["R ID 1 A|E|M|P|R|W|X", "R N0 1-6", "R N0 1-6", "R N0 1-6", ...codes(5)]),
  trailer,
]);

/** 277 in both uses: what became of claims when they came (277CA), and later on demand (277). */
const claimStatus = (id: string, levels: { first: string; claim: string }): LoopRule =>
  loop(id, "R", 1, [
    header("277"),
    begin(levels.first),
    loop("2000A", "R", MANY, [
      hierarchy("20"),
      loop("2100A", "R", 1, [named("PR|AY"), contact]),
      loop("2200A", "S", 1, [trace("1"), day("S")]),
      loop("2000B", "S", MANY, [
        hierarchy("21"),
        loop("2100B", "R", 1, [named("41")]),
        loop("2200B", "S", 1, [trace("2"), status("S"), quantity, amount]),
        loop("2000C", "S", MANY, [
          hierarchy("19"),
          loop("2100C", "R", 9, [named("85|1P")]),
          loop("2200C", "S", 1, [trace("1|2"), status("S"), reference(), quantity, amount]),
          ...["PT", "22"].map((level) =>
            loop("2000D", "S", MANY, [
              hierarchy(level),
              segment("DMG", "S", ["S ID 2-3", "S AN 1-35", "S ID 1"]),
              loop("2100D", "R", 1, [named("QC|IL")]),
              loop("2200D", "S", MANY, [trace("1|2"), status(levels.claim === "R" ? "R" : "S"), reference(), day("S"), line]),
              ...(level === "PT"
                ? []
                : [loop("2000E", "S", MANY, [hierarchy("23"), segment("DMG", "S", ["S ID 2-3", "S AN 1-35", "S ID 1"]), loop("2100E", "R", 1, [named("QC")]), loop("2200E", "S", MANY, [trace("1|2"), status("S"), reference(), day("S"), line])])]),
            ]),
          ),
        ]),
      ]),
    ]),
    trailer,
  ]);
export const claimAcknowledgment = claimStatus("277CA", { first: "0085", claim: "R" });
export const statusAnswer = claimStatus("277", { first: "0010", claim: "S" });

const person = (code: string) => [named(code), reference(), street("S"), town("S"), contact];
const refusal = segment("AAA", "S", ["R ID 1 N|Y", "S AN 2", "S ID 2", "S ID 1"], { most: 9 });
const birth = segment("DMG", "S", ["S ID 2-3", "S AN 1-35", "S ID 1"], { pairs: [[1, 2]], dated: [1, 2] }); // prettier-ignore
const relation = segment("INS", "S", ["R ID 1", "R ID 2", "S ID 3", "S ID 2-3", ...Array.from({ length: 12 }, () => "N"), "S N0 1-9"]);
const provider = segment("PRV", "S", ["R ID 1-3", "S ID 2-3", "S AN 1-50"]);
const benefit = loop("2110", "S", MANY, [
  segment("EB", "R", [
    "R ID 1-3",
    "S ID 3",
    "S^ AN 1-2",
    "S ID 1-3",
    "S AN 1-50",
    "S ID 1-2",
    "S R 1-18",
    "S R 1-10",
    "S ID 2",
    "S R 1-15",
    "S ID 1",
    "S ID 1",
    "S: R ID 2; S AN 1-48; S AN 2; S AN 2; S AN 2; S AN 2; S AN 1-80; S AN 1-48",
    "S: S N0 1-2; S N0 1-2; S N0 1-2; S N0 1-2",
  ]),
  segment(
    "HSD",
    "S",
    Array.from({ length: 8 }, () => "S AN 1-15"),
    { most: 9 },
  ),
  reference(),
  day("S"),
  refusal,
  segment("MSG", "S", ["R AN 1-264"], { most: 10 }),
  loop("2115", "S", 10, [segment("III", "R", ["S ID 1-3", "S AN 1-30", "S ID 2", "S AN 1-264"])]),
  segment("LS", "S", ["R AN 1-6"]),
  loop("2120", "S", 23, [...person(""), provider]),
  segment("LE", "S", ["R AN 1-6"]),
]);
const inquiry = loop("2110", "S", 99, [
  segment("EQ", "R", ["S^ AN 1-2", "S: R ID 2; S AN 1-48; S AN 2; S AN 2; S AN 2; S AN 2; S AN 1-80; S AN 1-48", "S ID 3", "S ID 1-3"]),
  segment("AMT", "S", ["R ID 1-3", "R R 1-18"], { most: 2 }),
  segment("III", "S", ["R ID 1-3", "R AN 1-30"], { most: 10 }),
  reference(),
  dated("291", { forms: "D8|RD8" }),
]);

const eligibility = (id: "270" | "271"): LoopRule => {
  const covers = id === "270" ? inquiry : benefit;
  const isAnswer = id === "271";
  const refused = isAnswer ? [refusal] : [];
  const adult = [
    ...person("IL"),
    ...refused,
    provider,
    birth,
    relation,
    segment(
      "HI",
      "S",
      Array.from({ length: 8 }, () => "S: R ID 1-3; R AN 1-30"),
    ),
    day("S"),
    segment("MPI", "S", ["R ID 1", "R ID 2", "R ID 1", "S AN 1-80", "S ID 2", "S ID 2-3", "S AN 1-35"]),
  ];
  const child = adult.map((one) => ("id" in one && one.id === "NM1" ? named("03") : one));
  return loop(id, "R", 1, [
    header(id),
    begin("0022"),
    loop("2000A", "R", MANY, [
      hierarchy("20"),
      ...refused,
      loop("2100A", "R", 1, [named("2B|36|GP|P5|PR"), contact, ...refused]),
      loop("2000B", "S", MANY, [
        hierarchy("21"),
        loop("2100B", "R", 1, [named(""), reference(), street("S"), town("S"), ...refused, provider]),
        ...refused,
        loop("2000C", "S", MANY, [hierarchy("22"), trace("1|2", "S", 3), loop("2100C", "R", 1, [...adult, covers]), loop("2000D", "S", MANY, [hierarchy("23"), trace("1|2", "S", 3), loop("2100D", "R", 1, [...child, covers])])]),
      ]),
    ]),
    trailer,
  ]);
};
export const eligibilityInquiry = eligibility("270");
export const eligibilityAnswer = eligibility("271");
