import { addMinutes, type CivilDate, instantFromWall } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { kernelWords } from "#kernel/words.ts";
import type { Transaction } from "#database/actor.ts";
import { idOfText } from "#server/keys.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import type { DisclosureTag, StaffRole } from "#features/disclosure/contract.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { listStaff } from "#features/workforce/store.ts";
import { chartKinds, type compliance, detailsOf, type MilestoneKind, milestoneKinds, recordedBy, type TimerView, waysOf } from "./contract.ts";
import { classOfTimer, dateToRecord, evidenceOf, isClosed, judgeDate, timersOf } from "./dates.rules.ts";
import { policiesAsked } from "./judging.handlers.ts";
import { isOwed } from "./room.rules.ts";
import { faultWords } from "./faults.words.ts";
import { ages, behind, overrides, room } from "./room.handlers.ts";
import * as store from "./store.ts";
import { afterwards, milestoneWords } from "./words.ts";

const tag = (caseId: string, ofClass: DisclosureTag["class"]): DisclosureTag => ({ class: ofClass, caseId, ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false });
const classOf = (kind: MilestoneKind) => (chartKinds.includes(kind) ? ("child_chart" as const) : ("service" as const));
const mayRecord = (tx: Transaction): MilestoneKind[] => {
  const roles = tx.actor.kind === "staff" ? (tx.actor.roles as StaffRole[]) : [];
  return milestoneKinds.filter((kind) => roles.some((role) => recordedBy[role]?.includes(kind)));
};

/** The timers of the versions in force with where they stand for one case. */
function judgeAll(versions: Parameters<typeof timersOf>[0], recorded: store.CaseDates, tx: Transaction, call: Pick<Call, "language">, kinds: readonly MilestoneKind[]): TimerView[] {
  return timersOf(versions)
    .filter(({ timer }) => !isClosed(timer, recorded))
    .map(({ policy, timer }) => {
      const judged = judgeDate(timer, recorded, tx.today);
      const record = dateToRecord(timer, recorded, judged);
      const missed = (judged.state === "late" || judged.state === "broken") && judged.doneOn !== null;
      const fix = missed ? afterwards[call.language] : record === null ? null : milestoneWords[record].fix[call.language];
      return { policy, timer: timer.id, cite: timer.cite, words: timer.words[call.language], status: timer.status, severity: timer.severity, state: judged.state, since: judged.since, dueOn: judged.dueOn, doneOn: judged.doneOn, evidence: evidenceOf(timer, recorded), fix, record: record !== null && kinds.includes(record) ? record : null, disclosure: tag(recorded.caseId, classOfTimer(timer)) };
    });
}

const versionsOf = async (tx: Transaction, call: Pick<Call, "services">) => (await policiesAsked(tx, call)).all.flatMap(({ version }) => (version ? [version] : []));

async function dates(tx: Transaction, { caseId }: { caseId: string }, call: Call) {
  await requireCase(tx, caseId);
  const [recorded] = await store.listCaseDates(tx, { caseId });
  const kinds = mayRecord(tx);
  const milestones = (await store.listMilestones(tx, caseId)).map(({ caseId: written, class: ofClass, why, ...one }) => ({ ...one, why: why === null ? null : { words: why, disclosure: tag(written, "child_chart") }, disclosure: tag(written, ofClass) }));
  return { today: tx.today, timers: judgeAll(await versionsOf(tx, call), recorded!, tx, call, kinds), milestones, mayRecord: kinds };
}

type Details = Pick<store.NewMilestone, "happenedOn" | "way" | "organization" | "staffId" | "isIndependent" | "minutes" | "aboutOn">;
const PLANNED: readonly MilestoneKind[] = ["planned_end"];

