import { dateInZone } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import { requireSession } from "#features/calendar/finding.handlers.ts";
import { monthOfTreatment } from "#features/calendar/rules.ts";
import { findCourseStart } from "#features/cases/store.ts";
import { decideSession } from "#features/eligibility/deciding.handlers.ts";
import { findKeptDecision } from "#features/eligibility/store.ts";
import { listObjectives, listPlans } from "#features/plan/store.ts";
import { type Named, nameObjectives, offerChoices } from "./naming.rules.ts";
import type { Before, NoteView } from "./contract.ts";
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
    choices: offerChoices(session.caseId, await listNamed(tx, session.caseId), blocks, isOpen ? "open" : "closed"),
    before: isWriter && isOpen ? await findBefore(tx, session) : null,
    siblings: await store.listSiblingCases(tx, session),
    begunAt: found?.begunAt ?? null,
    decision: !clinical ? null : isOpen ? (await decideSession(tx, call, sessionId, { moment: "note", signed: false, cosigned: cosigns ? false : null })).decision : await findKeptDecision(tx, sessionId),
    mayWrite: isWriter && isOpen,
    mayCosign: found?.status === "awaiting_cosignature" && staff !== null && staff.roles.includes("supervisor") && found.authorId !== staff.staffId,
    needsCosignature: cosigns || found?.status === "awaiting_cosignature",
  };
}


/** All of the record that notes of a case may name, as the actor sees it. */
export async function listNamed(tx: Transaction, caseId: string): Promise<Named[]> {
  return nameObjectives(await listPlans(tx, caseId), await listObjectives(tx, caseId));
}

/** What the last signed note before a session named; null where there is none. */
async function findBefore(tx: Transaction, session: SessionView): Promise<Before | null> {
  const last = await store.findSignedBefore(tx, session.caseId, session.startsAt);
  if (!last) return null;
  const passages = (await store.listNoteBlocks(tx, last.sessionId)).filter((one) => one.chips.length > 0 && one.amendsBlockId === null && one.disclosure.caseId === session.caseId);
  return { sessionNumber: (await store.countKeptBefore(tx, session.caseId, last.startsAt)) + 1, on: dateInZone(last.startsAt, session.timeZone), passages: passages.map(({ section, chips, disclosure }) => ({ section: section as Before["passages"][number]["section"], chips, disclosure })) };
}
