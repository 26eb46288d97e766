import { type CivilDate, requireOrder } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { Certificate, Credential, Ending } from "./contract.ts";
import { listEnds } from "./employment.store.ts";
import { faultWords } from "./faults.words.ts";
import { endingsOf } from "./standing.rules.ts";
import * as store from "./store.ts";

export const asMember = (found: store.StaffRow) => ({ staffId: found.staffId, name: found.name, roles: found.roles as StaffRole[] });

/** Somebody who works here today. Throws `not_found`. */
export async function requireStaff(tx: Transaction, staffId: string): Promise<store.StaffRow> {
  const found = (await store.listStaff(tx)).find((one) => one.staffId === staffId);
  if (!found) throw new Fault("not_found", faultWords.notStaff);
  return found;
}

/** Throws where something given to somebody would run past the last day that they were given here. */
export function requireWithinWork(found: Pick<store.StaffRow, "name" | "lastDay">, { validFrom, validTo }: { validFrom: CivilDate; validTo: CivilDate | null }): void {
  if (found.lastDay === null || (validTo !== null && validTo <= found.lastDay)) return;
  throw fieldFault(validFrom > found.lastDay ? "validFrom" : "validTo", faultWords.worksUntil(found.name, found.lastDay));
}

type HeldRow = Credential & { staffId: string };

/** What ends of the credentials of those who work here and of the agency's certificates. */
export function endings(staff: readonly { staffId: string; name: string }[], credentials: readonly HeldRow[], certificates: readonly Certificate[], today: CivilDate): Ending[] {
  const nameOf = new Map(staff.map((one) => [one.staffId, one.name]));
  const endable = [
    ...credentials.filter((one) => nameOf.has(one.staffId)).map((one) => ({ ...one, id: one.credentialId, subject: "credential" as const, staffId: one.staffId as string | null })),
    ...certificates.map((one) => ({ ...one, id: one.certificateId, subject: "certificate" as const, staffId: null, name: "" })),
  ];
  return endingsOf(endable, today).map(({ of, ...at }) => ({ subject: of.subject, id: of.id, staffId: of.staffId, personName: of.staffId === null ? "" : nameOf.get(of.staffId)!, kind: of.kind, name: of.name, ...at }));
}

/** Everything that ends here within 90 days or has ended, the soonest first; of one person alone where one is named. */
export async function listEndings(tx: Transaction, staffId: string | null = null): Promise<Ending[]> {
  const staff = await store.listStaff(tx);
  return endings(staff, await store.listCredentials(tx, staffId), staffId === null ? await store.listCertificates(tx) : [], tx.today);
}

export async function mine(tx: Transaction) {
  const staffId = tx.actor.kind === "staff" ? tx.actor.staffId : null;
  const credentials = staffId === null ? [] : await store.listCredentials(tx, staffId);
  return { today: tx.today, credentials: credentials.map(({ staffId: _staffId, ...one }) => one), endings: staffId === null ? [] : await listEndings(tx, staffId) };
}

export async function history(tx: Transaction, { staffId }: { staffId: string }) {
  await requireStaff(tx, staffId);
  return { credentials: (await store.listRecorded(tx, staffId)).map(({ staffId: _staffId, ...one }) => one), ends: await listEnds(tx, staffId) };
}

type Content = Omit<Credential, "credentialId" | "counts">;

export async function addCredential(tx: Transaction, { staffId, ...content }: Content & { staffId: string }): Promise<{ credentialId: string }> {
  requireOrder(content.validFrom, content.validTo);
  await requireStaff(tx, staffId);
  return { credentialId: await store.insertCredential(tx, staffId, content) };
}

/** Puts a new row in the place of one that stands; the former one stays readable. */
export async function correctCredential(tx: Transaction, { credentialId, reason, ...content }: Content & { credentialId: string; reason: string }): Promise<{ credentialId: string }> {
  requireOrder(content.validFrom, content.validTo);
  const found = await store.findCredential(tx, credentialId);
  if (!found) throw new Fault("not_found", faultWords.noCredential);
  if (found.kind !== content.kind) throw fieldFault("kind", faultWords.otherKind);
  if (!(await store.endRecorded(tx, "credentials", credentialId))) throw new Fault("changed_meanwhile", faultWords.noCredential);
  return { credentialId: await store.insertCredential(tx, found.staffId, content, { id: credentialId, reason }) };
}

export async function correctCertificate(tx: Transaction, { certificateId, reason, ...content }: Certificate & { reason: string }): Promise<{ certificateId: string }> {
  requireOrder(content.validFrom, content.validTo);
  const found = await store.findCertificate(tx, certificateId);
  if (!found) throw new Fault("not_found", faultWords.noCertificate);
  if (found.kind !== content.kind) throw fieldFault("kind", faultWords.otherKind);
  if (!(await store.endRecorded(tx, "agency_certificates", certificateId))) throw new Fault("changed_meanwhile", faultWords.noCertificate);
  return { certificateId: await store.insertCertificate(tx, content, { id: certificateId, reason }) };
}

