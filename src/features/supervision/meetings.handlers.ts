import { addMinutes, type Instant, instantFromWall, type WallTime, wallTimeInZone } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { staffOf } from "#features/course/reading.handlers.ts";
import { tagOfTwo } from "#features/fidelity/derive.rules.ts";
import { listStaff } from "#features/workforce/store.ts";
import { listSupervised } from "./agenda.store.ts";
import { faultWords } from "./faults.words.ts";
import { isGiven } from "./ledger.rules.ts";
import type { Meeting, meetingsContract } from "./meetings.contract.ts";
import { noCaseId, pairOf } from "./meetings.rules.ts";
import * as store from "./meetings.store.ts";
import type { MeetingKind } from "./settings.contract.ts";

type Held = { minutes: number; clinicalMinutes: number; attended: readonly string[] };
type Planned = { kind: MeetingKind; startsAt: WallTime; minutes: number; people: readonly string[]; consultant: string; held: Held | null };

const leads = (tx: Transaction) => staffOf(tx).roles.includes("supervisor");

async function list(tx: Transaction, { after }: { after: string | null }) {
  const { staffId } = staffOf(tx);
  const colleagues = (await listStaff(tx)).filter((one) => one.staffId !== staffId && one.roles.some((role) => role === "clinician" || role === "trainee" || role === "supervisor"));
  return {
    today: tx.today,
    timeZone: tx.actor.timeZone,
    coming: after === null ? await store.listComing(tx) : [],
    ...(await store.listPast(tx, after)),
    supervised: leads(tx) ? (await listSupervised(tx)).map((one) => ({ staffId: one.staffId, name: one.name })) : [],
    colleagues: colleagues.map((one) => ({ staffId: one.staffId, name: one.name })),
    mayLead: leads(tx),
  };
}

async function requireMeeting(tx: Transaction, meetingId: string): Promise<Meeting> {
  const found = await store.findMeeting(tx, meetingId);
  if (found === null) throw new Fault("not_found", faultWords.noMeeting);
  return found;
}
async function requireLed(tx: Transaction, meetingId: string): Promise<Meeting> {
  const found = await requireMeeting(tx, meetingId);
  if (found.leaderId !== staffOf(tx).staffId) throw new Fault("refused", faultWords.notLeader);
  if (found.status !== "planned") throw new Fault("refused", faultWords.notPlanned);
  return found;
}

/** Who may be asked to a meeting of a kind: those whom one supervises today, or among peers whoever treats or supervises here. */
async function requirePeople(tx: Transaction, { kind, people, consultant }: Pick<Planned, "kind" | "people" | "consultant">): Promise<void> {
  const { staffId } = staffOf(tx);
  if (isGiven(kind) && !leads(tx)) throw fieldFault("kind", faultWords.leadsNot);
  if (people.includes(staffId)) throw fieldFault("people", faultWords.notOneself);
  if (kind !== "consultation" && consultant !== "") throw fieldFault("consultant", faultWords.consultantOnly);
  if (kind === "consultation" && consultant === "" && people.length === 0) throw fieldFault("consultant", faultWords.needConsultant);
  if (kind !== "consultation" && people.length === 0) throw fieldFault("people", faultWords.somebody);
  if ((kind === "individual" || kind === "reflective") && people.length !== 1) throw fieldFault("people", faultWords.onePerson);
  const known = new Set(isGiven(kind) ? (await listSupervised(tx)).map((one) => one.staffId) : (await listStaff(tx)).filter((one) => one.roles.some((role) => role === "clinician" || role === "trainee" || role === "supervisor")).map((one) => one.staffId));
  if (people.some((one) => !known.has(one))) throw fieldFault("people", faultWords.notSupervised);
}

/** What was held counts once for everybody: nobody is in two meetings at a time. Those who were there wait for each other's writing. */
async function requireFree(tx: Transaction, startsAt: Instant, held: Held): Promise<void> {
  const there = [...new Set([staffOf(tx).staffId, ...held.attended])];
  await store.takeTurns(tx, there);
  const [over] = await store.listOverlaps(tx, there, startsAt, addMinutes(startsAt, held.minutes));
  if (over === undefined) return;
  throw new Fault("refused", faultWords.overlaps(over.name, wallTimeInZone(over.startsAt, tx.actor.timeZone).replace("T", " "), over.minutes));
}

