import { foldedText } from "#wire/x12/text.ts";
import type { Address, BillingProvider, Claim, ClaimLine, PersonName, Provider, Subscriber } from "#wire/x12/claims.ts";

// CMS-1500 (02/12) as letters on a grid of ten to the inch and six lines to the inch. Where each box stands follows the form's
// public layout; what goes into each is confirmed with the payer before it is relied on.

/** A text in a box; line and column are counted from 1, from the upper left of the form's grid. */
export type Placed = { box: string; line: number; column: number; text: string };
/** What a claim holds, for one payer: exactly one subscriber with exactly one claim. */
export type PaperClaim = Pick<BillingProvider, "provider" | "taxId" | "address" | "payTo" | "subscribers">;
/** What is kept of a claim that was written: who bills, whose insurance, and the claim itself. */
export type WrittenContent = { provider: Omit<BillingProvider, "subscribers">; subscriber: Omit<Subscriber, "claims">; claim: Claim };
export const paperClaimOf = ({ provider, subscriber, claim }: WrittenContent): PaperClaim => ({ ...provider, subscribers: [{ ...subscriber, claims: [claim] }] });
/** What the form asks that a claim's file does not hold. The telephone is the agency's: no number of the family is ever printed. */
export type PaperAsk = { telephone: string | null };
/** Why no form can be written. */
export type FormFault = "not_one_claim" | "too_long" | "letters";
export class FormRefused extends RangeError {
  constructor(
    readonly fault: FormFault,
    /** The box that could not be filled. */
    readonly box: string,
  ) {
    super(`the form cannot be written: ${fault} in box ${box}`);
  }
}

/** Lines of service on one form. */
export const LINES_A_FORM = 6;
/** Letters that box 26 holds. */
const NUMBER_LETTERS = 14;
/** A claim's number as box 26 holds it: its last letters, which are those drawn by chance. */
export const paperNumberOf = (claimNumber: string): string => claimNumber.slice(-NUMBER_LETTERS);

const cross = (box: string, line: number, column: number): Placed => ({ box, line, column, text: "X" });
/** A text as the form bears it: capitals without marks, cut where the box ends. */
function text(box: string, line: number, column: number, most: number, words: string | null): Placed[] {
  if (words === null || words === "") return [];
  const written = foldedText(words, []);
  if (written === null) throw new FormRefused("letters", box);
  return written === "" ? [] : [{ box, line, column, text: written.slice(0, most).trimEnd() }];
}
/** A number or code: it is never cut, only refused. */
function number(box: string, line: number, column: number, most: number, written: string | null): Placed[] {
  if (written !== null && written.length > most) throw new FormRefused("too_long", box);
  return text(box, line, column, most, written);
}
/** Dollars and cents, right-aligned on the line between them; the point is printed on the form. */
function amount(box: string, line: number, column: number, cents: number): Placed[] {
  const written = `${Math.trunc(cents / 100)} ${String(cents % 100).padStart(2, "0")}`.padStart(8);
  if (cents < 0 || written.length > 8) throw new FormRefused("too_long", box);
  const blank = written.length - written.trimStart().length;
  return [{ box, line, column: column + blank, text: written.trimStart() }];
}
/** A day CCYYMMDD as month, day and year, each in its part of the box. */
const longDay = (box: string, line: number, column: number, day: string | null): Placed[] => (day === null ? [] : [text(box, line, column, 2, day.slice(4, 6)), text(box, line, column + 3, 2, day.slice(6, 8)), text(box, line, column + 6, 4, day.slice(0, 4))].flat());
const shortDay = (box: string, line: number, column: number, day: string): Placed[] => [text(box, line, column, 2, day.slice(4, 6)), text(box, line, column + 3, 2, day.slice(6, 8)), text(box, line, column + 6, 2, day.slice(2, 4))].flat();
/** A name as the form asks for it: commas between its parts. */
const nameOf = ({ family, given, middle, suffix }: PersonName) => [[family, suffix].filter((one) => one !== null && one !== "").join(" "), given, middle].filter((one) => one !== null && one !== "").join(", ");
const providerName = ({ name }: Provider) => (typeof name === "string" ? name : [name.given, name.middle, name.family, name.suffix].filter((one) => one !== null && one !== "").join(" "));
const zipOf = (zip: string | null) => (zip === null ? null : zip.replace(/^(\d{5})-?(\d{4})$/, "$1-$2"));
const townOf = ({ city, state, zip }: Address) => [city, state, zipOf(zip)].filter((one) => one !== null).join(" ");
/** The streets of an address on one line, as the form has one. */
const streetOf = ({ line1, line2 }: Address) => [line1, line2].filter((one) => one !== null && one !== "").join(" ");

