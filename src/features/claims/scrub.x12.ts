import { isNpi } from "#wire/x12/cents.ts";
import { foldedText, isIdentifier } from "#wire/x12/text.ts";
import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { ClaimFinding, FindingId } from "./findings.contract.ts";

// What holds a claim before a file is written (the faults that payers send back, and what the rules of the service ask).
// Each finding names the field where it is mended; nothing that is unknown passes.

export type Numbered = { npi: string; taxonomy: string | null; givenName: string; familyName: string };
export type PlainAddress = { line1: string; line2: string | null; city: string; state: string; zip: string };
export type LineFacts = {
  sessionId: string;
  verdict: "yes" | "no" | "unknown";
  isSigned: boolean;
  /** Null: none is needed. */
  isCosigned: boolean | null;
  units: number | null;
  fee: { code: string; modifiers: readonly string[]; chargeCents: number } | null;
  placeCode: string | null;
  rendering: Numbered | null;
  supervising: Numbered | null;
  needsSupervising: boolean;
  /** Another claim of force to the same payer holds the session. */
  isClaimedAlready: boolean;
};
export type ScrubFacts = {
  today: CivilDate;
  serviceDay: CivilDate;
  kind: "original" | "replacement" | "void" | "secondary";
  profile: { legalName: string; npi: string; taxNumber: string; address: PlainAddress } | null;
  payer: { isMedicaid: boolean; asksRendering: boolean; needsAuthorization: boolean; filingDays: number; hasEnded: boolean; isConfirmed: boolean; isDemo: boolean; usage: "P" | "T" } | null;
  coverage: { memberNumber: string; relation: "self" | "child" | "other"; sex: "F" | "M" | "U"; address: PlainAddress; insured: { givenName: string; familyName: string } | null; letters: "not_asked" | "safe" | "redirected" | "not_safe"; determinedOn: CivilDate | null } | null;
  /** What the payer said of the month of the service; null: it was not asked. */
  covered: "active" | "inactive" | "not_found" | "unclear" | null;
  child: { givenName: string; familyName: string; birthDate: CivilDate | null };
  diagnoses: readonly { code: string; isOfForce: boolean }[];
  lines: readonly LineFacts[];
  /** The claim that is replaced or voided was given a number by the payer. */
  originalNumber: string | null;
  lateReason: string;
  isDemoPlace: boolean;
};

const ZIP_LONG = /^\d{9}$/;
const ZIP = /^\d{5}(\d{4})?$/;
const POST_OFFICE = /^\s*(P\.?\s*O\.?\s*B(OX)?|POST\s+OFFICE\s+BOX)\b/i;
/** Words that a file can hold once they are folded. */
const isWritable = (text: string) => (foldedText(text) ?? "") !== "";
const isAddress = (one: PlainAddress, zip: RegExp) => isWritable(one.line1) && (one.line2 === null || isWritable(one.line2)) && isWritable(one.city) && /^[A-Z]{2}$/.test(one.state) && zip.test(one.zip.replaceAll("-", ""));

/** The last day on which the payer may receive a claim: from the service, or from the day on which the child was found to be covered. */
export const filingDeadline = (serviceDay: CivilDate, determinedOn: CivilDate | null, filingDays: number): CivilDate => addDays(determinedOn !== null && determinedOn > serviceDay ? determinedOn : serviceDay, filingDays);

