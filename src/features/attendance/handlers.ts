import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { type CivilDate, instantFromWall } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { chartOf } from "#features/calendar/finding.handlers.ts";
import { listVisits } from "#features/calendar/store.ts";
import { timingsOf } from "#features/course/reading.handlers.ts";
import { isChartOpen } from "#features/eligibility/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { attendance, Outreach, PersonVisits } from "./contract.ts";
import { countRow, judgeOutreach, markOf } from "./rules.ts";
import * as store from "./store.ts";

/** Visits on a page. */
const PAGE = 30;
/** Marks that are shown of one person. */
const MARKS = 12;

/** Each person's visits, the newest first, in the order in which they stand there. */
function gather(visits: readonly store.VisitOfPerson[]): PersonVisits[] {
  const people = new Map<string, store.VisitOfPerson[]>();
  for (const one of visits) people.set(one.personId, [...(people.get(one.personId) ?? []), one]);
  return [...people.values()].map((own): PersonVisits => {
    const marks = own.map((one) => ({ sessionId: one.sessionId, on: one.on, mark: markOf(one), reason: one.reason }));
    const counted = marks.filter(({ mark }) => mark === "came" || mark === "late" || mark === "missed");
    const { personId, name, part } = own[0]!;
    return { personId, name, part, came: counted.filter(({ mark }) => mark !== "missed").length, of: counted.length, inARow: countRow(marks.map(({ mark }) => mark)), marks: marks.slice(0, MARKS) };
  });
}

/** What is to be done about one family, from its visits and the tries to reach it. */
function judge(found: store.OutreachFacts, today: CivilDate, lookForWeeks: number): Outreach {
  const row = countRow(found.outcomes.map(({ met }) => (met ? "came" : "missed")));
  const notMet = row?.what === "not_met" ? row.count : 0;
  return judgeOutreach({ ...found, today, lookForWeeks, notMet, lastNotMetOn: notMet > 0 ? found.outcomes[0]!.on : null });
}

async function get(tx: Transaction, { caseId, after }: { caseId: string; after: string | null }) {
  await requireCase(tx, caseId);
  const past = await listVisits(tx, caseId, { which: "past", after: readMomentKey(after), most: PAGE + 1 });
  const page = past.slice(0, PAGE);
  const last = page.at(-1);
  const facts = (await isChartOpen(tx, caseId)) ? await store.findOutreachFacts(tx, caseId) : null;
  return {
    today: tx.today,
    timeZone: tx.actor.timeZone,
    coming: after === null ? await listVisits(tx, caseId, { which: "coming", after: null, most: PAGE }) : [],
    past: page,
    next: past.length > PAGE && last ? momentKey(last.startsAt, last.sessionId) : null,
    people: after === null ? gather(await store.listVisitsByPerson(tx, caseId)) : [],
    outreach: facts === null ? null : { ...judge(facts, tx.today, (await timingsOf(tx)).timings.lookForWeeks), disclosure: chartOf(caseId) },
  };
}

export type OwedOutreach = { kind: "outreach"; id: string; caseId: string; sessionId: null; who: string; since: string; dueAt: string; about: string };
/** Families of one's own in which somebody is to be called, or an ending to be begun: one row each. */
export async function listOwedOutreach(tx: Transaction, staffId: string): Promise<OwedOutreach[]> {
  const { lookForWeeks } = (await timingsOf(tx)).timings;
  return (await store.listOutreachFacts(tx, staffId)).flatMap((found): OwedOutreach[] => {
    const { step, since } = judge(found, tx.today, lookForWeeks);
    if (step === "none" || since === null) return [];
    const at = instantFromWall(`${since}T12:00`, tx.actor.timeZone);
    return [{ kind: "outreach", id: found.caseId, caseId: found.caseId, sessionId: null, who: found.who, since: at, dueAt: at, about: step }];
  });
}

export const attendanceHandlers: Handlers<typeof attendance> = { get: handle(get) };
