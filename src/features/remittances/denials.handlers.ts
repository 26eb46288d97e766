import { Fault, fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { moveClaims } from "#features/claims/moving.handlers.ts";
import { canStep } from "#features/claims/states.rules.ts";
import { type HeldClaim, holdClaim } from "#features/claims/steps.store.ts";
import { dollars, familyPaid, refundOf, writeOffOf } from "#features/ledger/rules.ts";
import { balancesOfClaims, book } from "#features/ledger/store.ts";
import { frameOf, writeLetter } from "#features/letters/handlers.ts";
import { appealFault, stateByAppeals } from "./appeals.rules.ts";
import type { Appeal, denials, KeptAppeal } from "./denials.contract.ts";
import * as store from "./denials.store.ts";
import { appealFaults, faultWords, letterWords } from "./faults.words.ts";
import { holdIntake } from "./payments.store.ts";

const PAGE = 50;

/** A claim that was sent, held; whoever takes in a payment waits meanwhile. */
async function requireClaim(tx: Transaction, claimId: string): Promise<HeldClaim> {
  await holdIntake(tx);
  const claim = await holdClaim(tx, claimId);
  if (claim === null) throw new Fault("not_found", faultWords.unknownClaim);
  noteCase(tx, claim.caseId);
  return claim;
}
const openOf = async (tx: Transaction, account: "receivable" | "patient", claimId: string) => (await balancesOfClaims(tx, account, [claimId])).get(claimId) ?? 0;
const requireAtMost = (cents: number, open: number) => {
  if (cents > open) throw fieldFault("cents", faultWords.atMost(dollars(Math.max(0, open))));
};

/** Gives up what is still owed, with a reason. A claim of which nothing is open any more moves on. */
export async function writeOff(tx: Transaction, { claimId, of, cents, reason }: { claimId: string; of: "receivable" | "patient"; cents: number; reason: string }): Promise<{ openCents: number }> {
  const claim = await requireClaim(tx, claimId);
  const open = await openOf(tx, of, claimId);
  requireAtMost(cents, open);
  if (claim.state !== "posted" && claim.state !== "appealed" && claim.state !== "written_off") throw new Fault("refused", faultWords.notDecided);
  const [entryId] = await book(tx, [{ entry: writeOffOf(claimId, of, cents)!, day: tx.today, reason }], () => claim.caseId);
  const left = (await openOf(tx, "receivable", claimId)) + (await openOf(tx, "patient", claimId));
  if (left === 0 && canStep(claim.state, "written_off")) await moveClaims(tx, [claim], "written_off", () => ({ entryId: entryId!, words: reason }));
  return { openCents: open - cents };
}
/** What was paid too much is sent back: the claim's account is whole again. */
async function refund(tx: Transaction, { claimId, cents, reason }: { claimId: string; cents: number; reason: string }): Promise<{ openCents: number }> {
  const claim = await requireClaim(tx, claimId);
  const open = await openOf(tx, "receivable", claimId);
  requireAtMost(cents, -open);
  const [entryId] = await book(tx, [{ entry: refundOf(claimId, cents)!, day: tx.today, reason }], () => claim.caseId);
  if (open + cents === 0) await closeWhereDone(tx, claim, entryId!);
  return { openCents: open + cents };
}
async function closeWhereDone(tx: Transaction, claim: HeldClaim, entryId: string): Promise<void> {
  const left = [await openOf(tx, "receivable", claim.claimId), await openOf(tx, "patient", claim.claimId)];
  if (left.every((one) => one === 0) && canStep(claim.state, "closed")) await moveClaims(tx, [claim], "closed", () => ({ entryId }));
}
/** A family paid. Where the payer is Medicaid nothing is asked of it, so nothing is taken. */
async function takeFromFamily(tx: Transaction, { claimId, cents, reason }: { claimId: string; cents: number; reason: string }): Promise<{ patientCents: number }> {
  const claim = await requireClaim(tx, claimId);
  if (claim.payerId === null || (await store.isMedicaid(tx, claim.payerId))) throw new Fault("refused", faultWords.medicaid);
  const open = await openOf(tx, "patient", claimId);
  requireAtMost(cents, open);
  const [entryId] = await book(tx, [{ entry: familyPaid(claimId, cents)!, day: tx.today, reason }], () => claim.caseId);
  await closeWhereDone(tx, claim, entryId!);
  return { patientCents: open - cents };
}

function requireSound(one: KeptAppeal, before: Appeal | null, tx: Transaction): void {
  const wrong = appealFault(one, before, tx.today);
  if (wrong !== null) throw fieldFault(wrong.field, appealFaults[wrong.fault]);
}
async function moveByAppeals(tx: Transaction, claim: HeldClaim, appealId: string): Promise<void> {
  const to = stateByAppeals(claim.state, await store.listAppeals(tx, claim.claimId));
  if (to !== null) await moveClaims(tx, [claim], to, () => ({ appealId }));
}
export async function beginAppeal(tx: Transaction, { claimId, ...one }: KeptAppeal & { claimId: string }): Promise<{ appealId: string }> {
  const claim = await requireClaim(tx, claimId);
  if (claim.state !== "posted" && claim.state !== "appealed") throw new Fault("refused", faultWords.notDecided);
  requireSound(one, null, tx);
  const appealId = await store.insertAppeal(tx, claim, one);
  await moveByAppeals(tx, claim, appealId);
  return { appealId };
}
async function keepAppeal(tx: Transaction, { appealId, revision, ...one }: KeptAppeal & { appealId: string; revision: number }): Promise<{ revision: number }> {
  await holdIntake(tx);
  const before = await store.holdAppeal(tx, appealId);
  if (before === null) throw new Fault("not_found", faultWords.noAppeal);
  if (before.revision !== revision) throw new Fault("changed_meanwhile", faultWords.changed);
  const claim = await requireClaim(tx, before.claimId);
  requireSound(one, before, tx);
  await store.updateAppeal(tx, appealId, one);
  await moveByAppeals(tx, claim, appealId);
  return { revision: revision + 1 };
}

export const denialsHandlers: Handlers<typeof denials> = {
  list: handle(async (tx, { show, after }) => ({ ...(await store.listDenials(tx, show, { after, size: PAGE })), reasons: show === "denied" && after === null ? await store.costOfReasons(tx) : [] })),
  get: handle(async (tx, { claimId }) => {
    const denial = await store.findDenial(tx, claimId);
    if (denial === null) throw new Fault("not_found", faultWords.unknownClaim);
    const reasons = denial.reasons.map((one) => `${one.group} ${one.reason}`).join(", ");
    return { denial, appeals: await store.listAppeals(tx, claimId), suggestedLetter: inEachLanguage((language) => letterWords.suggested[language]({ number: denial.number, day: writeDay(denial.serviceDay, language), reasons })) };
  }),
  writeOff: handle(writeOff),
  refund: handle(refund),
  familyPaid: handle(takeFromFamily),
  appeal: handle(beginAppeal),
  keepAppeal: handle(keepAppeal),
  appealPaper: handle(async (tx, { appealId, says }) => {
    const appeal = await store.holdAppeal(tx, appealId);
    const denial = appeal === null ? null : await store.findDenial(tx, appeal.claimId);
    if (appeal === null || denial === null) throw new Fault("not_found", faultWords.noAppeal);
    noteCase(tx, appeal.caseId);
    const frame = await frameOf(tx, says);
    const content = writeLetter({ ...frame, address: [denial.payerName], day: writeDay(appeal.sentOn ?? tx.today, says), greeting: letterWords.greeting[says], sentences: appeal.letter.split(/\n{2,}/).filter((one) => one.trim() !== ""), closing: letterWords.closing[says], sender: [tx.actor.kind === "staff" ? tx.actor.name : "", frame.head.name].filter((one) => one !== ""), notices: [], authorization: [], authorizationTitle: "" }, says);
    return new File([content as Uint8Array<ArrayBuffer>], `appeal-${denial.number}.pdf`, { type: "application/pdf" });
  }),
};