function addressAt(box: string, column: number, stateColumn: number, address: Address | null): Placed[] {
  if (address === null) return [];
  return [text(box, 12, column, 28, streetOf(address)), text(box, 14, column, 23, address.city), text(box, 14, stateColumn, 2, address.state), text(box, 16, column, 12, zipOf(address.zip))].flat();
}

/** Box 1: by the kind of payer that the file names, and whether there is a group. */
function kindColumn({ filing, groupNumber }: Subscriber): number {
  const columns: Record<string, number> = { MB: 1, MA: 1, MC: 8, CH: 15, VA: 24 };
  return columns[filing ?? ""] ?? (groupNumber === null ? 45 : 31);
}
const relationColumn = (relation: string) => ({ "18": 33, "01": 38, "19": 42 })[relation] ?? 47;
const sexAt = (box: string, line: number, sex: "F" | "M" | "U" | null, columns: { M: number; F: number }): Placed[] => (sex === "M" || sex === "F" ? [cross(box, line, columns[sex])] : []);

/** Boxes 1 to 13: who is insured, how the child stands to them, what other insurance there is. */
function people(subscriber: Subscriber, claim: Claim): Placed[] {
  const { insured, patient, payer, groupNumber, planName } = subscriber;
  const child = patient ?? { relation: "18", name: insured.name, birthDate: insured.birthDate, sex: insured.sex, address: insured.address };
  const [other] = claim.otherPayers;
  return [
    text("payer", 2, 41, 38, payer.name),
    ...(payer.address === null ? [] : [text("payer", 3, 41, 38, payer.address.line1), text("payer", 4, 41, 38, payer.address.line2), text("payer", 5, 41, 38, townOf(payer.address))]),
    [cross("1", 8, kindColumn(subscriber))],
    number("1a", 8, 50, 29, insured.memberId),
    text("2", 10, 1, 28, nameOf(child.name)),
    longDay("3", 10, 31, child.birthDate),
    sexAt("3", 10, child.sex, { M: 42, F: 47 }),
    text("4", 10, 50, 29, nameOf(insured.name)),
    addressAt("5", 1, 26, child.address),
    [cross("6", 12, relationColumn(child.relation))],
    addressAt("7", 50, 74, insured.address),
    ...(other === undefined ? [] : [text("9", 18, 1, 28, nameOf(other.insured.name)), number("9a", 20, 1, 28, other.groupNumber ?? other.insured.memberId), text("9d", 26, 1, 28, other.payer.name)]),
    // A claim for this treatment is never one for work or an accident: the file says none either.
    [cross("10a", 20, 41), cross("10b", 22, 41), cross("10c", 24, 41)],
    text("10d", 26, 31, 18, claim.screening.join(" ")),
    number("11", 18, 50, 29, groupNumber),
    longDay("11a", 20, 53, insured.birthDate),
    sexAt("11a", 20, insured.sex, { M: 68, F: 75 }),
    text("11c", 24, 50, 29, planName),
    [cross("11d", 26, other === undefined ? 57 : 52)],
    text("12", 29, 7, 20, claim.releases === "Y" ? "SIGNATURE ON FILE" : null),
    text("13", 29, 57, 20, claim.assigns === "Y" ? "SIGNATURE ON FILE" : null),
  ].flat();
}

/** Boxes 17 to 23: who supervises, what is treated, what the claim replaces. */
function about(claim: Claim): Placed[] {
  const supervising = claim.supervising ?? claim.lines.find((one) => one.supervising !== null)?.supervising ?? null;
  const codes = claim.diagnoses.slice(0, 12).flatMap((code, at) => number("21", 38 + Math.trunc(at / 4), 3 + 13 * (at % 4), 8, code.replaceAll(".", "")));
  return [
    ...(supervising === null ? [] : [text("17", 34, 1, 2, "DQ"), text("17", 34, 4, 25, providerName(supervising)), number("17b", 34, 33, 10, supervising.npi)]),
    number("21", 37, 42, 1, "0"),
    codes,
    ...(claim.frequency === "1" ? [] : [number("22", 38, 50, 1, claim.frequency), number("22", 38, 62, 17, claim.originalNumber)]),
    number("23", 40, 50, 29, claim.authorization ?? claim.referral),
  ].flat();
}

