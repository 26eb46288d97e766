import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { staffOf } from "#features/course/reading.handlers.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { Content } from "./contract.ts";
import { readUntil, toValues } from "./derive.rules.ts";
import { faultWords } from "./faults.words.ts";
import * as kept from "./kept.store.ts";
import { mayConfirm, slotIdOf } from "./packets.rules.ts";
import { derive, hashOf, requirePacket, rulesOf, type Which } from "./reading.handlers.ts";
import type { Capacity, Challenge } from "./shapes.contract.ts";
import { listKept } from "./store.ts";
import { applyRatings, findWrongChange } from "./suggest.rules.ts";

type Confirming = Which & { version: number; hash: string; changed: { key: string; value: string | null }[]; challenge: Challenge; capacity: Capacity; reflection: string };

/** Keeps a packet as its clinician leaves it, suggestions beside what was changed; what the record says meanwhile is looked at again first. */
export async function confirm(tx: Transaction, input: Confirming, call: Pick<Call, "services" | "language">): Promise<{ packetId: string; version: number }> {
  const rules = await rulesOf(tx);
  const { planned, versions } = await requirePacket(tx, input, rules);
  if (staffOf(tx).staffId !== planned.clinicianId) throw new Fault("refused", faultWords.notYours);
  if (!mayConfirm(planned, tx.today)) throw new Fault("refused", faultWords.tooSoon);
  const { content, hash, notesOwed, suggested, supervisorId } = await derive(tx, input.caseId, planned, rules, call);
  const place = findWrongChange(suggested, input.changed);
  if (place !== null) throw new Fault("malformed", faultWords.wrong, { fields: [{ path: `changed.${place}`, message: faultWords.wrongChange }] });
  if (hash !== input.hash || (versions[0]?.version ?? 0) !== input.version) throw new Fault("changed_meanwhile", faultWords.changed);
  const left: Content = { ...content, ratings: { ratings: applyRatings(suggested, input, rules), reflection: input.reflection.trim(), disclosure: content.ratings!.disclosure } };
  const version = input.version + 1;
  const periodTo = planned.periodTo ?? readUntil(null, tx.today);
  const packetId = await kept.insertPacket(tx, { caseId: input.caseId, course: planned.course, kind: planned.kind, periodFrom: planned.periodFrom, periodTo, dueOn: planned.dueOn ?? tx.today, clinicianId: planned.clinicianId, supervisorId, version, notesOwed: notesOwed.length, hash: hashOf(left) }, toValues(left));
  if (packetId === null) throw new Fault("changed_meanwhile", faultWords.changed);
  return { packetId, version };
}

/** One version of a packet of the case, with whether a newer one stands in its place. */
async function requireVersion(tx: Transaction, caseId: string, packetId: string) {
  await requireCase(tx, caseId);
  const versions = await listKept(tx, caseId);
  const found = versions.find((one) => one.packetId === packetId);
  if (found === undefined) throw new Fault("not_found", faultWords.noPacket);
  const isNewest = !versions.some((one) => one.course === found.course && slotIdOf(one) === slotIdOf(found) && one.version > found.version);
  return { found, isNewest };
}

/** The supervisor agrees, or returns the packet with words that stay between the two. */
export async function review(tx: Transaction, input: { caseId: string; packetId: string; outcome: "agreed" | "returned"; words: string }): Promise<{ outcome: "agreed" | "returned" }> {
  const { found, isNewest } = await requireVersion(tx, input.caseId, input.packetId);
  const words = input.words.trim();
  if (found.supervisorId !== staffOf(tx).staffId || !isNewest) throw new Fault("refused", faultWords.notTheirs);
  if (input.outcome === "returned" && words === "") throw new Fault("malformed", faultWords.wrong, { fields: [{ path: "words", message: faultWords.needWords }] });
  const isKept = await kept.insertReview(tx, { ...input, words, clinicianId: found.clinicianId, supervisorId: found.supervisorId });
  if (!isKept) throw new Fault("changed_meanwhile", faultWords.reviewed);
  return { outcome: input.outcome };
}

/** Puts a completed paper beside a packet. */
export async function attach(tx: Transaction, input: { caseId: string; packetId: string; documentId: string }): Promise<{ attached: true }> {
  const { found } = await requireVersion(tx, input.caseId, input.packetId);
  if (found.clinicianId !== staffOf(tx).staffId) throw new Fault("refused", faultWords.notYours);
  if (!(await kept.isOwnPaper(tx, input.caseId, input.documentId))) throw new Fault("malformed", faultWords.wrong, { fields: [{ path: "documentId", message: faultWords.noPaper }] });
  await kept.insertPaper(tx, input);
  return { attached: true };
}
