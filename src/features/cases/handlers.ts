import { Fault } from "#kernel/faults.ts";
import { kernelWords } from "#kernel/words.ts";
import { requireOrder } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, type Handlers, handle } from "#server/procedure.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import { requireRoom } from "#features/caseload/next.handlers.ts";
import { insertException } from "#features/caseload/store.ts";
import { readAlong } from "#features/disclosure/along.handlers.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { listDiagnoses } from "#features/diagnoses/handlers.ts";
import { asStanding } from "#features/diagnoses/rules.ts";
import * as intake from "#features/intake/store.ts";
import { deriveResidences, movesAsEvents } from "#features/people/around.rules.ts";
import { listResidences } from "#features/people/around.store.ts";
import { requireCase, requirePart } from "#features/people/handlers.ts";
import * as people from "#features/people/store.ts";
import { requireWithinWork } from "#features/workforce/record.handlers.ts";
import { listStaff } from "#features/workforce/store.ts";
import type { cases, CaseView } from "./contract.ts";
import { familiesHandlers } from "./families.handlers.ts";
import { faultWords } from "./faults.words.ts";
import * as store from "./store.ts";

/** Facts of the child's chart, each of the record in which it was written. */
const ofChart = <T extends { caseId: string }>(found: T[]) => found.map(({ caseId, ...one }) => ({ ...one, disclosure: tagOf("child_chart", caseId) }));

async function view(tx: Transaction, { caseId }: { caseId: string }, call: Pick<Call, "language">): Promise<CaseView> {
  const { childId: _childId, ...found } = await requireCase(tx, caseId);
  const around = await people.listPeople(tx, caseId);
  return {
    ...found,
    courseStart: await store.findCourseStart(tx, caseId),
    people: around,
    authorities: await people.listAuthorities(tx, caseId),
    assignments: await store.listAssignments(tx, caseId),
    diagnoses: (await listDiagnoses(tx, caseId)).flatMap(asStanding(tx.today)),
    traumaticEvents: ofChart(await store.listTraumaticEvents(tx, caseId)) as CaseView["traumaticEvents"],
    problems: ofChart(await store.listProblems(tx, caseId)) as CaseView["problems"],
    lifeEvents: ofChart([...(await store.listLifeEvents(tx, caseId)), ...movesAsEvents(deriveResidences(await listResidences(tx, caseId), around), call.language).map((one) => ({ ...one, caseId }))].toSorted((a, b) => a.happensOn.localeCompare(b.happensOn))) as CaseView["lifeEvents"],
    addresses: (await people.listAddresses(tx, caseId)).map(({ caseId: written, ...one }) => ({ ...one, disclosure: tagOf("address", written, one.personId) })),
    contactWays: await people.listContactWays(tx, [...new Set(around.map((one) => one.personId))]),
    corrections: await people.listCorrections(tx, caseId),
    record: await people.findRecord(tx, caseId),
    hasPointer: await store.hasPointer(tx, caseId),
  };
}

type OpenInput = Omit<Parameters<Extract<Handlers<typeof cases>["open"], { open: false }>["run"]>[1], "overReason">;

/** Opens a case: child, adults with their dyads, authority and safe ways, assignment; the referral, where there is one, is answered. */
export async function openCase(tx: Transaction, input: OpenInput): Promise<{ caseId: string }> {
  if (input.child.birthDate > tx.today) throw new Fault("malformed", kernelWords.birthInFuture, { fields: [{ path: "child.birthDate", message: kernelWords.orEarlier(tx.today) }] });
  const referral = input.referralId ? await intake.findReferral(tx, input.referralId) : null;
  if (input.referralId && !referral) throw new Fault("not_found", faultWords.noReferral);
  if (referral?.caseId) throw new Fault("changed_meanwhile", faultWords.openedAlready);
  const childId = await people.insertPerson(tx, { ...input.child, kind: "child" });
  const caseId = await store.insertCase(tx, { childId, referralId: input.referralId, openedOn: tx.today });
  await people.insertPart(tx, { caseId, personId: childId, part: "child", kind: "child", livesWithChild: null, validFrom: tx.today });
  let requesterId: string | null = null;
  for (const [index, adult] of input.caregivers.entries()) {
    if (adult.birthDate !== null && adult.birthDate > tx.today) throw new Fault("malformed", kernelWords.birthInFuture, { fields: [{ path: `caregivers.${index}.birthDate`, message: kernelWords.orEarlier(tx.today) }] });
    const personId = await addAdult(tx, caseId, adult);
    if (adult.madeRequest) requesterId = personId;
  }
  if (input.clinicianId) await assign(tx, { caseId, staffId: input.clinicianId, kind: "assigned", validFrom: tx.today, validTo: null });
  if (input.referralId) await intake.markOpened(tx, input.referralId, caseId, requesterId);
  return { caseId };
}

