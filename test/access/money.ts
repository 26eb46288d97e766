import { sql } from "kysely";
import { newId, type Transaction } from "#database/actor.ts";
import { placeIn } from "#database/sealing.ts";
import { type ClaimOutcome, type ClaimState, claimNumberOf } from "#features/claims/states.rules.ts";
import type { WrittenContent } from "#features/billforms/cms1500.x12.ts";
import { makeEstimate } from "#features/billforms/handlers.ts";
import { insertPrice } from "#features/billforms/store.ts";
import { addCoverage } from "#features/coverage/handlers.ts";
import { addPayer } from "#features/payers/handlers.ts";
import { insertCost } from "#features/investment/economics.store.ts";
import { keepProfile } from "#features/payers/profile.handlers.ts";
import { addGrant, makeInvoice } from "#features/revenue/grants.handlers.ts";
import { chargeOf, entry, type LedgerEntry } from "#features/ledger/rules.ts";
import { book } from "#features/ledger/store.ts";
import { addDays, type CivilDate } from "#kernel/dates.ts";
import { operatorDoes, type Scene } from "./scene.ts";
import { putSession } from "./content.ts";
import { madeUpCoverage, madeUpPayer, madeUpProfile, newCoverage } from "./payers.ts";
import { type Sample, TODAY } from "./sample.ts";

// Claims as they stand after they were sent, put in by hand: whoever tests what comes of them needs no file.

const address = { line1: "1 Made-Up Lane", line2: null, city: "Washington", state: "DC", zip: "200010001" };
/** What was written of a claim, made up. */
export const madeUpContent = (number: string, cents: number, day: CivilDate): WrittenContent => ({
  provider: { provider: { name: "Made-Up Agency", npi: "1234567893", taxonomy: null }, taxId: "999999999", address, payTo: null },
  subscriber: {
    sequence: "P", groupNumber: null, planName: null, filing: "MC", patient: null, payer: { name: "Made-up payer", id: "MADEUP", address: null, providerNumber: null },
    insured: { name: { family: "Made-Up", given: "Robin", middle: null, suffix: null }, memberId: "70000001", birthDate: "20220502", sex: "F", address },
  },
  claim: {
    number, chargeCents: cents, place: "53", frequency: "1", isSigned: true, assignment: "A", assigns: "Y", releases: "Y", patientPaidCents: null, originalNumber: null, authorization: null, referral: null, recordNumber: null, screening: [], diagnoses: ["F4310"], rendering: null, facility: null, supervising: null, otherPayers: [],
    lines: [{ number: `${number}L1`, code: "DEMO1", modifiers: [], chargeCents: cents, units: "4", place: null, pointers: [1], day: day.replaceAll("-", ""), rendering: null, supervising: null, prior: [] }],
  },
}); // prettier-ignore