/** Box 24: one service on its two lines, the upper one for what is beside the number of who treats. */
function service(claim: Claim, line: ClaimLine, at: number): Placed[] {
  const [upper, lower] = [43 + 2 * at, 44 + 2 * at];
  const rendering = line.rendering ?? claim.rendering;
  return [
    shortDay("24A", lower, 1, line.day),
    shortDay("24A", lower, 10, line.day),
    number("24B", lower, 19, 2, line.place ?? claim.place),
    number("24D", lower, 25, 6, line.code),
    ...line.modifiers.slice(0, 4).map((one, place) => number("24D", lower, 33 + 3 * place, 2, one)),
    number("24E", lower, 45, 4, line.pointers.map((one) => String.fromCodePoint(64 + one)).join("")),
    amount("24F", lower, 50, line.chargeCents),
    number("24G", lower, 59, 3, line.units),
    claim.screening.length === 0 ? [] : text("24H", lower, 63, 1, "Y"),
    ...(rendering === null ? [] : [rendering.taxonomy === null ? [] : number("24I", upper, 65, 2, "ZZ"), number("24J", upper, 68, 11, rendering.taxonomy), number("24J", lower, 68, 10, rendering.npi)]),
  ].flat();
}

/** Where somebody was seen at home or at a distance, no other place is named: the family's address stands in box 5 already. */
const WITHOUT_PLACE: readonly string[] = ["02", "10", "12"];

/** Boxes 25 to 33: who bills, under which number, for how much. */
function billing({ provider, taxId, address }: PaperClaim, claim: Claim, cents: { charge: number; paid: number | null }, { telephone }: PaperAsk): Placed[] {
  const facility = claim.facility ?? (WITHOUT_PLACE.includes(claim.place) ? null : { name: providerName(provider), npi: provider.npi, address });
  return [
    number("25", 56, 1, 15, taxId),
    [cross("25", 56, 19)],
    number("26", 56, 23, NUMBER_LETTERS, paperNumberOf(claim.number)),
    [cross("27", 56, claim.assignment === "A" ? 38 : 43)],
    amount("28", 56, 52, cents.charge),
    cents.paid === null ? [] : amount("29", 56, 62, cents.paid),
    text("31", 60, 1, 20, claim.isSigned ? "SIGNATURE ON FILE" : null),
    ...(facility === null ? [] : [text("32", 58, 23, 26, facility.name), text("32", 59, 23, 26, streetOf(facility.address)), text("32", 60, 23, 26, townOf(facility.address)), number("32a", 61, 23, 10, facility.npi)]),
    ...(telephone === null ? [] : [text("33", 57, 66, 3, telephone.slice(0, 3)), text("33", 57, 70, 8, telephone.slice(3).replace(/^(\d{3})(\d{4})$/, "$1-$2"))]),
    text("33", 58, 50, 29, providerName(provider)),
    text("33", 59, 50, 29, streetOf(address)),
    text("33", 60, 50, 29, townOf(address)),
    number("33a", 61, 50, 10, provider.npi),
    ...(provider.taxonomy === null ? [] : [number("33b", 61, 63, 2, "ZZ"), number("33b", 61, 65, 14, provider.taxonomy)]),
  ].flat();
}

const inGroups = <T>(all: readonly T[], size: number): T[][] => Array.from({ length: Math.max(1, Math.ceil(all.length / size)) }, (_, at) => all.slice(at * size, (at + 1) * size));

/**
 * A claim as forms, six services on each: every form stands for itself, with all boxes and its own total. What was paid
 * before stands on the first one alone, so that it is never counted twice. Throws `FormRefused`.
 */
export function writeForms(claimed: PaperClaim, ask: PaperAsk): Placed[][] {
  const [subscriber, ...others] = claimed.subscribers;
  const [claim, ...more] = subscriber?.claims ?? [];
  if (subscriber === undefined || claim === undefined || others.length > 0 || more.length > 0) throw new FormRefused("not_one_claim", "26");
  const isPaid = claim.patientPaidCents !== null || claim.otherPayers.length > 0;
  const paid = (claim.patientPaidCents ?? 0) + claim.otherPayers.reduce((sum, one) => sum + (one.paidCents ?? 0), 0);
  const fixed = [...people(subscriber, claim), ...about(claim)];
  return inGroups(claim.lines, LINES_A_FORM).map((lines, at) => {
    const charge = lines.reduce((sum, one) => sum + one.chargeCents, 0);
    return [...fixed, ...lines.flatMap((one, place) => service(claim, one, place)), ...billing(claimed, claim, { charge, paid: at === 0 && isPaid ? paid : null }, ask)];
  });
}
