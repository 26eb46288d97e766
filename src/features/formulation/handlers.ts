import { Fault, fieldFault, type FieldWords } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import type { Content, formulation } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { endsOf, listFacts, view } from "./reading.handlers.ts";
import { findDraftFaults, findGaps } from "./rules.ts";
import * as store from "./store.ts";

type Place = { caseId: string; formulationId: string };
const malformed = (fields: readonly FieldWords[], message = fields[0]!.message) => new Fault("malformed", message, { fields });

async function requireVersion(tx: Transaction, { caseId, formulationId }: Place) {
  await requireCase(tx, caseId);
  const found = await store.findVersionToChange(tx, caseId, formulationId);
  if (!found) throw new Fault("not_found", faultWords.noVersion);
  return found;
}
async function requireDraft(tx: Transaction, place: Place) {
  const found = await requireVersion(tx, place);
  if (found.keptOn !== null) throw new Fault("refused", faultWords.kept);
  return found;
}

const contentOf = async (tx: Transaction, formulationId: string): Promise<Content> => ({
  nodes: (await store.listNodes(tx, formulationId)).map(({ writtenOn: _writtenOn, writtenBy: _writtenBy, ...one }) => one),
  links: (await store.listLinks(tx, formulationId)).map(({ linkId, from, to }) => ({ linkId, from, to })),
});
/** Since when each thought and each line stands, and whose hand it was, from the version that is read. */
async function sincesOf(tx: Transaction, formulationId: string): Promise<Map<string, { on: string; by: string | null }>> {
  const [nodes, links] = [await store.listNodes(tx, formulationId), await store.listLinks(tx, formulationId)];
  return new Map([...nodes.map((one) => [one.nodeId, { on: one.writtenOn, by: one.writtenBy }] as const), ...links.map((one) => [one.linkId, { on: one.linkedOn, by: one.linkedBy }] as const)]);
}

/** Begins the first version, or the next with all that the last one says; a line to a fact that is gone stays behind. */
export async function begin(tx: Transaction, { caseId }: { caseId: string }) {
  await requireCase(tx, caseId);
  const [last] = await store.listVersions(tx, caseId);
  const made = last?.status === "draft" ? null : await store.insertVersion(tx, caseId);
  if (!made) throw new Fault("changed_meanwhile", faultWords.draftOpen);
  if (last !== undefined) {
    const content = await contentOf(tx, last.formulationId);
    const ends = endsOf(content.nodes, await listFacts(tx, caseId));
    const links = content.links.filter((one) => ends.has(one.from) && ends.has(one.to));
    await store.replaceContent(tx, caseId, made.formulationId, { nodes: content.nodes, links }, await sincesOf(tx, last.formulationId), (key) => ends.get(key)!);
  }
  return made;
}

/** Saves a draft as a whole, or nothing of it. */
export async function save(tx: Transaction, { caseId, formulationId, revision, nodes, links }: Place & Content & { revision: number }) {
  const found = await requireDraft(tx, { caseId, formulationId });
  const facts = await listFacts(tx, caseId);
  const wrong = findDraftFaults(
    { nodes, links },
    {
      adults: new Set((await listPeople(tx, caseId)).filter((one) => one.part === "caregiver").map((one) => one.personId)),
      sessions: await store.listSessionIds(tx, caseId, nodes.flatMap((one) => one.sessionId ?? [])),
      blocks: await store.listOwnBlocks(tx, caseId, nodes.flatMap((one) => one.blockId ?? [])),
      facts: new Set(facts.map((one) => one.key)),
    },
  );
  if (wrong.length > 0) throw malformed(wrong);
  const bumped = await store.bumpVersion(tx, formulationId, revision);
  if (!bumped) throw new Fault("changed_meanwhile", faultWords.changed, { details: { revision: found.revision } });
  const ends = endsOf(nodes, facts);
  await store.replaceContent(tx, caseId, formulationId, { nodes, links }, await sincesOf(tx, formulationId), (key) => ends.get(key)!);
  return { formulationId, revision: bumped.revision, savedAt: tx.now };
}

/** Keeps a draft as the version that it will stay. */
export async function keep(tx: Transaction, { revision, ...place }: Place & { revision: number }) {
  const found = await requireDraft(tx, place);
  const gaps = findGaps(await contentOf(tx, place.formulationId));
  if (gaps.length > 0) throw malformed(gaps, faultWords.incomplete);
  const kept = await store.keepVersion(tx, place.formulationId, revision);
  if (!kept) throw new Fault("changed_meanwhile", faultWords.changed, { details: { revision: found.revision } });
  return kept;
}

/** A supervisor looked at a kept version together with the clinician. */
export async function see(tx: Transaction, { seenOn, ...place }: Place & { seenOn: string }) {
  const found = await requireVersion(tx, place);
  if (found.keptOn === null) throw new Fault("refused", faultWords.notKept);
  if (found.seenOn !== null) throw new Fault("changed_meanwhile", faultWords.seen);
  if (seenOn > tx.today) throw fieldFault("seenOn", faultWords.notAfterToday);
  if (seenOn < found.keptOn) throw fieldFault("seenOn", faultWords.notBeforeKept);
  await store.markSeen(tx, place.formulationId, seenOn);
  return { seenOn };
}

type Rated = { caseId: string; targetId: string; ratedOn: string; strength: number; status: "open" | "closed"; words: string; sessionId?: string };
/** Rates a target of the newest version that is kept (B4). */
export async function rate(tx: Transaction, input: Rated) {
  await requireCase(tx, input.caseId);
  const kept = (await store.listVersions(tx, input.caseId)).find((one) => one.status === "kept");
  const target = kept === undefined ? undefined : (await store.listNodes(tx, kept.formulationId)).find((one) => one.nodeId === input.targetId && one.kind === "target");
  if (target === undefined) throw new Fault("not_found", faultWords.noTargetThere);
  if (input.ratedOn > tx.today) throw fieldFault("ratedOn", faultWords.notAfterToday);
  if (input.ratedOn < target.writtenOn) throw fieldFault("ratedOn", faultWords.notBefore);
  await store.insertRating(tx, { ...input, sessionId: input.sessionId ?? null, class: target.class, ownerPersonId: target.ownerPersonId });
  return { rated: true as const };
}

export const formulationHandlers: Handlers<typeof formulation> = { get: handle(view), begin: handle(begin), save: handle(save), keep: handle(keep), see: handle(see), rate: handle(rate) };
