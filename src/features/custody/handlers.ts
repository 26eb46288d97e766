import type { Transaction } from "#database/actor.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { custody, CustodyBasis, Held } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { judgeSpan, overlap } from "./rules.ts";
import * as store from "./store.ts";

function actingStaff(tx: Transaction): string {
  if (tx.actor.kind !== "staff") throw new Fault("not_found", faultWords.nothingHeld);
  return tx.actor.staffId;
}

async function list(tx: Transaction): Promise<{ today: string; held: Held[] }> {
  const openings = await store.listOpenings(tx);
  const held = (await store.listHeld(tx)).map((one) => {
    const own = openings.filter((each) => each.caseId === one.caseId && each.authorId === one.authorId);
    return { ...one, openings: own.map(({ caseId: _caseId, authorId: _authorId, ...each }) => each), disclosure: tagOf("service", one.caseId) };
  });
  return { today: tx.today, held };
}

type Opens = { caseId: string; authorId: string; namedId: string; validFrom: string; validTo: string; basis: CustodyBasis; reason: string; documentId: string | null };

/** Opens what one author left in one case to one named person; one at a time, and never to whoever opens it. */
export async function openCustody(tx: Transaction, input: Opens) {
  const staffId = actingStaff(tx);
  await store.lockCustody(tx, input.caseId, input.authorId);
  const [held] = await store.listHeld(tx, input);
  if (!held) throw new Fault("not_found", faultWords.nothingHeld);
  if (input.namedId === staffId) throw fieldFault("namedId", faultWords.oneself);
  if (!held.candidates.some((one) => one.staffId === input.namedId)) throw fieldFault("namedId", faultWords.notOnCase);
  const wrong = judgeSpan(tx.today, input.validFrom, input.validTo);
  if (wrong) throw fieldFault(wrong.path, wrong.message);
  if (input.documentId !== null && input.basis !== "authorization") throw fieldFault("documentId", faultWords.onlyAuthorization);
  if (input.documentId !== null && !(await store.isDocumentOf(tx, input.caseId, input.documentId))) throw fieldFault("documentId", faultWords.noDocument);
  const others = (await store.listOpenings(tx)).filter((one) => one.caseId === input.caseId && one.authorId === input.authorId && one.closedAt === null);
  if (others.some((one) => overlap(one, input))) throw new Fault("refused", faultWords.openAlready);
  return { openingId: await store.insertOpening(tx, input, staffId) };
}

export async function closeCustody(tx: Transaction, { openingId, reason }: { openingId: string; reason: string }) {
  const found = await store.findOpening(tx, openingId);
  if (!found) throw new Fault("not_found", faultWords.noOpening);
  if (!(await store.closeOpening(tx, openingId, actingStaff(tx), reason))) throw new Fault("changed_meanwhile", faultWords.overAlready);
  return { closed: true as const, caseId: found.caseId };
}

export const custodyHandlers: Handlers<typeof custody> = { list: handle(list), open: handle(openCustody), close: handle(closeCustody) };
