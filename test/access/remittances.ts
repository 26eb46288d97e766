import { sql } from "kysely";
import { row } from "#database/actor.ts";
import { closableMonth } from "#features/ledger/months.rules.ts";
import { firstDay, listClosed } from "#features/ledger/reading.store.ts";
import { writeOffOf } from "#features/ledger/rules.ts";
import { book } from "#features/ledger/store.ts";
import { decisionOn, envelope, fileOf, paymentOf, sendClaims } from "#features/remittances/claims.test-support.ts";
import { beginAppeal } from "#features/remittances/denials.handlers.ts";
import type { Decision } from "#features/remittances/payments.rules.ts";
import { takeFile } from "#features/remittances/taking.handlers.ts";
import { operatorDoes, type Scene } from "./scene.ts";
import { acting } from "../support/agency.ts";
import { type Caller, type Sample, TODAY } from "./sample.ts";

// Claims that were sent, and payments for them, each made up anew.

const whole = { chargeCents: 1000 };
const pay = (scene: Scene, decide: (claim: { number: string; chargeCents: number }) => Decision, more: Parameters<typeof sendClaims>[3] = {}) =>
  operatorDoes(scene, async (tx) => {
    const sent = await sendClaims(tx, scene, [whole.chargeCents], more);
    const [claim] = sent.claims;
    const { fileId } = await takeFile(tx, { services: scene.server.services, language: "en" }, { bytes: fileOf(paymentOf(sent, [decide(claim!)])), way: "hand" });
    const { remittanceId, decisionId } = (await row<{ remittanceId: string; decisionId: string }>(tx, sql`select m.id as "remittanceId", r.id as "decisionId" from remittances m join remittance_claims r on r.agency_id = m.agency_id and r.remittance_id = m.id where m.file_id = ${fileId}`))!;
    return { claimId: claim!.claimId, number: claim!.number, payerId: sent.payerId, remittanceId, decisionId };
  });
const paid = (scene: Scene) => pay(scene, (claim) => decisionOn(claim));
const refused = (scene: Scene) => pay(scene, (claim) => decisionOn(claim, { status: "4", paidCents: 0, adjustments: [{ group: "CO", reason: "29", cents: 1000 }] }));
const overpaid = (scene: Scene) => pay(scene, (claim) => decisionOn(claim, { chargeCents: 1500, paidCents: 1500 }));
const owed = (scene: Scene) => pay(scene, (claim) => decisionOn(claim, { paidCents: 400, adjustments: [{ group: "PR", reason: "2", cents: 600 }] }), { isMedicaid: false });
const waiting = (scene: Scene) => pay(scene, () => decisionOn({ number: `NOBODYS${envelope().control}`, ...whole }));
const sent = (scene: Scene) => operatorDoes(scene, async (tx) => {
  const made = await sendClaims(tx, scene, [whole.chargeCents]);
  return { payerId: made.payerId, number: made.claims[0]!.number };
});
const appealed = async (scene: Scene) => {
  const { claimId } = await refused(scene);
  const letter = { letter: "Made up.", dueOn: null, sentOn: null, outcome: null, outcomeOn: null, notes: "" };
  return { ...(await operatorDoes(scene, (tx) => beginAppeal(tx, { claimId, ...letter }))), revision: 1 };
};
const byHand = async (scene: Scene) => {
  const { claimId } = await refused(scene);
  const [entryId] = await operatorDoes(scene, (tx) => book(tx, [{ entry: writeOffOf(claimId, "receivable", 10)!, day: tx.today, reason: "Made up." }], () => scene.caseId));
  return { entryId: entryId! };
};
const strayed = (scene: Scene) => operatorDoes(scene, async (tx) => {
  const number = String(envelope().control).padStart(9, "0");
  const text = `ISA*00*          *00*          *ZZ*MADEUPPAYER    *ZZ*MADEUP         *261120*0915*^*00501*${number}*0*T*:~TA1*999999999*261120*0915*A*000~IEA*0*${number}~`;
  const { fileId } = await takeFile(tx, { services: scene.server.services, language: "en" }, { bytes: Buffer.from(text), way: "hand" });
  return { strayId: (await row<{ id: string }>(tx, sql`select id from received_strays where file_id = ${fileId}`))!.id };
});
/** The next month of the agency that may be closed: there is always one, since its first entry is from long ago. */
const closable = async (scene: Scene, { otherAgencyId }: Caller) => {
  const of = otherAgencyId === undefined ? scene.agency.operator : { ...scene.agency.operator, agencyId: otherAgencyId };
  return acting(scene.place, of, async (tx) => {
    const day = await firstDay(tx);
    if (day === null || day > "1990-02-01") await book(tx, [{ entry: interest, day: "1990-01-01" }], () => scene.caseId);
    const [last] = await listClosed(tx);
    return { month: closableMonth({ first: await firstDay(tx), lastClosed: last?.month ?? null, today: tx.today })! };
  });
};
/** Interest of a long time ago: money that is of no family. */
const interest = { kind: "payment" as const, lines: [{ account: "cash" as const, claimId: null, cents: 1 }, { account: "interest" as const, claimId: null, cents: -1 }] };

const reason = "Made up.";
export const remittanceSamples: Record<string, Sample> = {
  "remittances.takeFile": { bytes: () => fileOf(paymentOf({ payerName: "Made-up payer", payerNumber: "MADEUP" }, [decisionOn({ number: "NOBODYS", ...whole })])) },
  "remittances.files": {},
  "remittances.list": {},
  "remittances.get": { given: paid },
  "remittances.typePaper": { given: sent, body: (_scene, { number }) => ({ traceNumber: `PAPER${number}`, paidOn: TODAY, paidCents: 900, claims: [{ claimNumber: number, paidCents: 900, adjustments: [{ group: "CO", reason: "45", cents: 100 }] }] }) },
  "remittances.unmatched": {},
  "remittances.candidates": { given: waiting },
  "remittances.match": { given: async (scene) => ({ ...(await waiting(scene)) }), body: (_scene, { claimId }) => ({ claimId, reason }) },
  "remittances.settle": { given: waiting, body: () => ({ how: "noted", reason }) },
  "remittances.strays": {},
  "remittances.settleStray": { given: strayed, body: () => ({ reason }) },
  "denials.list": {},
  "denials.get": { given: refused },
  "denials.writeOff": { given: refused, body: () => ({ of: "receivable", cents: 10, reason }) },
  "denials.refund": { given: overpaid, body: () => ({ cents: 500, reason }) },
  "denials.familyPaid": { given: owed, body: () => ({ cents: 600, reason }) },
  "denials.appeal": { given: refused, body: () => ({ letter: "Made up.", dueOn: null, sentOn: TODAY, outcome: null, outcomeOn: null }) },
  "denials.keepAppeal": { given: appealed, body: (_scene, { revision }) => ({ letter: "Made up, again.", dueOn: null, sentOn: TODAY, outcome: null, outcomeOn: null, revision }) },
  "denials.appealPaper": { given: appealed },
  "ledger.get": {},
  "ledger.entries": {},
  "ledger.file": { query: "month=2026-11-01&says=en" },
  "ledger.close": { given: closable, body: (_scene, { month }) => ({ month }) },
  "ledger.reverse": { given: byHand, body: () => ({ reason }) },
};
