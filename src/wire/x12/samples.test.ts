import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeX12 } from "./segments.ts";
import { readTransactions } from "./transactions.ts";

const folder = new URL("../../../test/data/x12/", import.meta.url);

/**
 * Of each sample: what it holds, and the places where it is not as the guides want it, each looked up in the file. Most
 * of the claims name diagnoses of ICD-9 (HI 01), and many count their segments wrongly (SE 01); in some the header names
 * another separator of components than the claims use (CLM 05, SV1 01, SVC 01).
 */
const samples: readonly [file: string, holds: string, places: string][] = [
  ["imsweb/270_271/x270.txt", "", "1 ISA 12, 3 ST 03, 16 SE 01, 16 SE 02, 18 IEA 02"],
  ["imsweb/270_271/x271.txt", "271", "1 ISA 12, 3 ST 03, 20 SE 01, 22 IEA 02"],
  ["imsweb/277/x12_277_x212.txt", "277", "111 IEA 02"],
  ["imsweb/277ca/x12_277CA_accepted.txt", "277CA", ""],
  ["imsweb/277ca/x12_277CA_rejected.txt", "277CA", ""],
  ["imsweb/837p/x12_ambiguous_loop.txt", "837P", "28 HI 01, 35 SE 01"],
  ["imsweb/837p/x12_bad_first_line.txt", "837P", "1 ISA 02, 23 HI 01, 32 HI 01, 36 SE 01"],
  ["imsweb/837p/x12_bad_segment_identifier.txt", "837P", "6, 7 PER, 11 Nd4, 12 N4, 20 NM31, 22 NM1, 23 HI 01, 32 HI 01, 36 SE 01"],
  ["imsweb/837p/x12_bad_valid_code.txt", "837P", "9 NM1 01, 23 HI 01, 32 HI 01, 36 SE 01"],
  ["imsweb/837p/x12_complex.txt", "837P 837P", "28 HI 01, 33 NM1 08, 38 OI 04, 42 OI 04, 46 REF, 47 OI 04, 51 REF, 77 HI 01, 92 OI 04, 96 REF, 97 REF, 116 NM1 08, 132 HI 01, 135 NM1 08, 149 SE 01, 175 HI 01, 180 NM1 08, 185 OI 04, 189 OI 04, 193 REF, 194 OI 04, 198 REF, 224 HI 01, 239 OI 04, 243 REF, 244 REF, 263 NM1 08, 279 HI 01, 282 NM1 08, 296 SE 01, 297 GE 01"],
  ["imsweb/837p/x12_loop_errors1_exceeds_max_1_parent.txt", "837P", "15 NM1, 29 HI 01, 33 SE 01"],
  ["imsweb/837p/x12_loop_errors2_exceeds_max_repeats_multiple_parents.txt", "837P", "23 HI 01, 34 NM1, 48 HI 01, 52 SE 01"],
  ["imsweb/837p/x12_loop_errors3_missing_loops.txt", "837P", "12 NM1, 17 HI 01, 21 SE 01"],
  ["imsweb/837p/x12_missing_elements.txt", "837P", "7 NM1 02, 23 HI 01, 31 CLM 05, 32 HI 01, 36 SE 01"],
  ["imsweb/837p/x12_missing_required_loop_in_one_repeat.txt", "837P", "21 NM1, 22 HI 01, 38 HI 01, 42 SE 01"],
  ["imsweb/837p/x12_missing_required_loops_mult_repeats.txt", "837P", "23 HI 01, 32 HI 01, 33 SV1, 34 DTP, 35 LX, 40 HI 01, 49 HI 01, 58 HI 01, 59 SV1, 60 DTP, 61 SE 01, 61 LX"],
  ["imsweb/837p/x12_multiple_gs.txt", "837P 837P 837P", "23 HI 01, 32 HI 01, 36 SE 01, 38 GS 06, 59 HI 01, 68 HI 01, 72 SE 01, 74 GS 06, 95 HI 01, 104 HI 01, 108 SE 01, 110 IEA 01"],
  ["imsweb/837p/x12_multiple_isa.txt", "837P 837P", "23 HI 01, 32 HI 01, 36 SE 01, 61 HI 01, 70 HI 01, 74 SE 01"],
  ["imsweb/837p/x12_multiple_st.txt", "837P 837P", "23 HI 01, 32 HI 01, 36 SE 01, 37 ST 02, 57 HI 01, 66 HI 01, 70 SE 01, 71 GE 01"],
  ["imsweb/837p/x12_no_errors.txt", "837P", "23 HI 01, 39 HI 01, 43 SE 01"],
  ["imsweb/837p/x12_segment_errors.txt", "837P", "10 N3, 12 REF, 22 HI, 25 SE 01"],
  ["imsweb/837p/x12_segments_out_of_order.txt", "837P", "11 N4, 12 N4, 16 N3, 17 N3, 23 HI 01, 32 HI 01, 36 SE 01"],
  ["imsweb/837p/x12_valid.txt", "837P", "23 HI 01, 32 HI 01, 36 SE 01"],
  ["imsweb/837p/x12_valid_different_separators.txt", "837P", "23 HI 01, 32 HI 01, 36 SE 01"],
  ["imsweb/837p/x12_writer_test.txt", "837P", "28 HI 01, 33 SE 01"],
  ["imsweb/999/x12_999_accepted.txt", "999", "10 IEA 02"],
  ["imsweb/999/x12_999_rejected.txt", "999", ""],
  ["linuxforhealth/270_005010X279A1/dependent-health-benefit-check.270", "270", ""],
  ["linuxforhealth/270_005010X279A1/subscriber-health-benefit-check.270", "270", ""],
  ["linuxforhealth/271_005010X279A1/dependent-health-benefit-check.271", "271", ""],
  ["linuxforhealth/271_005010X279A1/subscriber-health-benefit-check-error.271", "271", "10 SE 02"],
  ["linuxforhealth/271_005010X279A1/subscriber-health-benefit-check.271", "271", ""],
  ["linuxforhealth/835_005010X221A1/cob-contractural-adjustment.835", "835", "4 BPR 16, 21 SVC 01, 21 SVC 01"],
  ["linuxforhealth/835_005010X221A1/managed-care.835", "835", "4 BPR 16"],
  ["linuxforhealth/835_005010X221A1/medicare-part-a.835", "835", ""],
  ["linuxforhealth/835_005010X221A1/secondary-payment.835", "835", "4 BPR 16, 29 SVC 01, 29 SVC 01, 34 SVC 01, 34 SVC 01"],
  ["linuxforhealth/835_005010X221A1/tertiary-payment.835", "835", "4 BPR 16, 20 SVC 01, 20 SVC 06, 20 SVC 06"],
  ["linuxforhealth/837_005010X222A2/demo.ambulance.example5.837", "837P", "23 CLM 05, 28 HI 01"],
  ["linuxforhealth/837_005010X222A2/demo.autoaccident.837", "837P", "28 HI 01"],
  ["linuxforhealth/837_005010X222A2/demo.cob.2ndary.example4.837", "837P", "21 CLM 05, 21 CLM 05, 21 CLM 05, 26 HI 01, 28 SV1 01"],
  ["linuxforhealth/837_005010X222A2/demo.cob.example3.A.837", "837P", "32 HI 01, 44 NM1"],
  ["linuxforhealth/837_005010X222A2/demo.cob.example3.B.837", "837P", "32 HI 01"],
  ["linuxforhealth/837_005010X222A2/demo.cob.example3.C.837", "837P", "32 HI 01"],
  ["linuxforhealth/837_005010X222A2/demo.cob.example4.837", "837P", "23 HI 01, 31 AMT 01"],
  ["linuxforhealth/837_005010X222A2/demo.drug.example10.1.837", "837P", "21 HI 01"],
  ["linuxforhealth/837_005010X222A2/demo.drug.example10.2.837", "837P", "22 HI 01"],
  ["linuxforhealth/837_005010X222A2/demo.drug.example10.3.837", "837P", "22 HI 01"],
  ["linuxforhealth/837_005010X222A2/demo.example1.837", "837P", "29 HI 01"],
  ["linuxforhealth/837_005010X222A2/demo.example11.837", "837P", "21 CLM 05, 21 CLM 05, 21 CLM 05, 24 HI 01, 32 SV1 01, 36 SV1 01"],
  ["linuxforhealth/837_005010X222A2/demo.example12.837", "837P", "26 CLM 05, 26 CLM 05, 26 CLM 05, 29 HI 01, 39 SV1 01"],
  ["linuxforhealth/837_005010X222A2/demo.example2.837", "837P", "27 HI 01"],
  ["linuxforhealth/837_005010X222A2/demo.example6.837", "837P", "21 CLM 05, 21 CLM 05, 21 CLM 05, 26 HI 01, 28 SV1 01"],
  ["linuxforhealth/837_005010X222A2/demo.example7.837", "837P", "21 HI 01"],
  ["linuxforhealth/837_005010X222A2/demo.example8.837", "837P", "23 HI 01"],
  ["linuxforhealth/837_005010X222A2/demo.example9.837", "837P", "20 CLM 05, 20 CLM 05, 20 CLM 05, 21 HI 01, 29 SV1 01"],
  ["moov-io/835-sample1.txt", "835 835", ""],
  ["moov-io/835-sample2.txt", "835", "4 BPR 16"],
  ["moov-io/837p-sample.txt", "837P", "26 HI 01, 56 HI 01, 77 HI 01, 98 HI 01, 119 HI 01, 140 HI 01, 161 HI 01, 182 HI 01"],
];

describe("Samples of others: each is read, or refused with its places (A12, A13, A14)", () => {
  it.each(samples)("%s", (file, holds, places) => {
    const { transactions, faults } = readTransactions(decodeX12(readFileSync(new URL(file, folder))));
    expect(transactions.map(({ type }) => type).join(" ")).toBe(holds);
    expect(faults.map(({ segment, id, element }) => `${segment} ${id} ${element ?? ""}`.trim()).join(", ")).toBe(places);
  });

  it("no sample is left out", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((one) => statSync(new URL(one, folder)).isFile() && !/^(LICENCES|licences)/.test(one));
    expect(samples.map(([file]) => file)).toEqual(files.toSorted());
  });
});
