import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import { withdraw } from "#features/measures/handlers.ts";
import { requireCase } from "#features/people/handlers.ts";
import { type AftercareBlock, aftercareBlocks, type ClosingReason, type EndingView, type Timings, type TriedWay } from "./ending.contract.ts";
import { countWeekly, findReasonFaults, isAdultsOwn, judgeSearch } from "./ending.rules.ts";
import * as endings from "./ending.store.ts";
import { faultWords } from "./faults.words.ts";
import { requireCourse, requireOpenCourse, timingsOf } from "./reading.handlers.ts";
import { findPlannedEnd, listAdults } from "./store.ts";

const tagOf = (ofClass: DisclosureTag["class"], caseId: string, ownerPersonId: string | null = null): DisclosureTag => ({ class: ofClass, caseId, ownerPersonId, ownerStaffId: null, counterpartStaffId: null, part2: false });
const wrong = (path: string, message: (typeof faultWords)[keyof typeof faultWords]) => new Fault("malformed", message, { fields: [{ path, message }] });

type Which = { caseId: string; course: number | null };

/** How a course ends, or ended. */
export async function ending(tx: Transaction, { caseId, course: number }: Which): Promise<EndingView> {
  await requireCase(tx, caseId);
  const { course } = await requireCourse(tx, caseId, number);
  const { timings, timingsAre } = await timingsOf(tx);
  const plannedEnd = await findPlannedEnd(tx, caseId, course);
  const search = await endings.findSearch(tx, caseId, course.number);
  const closed = await endings.findClosing(tx, caseId, course.number);
  const reasons = closed === null ? [] : await endings.listClosingReasons(tx, caseId, course.number);
  return {
    today: tx.today,
    timings,
    timingsAre,
    plannedEnd,
    countdown: plannedEnd === null || course.endedOn !== null ? null : { weekly: countWeekly(tx.today, plannedEnd.on), booked: await endings.countBooked(tx, caseId, plannedEnd.on) },
    search: search?.since == null ? null : { ...judgeSearch(search.since, timings, tx.today), place: search.place },
    searchPlace: search?.place ?? 0,
    contacts: (await endings.listContacts(tx, caseId, course.number)).map((one) => ({ ...one, disclosure: tagOf("relationship", caseId, one.personId) })),
    closing: closed === null ? null : { ...closed, reasons: reasons.map((one) => ({ ...one, disclosure: tagOf(one.personId === null ? "child_chart" : "caregiver", caseId, one.personId) })), disclosure: tagOf("child_chart", caseId) },
  };
}

export async function search(tx: Transaction, { caseId, since, place }: { caseId: string; since: string | null; place: number }) {
  const course = await requireOpenCourse(tx, caseId);
  if (since !== null && (since > tx.today || since < course.beganOn)) throw wrong("since", faultWords.notFuture);
  const before = await endings.findSearch(tx, caseId, course.number);
  if ((before?.place ?? 0) !== place || !(await endings.insertSearch(tx, { caseId, course: course.number, place: place + 1, since }))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { place: place + 1 };
}

async function requireAdult(tx: Transaction, caseId: string, course: Parameters<typeof listAdults>[2], personId: string) {
  const found = (await listAdults(tx, caseId, course)).find((one) => one.personId === personId);
  if (found === undefined) throw wrong("personId", faultWords.notOfCase);
  return found;
}

export async function contact(tx: Transaction, input: { caseId: string; personId: string; triedOn: string; way: TriedWay; reached: boolean; words: string }) {
  const course = await requireOpenCourse(tx, input.caseId);
  await requireAdult(tx, input.caseId, course, input.personId);
  if (input.triedOn > tx.today || input.triedOn < course.beganOn) throw wrong("triedOn", faultWords.notFuture);
  await endings.insertContact(tx, { ...input, course: course.number, words: input.words.trim() });
  return { noted: true as const };
}

export async function aftercare(tx: Transaction, { caseId, course: number }: Which) {
  await requireCase(tx, caseId);
  const course = tx.actor.kind === "caregiver" ? await newestCourse(tx, caseId) : (await requireCourse(tx, caseId, number)).course.number;
  return { plans: (await endings.listAftercare(tx, caseId, course)).map((one) => ({ ...one, disclosure: tagOf("child_chart", caseId) })) };
}
/** The newest course of which the reader sees a plan for afterwards: which courses there were is of the service, and not a family's to count. */
const newestCourse = async (tx: Transaction, caseId: string) => (await endings.findAftercareCourse(tx, caseId)) ?? 1;
/** The plan for afterwards in a language, or the fault that there is none. */
export async function requireAftercare(tx: Transaction, caseId: string, course: number | null, language: "en" | "es") {
  const found = (await aftercare(tx, { caseId, course })).plans.find((one) => one.language === language);
  if (found === undefined) throw new Fault("not_found", faultWords.noAftercare);
  return found;
}

export async function writeAftercare(tx: Transaction, input: { caseId: string; language: "en" | "es"; place: number } & Record<AftercareBlock, string>) {
  const course = await requireOpenCourse(tx, input.caseId);
  if (aftercareBlocks.every((block) => input[block].trim() === "")) throw wrong("changes", faultWords.needWords);
  const stands = (await endings.listAftercare(tx, input.caseId, course.number)).find((one) => one.language === input.language)?.place ?? 0;
  const place = input.place + 1;
  if (stands !== input.place || !(await endings.insertAftercare(tx, { ...input, course: course.number, place }))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { place };
}

/** Closes the course and with it the case: what was to come is cancelled, links and waiting messages end, and the day stands among the dates. */
export async function close(tx: Transaction, input: Omit<endings.NewClosing, "course" | "stage"> & { revision: number; reasons: readonly { reason: ClosingReason; personId: string | null }[] }, call: Pick<Call, "language">) {
  const found = await requireCase(tx, input.caseId);
  const course = await requireOpenCourse(tx, input.caseId);
  if (await endings.owesNote(tx, input.caseId)) throw new Fault("refused", faultWords.notesOwed);
  const faults = findReasonFaults(input.reasons, (await listAdults(tx, input.caseId, course)).map((one) => one.personId));
  if (faults.length > 0) throw new Fault("malformed", faultWords.wrong, { fields: faults });
  if (!(await endings.closeCase(tx, input.caseId, input.revision))) throw new Fault("changed_meanwhile", faultWords.caseChanged);
  await endings.insertClosing(tx, { ...input, course: course.number, stage: found.stage }, input.reasons.map((one) => ({ ...one, class: isAdultsOwn(one.reason) ? ("caregiver" as const) : ("child_chart" as const) })));
  for (const { batteryId } of await endings.listOpenBatteries(tx, input.caseId)) await withdraw(tx, { batteryId });
  await endings.insertDischarge(tx, input.caseId);
  return { closedOn: tx.today, cancelledSessions: await endings.cancelComing(tx, input.caseId, faultWords.cancelledByClosing[call.language]) };
}

/** Opens a closed case again: another course from the first stage, with checklists of its own. */
export async function reopen(tx: Transaction, { caseId, revision }: { caseId: string; revision: number }) {
  if ((await requireCase(tx, caseId)).status === "open") throw new Fault("refused", faultWords.notClosed);
  const number = (await requireCourse(tx, caseId, null)).course.number + 1;
  if (!(await endings.reopenCase(tx, caseId, revision, number))) throw new Fault("changed_meanwhile", faultWords.caseChanged);
  return { course: number };
}

export async function setTimings(tx: Transaction, timings: Timings) {
  await endings.insertTimings(tx, timings);
  return { timings };
}
