import { dateInZone } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import { requireSession } from "#features/calendar/finding.handlers.ts";
import { monthOfTreatment } from "#features/calendar/rules.ts";
import { findCourseStart } from "#features/cases/store.ts";
import { decideSession } from "#features/eligibility/deciding.handlers.ts";
import { findKeptDecision } from "#features/eligibility/store.ts";
import type { Language } from "#kernel/language.ts";
import { stepsFor } from "#features/course/steps.rules.ts";
import { listCourses, listRecords, listTicks } from "#features/course/store.ts";
import * as formulation from "#features/formulation/store.ts";
import { listStanding } from "#features/formulation/triggers.store.ts";
import { listObjectives, listPlans } from "#features/plan/store.ts";
import { type Named, nameObjectives, nameReminders, nameSteps, nameTargets, offerChoices, sectionsNamed } from "./naming.rules.ts";
import { type Before, namingSections, type NoteView } from "./contract.ts";
import { needsCosignature } from "./rules.ts";
import * as store from "./store.ts";

/** The note of a session, as the viewer may see it. */
export async function view(tx: Transaction, { sessionId }: { sessionId: string }, call: Call): Promise<NoteView> {
  const session = await requireSession(tx, sessionId);
  const found = await store.findNote(tx, sessionId);
  const staff = tx.actor.kind === "staff" ? tx.actor : null;
  const isWriter = staff !== null && staff.roles.some((role) => role === "clinician" || role === "trainee") && (found ? found.authorId === staff.staffId : true);
  const isOpen = !found || found.status === "draft" || found.status === "returned";
  const clinical = staff !== null && staff.roles.some((role) => role === "clinician" || role === "trainee" || role === "supervisor");
  const cosigns = needsCosignature(staff?.roles ?? []);
  const blocks = await store.listNoteBlocks(tx, sessionId);
  return {
    session,
    status: found?.status ?? "none",
    revision: found?.revision ?? 0,
    savedAt: found?.savedAt ?? null,
    authorId: found?.authorId ?? null,
    authorName: found?.authorName ?? null,
    signedAt: found?.signedAt ?? null,
    signedByName: found?.signedByName ?? null,
    cosignedAt: found?.cosignedAt ?? null,
    cosignedByName: found?.cosignedByName ?? null,
    returnedReason: found?.returnedReason ?? "",
    longerSessionReason: (found ?? (await store.findLongerReason(tx, sessionId)))?.longerSessionReason ?? null,
    sessionNumber: (await store.countKeptBefore(tx, session.caseId, session.startsAt)) + 1,
    monthOfTreatment: monthOfTreatment(await findCourseStart(tx, session.caseId), dateInZone(session.startsAt, session.timeZone)),
    blocks,
    choices: offerChoices(session.caseId, await listNamed(tx, session, call.language, isWriter && isOpen ? namingSections : sectionsNamed(blocks)), blocks, isWriter && isOpen ? "open" : "closed"),
    before: isWriter && isOpen ? await findBefore(tx, session) : null,
    siblings: await store.listSiblingCases(tx, session),
    begunAt: found?.begunAt ?? null,
    decision: !clinical ? null : isOpen ? (await decideSession(tx, call, sessionId, { moment: "note", signed: false, cosigned: cosigns ? false : null })).decision : await findKeptDecision(tx, sessionId),
    mayWrite: isWriter && isOpen,
    mayCosign: found?.status === "awaiting_cosignature" && staff !== null && staff.roles.includes("supervisor") && found.authorId !== staff.staffId,
    needsCosignature: cosigns || found?.status === "awaiting_cosignature",
  };
}


type OfSession = Pick<SessionView, "caseId" | "stage" | "kind" | "attendees">;
type NamingSection = (typeof namingSections)[number];

/** What notes of a case may name in some sections, as the actor sees it; of steps, those that this session may tick. Nothing is asked for a section that is not wanted. */
export async function listNamed(tx: Transaction, session: OfSession, language: Language, wanted: readonly NamingSection[]): Promise<Named[]> {
  const { caseId } = session;
  const named: Record<NamingSection, () => Promise<Named[]>> = {
    goals: async () => nameObjectives(await listPlans(tx, caseId), await listObjectives(tx, caseId)),
    triggers: async () => nameReminders(await listStanding(tx, caseId)),
    targets: () => listTargets(tx, caseId),
    steps: () => listSteps(tx, session, language),
  };
  const found: Named[] = [];
  for (const section of namingSections) if (wanted.includes(section)) found.push(...(await named[section]()));
  return found;
}

/** The targets of the formulation that was kept last, with how each was rated. */
async function listTargets(tx: Transaction, caseId: string): Promise<Named[]> {
  const newest = (await formulation.listVersions(tx, caseId)).find((one) => one.status === "kept");
  return newest === undefined ? [] : nameTargets(await formulation.listNodes(tx, newest.formulationId), await formulation.listRatings(tx, caseId));
}

/** The steps of the session's stage, with each adult who is booked; none where no course goes on. */
async function listSteps(tx: Transaction, { caseId, stage, kind, attendees }: OfSession, language: Language): Promise<Named[]> {
  const course = (await listCourses(tx, caseId)).at(-1);
  if (course === undefined) return [];
  const done = new Set((await listRecords(tx, caseId, course.number)).filter((one) => one.state !== "open").map((one) => `${one.step}/${one.adultId}`));
  for (const tick of await listTicks(tx, caseId, course)) done.add(`${tick.step}/${tick.adultId}`);
  const adults = attendees.filter((one) => one.part === "caregiver").map((one) => one.personId);
  return nameSteps(stepsFor(stage, kind), adults, (step, adultId) => done.has(`${step}/${adultId}`), language);
}

/** What the last signed note before a session named; null where there is none. */
async function findBefore(tx: Transaction, session: SessionView): Promise<Before | null> {
  const last = await store.findSignedBefore(tx, session.caseId, session.startsAt);
  if (!last) return null;
  const passages = (await store.listNoteBlocks(tx, last.sessionId)).filter((one) => one.chips.length > 0 && one.amendsBlockId === null && one.disclosure.caseId === session.caseId);
  return { sessionNumber: (await store.countKeptBefore(tx, session.caseId, last.startsAt)) + 1, on: dateInZone(last.startsAt, session.timeZone), passages: passages.map(({ section, chips, disclosure }) => ({ section: section as Before["passages"][number]["section"], chips, disclosure })) };
}
