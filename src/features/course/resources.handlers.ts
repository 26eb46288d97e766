import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { requireCase } from "#features/people/handlers.ts";
import { judgeReferral } from "./ending.rules.ts";
import { faultWords } from "./faults.words.ts";
import { requireCourse, requireOpenCourse, timingsOf } from "./reading.handlers.ts";
import type { NewResource, Outcome, ReferralOut } from "./resources.contract.ts";
import * as resources from "./resources.store.ts";
import { listAdults } from "./store.ts";

const wrong = (path: string, message: (typeof faultWords)[keyof typeof faultWords]) => new Fault("malformed", message, { fields: [{ path, message }] });

function requireChecked(tx: Transaction, checkedOn: string | null): void {
  if (checkedOn !== null && checkedOn > tx.today) throw wrong("checkedOn", faultWords.notFuture);
}

export async function add(tx: Transaction, one: NewResource) {
  requireChecked(tx, one.checkedOn);
  return { resourceId: await resources.insertResource(tx, one), revision: 1 };
}

export async function change(tx: Transaction, { resourceId, revision, inUse, ...one }: NewResource & { resourceId: string; revision: number; inUse: boolean }) {
  requireChecked(tx, one.checkedOn);
  const found = await resources.findResource(tx, resourceId);
  if (!found) throw new Fault("not_found", faultWords.noResource);
  const changed = await resources.updateResource(tx, resourceId, revision, one, inUse ? null : (found.retiredOn ?? tx.today));
  if (!changed) throw new Fault("changed_meanwhile", faultWords.resourceChanged);
  return { resourceId, revision: changed.revision };
}

/** Where the family of a case was sent, and what came of it. */
export async function referrals(tx: Transaction, { caseId }: { caseId: string }) {
  const found = await requireCase(tx, caseId);
  const { timings } = await timingsOf(tx);
  const treats = tx.actor.kind === "staff" && tx.actor.roles.some((role) => role === "clinician" || role === "trainee" || role === "supervisor");
  return {
    today: tx.today,
    referrals: (await resources.listReferralsOut(tx, caseId)).map(({ class: ofClass, ...one }): ReferralOut => ({ ...one, place: one.answers.length, state: judgeReferral(one.referredOn, one.answers, timings, tx.today), disclosure: { class: ofClass, caseId, ownerPersonId: one.personId, ownerStaffId: null, counterpartStaffId: null, part2: false } })),
    may: treats && found.status === "open" ? (["write"] as const).slice() : [],
  };
}

export async function refer(tx: Transaction, input: { caseId: string; resourceId: string; personId: string | null; reason: string; referredOn: string; release: string }) {
  const course = await requireOpenCourse(tx, input.caseId);
  const resource = await resources.findResource(tx, input.resourceId);
  if (resource?.retiredOn !== null) throw wrong("resourceId", faultWords.notInUse);
  if (input.personId !== null && !(await listAdults(tx, input.caseId, course)).some((one) => one.personId === input.personId)) throw wrong("personId", faultWords.notOfCase);
  if (input.referredOn > tx.today || input.referredOn < course.beganOn) throw wrong("referredOn", faultWords.notFuture);
  return { referralId: await resources.insertReferralOut(tx, { ...input, course: course.number, reason: input.reason.trim() }) };
}

export async function answer(tx: Transaction, input: { caseId: string; referralId: string; place: number; outcome: Outcome; heardOn: string; words: string }) {
  await requireCourse(tx, input.caseId, null);
  const found = (await resources.listReferralsOut(tx, input.caseId)).find((one) => one.referralId === input.referralId);
  if (!found) throw new Fault("not_found", faultWords.noReferral);
  if (input.heardOn > tx.today || input.heardOn < found.referredOn) throw wrong("heardOn", faultWords.notFuture);
  const place = input.place + 1;
  if (found.answers.length !== input.place || !(await resources.insertAnswer(tx, { ...input, place, personId: found.personId, words: input.words.trim() }))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { place };
}

/** What a family reads of help elsewhere: where it was sent, with no reason and nothing that staff wrote, and the places that are meant for families. */
export async function forFamily(tx: Transaction) {
  const found = await resources.listFamilyReferrals(tx);
  const tag = (one: (typeof found)[number]) => ({ class: one.class, caseId: one.caseId, ownerPersonId: one.personId, ownerStaffId: null, counterpartStaffId: null, part2: false });
  return { referrals: found.map(({ class: _class, personId, ...one }, at) => ({ ...one, forWhom: personId === null ? ("child" as const) : ("you" as const), disclosure: tag(found[at]!) })), directory: await resources.listForFamilies(tx) };
}
