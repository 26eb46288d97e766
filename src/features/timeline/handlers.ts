import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { readAlong } from "#features/disclosure/along.handlers.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { deriveResidences, movesAsEvents } from "#features/people/around.rules.ts";
import { listResidences } from "#features/people/around.store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { listLifeEvents, listStages } from "#features/cases/store.ts";
import { dueOf } from "#features/measures/schedule.handlers.ts";
import { readSeries } from "#features/measures/series.handlers.ts";
import type { axisSpans, timeline, TimelineView } from "./contract.ts";
import { countDose, gatherStrands, markSessions, nextWindows, spanStages, startAxis } from "./rules.ts";
import * as store from "./store.ts";

type Asked = { caseId: string; span: (typeof axisSpans)[number]; asAdultId: string | null };
async function view(tx: Transaction, { caseId, span, asAdultId }: Asked, call: Pick<Call, "language" | "services">): Promise<TimelineView> {
  const found = await requireCase(tx, caseId);
  const moves = movesAsEvents(deriveResidences(await listResidences(tx, caseId), await listPeople(tx, caseId)), call.language);
  const told = [...(await listLifeEvents(tx, caseId)), ...moves.map((one) => ({ ...one, caseId }))].toSorted((a, b) => a.happensOn.localeCompare(b.happensOn));
  const life = told.map(({ caseId: written, ...one }) => ({ ...one, disclosure: tagOf("child_chart", written) })) as TimelineView["lifeEvents"];
  const counted = await store.countSessions(tx, caseId);
  // Of two records that were joined, the one that stays may have been opened after the first session of the other.
  const began = [found.openedOn, ...life.map((one) => one.happensOn), counted.firstOn ?? found.openedOn].sort()[0]!;
  const { from, by } = startAxis(began, found.closedOn ?? tx.today, span);
  const reader = asAdultId !== null || tx.actor.kind === "caregiver" ? "family" : "staff";
  const series = await readSeries(tx, caseId, call);
  return {
    caseId,
    today: tx.today,
    began,
    from,
    stages: spanStages(await listStages(tx, caseId), found.closedOn).filter((one) => one.to === null || one.to >= from),
    sessions: by === "session" ? markSessions(await store.listSessionsOnAxis(tx, caseId, from), tx.today) : [],
    months: by === "month" ? await store.countByMonth(tx, caseId) : [],
    strands: reader === "family" ? [] : gatherStrands(await store.listPassages(tx, caseId, from, by)),
    lifeEvents: life.filter((one) => one.happensOn >= from),
    // Of a family's why somebody counts across a break is not: it was written for who works with the figure.
    // All of them: a change counts from the first of its series, wherever the axis begins.
    series: reader === "family" ? series.map((one) => ({ ...one, cuts: [], change: null, breaks: one.breaks.map((cut) => ({ ...cut, override: null })) })) : series,
    windows: reader === "family" ? [] : nextWindows((await dueOf(tx, caseId, call)).items),
    breaks: moves.map((one) => one.happensOn),
    dose: countDose(counted, tx.today),
    attended: await store.countAttendance(tx, caseId),
  };
}

export const timelineHandlers: Handlers<typeof timeline> = { get: handle((tx, input, call) => readAlong(tx, input, (theirs) => view(theirs, input, call))) };