type Say = (id: FindingId, field: string, value?: string, sessionId?: string | null) => void;
function scrubAgency({ profile }: ScrubFacts, say: Say) {
  if (profile === null) return say("no_profile", "profile");
  if (!isNpi(profile.npi)) say("profile_npi", "profile.npi", profile.npi);
  if (!/^\d{9}$/.test(profile.taxNumber)) say("profile_tax", "profile.taxNumber");
  if (!isAddress(profile.address, ZIP_LONG) || POST_OFFICE.test(profile.address.line1)) say("profile_address", "profile.address");
}
function scrubPayer({ payer, today, serviceDay, coverage, lateReason, isDemoPlace }: ScrubFacts, say: Say) {
  if (payer === null) return say("no_payer", "payer");
  if (payer.hasEnded) say("payer_ended", "payer");
  if (payer.usage === "P" && !payer.isConfirmed) say("payer_unconfirmed", "payer.confirmed");
  if (payer.isDemo && !isDemoPlace) say("demo_code", "payer");
  if (payer.needsAuthorization) say("authorization", "authorization");
  const deadline = filingDeadline(serviceDay, coverage?.determinedOn ?? null, payer.filingDays);
  if (today > deadline && lateReason === "") say("late", "lateReason", deadline);
}
function scrubCoverage({ coverage, covered, child, serviceDay }: ScrubFacts, say: Say) {
  if (!isWritable(child.givenName) || !isWritable(child.familyName)) say("child_name", "child.name");
  if (child.birthDate === null) say("child_birth", "child.birthDate");
  else if (child.birthDate > serviceDay) say("birth_after", "child.birthDate", child.birthDate);
  if (coverage === null) return say("no_coverage", "coverage", serviceDay);
  if (!isIdentifier(coverage.memberNumber)) say("member_number", "coverage.memberNumber");
  if (!isAddress(coverage.address, ZIP)) say("address", "coverage.address");
  if (coverage.relation !== "self") {
    if (coverage.insured === null || !isWritable(coverage.insured.familyName) || !isWritable(coverage.insured.givenName)) say("insured_name", "coverage.insured");
    // Whoever holds the insurance is told of each visit by the payer: it is asked first whether that is safe.
    if (coverage.letters === "not_asked" || coverage.letters === "not_safe") say("letters", "coverage.letters", coverage.letters);
  }
  if (covered === null) say("not_asked", "coverage.check", serviceDay.slice(0, 7));
  else if (covered !== "active") say("not_covered", "coverage.check", covered);
}
function scrubDiagnoses({ diagnoses }: ScrubFacts, say: Say) {
  if (diagnoses.length === 0) say("no_diagnosis", "diagnoses");
  if (diagnoses.length > 12) say("many_diagnoses", "diagnoses", String(diagnoses.length));
  if (diagnoses.some((one) => !one.isOfForce)) say("diagnosis_day", "diagnoses");
}
function scrubLine(line: LineFacts, { payer, today, serviceDay }: ScrubFacts, say: Say) {
  const tell = (id: FindingId, field: string, value = "") => say(id, field, value, line.sessionId);
  if (line.verdict !== "yes") tell("verdict", "session", line.verdict);
  if (!line.isSigned) tell("unsigned", "note");
  else if (line.isCosigned === false) tell("uncosigned", "note");
  if (line.units === null || line.units < 1) tell("no_units", "session.times");
  if (line.fee === null) tell("no_code", "fees", serviceDay);
  else if (line.fee.modifiers.length > 4) tell("many_modifiers", "fees");
  if (line.placeCode === null) tell("no_place", "places");
  if (line.rendering === null) {
    if (payer?.asksRendering ?? true) tell("no_rendering", "people");
  } else if (!isNpi(line.rendering.npi)) tell("rendering_npi", "people", line.rendering.npi);
  if (line.needsSupervising && line.supervising === null) tell("no_supervising", "people");
  if (line.isClaimedAlready) tell("claimed", "session");
  if (serviceDay > today) tell("future", "session", serviceDay);
}

/** Everything that holds a claim; none: it is ready. */
export function scrub(facts: ScrubFacts): ClaimFinding[] {
  const findings: ClaimFinding[] = [];
  const say: Say = (id, field, value = "", sessionId = null) => void findings.push({ id, field, sessionId, value });
  if (["replacement", "void"].includes(facts.kind) && facts.originalNumber === null) say("original_number", "originalNumber");
  // A void takes back what was sent: what it says is what it said.
  if (facts.kind === "void") return findings;
  scrubAgency(facts, say);
  scrubPayer(facts, say);
  scrubCoverage(facts, say);
  scrubDiagnoses(facts, say);
  if (facts.lines.length === 0) say("no_line", "lines");
  if (facts.lines.length > 50) say("many_lines", "lines", String(facts.lines.length));
  for (const line of facts.lines) scrubLine(line, facts, say);
  return findings;
}