export type PutClaim = { caseId: string; payerId: string; coverageId: string; serviceDay: CivilDate; chargeCents: number; state?: ClaimState; outcome?: ClaimOutcome | null; steps?: readonly { to: ClaimState; on: CivilDate }[]; kind?: "original" | "replacement"; follows?: string };
let control = 0;
/** A claim with a batch of its own, its steps, and its charge in the ledger on the day on which it was sent. */
export async function putClaim(tx: Transaction, one: PutClaim): Promise<string> {
  const { steps = [{ to: "sent" as const, on: one.serviceDay }], state = steps.at(-1)!.to } = one;
  const [claimId, batchId] = [newId(tx), newId(tx)];
  const number = claimNumberOf(claimId);
  const content = tx.keys.seal({ owner: one.caseId, ...placeIn("claims.content", claimId) }, JSON.stringify(madeUpContent(number, one.chargeCents, one.serviceDay)));
  await sql`insert into claim_batches (agency_id, id, payer_id, control, usage, written_day, written_time, envelope, claims, charge_cents, bytes, sha256, made_at, sent_at, sent_by_way) values (${tx.actor.agencyId}, ${batchId}, ${one.payerId}, ${900_000 + ++control}, 'T', '20261120', '0900', '{}', 1, ${one.chargeCents}, 1, ${Buffer.alloc(32)}, ${tx.now}, ${tx.now}, 'hand')`.execute(tx);
  await sql`insert into claims (agency_id, id, number, case_id, payer_id, coverage_id, service_day, kind, follows, state, state_at, outcome, charge_cents, content, batch_id, made_at)
    values (${tx.actor.agencyId}, ${claimId}, ${number}, ${one.caseId}, ${one.payerId}, ${one.coverageId}, ${one.serviceDay}, ${one.kind ?? "original"}, ${one.follows ?? null}, ${state}, ${tx.now}, ${one.outcome ?? null}, ${one.chargeCents}, ${content}, ${batchId}, ${tx.now})`.execute(tx);
  for (const { to, on } of steps) await sql`insert into claim_steps (agency_id, id, case_id, claim_id, from_state, to_state, taken_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${claimId}, null, ${to}, ${`${on}T15:00:00Z`})`.execute(tx);
  const sent = steps.find((step) => step.to === "sent");
  if (sent !== undefined) await bookOn(tx, one.caseId, sent.on, [chargeOf(claimId, one.chargeCents)]);
  return claimId;
}
/** A signed session as the biller meets it; answers the decision that it rests on. */
export async function putService(tx: Transaction, caseId: string, sessionId: string, day: CivilDate = tx.today): Promise<string> {
  const decisionId = newId(tx);
  await sql`insert into decisions (agency_id, id, case_id, session_id, class, question, moment, policy, verdict, answer, decided_at) values (${tx.actor.agencyId}, ${decisionId}, ${caseId}, ${sessionId}, 'service', 'made up', 'made up', 'made up', 'yes', '{}', ${tx.now})`.execute(tx);
  await sql`insert into services (agency_id, session_id, case_id, decision_id, service_date, units, status, recorded_at) values (${tx.actor.agencyId}, ${sessionId}, ${caseId}, ${decisionId}, ${day}, 4, 'ready', ${tx.now})`.execute(tx);
  return decisionId;
}
/** Puts a session on a claim. */
export const putLine = (tx: Transaction, one: { claimId: string; caseId: string; sessionId: string; payerId: string; decisionId: string }) =>
  sql`insert into claim_lines (agency_id, claim_id, case_id, session_id, payer_id, place, number, decision_id) values (${tx.actor.agencyId}, ${one.claimId}, ${one.caseId}, ${one.sessionId}, ${one.payerId}, 1, ${`MADEUPL${++control}`}, ${one.decisionId})`.execute(tx);
/** Books entries of a case's claims on a day. */
export const bookOn = (tx: Transaction, caseId: string, day: CivilDate, entries: readonly (LedgerEntry | null)[]) => book(tx, entries.flatMap((entry) => (entry === null ? [] : [{ entry, day }])), () => caseId);
/** A claim that was sent, of the scene's child. */
export const newClaim = async (scene: Scene) => {
  const { payerId, coverageId } = await newCoverage(scene);
  return { payerId, coverageId, claimId: await operatorDoes(scene, (tx) => putClaim(tx, { caseId: scene.caseId, payerId: String(payerId), coverageId: String(coverageId), serviceDay: TODAY, chargeCents: 4000 })) };
};