async function hold(tx: Transaction, found: Pick<Meeting, "meetingId" | "revision" | "startsAt" | "consultant"> & { people: readonly string[] }, held: Held): Promise<void> {
  if (found.startsAt > tx.now) throw new Fault("refused", faultWords.notAhead);
  if (held.clinicalMinutes > held.minutes) throw fieldFault("clinicalMinutes", faultWords.clinicalMore);
  if (held.attended.some((one) => !found.people.includes(one))) throw fieldFault("attended", faultWords.notInMeeting);
  if (held.attended.length === 0 && found.consultant === "") throw fieldFault("attended", faultWords.nobodyCame);
  await requireFree(tx, found.startsAt, held);
  if (!(await store.holdMeeting(tx, { ...held, meetingId: found.meetingId, revision: found.revision }))) throw new Fault("changed_meanwhile", faultWords.changed);
}

/** Plans a meeting, or writes down one that was held. */
export async function plan(tx: Transaction, input: Planned): Promise<{ meetingId: string }> {
  const people = [...new Set(input.people)];
  await requirePeople(tx, { ...input, people });
  const startsAt = instantFromWall(input.startsAt, tx.actor.timeZone, "startsAt");
  const meetingId = await store.insertMeeting(tx, { ...input, people, startsAt });
  if (input.held !== null) await hold(tx, { meetingId, revision: 1, startsAt, consultant: input.consultant, people }, input.held);
  return { meetingId };
}

export async function holdPlanned(tx: Transaction, { meetingId, revision, ...held }: Held & { meetingId: string; revision: number }): Promise<{ status: "held" }> {
  const found = await requireLed(tx, meetingId);
  await hold(tx, { ...found, revision, people: found.people.map((one) => one.staffId) }, held);
  return { status: "held" };
}

async function cancel(tx: Transaction, { meetingId, revision }: { meetingId: string; revision: number }) {
  await requireLed(tx, meetingId);
  if (!(await store.cancelMeeting(tx, meetingId, revision))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { status: "cancelled" as const };
}

async function get(tx: Transaction, { meetingId }: { meetingId: string }) {
  const meeting = await requireMeeting(tx, meetingId);
  const { staffId } = staffOf(tx);
  const pair = pairOf(meeting, staffId);
  const found = pair === null ? null : await store.findNotes(tx, meetingId);
  const other = pair === null || pair.counterpartStaffId === null ? null : staffId === meeting.leaderId ? (meeting.people[0]?.name ?? null) : meeting.leaderName;
  return {
    meeting,
    notes: pair === null ? null : { words: found?.words ?? "", revision: found?.revision ?? 0, savedAt: found?.savedAt ?? null, writtenByName: found?.writtenByName ?? null, withName: other, disclosure: tagOfTwo(noCaseId, found?.ownerStaffId ?? pair.ownerStaffId, found === null ? pair.counterpartStaffId : found.counterpartStaffId) },
    mayWrite: pair !== null,
    mayLead: meeting.leaderId === staffId && meeting.status === "planned",
  };
}

/** Writes what is between the two of a meeting, or its leader's own. */
export async function write(tx: Transaction, { meetingId, revision, words }: { meetingId: string; revision: number; words: string }): Promise<{ revision: number; savedAt: string }> {
  const meeting = await requireMeeting(tx, meetingId);
  const pair = pairOf(meeting, staffOf(tx).staffId);
  if (pair === null) throw new Fault("refused", faultWords.notLeader);
  const written = await store.writeNotes(tx, { meetingId, ...pair, words, revision });
  if (written === null) throw new Fault("changed_meanwhile", faultWords.changed);
  return { revision: written.revision, savedAt: tx.now };
}

export const meetingsHandlers: Handlers<typeof meetingsContract> = { list: handle(list), get: handle(get), plan: handle(plan), hold: handle(holdPlanned), cancel: handle(cancel), write: handle(write) };
