import { loop, segment } from "./loops.ts";
import { adjustments, header, street, town, trailer } from "./parts.ts";

// 835 005010X221A1, what a payer paid and why. A payment is never turned away for a qualifier that only describes: those
// lists stay open; what moves money is checked to the letter.

const named = (codes: string) => segment("NM1", "S", [`R ID 2-3 ${codes}`, "R ID 1 1|2", "S AN 1-60", "S AN 1-35", "S AN 1-25", "S AN 1-10", "S AN 1-10", "S ID 1-2", "S AN 2-80"], { most: 9 });
const reference = (most: number) => segment("REF", "S", ["R ID 2-3", "R AN 1-50", "S AN 1-80", "S: R ID 2-3; S AN 1-50"], { most });
const day = (codes: string, usage: "R" | "S" = "S", most = 1) => segment("DTM", usage, [`R ID 3${codes === "" ? "" : ` ${codes}`}`, "R DT 8"], { most });
const contact = segment("PER", "S", ["R ID 2", "S AN 1-60", "S ID 2", "S AN 1-256", "S ID 2", "S AN 1-256", "S ID 2", "S AN 1-256"], { most: 99, pairs: [[3, 4], [5, 6], [7, 8]] }); // prettier-ignore
const amount = (most: number) => segment("AMT", "S", ["R ID 1-3", "R M 1-18"], { most });
const quantity = (most: number) => segment("QTY", "S", ["R ID 2", "R R 1-15"], { most });
const money = (count: number) => Array.from({ length: count }, () => "S M 1-18");
const remarks = Array.from({ length: 5 }, () => "S AN 1-50");
const procedure = (usage: string) => `${usage}: R ID 2; R AN 1-48; S AN 2; S AN 2; S AN 2; S AN 2; S AN 1-80; S AN 1-48`;
const reason = (usage: string) => `${usage}: R ID 2; S AN 1-50`;

export const remittance = loop("835", "R", 1, [
  header("835"),
  segment("BPR", "R", ["R ID 1-2 C|D|H|I|P|U|X", "R M 1-18", "R ID 1 C|D", "R ID 3 ACH|BOP|CHK|FWT|NON", "S ID 1-10", "S ID 2", "S AN 3-12", "S ID 1-3", "S AN 1-35", "S AN 1-10", "S AN 1-9", "S ID 2", "S AN 3-12", "S ID 1-3", "S AN 1-35", "R DT 8"], {
    key: 4,
  }),
  segment("TRN", "R", ["R ID 1-2 1", "R AN 1-50", "R AN 1-10", "S AN 1-50"]),
  segment("CUR", "S", ["R ID 2-3", "R ID 3"]),
  reference(2),
  day("405"),
  loop("1000A", "R", 1, [segment("N1", "R", ["R ID 2-3 PR", "S AN 1-60", "S ID 1-2", "S AN 2-80"], { pairs: [[3, 4]] }), street("S"), town("S"), reference(4), contact]), // prettier-ignore
  loop("1000B", "R", 1, [segment("N1", "R", ["R ID 2-3 PE", "S AN 1-60", "S ID 1-2", "S AN 2-80"], { pairs: [[3, 4]] }), street("S"), town("S"), reference(99), segment("RDM", "S", ["R ID 1-2", "S AN 1-60", "S AN 1-256"])]), // prettier-ignore
  loop("2000", "S", 1_000_000, [
    segment("LX", "R", ["R N0 1-6"]),
    segment("TS3", "S", ["R AN 1-50", "R AN 1-2", "R DT 8", "R R 1-15", ...money(20)]),
    segment("TS2", "S", money(19)),
    loop("2100", "R", 1_000_000, [
      segment("CLP", "R", ["R AN 1-38", "R ID 1-2 1|2|3|4|19|20|21|22|23|25", "R M 1-18", "R M 1-18", "S M 1-18", "S ID 1-2", "S AN 1-50", "S AN 1-2", "S ID 1", "N", "S ID 1-4", "S R 1-15", "S R 1-10"], { key: 2 }),
      adjustments(99, "CO|CR|OA|PI|PR"),
      named("74|82|GB|IL|PR|QC|TT"),
      segment(
        "MIA",
        "S",
        Array.from({ length: 24 }, () => "S AN 1-50"),
      ),
      segment("MOA", "S", ["S R 1-10", "S M 1-18", ...remarks, "S M 1-18", "S M 1-18"]),
      reference(15),
      day("", "S", 9),
      contact,
      amount(13),
      quantity(15),
      loop("2110", "S", 999, [
        segment("SVC", "R", [procedure("R"), "R M 1-18", "R M 1-18", "S AN 1-48", "S R 1-15", procedure("S"), "S R 1-15"]),
        day("", "S", 9),
        adjustments(99, "CO|CR|OA|PI|PR"),
        reference(29),
        amount(12),
        quantity(6),
        segment("LQ", "S", ["R ID 1-3", "R AN 1-30"], { most: 99 }),
      ]),
    ]),
  ]),
  segment("PLB", "S", ["R AN 1-50", "R DT 8", ...Array.from({ length: 6 }, (_, at) => (at === 0 ? [reason("R"), "R M 1-18"] : [reason("S"), "S M 1-18"])).flat()], { most: 1_000_000, pairs: [[5, 6], [7, 8], [9, 10], [11, 12], [13, 14]] }), // prettier-ignore
  trailer,
]);
