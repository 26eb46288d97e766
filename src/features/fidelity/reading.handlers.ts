import { createHash } from "node:crypto";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { staffOf, view as courseView } from "#features/course/reading.handlers.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { findSupervisor } from "#features/workforce/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { Content, LogRow, Packet, PacketView } from "./contract.ts";
import { dayBefore, fromValues, readUntil, tagOfTwo, writeRegistration } from "./derive.rules.ts";
import { faultWords } from "./faults.words.ts";
import * as kept from "./kept.store.ts";
import { judgePacket, type KeptPacket, mayConfirm, type PlannedPacket, planPackets, slotIdOf } from "./packets.rules.ts";
import { stageOfPacket } from "./packs.rules.ts";
import { loadFidelity } from "./policies.ts";
import type { LocalRules, Rating } from "./shapes.contract.ts";
import * as store from "./store.ts";
import { suggestContent, suggestCourse, suggestStrands } from "./suggest.rules.ts";

export type Which = { caseId: string; slotId: string };

/** The times and thresholds that hold: the programme's own, or those that are shipped. */
export const rulesOf = async (tx: Transaction): Promise<LocalRules> => (await kept.findRules(tx))?.rules ?? loadFidelity().rules;

const asPacket = (caseId: string, one: PlannedPacket, rules: LocalRules, today: string): Packet => ({
  slotId: slotIdOf(one),
  kind: one.kind,
  number: one.number,
  course: one.course,
  periodFrom: one.periodFrom,
  from: one.from,
  to: one.to,
  dueOn: one.dueOn,
  clinicianId: one.clinicianId,
  clinicianName: one.clinicianName,
  state: judgePacket(one, rules, today),
  version: one.kept?.version ?? 0,
  packetId: one.kept?.packetId ?? null,
  confirmedOn: one.kept?.confirmedOn ?? null,
  notesOwed: one.kept?.notesOwed ?? null,
  disclosure: tagOf("service", caseId),
});

/** The packets of a case and how each stands. */
export async function list(tx: Transaction, { caseId }: { caseId: string }): Promise<{ today: string; packets: Packet[] }> {
  await requireCase(tx, caseId);
  const rules = await rulesOf(tx);
  return { today: tx.today, packets: planPackets(await store.findPacketFacts(tx, caseId), rules, tx.today).map((one) => asPacket(caseId, one, rules, tx.today)) };
}

/** The same of some cases at once, by case: for whoever supervises several people. */
export async function listPacketsOf(tx: Transaction, caseIds: readonly string[]): Promise<Map<string, Packet[]>> {
  const rules = await rulesOf(tx);
  return new Map((await store.listPacketFacts(tx, caseIds)).map((each) => [each.caseId, planPackets(each, rules, tx.today).map((one) => asPacket(each.caseId, one, rules, tx.today))]));
}

/** One packet as the dates make it; throws where there is none. */
export async function requirePacket(tx: Transaction, which: Which, rules: LocalRules): Promise<{ planned: PlannedPacket; packet: Packet; versions: readonly KeptPacket[] }> {
  await requireCase(tx, which.caseId);
  const facts = await store.findPacketFacts(tx, which.caseId);
  const planned = planPackets(facts, rules, tx.today).findLast((one) => slotIdOf(one) === which.slotId);
  if (planned === undefined) throw new Fault("not_found", faultWords.noPacket);
  const versions = facts.kept.filter((one) => one.course === planned.course && slotIdOf(one) === which.slotId);
  return { planned, packet: asPacket(which.caseId, planned, rules, tx.today), versions };
}

export type Derived = { content: Content; hash: string; notesOwed: { sessionId: string; on: string }[]; suggested: Rating[]; supervisorId: string | null };

