import { Fault } from "#kernel/faults.ts";
import { handle, handleLong, type Handlers } from "#server/procedure.ts";
import { requireClean } from "#features/documents/scanning.handlers.ts";
import { MOST_FILE_BYTES, type remittances } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { matchByHand, settleByHand } from "./matching.handlers.ts";
import { typePaper } from "./paper.handlers.ts";
import { takeFile } from "./taking.handlers.ts";
import * as store from "./worklist.store.ts";

const PAGE = 50;
const DECISIONS_A_PAGE = 100;

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size <= MOST_FILE_BYTES) pieces.push(piece);
  }
  if (size > MOST_FILE_BYTES) throw new Fault("too_large", faultWords.tooLarge);
  if (size === 0) throw new Fault("malformed", faultWords.empty);
  return Buffer.concat(pieces);
}

export const remittancesHandlers: Handlers<typeof remittances> = {
  takeFile: handleLong(async (call, { bytes }) => {
    const { services, actor, requestId, language } = call;
    const content = await collect(bytes);
    await requireClean({ services, actor, requestId }, "remittances.takeFile", async function* () {
      yield content;
    });
    return { run: (tx) => takeFile(tx, { services, language }, { bytes: content, way: "hand" }), undo: async () => {} };
  }),
  files: handle((tx, { state, after }) => store.listFiles(tx, state, { after, size: PAGE })),
  list: handle(async (tx, { after }) => ({ ...(await store.listRemittances(tx, { after, size: PAGE })), ...(await store.countWaiting(tx)) })),
  get: handle(async (tx, { remittanceId, after }) => {
    const found = await store.findRemittance(tx, remittanceId);
    if (found === null) throw new Fault("not_found", faultWords.noRemittance);
    const { providers, ...remittance } = found;
    return { remittance, providers, ...(await store.decisionsOf(tx, remittanceId, after, DECISIONS_A_PAGE)) };
  }),
  typePaper: handle(typePaper),
  unmatched: handle((tx, { what, after }) => store.listWaiting(tx, what, { after, size: PAGE })),
  candidates: handle(async (tx, { decisionId, number }) => {
    const waiting = await store.holdDecision(tx, decisionId);
    if (waiting === null) throw new Fault("not_found", faultWords.noDecision);
    return { candidates: await store.listCandidates(tx, { number: waiting.claimNumber, typed: number, chargeCents: Math.abs(waiting.chargeCents), payerName: waiting.payerName }) };
  }),
  match: handle(matchByHand),
  settle: handle(settleByHand),
  strays: handle((tx, { after }) => store.listStrays(tx, { after, size: PAGE })),
  settleStray: handle(async (tx, { strayId, reason }) => {
    if (!(await store.settleStray(tx, strayId, reason))) throw new Fault("not_found", faultWords.noDecision);
    return { strayId };
  }),
};
