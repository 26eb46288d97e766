import { createHash } from "node:crypto";
import { sql } from "kysely";
import { insertBatch } from "#features/claims/batches.store.ts";
import { insertCheck } from "#features/claims/checks.store.ts";
import { writeClaims } from "#features/claims/filing.x12.ts";
import type { ClaimContent } from "#features/claims/assemble.x12.ts";
import { insertClaim } from "#features/claims/store.ts";
import { addCoverage } from "#features/coverage/handlers.ts";
import { addPayer } from "#features/payers/handlers.ts";
import { rows } from "#database/actor.ts";
import { placeIn } from "#database/sealing.ts";
import { addDays } from "#kernel/dates.ts";
import { captureNow, makeBilling, signedSession } from "./claims.ts";
import { madeUpCoverage, madeUpPayer, newCoverage } from "./payers.ts";
import { type Sample, TODAY } from "./sample.ts";
import { operatorDoes, type Scene } from "./scene.ts";

// Claims as the routes ask for them, with nothing in them: what they hold is tried where it is made.

/** A claim of the scene's child as a state has it. */
const newClaim = (scene: Scene, state = "draft", findings: readonly object[] = []) =>
  newCoverage(scene).then(({ payerId, coverageId }) =>
    operatorDoes(scene, async (tx) => {
      const { claimId } = await insertClaim(tx, { caseId: scene.caseId, payerId, coverageId, serviceDay: TODAY, kind: "original", follows: null });
      await sql`update claims set state = ${state}, findings = ${JSON.stringify(findings)}::jsonb, payer_claim_number = ${state === "accepted" ? "MADEUP1" : null} where id = ${claimId}`.execute(tx);
      return { claimId, revision: 1 };
    }),
  );
const seen = (_scene: Scene, { revision }: Record<string, string | number>) => ({ revision: Number(revision) });
const head = { sender: { qualifier: "ZZ", id: "MADEUP" }, receiver: { qualifier: "ZZ", id: "MADEUP" }, submitter: { name: "Made up", id: "MADEUP", contact: "Made up", telephone: "2025550142", email: null }, receiverName: "Made up" };
const place = { line1: "1 Made-Up Lane", line2: null, city: "Washington", state: "DC", zip: "200010001" };
const someone = { family: "Up", given: "Made", middle: null, suffix: null };
const madeUpContent: ClaimContent = {
  provider: { provider: { name: "Made up", npi: "1234567893", taxonomy: null }, taxId: "999999999", address: place, payTo: null },
  subscriber: { sequence: "P", groupNumber: null, planName: null, filing: "MC", insured: { name: someone, memberId: "70000001", birthDate: "20220502", sex: "F", address: place }, payer: { name: "Made up", id: "MADEUP", address: null, providerNumber: null }, patient: null },
  claim: { number: "MADEUP1", chargeCents: 1000, place: "12", frequency: "1", isSigned: true, assignment: "A", assigns: "Y", releases: "Y", patientPaidCents: null, originalNumber: null, authorization: null, referral: null, recordNumber: null, screening: [], diagnoses: ["F4310"], rendering: null, facility: null, supervising: null, otherPayers: [], lines: [{ number: "MADEUP1L1", code: "DEMO1", modifiers: [], chargeCents: 1000, units: "1", place: null, pointers: [1], day: "20261120", rendering: null, supervising: null, prior: [] }] },
};
let controls = 700_000_000;
let days = 0;
const billed = new WeakMap<Scene, Promise<{ payerId: string; coverageId: string }>>();
/** A claim with a session that counts, as a state has it. */
async function claimOfSession(scene: Scene, state: string) {
  if (!billed.has(scene)) billed.set(scene, makeBilling(scene).then(() => newCoverage(scene)));
  const { payerId, coverageId } = await billed.get(scene)!;
  await operatorDoes(scene, (tx) => sql`update coverages set ended_at = null where id = ${coverageId} and not exists (select from coverages c where c.case_id = ${scene.caseId} and c.ended_at is null)`.execute(tx));
  const sessionId = await signedSession(scene, addDays("2026-03-01", ++days));
  await captureNow(scene);
  return operatorDoes(scene, async (tx) => {
    const [claim] = await rows<{ claimId: string }>(tx, sql`select claim_id as "claimId" from claim_lines where session_id = ${sessionId} and is_live`);
    await sql`update claim_lines set is_live = ${state !== "dropped"} where claim_id = ${claim!.claimId}`.execute(tx);
    await sql`delete from claim_waits`.execute(tx);
    await sql`update claims set state = ${state}, payer_claim_number = 'MADEUP1', payer_id = coalesce(payer_id, ${payerId}), coverage_id = coalesce(coverage_id, ${coverageId}), revision = 1 where id = ${claim!.claimId}`.execute(tx);
    return { claimId: claim!.claimId, revision: 1 };
  });
}
/** A claim whose payer has decided, of a child with a second insurance. */
async function decidedClaim(scene: Scene) {
  const made = await newClaim(scene, "closed");
  await operatorDoes(scene, async (tx) => addCoverage(tx, { caseId: scene.caseId, ...madeUpCoverage((await addPayer(tx, madeUpPayer())).payerId, { place: 2 }) }));
  return made;
}
/** A file that was handed on, with one claim: turned away whole, or on its way. */
async function handedOn(scene: Scene, state: "batched" | "sent") {
  const { batchId } = await newBatch(scene);
  const { claimId } = await newClaim(scene);
  await operatorDoes(scene, async (tx) => {
    const content = tx.keys.seal({ owner: scene.caseId, ...placeIn("claims.content", claimId) }, JSON.stringify(madeUpContent));
    await sql`update claims set state = ${state}, batch_id = ${batchId}, content = ${content} where id = ${claimId}`.execute(tx);
    await sql`update claim_batches set sent_at = ${tx.now}, sent_by_way = 'hand' where id = ${batchId}`.execute(tx);
  });
  return { batchId };
}
/** A file whose claims are gone from it: none is left to be read. */
const newBatch = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const { payerId } = await addPayer(tx, madeUpPayer());
    const numbers = { control: ++controls, usage: "T" as const, day: "20261120", time: "0900" };
    const text = [...writeClaims(0, () => [], head, numbers)].join("");
    return { batchId: await insertBatch(tx, { payerId, claims: 1, chargeCents: 0, bytes: text.length, sha256: createHash("sha256").update(text).digest(), head, numbers }) };
  });
