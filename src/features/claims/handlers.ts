import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { batchReady, markSent, rewriteBatch, textOfBatch } from "./batches.handlers.ts";
import { openContents } from "./content.handlers.ts";
import type { claimBatches, claims, ClaimsAsked, ClaimView } from "./contract.ts";
import { listStored } from "./facts.store.ts";
import { faultWords } from "./faults.words.ts";
import { drop, findNextPayer, follow, goOn, mayGoOn, resume, sayLate, whyNotFollowed } from "./following.handlers.ts";
import { agencyFacts, asClaimsMachine, gather } from "./gathering.handlers.ts";
import { askStatus } from "./inquiring.handlers.ts";
import * as listing from "./listing.store.ts";
import { isUnsent, stepsInTurn } from "./states.rules.ts";
import { listFollowers } from "./store.ts";

const PAGE = 50;

async function list(tx: Transaction, { after, ...asked }: ClaimsAsked & { after: string | null }) {
  const page = await listing.listClaims(tx, asked, { after, size: PAGE });
  const count = after === null ? await listing.countMatching(tx, asked) : null;
  return { ...page, count, ...(await listing.countTabs(tx)), ready: (await listing.sumReady(tx)).map(({ payerNumber: _number, ...one }) => one) };
}

type Found = NonNullable<Awaited<ReturnType<typeof listing.findClaim>>>;
/** What may be done with a claim as it stands. */
async function verbsOf(tx: Transaction, claim: Found): Promise<ClaimView["may"]> {
  const { claimId, state, kind } = claim;
  const [stored] = await listStored(tx, [claimId]);
  const roles = tx.actor.kind === "staff" ? tx.actor.roles : [];
  const mayFollow = async (to: "replaced" | "voided") => (await whyNotFollowed(tx, { claimId, state }, claim.payerClaimNumber, to)) === null;
  const isFirst = kind !== "secondary" && kind !== "void";
  const asked: [ClaimView["may"][number], boolean][] = [
    ["late", isUnsent(state) && claim.findings.some((one) => one.id === "late" || one.id === "turned_away")],
    ["drop", isUnsent(state)],
    ["resume", state === "dropped" && kind === "original" && (await listing.isTakenOut(tx, claimId))],
    ["replace", isFirst && (await mayFollow("replaced"))],
    ["void", kind !== "void" && (await mayFollow("voided"))],
    ["secondary", isFirst && mayGoOn(state) && (await listFollowers(tx, claimId)).length === 0 && (await findNextPayer(tx, stored!)) !== null],
    ["learn", roles.includes("biller") && (claim.outcome === "denied" || claim.outcome === "partly_paid")],
  ];
  return asked.filter(([, may]) => may).map(([verb]) => verb);
}
async function get(tx: Transaction, { claimId }: { claimId: string }): Promise<ClaimView> {
  const found = await listing.findClaim(tx, claimId);
  if (found === null) throw new Fault("not_found", faultWords.noClaim);
  noteCase(tx, found.caseId);
  const { follows, ...claim } = found;
  return {
    claim,
    lines: await listing.listLines(tx, claimId),
    steps: stepsInTurn(await listing.listSteps(tx, claimId)),
    money: await listing.listMoney(tx, claimId),
    follows: follows === null ? null : ((await listing.listRelated(tx, { claimId: follows }))[0] ?? null),
    followedBy: await listing.listRelated(tx, { follows: claimId }),
    learnt: await listing.listCheckWords(tx, claim.findings.filter((one) => one.id === "learnt").map((one) => one.value)),
    may: await verbsOf(tx, found),
  };
}

/** What of a claim is of the chart and the card: as it was written, or as it would be today. */
async function content(tx: Transaction, { claimId }: { claimId: string }) {
  const [stored] = await listStored(tx, [claimId]);
  if (stored === undefined) throw new Fault("not_found", faultWords.noClaim);
  const { caseId } = stored;
  const sent = (await openContents(tx, [claimId])).get(claimId);
  const relationOf = (code: string | undefined) => (code === undefined ? "self" : code === "19" ? "child" : "other") as "self" | "child" | "other";
  if (sent !== undefined) {
    const { claim, subscriber } = sent;
    const people = [claim.rendering, claim.supervising].flatMap((one) => (one === null ? [] : typeof one.name === "string" ? [one.name] : [`${one.name.given ?? ""} ${one.name.family}`.trim()]));
    return { caseId, isWritten: true, diagnoses: [...claim.diagnoses], memberNumber: subscriber.insured.memberId, relation: relationOf(subscriber.patient?.relation), places: [...new Set([claim.place, ...claim.lines.flatMap((line) => line.place ?? [])])], people };
  }
  const facts = await asClaimsMachine(tx, async (machine) => (await gather(machine, await agencyFacts(machine), [stored])).get(claimId)!);
  const people = [...new Set(facts.lines.flatMap(({ rendering, supervising }) => [rendering, supervising].flatMap((one) => (one === null ? [] : [`${one.givenName} ${one.familyName}`]))))];
  return { caseId, isWritten: false, diagnoses: [...facts.day.diagnoses], memberNumber: facts.coverage?.memberNumber ?? null, relation: facts.coverage?.relation ?? null, places: [...new Set(facts.lines.flatMap((line) => line.placeCode ?? []))], people };
}

export const claimsHandlers: Handlers<typeof claims> = {
  list: handle(list),
  get: handle(get),
  content: handle(content),
  sayLate: handle((tx, input, call) => sayLate(tx, call, input)),
  drop: handle((tx, input) => drop(tx, input)),
  resume: handle((tx, input, call) => resume(tx, call, input)),
  replace: handle((tx, input, call) => follow(tx, call, input, "replacement")),
  takeBack: handle((tx, input, call) => follow(tx, call, input, "void")),
  goOn: handle((tx, input, call) => goOn(tx, call, input)),
};
export const claimBatchesHandlers: Handlers<typeof claimBatches> = {
  list: handle(async (tx) => ({ batches: await listing.listBatches(tx) })),
  write: handle(async (tx, input, call) => ({ batches: await batchReady(tx, call, input) })),
  file: handle(async (tx, { batchId }) => {
    const { name, parts } = await textOfBatch(tx, batchId);
    return new File(parts, name, { type: "application/edi-x12" });
  }),
  sent: handle((tx, { batchId }) => markSent(tx, batchId, "hand")),
  askStatus: handle(askStatus),
  rewrite: handle((tx, { batchId }) => rewriteBatch(tx, batchId)),
};
