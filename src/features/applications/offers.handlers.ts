import { createHash, randomBytes } from "node:crypto";
import { canonicalJson } from "#kernel/canonical.ts";
import { addDays, addMinutes, dateInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { asMachineOf, type Transaction } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken, signText } from "#server/keys.ts";
import { type Call, handle, type Handlers, type Services } from "#server/procedure.ts";
import { listHeld } from "#features/supervision/meetings.store.ts";
import { receiptCode } from "#features/intake/rules.ts";
import { readCode } from "./codes.rules.ts";
import { faultWords } from "./faults.words.ts";
import { spanOf, tellReadiness } from "./figures.rules.ts";
import { CODE_DAYS, DROPPED_BEFORE, type Figure, MOST_TRIES, type OfferLook, type readiness } from "./offers.contract.ts";
import * as store from "./offers.store.ts";

const DAY_MINUTES = 24 * 60;
const JOB = "measure-readiness";
const staffOf = ({ actor }: Transaction) => (actor.kind === "staff" ? actor.staffId : "");
type Key = Pick<Services, "signingKey">;

/** What of a code is kept: with the secret key, so that a stolen table gives none away to somebody who tries them all. */
const hashOf = ({ signingKey }: Key, code: string): Uint8Array => hashToken(signText(signingKey, "application-code", code));

/** Makes the code of an application, which is shown once and kept as a hash. Answers it as it is typed. */
export async function makeCode(tx: Transaction, services: Key, applicationId: string): Promise<string> {
  const code = `${receiptCode(randomBytes(24))}${receiptCode(randomBytes(24))}`;
  await store.replaceCode(tx, { applicationId, hash: hashOf(services, code), endsAt: addMinutes(tx.now, CODE_DAYS * DAY_MINUTES) });
  return code;
}

/** The agency's figures as they may be told, counted by its own machine: whoever asks sees no row that they rest on. */
export const measure = (tx: Transaction): Promise<Figure[]> =>
  asMachineOf(tx, tx.actor.agencyId, JOB, async (machine) => {
    const span = spanOf(machine.today);
    const counted = await store.countRecord(machine, span, DROPPED_BEFORE);
    return tellReadiness(span, { ...counted, supervision: { months: await store.listMonths(machine, span), held: await listHeld(machine, span.from, span.to) } });
  });
const hashOfFigures = (figures: readonly Figure[]): string => createHash("sha256").update(canonicalJson(figures)).digest("hex");

type Found = { hash: Uint8Array; place: store.Place };
/** What a code opens; null whatever is wrong with it, and once too many were wrong. */
async function findByCode(tx: Transaction, services: Key, typed: string): Promise<Found | null> {
  const staffId = staffOf(tx);
  const tries = await store.countTries(tx, staffId, addMinutes(tx.now, -DAY_MINUTES));
  if (tries.person >= MOST_TRIES.person || tries.agency >= MOST_TRIES.agency) return null;
  const code = readCode(typed);
  const hash = hashOf(services, code ?? "");
  const place = code === null ? null : await store.findPlace(tx, hash);
  if (place === null) await store.noteTry(tx, staffId);
  return place === null ? null : { hash, place };
}

export async function look(tx: Transaction, { code }: { code: string }, { services }: { services: Key }): Promise<{ offer: OfferLook | null }> {
  const found = await findByCode(tx, services, code);
  if (found === null) return { offer: null };
  const figures = await measure(tx);
  const { collaborative, cohort, code: application, endsAt } = found.place;
  // The last whole day on which the code opens.
  const until = addDays(dateInZone(new Date(endsAt).toISOString(), tx.actor.timeZone), -1);
  return { offer: { collaborative, cohort, code: application, until, figures, hash: hashOfFigures(figures) } };
}

type Trail = Pick<Call, "requestId">;
/** The row in the trail of the collaborative: what came or went for which application, and not who did it elsewhere. */
const noteThere = (tx: Transaction, of: { collaborativeId: string; applicationId: string }, procedure: string, { requestId }: Trail) =>
  asMachineOf(tx, of.collaborativeId, "applications", (machine) => appendAudit(machine, { action: "write", procedure, outcome: "done", requestId, subjectId: of.applicationId }));

/** Sends the figures that were looked at, and no others. */
export async function agree(tx: Transaction, { code, hash }: { code: string; hash: string }, call: { services: Key } & Trail): Promise<{ outcome: "sent" | "nothing" | "changed" }> {
  const found = await findByCode(tx, call.services, code);
  if (found === null) return { outcome: "nothing" };
  const figures = await measure(tx);
  if (hashOfFigures(figures) !== hash) return { outcome: "changed" };
  if (!(await store.giveFigures(tx, found.hash, figures))) return { outcome: "nothing" };
  await noteThere(tx, found.place, "applications.measured", call);
  return { outcome: "sent" };
}

export async function takeBack(tx: Transaction, { offerId }: { offerId: string }, call: Trail) {
  const offer = await store.findOffer(tx, offerId);
  if (offer === null) throw new Fault("not_found", faultWords.noOffer);
  const state = await store.takeBack(tx, offerId);
  if (state === "decided" || state === "gone") throw new Fault("refused", state === "decided" ? faultWords.offerDecided : faultWords.offerGone);
  if (state === "none") throw new Fault("not_found", faultWords.noOffer);
  await noteThere(tx, offer, "applications.unmeasured", call);
  return { state };
}

export const readinessHandlers: Handlers<typeof readiness> = {
  offers: handle(async (tx) => ({ offers: await store.listOffers(tx) })),
  look: handle(look),
  agree: handle(agree),
  takeBack: handle(takeBack),
};