const newCheck = (scene: Scene) => operatorDoes(scene, async (tx) => ({ checkId: await insertCheck(tx, { payerId: null, reasonCode: "16", condition: { kind: "age_over", months: 900 }, words: "Made up.", learntFrom: null }), revision: 1 }));

export const claimSamples: Record<string, Sample> = {
  "claims.list": {},
  "claims.get": { given: (scene) => newClaim(scene) },
  "claims.content": { given: (scene) => newClaim(scene) },
  "claims.sayLate": { given: (scene) => newClaim(scene, "draft", [{ id: "late", field: "lateReason", sessionId: null, value: TODAY }]), body: (scene, given) => ({ ...seen(scene, given), reason: "Made up." }) },
  "claims.drop": { given: (scene) => newClaim(scene), body: (scene, given) => ({ ...seen(scene, given), reason: "Made up." }) },
  "claims.resume": { given: (scene) => claimOfSession(scene, "dropped"), body: seen },
  "claims.replace": { given: (scene) => claimOfSession(scene, "accepted"), body: seen },
  "claims.takeBack": { given: (scene) => newClaim(scene, "accepted"), body: seen },
  "claims.goOn": { given: decidedClaim, body: seen },
  "claimBatches.list": {},
  "claimBatches.write": { body: () => ({ payerId: null }) },
  "claimBatches.file": { given: newBatch },
  "claimBatches.sent": { given: newBatch },
  "claimBatches.askStatus": { given: (scene) => handedOn(scene, "sent") },
  "claimBatches.rewrite": { given: (scene) => handedOn(scene, "batched") },
  "claimChecks.list": {},
  "claimChecks.propose": { given: (scene) => newClaim(scene) },
  "claimChecks.add": { body: () => ({ payerId: null, reasonCode: "16", condition: { kind: "age_over", months: 900 }, words: "Made up." }) },
  "claimChecks.end": { given: newCheck, body: (scene, given) => ({ ...seen(scene, given), reason: "Made up." }) },
};
