import { Fault } from "#kernel/faults.ts";
import { addDays, addMonths, type CivilDate, instantFromWall } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import { idOfText } from "#server/keys.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import type { Language } from "#kernel/language.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { requireSpan } from "#features/calendar/rules.ts";
import { libraryOf } from "#features/instruments/handlers.ts";
import { isOffered } from "#features/instruments/library.rules.ts";
import { requireCase } from "#features/people/handlers.ts";
import { shippedSchedule } from "./default.rules.ts";
import { faultWords } from "./faults.words.ts";
import { listInstalled } from "#features/instruments/installed.rules.ts";
import type { DueItem, measureSchedule, ScheduleContent, VisitMeasures } from "./schedule.contract.ts";
import { dueAtVisit, dueList } from "./schedule.rules.ts";
import * as store from "./schedule.store.ts";
import { scheduleWords } from "./schedule.words.ts";

type Services = Pick<Call["services"], "projectRoot">;
const has = (tx: Transaction, ...roles: string[]) => tx.actor.kind === "staff" && tx.actor.roles.some((role) => roles.includes(role));

/** The schedule in force: the agency's newest version, or the shipped one. */
export const scheduleOf = async (tx: Transaction): Promise<{ number: number; content: ScheduleContent }> => (await store.findSchedule(tx)) ?? { number: 0, content: shippedSchedule };

async function current(tx: Transaction) {
  const own = await store.listSchedules(tx);
  const all = [...own, { number: 0, content: shippedSchedule, note: "", madeBy: null, madeAt: null }];
  return { current: all[0]!, earlier: all.slice(1), mayEdit: has(tx, "administrator") };
}

/** Keeps another version of the schedule after the one that the writer saw. */
export async function saveSchedule(tx: Transaction, { after, content, note }: { after: number; content: ScheduleContent; note: string }, call: { services: Services }) {
  const { definitions } = await libraryOf(tx, call.services);
  const unknown = content.lines.findIndex((one) => !definitions.has(one.instrument));
  if (unknown >= 0) throw new Fault("malformed", faultWords.notInstalled, { fields: [{ path: `content.lines.${unknown}.instrument`, message: faultWords.notInstalled }] });
  const twice = content.lines.findIndex((one, at) => content.lines.findIndex((other) => other.instrument === one.instrument && other.fromStage === one.fromStage) < at);
  if (twice >= 0) throw new Fault("malformed", faultWords.askedTwice, { fields: [{ path: `content.lines.${twice}.instrument`, message: faultWords.askedTwice }] });
  if ((await scheduleOf(tx)).number !== after || !(await store.insertSchedule(tx, { number: after + 1, content, note }))) throw new Fault("changed_meanwhile", faultWords.scheduleChanged);
  return { number: after + 1 };
}

/** What the schedule asks of some courses, each with how it stands today. */
async function judge(tx: Transaction, call: { services: Services }, of: Parameters<typeof store.listCourseFacts>[1]) {
  const library = await libraryOf(tx, call.services);
  const schedule = await scheduleOf(tx);
  const sendable = new Set(listInstalled(library, tx.today).filter((one) => one.canBeSent).map((one) => one.instrument));
  const found = await store.listCourseFacts(tx, of);
  // What is retired is not asked any more; what was asked of it before stays.
  const isAsked = (one: Omit<DueItem, "canBeSent">) => isOffered(library, one.instrument, tx.today) || !["due", "overdue", "planned"].includes(one.state);
  return { schedule, courses: found.map((facts) => ({ facts, items: dueList(schedule.content, library.definitions, facts, tx.today).filter(isAsked).map((one): DueItem => ({ ...one, canBeSent: sendable.has(one.instrument) })) })) };
}

/** What the schedule asks of one family. */
export async function dueOf(tx: Transaction, caseId: string, call: { services: Services }) {
  await requireCase(tx, caseId);
  const { schedule, courses } = await judge(tx, call, { caseIds: [caseId] });
  return { schedule, items: courses[0]?.items ?? [], facts: courses[0]?.facts ?? null };
}

async function due(tx: Transaction, { caseId }: { caseId: string }, call: { services: Services }) {
  const { schedule, items, facts } = await dueOf(tx, caseId, call);
  const words = (await store.listMissWords(tx, caseId)).map(({ caseId: written, reason: _reason, ...one }) => ({ ...one, disclosure: tagOf("child_chart", written) }));
  const visits = (await store.listNextVisits(tx, tx.today, addMonths(tx.today, 12), { caseId })).flatMap((one) => askedAt(one, items));
  return { today: tx.today, nextVisitOn: facts?.nextVisitOn ?? null, scheduleNumber: schedule.number, items, visits, words, mayRecord: has(tx, "clinician", "trainee", "supervisor") };
}

