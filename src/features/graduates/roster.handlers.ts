import type { CivilDate } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import type { Evidence } from "#features/training/contract.ts";
import { loadTrack } from "#features/training/policies.ts";
import { judgeProgress } from "#features/training/rules.ts";
import { faultWords } from "./faults.words.ts";
import { certificatePaper } from "./paper.handlers.ts";
import type { ListingContent, OwnCertificate, roster, RosterListing } from "./roster.contract.ts";
import * as store from "./roster.store.ts";
import { confirmBy, stateOf } from "./rules.ts";
import { type HeldCertificate, listCertificates } from "./store.ts";

const staffIdOf = (tx: Transaction): string => (tx.actor.kind === "staff" ? tx.actor.staffId : "");
const standing = (one: HeldCertificate, today: CivilDate) => stateOf({ confirmedAt: "", undoneAt: one.isUndone ? "" : null, annulledOn: one.annulledOn, validTo: one.validTo }, today);
/** One's own certificates, the newest first; one that was taken back within its day never was. */
async function ownCertificates(tx: Transaction): Promise<HeldCertificate[]> {
  return (await listCertificates(tx, staffIdOf(tx))).filter((one) => !one.isUndone).toSorted((one, other) => other.completedOn.localeCompare(one.completedOn) || one.graduationId.localeCompare(other.graduationId));
}

function shownListing({ listingId: _id, staffId: _staff, graduationId: _graduation, remindedAt: _at, ...one }: store.ListingRow): RosterListing {
  return { ...one, confirmBy: confirmBy(one.confirmedOn) };
}

/** How the renewal stands by the roster's own track (nc10–nc12), as far as it is known here. What the person states is stated. */
async function renewalOf(tx: Transaction, listing: store.ListingRow, history: readonly { confirmedOn: CivilDate }[], { language }: Call) {
  const lent = await store.findLent(tx, listing.staffId);
  const evidence: Evidence = {
    rosterUpdates: [...new Set(history.map((one) => one.confirmedOn))].toSorted(),
    clinician: { tellsUnavailable: true },
    ...(lent === null ? {} : { cases: lent.cases.map(({ lacks: _lacks, allSessions: _all, ...one }) => one), fidelityCases: lent.fidelityCases, outcomeDataCollected: lent.outcomeDataCollected, ...(lent.supervision && { supervision: lent.supervision }) }),
  };
  const track = loadTrack("nc-roster", tx.today);
  const judged = judgeProgress(track, { evidence, on: tx.today, language });
  return { ...judged, requirements: judged.requirements.map((one) => ({ ...one, words: track.requirements.find((asked) => asked.id === one.id)!.words[language] })) };
}

async function mine(tx: Transaction, _input: unknown, call: Call) {
  const staffId = staffIdOf(tx);
  const listing = await store.findListing(tx, staffId);
  const history = await store.listHistory(tx, staffId);
  const { language: _language, ...fromRecord } = await store.findRecord(tx, staffId);
  return {
    today: tx.today,
    certificates: (await ownCertificates(tx)).map((one): OwnCertificate => ({ graduationId: one.graduationId, number: one.number, issuer: one.issuer, track: one.track, cohort: one.cohort, completedOn: one.completedOn, validTo: one.validTo, annulledOn: one.annulledOn, state: standing(one, tx.today) })),
    listing: listing && shownListing(listing),
    fromRecord,
    renewal: listing === null ? null : await renewalOf(tx, listing, history, call),
    history,
  };
}

/** One's own consent and what stands there; it is confirmed for a year. What stood before ends, and stays readable. */
export async function agree(tx: Transaction, { wording, ...content }: ListingContent & { wording: number }) {
  const staffId = staffIdOf(tx);
  if (content.awayTo !== null && (content.awayFrom === null || content.awayTo < content.awayFrom)) throw fieldFault("awayTo", faultWords.awayOrder);
  content.elsewhere.forEach((one, place) => {
    if (one.onDay > tx.today) throw fieldFault(`elsewhere.${place}.onDay`, faultWords.seenLater);
  });
  const certificate = (await ownCertificates(tx)).find((one) => standing(one, tx.today) === "valid");
  if (certificate === undefined) throw new Fault("refused", faultWords.noCertificate);
  if (!(await store.hasLicence(tx, staffId))) throw new Fault("refused", faultWords.noLicence);
  const before = await store.findListing(tx, staffId);
  await store.endListing(tx, staffId, "replaced");
  await store.insertListing(tx, staffId, { ...content, wording, graduationId: certificate.graduationId, issuerId: certificate.issuerId, agreedAt: before?.agreedAt ?? tx.now });
  return { confirmBy: confirmBy(tx.today) };
}

async function withdraw(tx: Transaction) {
  await store.endListing(tx, staffIdOf(tx), "withdrawn");
  return { left: true as const };
}

export const rosterHandlers: Handlers<typeof roster> = {
  mine: handle(mine),
  agree: handle(agree),
  withdraw: handle(withdraw),
  paper: handle(async (tx, { graduationId, language }, { services }) => {
    const found = (await ownCertificates(tx)).find((one) => one.graduationId === graduationId);
    if (!found) throw new Fault("not_found", faultWords.none);
    return certificatePaper(found, { language: language ?? found.language, today: tx.today, baseUrl: services.baseUrl });
  }),
};
