import { dateInZone } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import { rate } from "#features/formulation/handlers.ts";
import { listSeenIn } from "#features/formulation/triggers.store.ts";
import { record, saw } from "#features/formulation/triggers.handlers.ts";
import type { DraftBlock } from "./contract.ts";
import { namesById, readNamed } from "./naming.rules.ts";
import { listNamed } from "./reading.handlers.ts";
import { listNoteBlocks } from "./store.ts";

/**
 * What a note that is signed tells of reminders and targets goes where they are kept: told once, it is known there. A note
 * that was given back and is signed again tells nothing twice.
 */
export async function keepNamed(tx: Transaction, session: SessionView, language: Language): Promise<void> {
  const { caseId, sessionId } = session;
  const blocks = (await listNoteBlocks(tx, sessionId)).filter((one) => one.disclosure.caseId === caseId).map((one) => ({ section: one.section as DraftBlock["section"], class: one.disclosure.class as DraftBlock["class"], ownerPersonId: one.disclosure.ownerPersonId, chips: one.chips }));
  if (!blocks.some((block) => namesById(block) || block.chips.some((chip) => chip.code === "own_trigger"))) return;
  const on = dateInZone(session.heldFrom ?? session.startsAt, session.timeZone);
  const { seen, fresh, rated } = readNamed(blocks, await listNamed(tx, session, language, ["targets", "triggers"]));
  const kept = await listSeenIn(tx, sessionId);
  for (const triggerId of seen) if (!kept.triggers.includes(triggerId)) await saw(tx, { caseId, triggerId, on, status: "seen", sessionId, words: "", helped: "" });
  for (const one of fresh) await record(tx, { caseId, ...one, reaction: "", helps: "", forChild: "", on, sessionId });
  for (const one of rated) if (!kept.targets.includes(one.targetId)) await rate(tx, { caseId, ...one, ratedOn: on, status: "open", words: "", sessionId });
}
