// A second opinion on who may learn what, from clinical.md sections 3, 9, 10 and 11 alone: none of it asks the code that it judges.

/** Something that was written, under a word found nowhere else. `of`: the adult whose it is; `with`: the other of the two in supervision, or who was consulted. */
export type Secret = { word: string; where: string; holds: "name" | "service" | "safe_contact" | "request" | "chart" | "staff_chart" | "relationship" | "own" | "address" | "protective" | "psychotherapy_note" | "supervision" | "report"; of: string | null; by: string; with: string | null; part2: boolean; /** False where the record refused it: then nobody is promised it. */ isKept: boolean };
type Days = { from: string; to: string | null };
/** What is known of an adult, as it was said to the record. `kept`: days on which an order, or a decision, keeps them from the child's record. */
export type Adult = { personId: string; around: Days[]; dyads: Days[]; records: Days[]; release: (Days & { authorityId: string })[]; kept: Days[]; /** Days on which they may not learn when sessions are. */ noTimes: Days[]; /** Days on which the agency does not treat them as the child's representative: then what they sign about the child opens nothing, either. */ limited: Days[]; madeRequest: boolean; refusesMessages: boolean; safeMails: string[]; part2For: { staffId: string; days: Days }[] };
export type Known = { today: string; adults: Adult[]; privacyReview: boolean; glassBrokenBy: string[] };
/** Somebody who reads: in which role, and how they stand to the case; an `outsider` works for another agency. */
export type Reader = { role: string; staffId: string | null; personId: string | null; stands: "treats" | "supervises" | "sampled" | "not on the case" };
/** Something that leaves on paper: on which basis, about whom, to whom, and what was opened by whom. */
export type Leaving = { basis: string; subject: "child" | string; toAdult: string | null; opens: string[]; authorization: { signerId: string; authorityId: string | null; ended: boolean; part2: boolean } | null; order: { opens: string[]; ofAdult: string | null } | null };

const on = (day: string, all: Days[]) => all.some((one) => one.from <= day && (one.to === null || one.to >= day));
const adultOf = (known: Known, personId: string | null) => known.adults.find((one) => one.personId === personId);
const readsChart = (known: Known, one: Adult) => on(known.today, one.records) && !on(known.today, one.kept);
/** Whether an adult has anything to sign in for: a part as a caregiver, or a right to read. */
export const standsWithFamily = (known: Known, personId: string): boolean => {
  const one = adultOf(known, personId);
  return one !== undefined && (on(known.today, one.around) || readsChart(known, one));
};

/** Whether a reader may learn it. */
export function mayRead(known: Known, who: Reader, secret: Secret): boolean {
  if (who.role === "outsider") return false;
  if (who.role === "caregiver") return mayAdultRead(known, adultOf(known, who.personId)!, secret);
  const treats = who.stands === "treats" || who.stands === "supervises";
  if (secret.part2) {
    const owner = adultOf(known, secret.of)!;
    if (!treats || !owner.part2For.some((one) => one.staffId === who.staffId && on(known.today, [one.days]))) return false;
  }
  const chart = treats || who.stands === "sampled" || (who.role === "privacy_officer" && known.privacyReview) || (who.role === "administrator" && known.glassBrokenBy.includes(who.staffId!));
  const runs = treats || who.stands === "sampled" || ["administrator", "privacy_officer", "front_desk", "biller"].includes(who.role);
  if (secret.holds === "name" || secret.holds === "service") return runs;
  if (secret.holds === "safe_contact" || secret.holds === "request") return treats || who.role === "front_desk" || who.role === "administrator";
  if (["chart", "staff_chart", "relationship"].includes(secret.holds)) return chart;
  if (["own", "address", "protective"].includes(secret.holds)) return treats;
  if (secret.holds === "psychotherapy_note") return who.staffId === secret.by;
  if (secret.holds === "supervision") return who.staffId === secret.by || who.staffId === secret.with;
  return who.staffId === secret.by || who.staffId === secret.with || who.role === "privacy_officer";
}

/** What is the adult's own, of the relationship while it stands, and of the child with a right to read that stands; nothing once nothing of it stands. */
function mayAdultRead(known: Known, who: Adult, secret: Secret): boolean {
  if (!standsWithFamily(known, who.personId)) return false;
  const isOwn = secret.of === who.personId;
  if (secret.part2 && !isOwn) return false;
  if (["name", "service", "safe_contact", "own", "address"].includes(secret.holds)) return isOwn;
  if (secret.holds === "request") return who.madeRequest;
  if (secret.holds === "relationship") return isOwn && on(known.today, who.dyads);
  return secret.holds === "chart" && readsChart(known, who);
}

/** Whether it may stand on a paper that leaves. A name stands there of whose record it is, who signed and who gets it, and of who came where attendance goes to somebody outside of the family. */
export function mayLeave(known: Known, paper: Leaving, secret: Secret): boolean {
  const { authorization: given, toAdult } = paper;
  if (secret.holds === "name") return [paper.subject, toAdult, given?.signerId].includes(secret.of!) || (toAdult === null && paper.subject === "child" && paper.opens.includes("attendance"));
  if (!["chart", "relationship", "own"].includes(secret.holds)) return false;
  const isOwn = secret.holds !== "chart";
  if (!paper.opens.includes(secret.holds)) return false;
  if (isOwn ? secret.of !== paper.subject : paper.subject !== "child") return false;
  if (toAdult !== null && !isOwn && on(known.today, adultOf(known, toAdult)!.kept)) return false;
  if (secret.part2 && !((given !== null && given.part2 && given.signerId === secret.of) || (paper.basis === "own_request" && toAdult === secret.of))) return false;
  if (paper.basis === "authorization") {
    if (given === null || given.ended) return false;
    if (isOwn) return given.signerId === secret.of;
    const signer = adultOf(known, given.signerId)!;
    return signer.release.some((one) => one.authorityId === given.authorityId && on(known.today, [one])) && !on(known.today, signer.limited);
  }
  if (paper.basis === "court_order") return paper.order !== null && paper.order.opens.includes(secret.holds) && (!isOwn || paper.order.ofAdult === secret.of);
  // What is her own she may ask for also when she is with the family no more (45 CFR 164.524); of the rest, what stands.
  if (paper.basis === "own_request") return toAdult !== null && (secret.holds === "own" ? secret.of === toAdult : mayAdultRead(known, adultOf(known, toAdult)!, secret));
  return !isOwn && (paper.basis === "coordination" || paper.basis === "report");
}

/** Whether a letter may go to an address: an adult's own, called safe, while they are with the family and did not refuse letters. */
export function mayWrite(known: Known, personId: string, to: string): boolean {
  const one = adultOf(known, personId);
  return one !== undefined && standsWithFamily(known, personId) && !one.refusesMessages && one.safeMails.includes(to);
}
/** Whether a reminder of a session may: besides, the adult may learn when sessions are, and is not kept from the child's record. */
export const mayRemind = (known: Known, personId: string, to: string): boolean => mayWrite(known, personId, to) && !on(known.today, adultOf(known, personId)!.kept) && !on(known.today, adultOf(known, personId)!.noTimes);
