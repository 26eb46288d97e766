import { addDays, addMinutes } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { newId, type Transaction } from "#database/actor.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import { type ApplicationDecision, type ApplicationStatus, type Peer, PLACE_DAYS } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { proposePeers } from "./pairing.rules.ts";
import { requireApplication, staffOf } from "./reading.handlers.ts";
import * as reading from "./reading.store.ts";
import { makeLink, type Sending, writeAndSend } from "./sending.handlers.ts";
import * as store from "./store.ts";

type Serving = { services: Sending };
const DAY_MINUTES = 24 * 60;
/** From where to where a decision leads. */
const leads: Partial<Record<ApplicationStatus, readonly ApplicationDecision[]>> = { submitted: ["accepted", "waiting", "declined", "withdrawn"], waiting: ["accepted", "declined", "withdrawn"], accepted: ["withdrawn"] };

type Seen = { applicationId: string; revision: number };
/** Decides. The cohort is held first, so that two who give its last places come one after the other (C9). */
export async function decide(tx: Transaction, { applicationId, revision, decision, reason }: Seen & { decision: ApplicationDecision; reason: string }, { services }: Serving): Promise<{ seats: number }> {
  const cohort = await reading.holdCohort(tx, (await requireApplication(tx, applicationId)).cohortId);
  const found = await requireApplication(tx, applicationId, revision);
  if (!cohort) throw new Fault("not_found", faultWords.noCohort);
  if (cohort.isOver) throw new Fault("refused", faultWords.isOver);
  if (!leads[found.status]?.includes(decision)) throw new Fault("refused", faultWords.fromHere);
  if (decision !== "withdrawn" && !(await reading.isScored(tx, applicationId))) throw new Fault("refused", faultWords.notScored);
  if (!(await reading.setStatus(tx, { applicationId, revision }, decision))) throw new Fault("changed_meanwhile", faultWords.changed);
  await store.insertDecision(tx, { applicationId, decision, reason, decidedBy: staffOf(tx) });
  await writeAndSend(tx, services, found, decision, { reason });
  if (decision === "withdrawn" || decision === "declined") {
    await store.leaveSeats(tx, applicationId);
    await store.partFromPeers(tx, applicationId);
  }
  return { seats: decision === "accepted" ? await giveSeats(tx, services, found, cohort) : 0 };
}

/** A place for each person of the application, never over those of the cohort, each with an invitation of its own. */
async function giveSeats(tx: Transaction, services: Sending, found: reading.StoredApplication, cohort: reading.StoredCohort): Promise<number> {
  const { content, names, applicationId, cohortId } = found;
  const needed = content.people.filter((one) => one.role !== "senior_leader").length;
  const free = Math.max(0, cohort.places - cohort.taken);
  if (needed > free) throw new Fault("refused", faultWords.noPlaces(free, needed));
  for (const person of content.people) {
    const named = names!.people.find((one) => one.id === person.id)!;
    const seatId = newId(tx);
    await reading.insertSeat(tx, { cohortId, applicationId, person: person.id, name: named.name, organization: names!.organization, credential: person.credential, role: person.role, seatId, hash: hashToken(linkToken(services.signingKey, seatId)), until: addMinutes(tx.now, PLACE_DAYS * DAY_MINUTES), madeBy: staffOf(tx) });
    await writeAndSend(tx, services, found, "place", { person: person.id, linkId: seatId, until: addDays(tx.today, PLACE_DAYS - 1) });
  }
  return content.people.length;
}

/** Gives an application back before anybody has scored it: from then on it is a draft of the applicant's. */
export async function reopen(tx: Transaction, { applicationId, revision, reason }: Seen & { reason: string }, { services }: Serving) {
  const found = await requireApplication(tx, applicationId, revision);
  if (found.status !== "submitted") throw new Fault("refused", faultWords.fromHere);
  if (found.scored > 0) throw new Fault("refused", faultWords.scoresGiven);
  if (!(await reading.setStatus(tx, { applicationId, revision }, "reopened"))) throw new Fault("changed_meanwhile", faultWords.changed);
  await store.insertDecision(tx, { applicationId, decision: "reopened", reason, decidedBy: staffOf(tx) });
  const { linkId, until } = await makeLink(tx, services, applicationId);
  await writeAndSend(tx, services, found, "reopened", { reason, linkId, until });
  return { done: true as const };
}

export async function setArea(tx: Transaction, { applicationId, revision, area }: Seen & { area: string }) {
  await requireApplication(tx, applicationId, revision);
  if (!(await reading.setArea(tx, { applicationId, revision }, area))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { done: true as const };
}

/** The singles of a cohort who were handed in and not refused. Without a name where they are read blind. */
async function singlesOf(tx: Transaction, cohortId: string): Promise<Peer[]> {
  const found = await reading.listApplications(tx, { sort: "submitted", order: "up", status: "all", kind: "single", cohortId, own: null });
  return found.filter(({ status }) => status === "submitted" || status === "waiting" || status === "accepted").map(({ applicationId, code, names, content, area }) => ({ applicationId, code, name: names?.people[0]?.name ?? null, setting: content.setting, languages: content.languages, distance: content.distance, area }));
}
async function requireCohort(tx: Transaction, cohortId: string): Promise<reading.StoredCohort> {
  const found = await reading.holdCohort(tx, cohortId);
  if (!found) throw new Fault("not_found", faultWords.noCohort);
  return found;
}

export async function peers(tx: Transaction, { cohortId }: { cohortId: string }) {
  await requireCohort(tx, cohortId);
  const singles = await singlesOf(tx, cohortId);
  const groups = await reading.listGroups(tx, cohortId);
  const placed = new Set(groups.flatMap((one) => one.applicationIds));
  const confirmed = groups.map(({ applicationIds, ...one }) => ({ ...one, peers: singles.filter((single) => applicationIds.includes(single.applicationId)) }));
  return { proposed: proposePeers(singles.filter((one) => !placed.has(one.applicationId))), confirmed };
}

export async function confirmPeers(tx: Transaction, { cohortId, applicationIds }: { cohortId: string; applicationIds: string[] }) {
  await requireCohort(tx, cohortId);
  const placed = new Set((await reading.listGroups(tx, cohortId)).flatMap((one) => one.applicationIds));
  const free = new Set((await singlesOf(tx, cohortId)).map((one) => one.applicationId).filter((id) => !placed.has(id)));
  if (new Set(applicationIds).size !== applicationIds.length || !applicationIds.every((id) => free.has(id))) throw fieldFault("applicationIds", faultWords.notSingles);
  return { groupId: await reading.insertGroup(tx, cohortId, applicationIds, staffOf(tx)) };
}

export async function partPeers(tx: Transaction, { cohortId, groupId }: { cohortId: string; groupId: string }) {
  if (!(await reading.endGroup(tx, cohortId, groupId))) throw new Fault("not_found", faultWords.noGroup);
  return { done: true as const };
}
