import { handle, type Handlers } from "#server/procedure.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listLifeEvents, listStages } from "#features/cases/store.ts";
import type { timeline, TimelineView } from "./contract.ts";
import { countDose, markSessions, spanStages } from "./rules.ts";
import * as store from "./store.ts";

export const timelineHandlers: Handlers<typeof timeline> = {
  get: handle(async (tx, { caseId }) => {
    const found = await requireCase(tx, caseId);
    const sessions = await store.listSessionsOnAxis(tx, caseId);
    const chart = { class: "child_chart" as const, caseId, ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false };
    const lifeEvents = (await listLifeEvents(tx, caseId)).map((one) => ({ ...one, disclosure: chart })) as TimelineView["lifeEvents"];
    const from = [found.openedOn, ...lifeEvents.map((one) => one.happensOn)].sort()[0]!;
    return { caseId, today: tx.today, from, stages: spanStages(await listStages(tx, caseId), found.closedOn), sessions: markSessions(sessions, tx.today), lifeEvents, scores: await store.listScores(tx, caseId), dose: countDose(sessions, tx.today) };
  }),
};