/** What falls out of the record for a packet: registration, contact log, steps, and ratings as they are suggested. Nothing of it was asked for the packet. */
export async function derive(tx: Transaction, caseId: string, one: PlannedPacket, rules: LocalRules, call: Pick<Call, "services" | "language">): Promise<Derived> {
  const until = readUntil(one.to, tx.today);
  const course = await courseView(tx, { caseId, course: one.course }, call);
  const stepsOfStage = course.steps.filter((step) => step.stage === stageOfPacket(one.kind));
  const coded = await store.listCoded(tx, caseId, one.from, until);
  const before = one.from > course.course.beganOn ? await store.listCoded(tx, caseId, course.course.beganOn, dayBefore(one.from)) : [];
  const log = await store.findFigures(tx, caseId, one.from, until);
  const training = await store.findTraining(tx, one.clinicianId);
  const rated = [...suggestStrands(coded, course.steps.filter((step) => step.stage === 1), rules), ...suggestContent(coded, before, one.kind, rules)];
  const suggested = [...rated, suggestCourse(rated, rules)];
  const supervisorId = await findSupervisor(tx, one.clinicianId);
  const read = new Set(suggested.flatMap((each) => each.sources.flatMap(({ sessionId }) => (sessionId === null ? [] : [sessionId]))));
  const content: Content = {
    registration: writeRegistration({ clinicianName: one.clinicianName, ...training, from: one.from, comers: await store.listComers(tx, caseId, one.from, until), interpreted: await store.countInterpreted(tx, caseId, one.from, until), held: log.held }, rules),
    log,
    sessions: [...before, ...coded].filter((each) => read.has(each.sessionId)).map(({ sessionId, on }) => ({ sessionId, on })),
    procedures: stepsOfStage.map(({ step, adultId, state, on, disclosure }) => ({ step, adultId, state, on, disclosure })),
    ratings: { ratings: suggested, reflection: "", disclosure: tagOfTwo(caseId, one.clinicianId, supervisorId) },
  };
  const notesOwed = coded.filter((each) => each.status === "held" && !each.isSigned).map(({ sessionId, on }) => ({ sessionId, on }));
  return { content, hash: hashOf(content), notesOwed, suggested, supervisorId };
}
/** SHA-256 of what a packet holds, in the order in which it is always built. */
export const hashOf = (content: unknown): string => createHash("sha256").update(JSON.stringify(content)).digest("hex");

/** One packet: as the record gives it for whoever confirms it, and as it was confirmed. */
export async function view(tx: Transaction, which: Which, call: Pick<Call, "services" | "language">): Promise<PacketView> {
  const { caseId } = which;
  const { staffId } = staffOf(tx);
  const rules = await rulesOf(tx);
  const { planned, packet, versions } = await requirePacket(tx, which, rules);
  const isOwn = staffId === planned.clinicianId;
  const [newest] = versions;
  const supervisorId = await findSupervisor(tx, planned.clinicianId);
  const asked = isOwn || (newest === undefined && staffId === supervisorId) ? await derive(tx, caseId, planned, rules, call) : null;
  const said = await kept.listReviewWords(tx, caseId);
  const papers = await kept.listPapers(tx, caseId);
  const withTwo = (one: { ownerStaffId: string; counterpartStaffId: string | null }) => tagOfTwo(caseId, one.ownerStaffId, one.counterpartStaffId);
  return {
    packet,
    may: [...(isOwn && mayConfirm(planned, tx.today) ? (["confirm"] as const) : []), ...(newest !== undefined && newest.outcome === null && newest.supervisorId === staffId ? (["review"] as const) : []), ...(isOwn && newest !== undefined ? (["attach"] as const) : [])],
    live: asked === null ? null : { content: asked.content, hash: asked.hash, notesOwed: asked.notesOwed },
    confirmed: newest === undefined ? null : fromValues(caseId, await kept.listValues(tx, newest.packetId)),
    versions: versions.map((one) => {
      const words = said.find((each) => each.packetId === one.packetId);
      return { packetId: one.packetId, version: one.version, confirmedAt: one.confirmedAt, hash: one.hash, outcome: one.outcome, reviewedAt: one.reviewedAt, reviewWords: words === undefined ? null : { words: words.words, disclosure: withTwo(words) }, papers: papers.filter((each) => each.packetId === one.packetId).map((each) => ({ documentId: each.documentId, title: each.title, disclosure: withTwo(each) })) };
    }),
  };
}

/** A row of the contact log with what it is judged by: an attempt to find somebody is of that relationship. */
export const asRow = (caseId: string, { at: _at, ownerPersonId, ...one }: Awaited<ReturnType<typeof store.listLog>>["rows"][number]): LogRow => ({ ...one, disclosure: tagOf(ownerPersonId === null ? "service" : "relationship", caseId, ownerPersonId) });

/** A page of the contact log. */
export async function log(tx: Transaction, { caseId, after }: { caseId: string; after: string | null }): Promise<{ rows: LogRow[]; next: string | null }> {
  await requireCase(tx, caseId);
  const found = await store.listLog(tx, caseId, after);
  return { rows: found.rows.map((one) => asRow(caseId, one)), next: found.next };
}

/** The packets that ask for their clinician: due, late, or returned; one row for each case, the oldest packet first. */
export async function listOwedPackets(tx: Transaction, staffId: string): Promise<{ caseId: string; who: string; packet: Packet }[]> {
  const rules = await rulesOf(tx);
  const own = await store.listOwnCases(tx, staffId);
  const facts = await store.listPacketFacts(tx, own.map((one) => one.caseId));
  return facts.flatMap((each) => {
    const packets = planPackets(each, rules, tx.today).map((one) => asPacket(each.caseId, one, rules, tx.today));
    const first = packets.find((one) => one.clinicianId === staffId && (one.state === "late" || one.state === "due" || one.state === "returned"));
    return first === undefined ? [] : [{ caseId: each.caseId, who: own.find((one) => one.caseId === each.caseId)?.childName ?? "", packet: first }];
  });
}
