import { addDays, dateInZone } from "#kernel/dates.ts";
import { asFault } from "#server/errors.ts";
import { type Goodbye, type GoodbyeLink, countMet, isGoodbye } from "./goodbye.rules.ts";
import { readPlan } from "./reading.handlers.ts";
import type { Visitor } from "./visitor.handlers.ts";

/** How far back visits are counted, in days: more than any course lasts. */
const BACK = 1100;

/** The children with whom the work closes or has closed. A case that is closed stays here as long as the adult can come in. */
export async function listGoodbyes({ api }: Visitor): Promise<GoodbyeLink[]> {
  const found = [];
  for (const { caseId, childGivenName, stage } of (await api.cases.list({ status: "all" })).cases.filter(isGoodbye)) {
    if (stage === 3 || (await api.course.aftercare({ caseId })).plans.length > 0) found.push({ caseId, childName: childGivenName });
  }
  return found;
}

/** Everything of a goodbye that the adult may read; null where there is no such child, or no goodbye yet. */
export async function readGoodbye(visitor: Visitor, wanted: string): Promise<Goodbye | null> {
  const { api, now, personId } = visitor;
  const child = (await api.cases.list({ status: "all" })).cases.find((one) => one.caseId === wanted && isGoodbye(one));
  if (!child) return null;
  const { caseId, status } = child;
  const { plans } = await api.course.aftercare({ caseId });
  const objectives = (await readPlanOf(visitor, caseId))?.objectives ?? [];
  const today = dateInZone(now, "UTC");
  const { sessions, limited } = await api.calendar.list({ from: addDays(today, -BACK), to: today, caseId });
  const visits = sessions.filter((one) => !one.isTakenBack).map((one) => ({ status: one.status, came: one.attendees.find((each) => each.personId === personId)?.status ?? null }));
  const story = (await api.stories.ofFamily({ caseId })).stories.find((one) => one.kind === "goodbye" && one.state === "ready") ?? null;
  return {
    caseId,
    childName: child.childGivenName,
    status,
    after: plans.map(({ language, changes, reminders, symptoms, comeBack, whomToCall, recordedAt }) => ({ language, changes, reminders, symptoms, comeBack, whomToCall, writtenAt: recordedAt })),
    reached: objectives.filter((one) => one.coming === "reached"),
    visits: limited ? 0 : countMet(visits),
    story: story === null ? null : { versionId: story.versionId, figures: story.figures },
  };
}

/** The plan, where the adult reads one. */
async function readPlanOf({ api }: Visitor, caseId: string) {
  try {
    return await readPlan(api, caseId);
  } catch (error) {
    if (asFault(error).code !== "not_found") throw error;
    return null;
  }
}