async function addAdult(tx: Transaction, caseId: string, adult: OpenInput["caregivers"][number]): Promise<string> {
  const personId = await people.insertPerson(tx, { ...adult, kind: "adult" });
  await people.insertPart(tx, { caseId, personId, part: "caregiver", kind: adult.kind, livesWithChild: adult.livesWithChild, validFrom: tx.today });
  await people.insertDyad(tx, caseId, personId, tx.today);
  if (adult.authority) await people.insertAuthority(tx, caseId, { ...adult.authority, holderId: personId, holderOrganization: null, limits: "" });
  if (adult.contact) await people.insertContactWay(tx, { ...adult.contact, personId, isSafe: true });
  return personId;
}

/** Puts somebody who treats on a case, or covers within dates; never past the last day that they were given here. */
export async function assign(tx: Transaction, input: { caseId: string; staffId: string; kind: "assigned" | "covering"; validFrom: string; validTo: string | null }): Promise<{ assigned: true }> {
  await requireCase(tx, input.caseId);
  const staff = (await listStaff(tx)).find((one) => one.staffId === input.staffId);
  if (!staff?.roles.some((role) => role === "clinician" || role === "trainee")) throw new Fault("malformed", faultWords.cliniciansOnly, { fields: [{ path: "staffId", message: faultWords.expectClinician }] });
  if (input.kind === "covering" && input.validTo === null) throw new Fault("malformed", faultWords.coveringEnds, { fields: [{ path: "validTo", message: faultWords.expectLastDay }] });
  requireOrder(input.validFrom, input.validTo);
  requireWithinWork(staff, input);
  await store.insertAssignment(tx, input);
  return { assigned: true };
}

async function addBlock(tx: Transaction, input: { caseId: string; section: string; class: DisclosureTag["class"]; ownerPersonId: string | null; counterpartStaffId: string | null; part2: boolean; words: string }): Promise<{ blockId: string }> {
  await requireCase(tx, input.caseId);
  if (tx.actor.kind !== "staff") throw new Fault("not_allowed", faultWords.staffOnly);
  const needsAdult = input.class === "relationship" || input.class === "caregiver" || input.part2;
  if (needsAdult && !input.ownerPersonId) throw new Fault("malformed", faultWords.whose, { fields: [{ path: "ownerPersonId", message: faultWords.expectOwner }] });
  if (input.ownerPersonId) await requirePart(tx, input.caseId, input.ownerPersonId);
  if (input.class === "supervision" && !input.counterpartStaffId) throw new Fault("malformed", faultWords.whoSupervises, { fields: [{ path: "counterpartStaffId", message: faultWords.expectCounterpart }] });
  if (input.counterpartStaffId && !(await listStaff(tx)).some((one) => one.staffId === input.counterpartStaffId)) throw new Fault("malformed", faultWords.notStaff, { fields: [{ path: "counterpartStaffId", message: faultWords.expectStaff }] });
  return { blockId: await store.insertBlock(tx, { ...input, ownerStaffId: tx.actor.staffId }) };
}

export const casesHandlers: Handlers<typeof cases> = {
  ...familiesHandlers,
  open: handle(async (tx, { overReason, ...input }) => {
    const reason = input.clinicianId === null ? null : await requireRoom(tx, { staffId: input.clinicianId, on: tx.today, reason: overReason, path: "overReason" });
    const opened = await openCase(tx, input);
    if (reason !== null) await insertException(tx, { ...opened, staffId: input.clinicianId!, reason });
    return opened;
  }),
  get: handle((tx, input, call) => readAlong(tx, input, (theirs) => view(theirs, input, call))),
  assign: handle(async (tx, { overReason, ...input }) => {
    const reason = await requireRoom(tx, { staffId: input.staffId, on: input.validFrom < tx.today ? tx.today : input.validFrom, reason: overReason, path: "overReason" });
    const assigned = await assign(tx, input);
    if (reason !== null) await insertException(tx, { caseId: input.caseId, staffId: input.staffId, reason });
    return assigned;
  }),
  addTraumaticEvent: handle(async (tx, input) => {
    await requireCase(tx, input.caseId);
    return { traumaticEventId: await store.insertTraumaticEvent(tx, input) };
  }),
  addProblem: handle(async (tx, input) => {
    await requireCase(tx, input.caseId);
    return { problemId: await store.insertProblem(tx, input) };
  }),
  addLifeEvent: handle(async (tx, input) => {
    await requireCase(tx, input.caseId);
    return { lifeEventId: await store.insertLifeEvent(tx, input) };
  }),
  record: handle(async (tx, input) => {
    await requireCase(tx, input.caseId);
    return readAlong(tx, input, (theirs) => store.listBlocks(theirs, input.caseId, input));
  }),
  addBlock: handle(addBlock),
};
