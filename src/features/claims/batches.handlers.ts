import { createHash } from "node:crypto";
import { timeInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { groupBy } from "#kernel/grouping.ts";
import type { Transaction } from "#database/actor.ts";
import { CASES_A_ROW, noteCase, noteDetails } from "#server/audit.ts";
import { nextControl } from "#features/payers/profile.store.ts";
import type { Payer } from "#features/payers/contract.ts";
import type { BillingProfile } from "#features/payers/profile.contract.ts";
import { type ClaimContent, contentOf, voidOf } from "./assemble.x12.ts";
import * as batches from "./batches.store.ts";
import { captureWaiting } from "./capture.handlers.ts";
import { findingsBefore } from "./checking.handlers.ts";
import { contentsOfBatch, openContents } from "./content.handlers.ts";
import type { AgencyFacts, ClaimFileHead, ClaimFileNumbers } from "./facts.rules.ts";
import { listStored } from "./facts.store.ts";
import { faultWords } from "./faults.words.ts";
import { findFileFaults, MOST_IN_SET, setNumber, writeClaims } from "./filing.x12.ts";
import type { ClaimFinding } from "./findings.contract.ts";
import { agencyFacts, asClaimsMachine, type Asking, gather } from "./gathering.handlers.ts";
import { moveClaims } from "./moving.handlers.ts";
import { canStep } from "./states.rules.ts";
import { type HeldClaim, holdClaim } from "./steps.store.ts";
import * as store from "./store.ts";

/** Claims that one call writes at most: the rest is for the next one. */
export const MOST_AT_ONCE = 10_000;
/** Claims whose facts are read together. */
const PAGE = 250;
/** Sessions that are looked at anew before a file is written; claims of more of them wait for the next file. */
const MOST_LOOKED_AT = 200;

export type Written = { batchId: string; payerId: string; control: number; claims: number; chargeCents: number };
type Assembled = { claim: HeldClaim; text: string };
type Assembling = { kept: Assembled[]; held: { claim: HeldClaim; findings: ClaimFinding[] }[] };

const headOf = (profile: BillingProfile, payer: Payer): ClaimFileHead => ({ sender: { qualifier: profile.senderQualifier, id: profile.senderNumber }, receiver: { qualifier: payer.receiverQualifier, id: payer.receiverNumber }, submitter: { name: profile.legalName, id: profile.senderNumber, contact: profile.contactName, telephone: profile.telephone, email: profile.email }, receiverName: payer.receiverName });

/** The contents of some claims; each is looked at once more, and what holds one keeps it out of the file. */
async function assemble(machine: Transaction, agency: AgencyFacts, claims: readonly HeldClaim[]): Promise<Assembling> {
  const stored = await listStored(machine, claims.map((one) => one.claimId));
  const facts = await gather(machine, agency, stored);
  const sent = await openContents(machine, stored.flatMap((one) => (one.kind === "void" && one.follows !== null ? [one.follows] : [])));
  const byId = new Map(stored.map((one) => [one.claimId, one]));
  const all = claims.map((claim): { claim: HeldClaim; content: ClaimContent | null; findings: ClaimFinding[] } => {
    const own = facts.get(claim.claimId)!;
    const findings = findingsBefore(own, agency, machine.today);
    if (findings.length > 0) return { claim, content: null, findings };
    if (claim.kind !== "void") return { claim, findings, content: contentOf(own, agency.profile!, agency.payers) };
    const was = sent.get(byId.get(claim.claimId)!.follows ?? "");
    // What was never written has nothing to be taken back.
    return was === undefined ? { claim, content: null, findings: [{ id: "original_number", field: "originalNumber", sessionId: null, value: "" }] } : { claim, findings, content: voidOf(was, claim.number, own.originalNumber) };
  });
  const good = all.filter((one): one is typeof one & { content: ClaimContent } => one.content !== null);
  // All of them in one file first: only where something is wrong in it is each looked at alone.
  const isClean = good.length === 0 || findFileFaults(good.map((one) => one.content), machine.today).length === 0;
  const looked = good.map((one) => ({ ...one, findings: isClean ? [] : findFileFaults([one.content], machine.today) }));
  return {
    kept: looked.filter((one) => one.findings.length === 0).map(({ claim, content }) => ({ claim, text: JSON.stringify(content) })),
    held: [...all.filter((one) => one.content === null), ...looked.filter((one) => one.findings.length > 0)],
  };
}

/** The bytes of a file of claims, part by part. */
const partsOf = (texts: readonly { text: string }[], head: ClaimFileHead, numbers: ClaimFileNumbers) => writeClaims(texts.length, (from, to) => texts.slice(from, to).map(({ text }) => JSON.parse(text) as ClaimContent), head, numbers);

function measure(parts: Iterable<string>): { bytes: number; sha256: Buffer } {
  const hash = createHash("sha256");
  let bytes = 0;
  for (const part of parts) {
    hash.update(part);
    // What is written is ASCII alone.
    bytes += part.length;
  }
  return { bytes, sha256: hash.digest() };
}
function noteFamilies(tx: Transaction, claims: readonly HeldClaim[]): void {
  noteDetails(tx, { claims: claims.length });
  for (const caseId of [...new Set(claims.map((one) => one.caseId))].slice(0, CASES_A_ROW)) noteCase(tx, caseId);
}

/** One file for one payer, with its number; the claims stand in it from this moment. */
async function writeBatch(tx: Transaction, payerId: string, assembled: readonly Assembled[], head: ClaimFileHead, usage: "P" | "T"): Promise<Written> {
  const numbers = { control: await nextControl(tx), usage, day: tx.today.replaceAll("-", ""), time: timeInZone(tx.now, tx.actor.timeZone).replace(":", "") };
  const claims = assembled.map((one) => one.claim);
  const chargeCents = claims.reduce((sum, one) => sum + one.chargeCents, 0);
  const batchId = await batches.insertBatch(tx, { payerId, claims: claims.length, chargeCents, ...measure(partsOf(assembled, head, numbers)), head, numbers });
  await moveClaims(tx, claims, "batched", () => ({ batchId, control: numbers.control }));
  for (let at = 0; at < assembled.length; at += PAGE) await store.keepContents(tx, batchId, assembled.slice(at, at + PAGE).map(({ claim, text }) => ({ claimId: claim.claimId, caseId: claim.caseId, text })));
  return { batchId, payerId, control: numbers.control, claims: claims.length, chargeCents };
}

/**
 * Writes every claim that is ready, or those that are named, into files: one for each payer. What changed since a claim was looked
 * at is looked at first. Claims are held until the transaction ends: two at once, or the same call twice, never write one claim twice.
 */
export async function batchReady(tx: Transaction, call: Asking, asked: { payerId?: string | null; claimIds?: readonly string[] | null } = {}): Promise<Written[]> {
  await captureReady(tx, call);
  const ready = await batches.holdReady(tx, { payerId: asked.payerId ?? null, claimIds: asked.claimIds ?? null }, MOST_AT_ONCE);
  if (ready.length === 0) return [];
  const agency = await asClaimsMachine(tx, agencyFacts);
  const written: Written[] = [];
  for (const [payerId, claims] of groupBy(ready, (one) => one.payerId)) {
    const kept: Assembled[] = [];
    for (let at = 0; at < claims.length; at += PAGE) {
      const found = await asClaimsMachine(tx, (machine) => assemble(machine, agency, claims.slice(at, at + PAGE)));
      kept.push(...found.kept);
      await store.keepFindings(tx, found.held.map(({ claim, findings }) => ({ claimId: claim.claimId, findings })));
      await moveClaims(tx, found.held.map((one) => one.claim), "draft", () => ({}));
    }
    const payer = agency.payers.get(payerId)!;
    if (kept.length > 0) written.push(await writeBatch(tx, payerId, kept, headOf(agency.profile!, payer), payer.usage));
  }
  noteFamilies(tx, ready);
  return written;
}
async function captureReady(tx: Transaction, call: Asking): Promise<void> {
  const waiting = await batches.listWaitingOfReady(tx, MOST_LOOKED_AT);
  for (let left = waiting.length; left > 0; ) {
    const taken = await captureWaiting(tx, call, waiting);
    if (taken === 0) return;
    left -= taken;
  }
}

/** The text of a file again, from what its claims hold; its sum proves that it is the same. */
export async function textOfBatch(tx: Transaction, batchId: string): Promise<{ name: string; parts: string[] }> {
  const batch = await batches.findBatch(tx, batchId);
  if (batch === null) throw new Fault("not_found", faultWords.noBatch);
  if (batch.rewrittenAs !== null) throw new Fault("changed_meanwhile", faultWords.rewritten);
  const texts = await contentsOfBatch(tx, batchId);
  const parts = [...partsOf(texts, batch.head, batch.numbers)];
  if (!measure(parts).sha256.equals(batch.sha256)) throw new Error(`The file ${batch.numbers.control} cannot be written again as it was.`);
  return { name: `837P-${String(batch.numbers.control).padStart(9, "0")}.x12`, parts };
}

/** Which claims stand in which transaction set of a file (ST02): an answer may turn one of several away. */
export async function setsOfBatch(tx: Transaction, batchId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const numbers = await store.listNumbersOf(tx, batchId);
  return new Map(Array.from({ length: Math.ceil(numbers.length / MOST_IN_SET) }, (_, at) => [setNumber(at), numbers.slice(at * MOST_IN_SET, (at + 1) * MOST_IN_SET)]));
}

/** Notes that a file was handed on: its claims ask for their money, and those that they replace or take back do so no more. The same again changes nothing. */
export async function markSent(tx: Transaction, batchId: string, way: "hand" | "folder" | "command"): Promise<{ claims: number }> {
  const batch = await batches.holdBatch(tx, batchId);
  if (batch === null) throw new Fault("not_found", faultWords.noBatch);
  if (batch.rewrittenAs !== null) throw new Fault("changed_meanwhile", faultWords.rewritten);
  const claims = await batches.holdOfBatch(tx, batchId, "batched");
  await batches.noteSent(tx, batchId, way);
  for (const claim of claims.filter((one) => (one.kind === "replacement" || one.kind === "void") && one.follows !== null)) await endFollowed(tx, claim);
  await moveClaims(tx, claims, "sent", () => ({ batchId, control: batch.numbers.control }));
  noteFamilies(tx, claims);
  return { claims: claims.length };
}
async function endFollowed(tx: Transaction, claim: HeldClaim): Promise<void> {
  const followed = await holdClaim(tx, claim.follows!);
  const to = claim.kind === "void" ? "voided" : "replaced";
  if (followed === null || !canStep(followed.state, to)) throw new Fault("changed_meanwhile", faultWords.followedMoved(claim.number));
  await moveClaims(tx, [followed], to, () => ({ followedBy: claim.claimId }));
  await store.keepCorrection(tx, followed.claimId, null);
  if (claim.kind === "replacement") await batches.holdSessions(tx, [claim.claimId]);
}

/** Writes the claims of a file again that was turned away whole (TA1), under a new number. They were moved back to `batched` before. */
export async function rewriteBatch(tx: Transaction, batchId: string): Promise<Written> {
  const batch = await batches.holdBatch(tx, batchId);
  if (batch === null) throw new Fault("not_found", faultWords.noBatch);
  if (batch.rewrittenAs !== null) throw new Fault("changed_meanwhile", faultWords.rewritten);
  const claims = await batches.holdOfBatch(tx, batchId, "batched");
  if (claims.length < batch.claims || batch.sentAt === null) throw new Fault("refused", faultWords.notTurnedAway);
  const texts = await contentsOfBatch(tx, batchId);
  const numbers = { ...batch.numbers, control: await nextControl(tx), day: tx.today.replaceAll("-", ""), time: timeInZone(tx.now, tx.actor.timeZone).replace(":", "") };
  const nextId = await batches.insertBatch(tx, { ...batch, ...measure(partsOf(texts, batch.head, numbers)), numbers });
  await batches.moveToBatch(tx, batchId, nextId);
  noteFamilies(tx, claims);
  return { batchId: nextId, payerId: batch.payerId, control: numbers.control, claims: claims.length, chargeCents: batch.chargeCents };
}
