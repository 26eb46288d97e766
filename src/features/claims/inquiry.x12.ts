import type { BillingProvider, Claim, Insured, PersonName, Subscriber } from "#wire/x12/claims.ts";
import { amountText } from "#wire/x12/cents.ts";
import { type Draft, words } from "#wire/x12/write.ts";

// 276 005010X212: what became of claims, asked of their payer. The 277 that comes back names each by its own number (TRN02).

export const STATUS_VERSION = "005010X212";
/** A claim as it was sent, with whoever holds the insurance; `payerNumber` is the payer's own number of it, where one is known. */
export type AskedClaim = { subscriber: Omit<Subscriber, "claims">; claim: Claim; payerNumber: string | null };
/** `reference` is of its own for each set, `day` CCYYMMDD and `time` HHMM. */
export type StatusInquiry = { reference: string; day: string; time: string; payer: { name: string; id: string }; submitter: { name: string; id: string }; provider: BillingProvider["provider"]; claims: readonly AskedClaim[] };

const nameOf = ({ family, given }: PersonName) => [words(family, 60), words(given, 35)] as const;
const demographics = ({ birthDate, sex }: Pick<Insured, "birthDate" | "sex">): Draft[] => (birthDate === null ? [] : [["DMG", "D8", birthDate, sex === "U" ? null : sex]]);
const organization = ({ name }: BillingProvider["provider"]) => (typeof name === "string" ? ["2", words(name, 60), null] : ["1", ...nameOf(name)]) as [string, ...Draft[1][]];

/** What is asked of one claim. */
function* asked({ claim, payerNumber }: AskedClaim): Generator<Draft> {
  yield ["TRN", "1", claim.number];
  if (payerNumber !== null) yield ["REF", "1K", payerNumber];
  yield ["REF", "EJ", claim.number];
  yield ["AMT", "T3", amountText(claim.chargeCents)];
  const days = claim.lines.map((one) => one.day).toSorted();
  yield days[0] === days.at(-1) ? ["DTP", "472", "D8", days[0]!] : ["DTP", "472", "RD8", `${days[0]}-${days.at(-1)}`];
}

/** The segments of one inquiry, between ST and SE. */
export function* statusSegments({ reference, day, time, payer, submitter, provider, claims }: StatusInquiry): Generator<Draft> {
  yield ["BHT", "0010", "13", reference, day, time];
  yield ["HL", "1", null, "20", "1"];
  yield ["NM1", "PR", "2", words(payer.name, 60), null, null, null, null, "PI", payer.id];
  yield ["HL", "2", "1", "21", "1"];
  yield ["NM1", "41", "2", words(submitter.name, 60), null, null, null, null, "46", submitter.id];
  yield ["HL", "3", "2", "19", "1"];
  const [kind, ...name] = organization(provider);
  yield ["NM1", "1P", kind, ...name, null, null, null, ...(provider.npi === null ? [] : ["XX", provider.npi])];
  let level = 3;
  for (const one of claims) {
    const { insured, patient } = one.subscriber;
    const holder = (level += 1);
    yield ["HL", String(holder), "3", "22", patient === null ? "0" : "1"];
    if (patient === null) yield* demographics(insured);
    yield ["NM1", "IL", "1", ...nameOf(insured.name), null, null, null, "MI", insured.memberId];
    if (patient !== null) {
      level += 1;
      yield ["HL", String(level), String(holder), "23"];
      yield* demographics(patient);
      yield ["NM1", "QC", "1", ...nameOf(patient.name)];
    }
    yield* asked(one);
  }
}