const span = { language: "en", from: TODAY, to: TODAY };
let months = 0;
/** A price of a kind of session that nothing else of these samples uses, from another day each time. */
const newPrice = (scene: Scene) => operatorDoes(scene, async (tx) => ({ priceId: await insertPrice(tx, { kind: "team", code: null, cents: 1000, fromDay: addDays("2030-01-01", ++months), toDay: null, source: "Made up." }) }));
/** The scene's child as one whose family pays itself: who bills is known, each kind has a price, and no insurance stands. */
const paysItself = (scene: Scene) => operatorDoes(scene, async (tx) => {
  await keepProfile(tx, madeUpProfile());
  await sql`update coverages set ended_at = ${tx.now} where case_id = ${scene.caseId} and ended_at is null`.execute(tx);
  await sql`update self_pay_prices set ended_at = ${tx.now} where ended_at is null`.execute(tx);
  await insertPrice(tx, { kind: "dyadic", code: null, cents: 1000, fromDay: TODAY, toDay: null, source: "Made up." });
  return {};
});
const withSession = async (scene: Scene) => {
  await paysItself(scene);
  await operatorDoes(scene, async (tx) => putService(tx, scene.caseId, await putSession(tx, scene.caseId, scene.clinician.staffId, 20)));
  return {};
};
/** A claim to a payer that is not Medicaid, of which the family's plan leaves it a part. */
const owing = (scene: Scene) => operatorDoes(scene, async (tx) => {
  const { payerId } = await addPayer(tx, { ...madeUpPayer(), isMedicaid: false, filingCode: "CI" });
  await sql`update coverages set ended_at = ${tx.now} where case_id = ${scene.caseId} and ended_at is null`.execute(tx);
  const { coverageId } = await addCoverage(tx, { caseId: scene.caseId, ...madeUpCoverage(payerId, { letters: "safe" }) });
  const claimId = await putClaim(tx, { caseId: scene.caseId, payerId, coverageId, serviceDay: TODAY, chargeCents: 4000 });
  await bookOn(tx, scene.caseId, TODAY, [entry("remittance", [{ account: "clearing", claimId: null, cents: 3000 }, { account: "patient", claimId, cents: 1000 }, { account: "receivable", claimId, cents: -4000 }])]);
  return {};
});
const newBill = async (scene: Scene) => {
  await paysItself(scene);
  return operatorDoes(scene, (tx) => makeEstimate(tx, { caseId: scene.caseId, language: "en", from: TODAY, to: TODAY, items: [{ kind: "dyadic", count: 1 }] }));
};

const madeUpGrant = { name: "Made up", funder: "Made up", reference: "", fromDay: "2026-01-01", toDay: "2026-12-31", cents: 1_000_000, rates: [{ work: "team" as const, cents: 9000 }] };
const newGrant = (scene: Scene) => operatorDoes(scene, (tx) => addGrant(tx, madeUpGrant));
const newInvoice = (scene: Scene) => operatorDoes(scene, async (tx) => {
  const { grantId } = await addGrant(tx, madeUpGrant);
  const { invoiceId } = await makeInvoice(tx, { grantId, month: "2026-10", language: "en", costs: [{ words: "Made up", cents: 100 }] });
  return { grantId, invoiceId };
});

const newCost = (scene: Scene) => operatorDoes(scene, async (tx) => ({ costId: await insertCost(tx, { year: 2026, kind: "staff", cents: 100, source: "Made up." }) }));

export const moneySamples: Record<string, Sample> = {
  "billforms.claim": { given: newClaim },
  "billforms.settings": {},
  "billforms.saveSettings": { body: () => ({ right: 0, down: 0, estimate: { en: "Made up.", es: "Inventado." }, confirmed: null }) },
  "billforms.addPrice": { body: () => ({ kind: "team", code: null, cents: 1000, fromDay: addDays("2030-01-01", ++months), source: "Made up." }) },
  "billforms.endPrice": { given: newPrice },
  "billforms.ofCase": {},
  "billforms.makeSuperbill": { given: withSession, body: () => span },
  "billforms.makeEstimate": { given: paysItself, body: () => ({ ...span, items: [{ kind: "dyadic", count: 2 }] }) },
  "billforms.makeStatement": { given: owing, body: (scene) => ({ language: "en", personId: scene.adultA }) },
  "billforms.paper": { given: newBill },
  "investment.economics": {},
  "investment.addCost": { body: () => ({ year: 2026, kind: "staff", cents: 100, source: "Made up." }) },
  "investment.takeOutCost": { given: newCost },
  "money.report": {},
  "money.claims": { query: "behind=open" },
  "money.file": { query: "table=payers&format=csv&says=en" },
  "money.shared": {},
  "grants.list": {},
  "grants.get": { given: newGrant },
  "grants.add": { body: () => madeUpGrant },
  "grants.change": { given: newGrant, body: () => ({ ...madeUpGrant, revision: 1 }) },
  "grants.end": { given: newGrant, body: () => ({ revision: 1 }) },
  "grants.makeInvoice": { given: newGrant, body: () => ({ month: "2026-10", language: "en", costs: [{ words: "Made up", cents: 100 }] }) },
  "grants.pay": { given: newInvoice, body: () => ({ on: TODAY }) },
  "grants.takeBack": { given: newInvoice, body: () => ({ reason: "Made up." }) },
  "grants.paper": { given: newInvoice },
};