/** Which measures are due at the booked visits of some days: each once, at the next visit of the adult whom it waits for. */
async function visits(tx: Transaction, { from, to, clinicianId }: { from: CivilDate; to: CivilDate; clinicianId: string | null }, call: { services: Services }): Promise<{ visits: VisitMeasures[] }> {
  requireSpan(from, to);
  const booked = await store.listNextVisits(tx, from, to, { clinicianId });
  if (booked.length === 0) return { visits: [] };
  const { courses } = await judge(tx, call, { caseIds: [...new Set(booked.map((one) => one.caseId))] });
  const itemsOf = new Map(courses.map(({ facts, items }) => [facts.caseId, items]));
  return { visits: booked.flatMap((one) => askedAt(one, itemsOf.get(one.caseId) ?? [])) };
}

/** What one visit asks of the adults for whom it is the next; nothing where it asks nothing. One instrument may be late at one point and due at another: it is asked once. */
function askedAt({ adultIds, ...visit }: store.BookedVisit, items: readonly DueItem[]): VisitMeasures[] {
  const asked = dueAtVisit(items, visit.on).filter((one) => adultIds.includes(one.adultId));
  const once = asked.filter((one, at) => asked.findIndex((other) => other.adultId === one.adultId && other.instrument === one.instrument) === at);
  return once.length === 0 ? [] : [{ ...visit, measures: once.map(({ instrument, name, adultId, adultName }) => ({ instrument, name, adultId, adultName })) }];
}

type MissInput = { caseId: string; adultId: string; instrument: string; point: DueItem["point"]; place: number; reason: DueItem["reason"]; words: string };
const miss = async (tx: Transaction, input: MissInput, call: { services: Services }) => recordMiss(tx, input, (await dueOf(tx, input.caseId, call)).items);

/** Records why a measure is missing: only where it is asked, of these that are, and no answers are there. */
export async function recordMiss(tx: Transaction, { caseId, ...input }: MissInput, items: readonly DueItem[]) {
  const one = items.find((item) => item.adultId === input.adultId && item.instrument === input.instrument && item.point === input.point && item.place === input.place);
  if (one === undefined || one.state === "planned" || one.state === "not_applicable") throw new Fault("refused", faultWords.notAsked);
  if (one.state === "done" || one.state === "done_late") throw new Fault("refused", faultWords.answered);
  const words = input.words.trim();
  if (input.reason === "other" && words === "") throw new Fault("malformed", faultWords.needMissWords, { fields: [{ path: "words", message: faultWords.needMissWords }] });
  await store.insertMiss(tx, caseId, { ...input, words: input.reason === null ? "" : words });
  return { recorded: true as const };
}

/** What the families of a member of staff owe of measures: a row for each family that is late or in its last week, in one statement for all of them. */
export async function listOwedMeasures(tx: Transaction, call: { services: Services; language: Language }, staffId: string) {
  const { courses } = await judge(tx, call, { staffId });
  return courses.flatMap(({ facts, items }) => {
    const asking = items.filter((one) => one.sentOn === null && (one.state === "overdue" || (one.state === "due" && one.to <= addDays(tx.today, 7))));
    if (asking.length === 0) return [];
    const late = asking.filter((one) => one.state === "overdue");
    const first = (late.length > 0 ? late : asking).map((one) => one.to).sort()[0]!;
    const noonOf = (on: string) => instantFromWall(`${on}T12:00`, tx.actor.timeZone);
    const names = [...new Set((late.length > 0 ? late : asking).map((one) => one.name))].join(", ");
    return [{ kind: late.length > 0 ? ("measures_late" as const) : ("measures_due" as const), id: idOfText(`${facts.caseId} measures`), caseId: facts.caseId, sessionId: null, who: facts.childName, since: noonOf(late.length > 0 ? addDays(first, 1) : tx.today), dueAt: noonOf(first), about: scheduleWords.owed[call.language](names) }];
  });
}

export const measureScheduleHandlers: Handlers<typeof measureSchedule> = { current: handle(current), save: handle(saveSchedule), due: handle(due), visits: handle(visits), miss: handle(miss) };