/** Throws unless the details are those that a date of this kind has, and the day may be. Answers them, others left out. */
async function checkDetails(tx: Transaction, caseId: string, kind: MilestoneKind, given: Details): Promise<Details> {
  const asks = detailsOf[kind] ?? [];
  const birthDate = (await listPeople(tx, caseId)).find((one) => one.part === "child")?.birthDate ?? null;
  if (given.happenedOn > tx.today && !PLANNED.includes(kind)) throw new Fault("malformed", faultWords.inFuture, { fields: [{ path: "happenedOn", message: kernelWords.orEarlier(tx.today) }] });
  if (birthDate !== null && given.happenedOn < birthDate) throw new Fault("malformed", faultWords.beforeBirth, { fields: [{ path: "happenedOn", message: kernelWords.orLater(birthDate) }] });
  const ways = waysOf[kind];
  if (ways && (given.way === null || !ways.includes(given.way))) throw new Fault("malformed", faultWords.needWay, { fields: [{ path: "way", message: faultWords.expectWay }] });
  if (asks.includes("aboutOn") && (given.aboutOn === null || given.aboutOn > given.happenedOn)) throw new Fault("malformed", faultWords.needAbout, { fields: [{ path: "aboutOn", message: faultWords.expectAbout }] });
  const assesses = asks.includes("assessment");
  if (assesses && given.staffId !== null && !(await listStaff(tx)).some((one) => one.staffId === given.staffId)) throw new Fault("malformed", faultWords.notStaff, { fields: [{ path: "staffId", message: faultWords.expectStaff }] });
  // For one's own staff the licence on record says whether it is an independent one.
  const isIndependent = !assesses ? null : given.staffId === null ? given.isIndependent : ((await store.findIndependence(tx, given.staffId, given.happenedOn)) ?? given.isIndependent);
  return { happenedOn: given.happenedOn, way: ways ? given.way : null, organization: asks.includes("organization") ? given.organization : "", staffId: assesses ? given.staffId : null, isIndependent, minutes: assesses ? given.minutes : null, aboutOn: asks.includes("aboutOn") ? given.aboutOn : null };
}

function requireKind(tx: Transaction, kind: MilestoneKind): void {
  if (!mayRecord(tx).includes(kind)) throw new Fault("refused", faultWords.notYours);
}

/** Records a date of a case. */
export async function record(tx: Transaction, { caseId, kind, reason, ...given }: Details & { caseId: string; kind: MilestoneKind; reason: string }): Promise<{ milestoneId: string }> {
  await requireCase(tx, caseId);
  requireKind(tx, kind);
  const details = await checkDetails(tx, caseId, kind, given);
  return { milestoneId: (await store.insertMilestone(tx, { ...details, caseId, class: classOf(kind), kind, reason, withdrawn: false, replaces: null }))! };
}

/** Sets a date right or takes it back: a new row stands in the place of the former, which stays. */
export async function supersede(tx: Transaction, { caseId, milestoneId, reason, withdrawn, ...given }: Details & { caseId: string; milestoneId: string; reason: string; withdrawn: boolean }): Promise<{ milestoneId: string }> {
  await requireCase(tx, caseId);
  const found = await store.findMilestone(tx, caseId, milestoneId);
  if (!found) throw new Fault("not_found", faultWords.noDate);
  requireKind(tx, found.kind);
  const details = withdrawn ? { ...given, happenedOn: found.happenedOn, way: null, organization: "", staffId: null, isIndependent: null, minutes: null, aboutOn: null } : await checkDetails(tx, caseId, found.kind, given);
  const made = found.stands ? await store.insertMilestone(tx, { ...details, caseId: found.caseId, class: classOf(found.kind), kind: found.kind, reason, withdrawn, replaces: milestoneId }) : null;
  if (made === null) throw new Fault("changed_meanwhile", faultWords.replacedAlready);
  return { milestoneId: made };
}

/** A date that somebody's case owes: late, or due soon. */
export type OwedDate = { kind: "deadline_late" | "deadline_due"; id: string; caseId: string; who: string; since: string; dueAt: string | null; about: string; record: MilestoneKind | null };

/** The dates that the cases of a member of staff owe. A draft only warns: it has no moment at which it asks. */
export async function listOwedDates(tx: Transaction, call: Pick<Call, "services" | "language">, staffId: string): Promise<OwedDate[]> {
  const versions = await versionsOf(tx, call);
  const kinds = mayRecord(tx);
  const noonOf = (on: CivilDate) => addMinutes(instantFromWall(`${on}T00:00`, tx.actor.timeZone), 12 * 60);
  return (await store.listCaseDates(tx, { staffId })).flatMap((recorded) =>
    judgeAll(versions, recorded, tx, call, kinds)
      .filter((one) => isOwed(one, tx.today))
      .map((one) => ({
        kind: one.state === "late" && one.status !== "draft" ? ("deadline_late" as const) : ("deadline_due" as const),
        id: idOfText(`${recorded.caseId} ${one.policy} ${one.timer}`),
        caseId: recorded.caseId,
        who: recorded.childName,
        since: noonOf(one.since ?? tx.today),
        dueAt: one.dueOn === null || one.status === "draft" ? null : noonOf(one.dueOn),
        about: one.words,
        record: one.record,
      })),
  );
}

export const complianceHandlers: Handlers<typeof compliance> = { dates: handle(dates), record: handle(record), supersede: handle(supersede), room: handle(room), behind: handle(behind), ages: handle(ages), overrides: handle(overrides) };
