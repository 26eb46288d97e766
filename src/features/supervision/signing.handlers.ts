import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { requireSession } from "#features/calendar/finding.handlers.ts";
import { staffOf } from "#features/course/reading.handlers.ts";
import { findNote, type NoteRow } from "#features/notes/store.ts";
import { faultWords } from "./faults.words.ts";
import { listSupervisorsOf } from "./moments.store.ts";
import type { signingContract } from "./signing.contract.ts";
import * as store from "./signing.store.ts";

async function list(tx: Transaction, { after }: { after: string | null }) {
  const found = await store.listWaiting(tx, after);
  for (const caseId of new Set(found.notes.map((one) => one.caseId))) noteCase(tx, caseId);
  return found;
}

/** Between whom a comment on a note is: its author and a supervisor of the author's today. Null where the actor is neither. */
async function pairOn(tx: Transaction, found: NoteRow | null): Promise<{ authorId: string; supervisors: string[] } | null> {
  if (found === null || found.status === "draft") return null;
  const { staffId, roles } = staffOf(tx);
  const supervisors = (await listSupervisorsOf(tx, found.authorId)).map((one) => one.staffId);
  if (found.authorId === staffId) return { authorId: staffId, supervisors };
  return roles.includes("supervisor") && supervisors.includes(staffId) ? { authorId: found.authorId, supervisors: [staffId] } : null;
}

async function comments(tx: Transaction, { sessionId }: { sessionId: string }) {
  await requireSession(tx, sessionId);
  const pair = await pairOn(tx, await findNote(tx, sessionId));
  const found = await store.listComments(tx, sessionId);
  const isAuthor = pair?.authorId === staffOf(tx).staffId;
  return { comments: found.map(({ supervisorId: _supervisorId, ...one }) => one), returns: await store.listReturns(tx, sessionId), mayComment: pair !== null && (!isAuthor || found.length > 0) };
}

type Commenting = { sessionId: string; blockId: string | null; supervisorId: string | null; words: string };
/** Whom a comment is for: the supervisor writes as herself; the author answers whom she names, or the one who commented last. */
async function counterpartOf(tx: Transaction, pair: { authorId: string; supervisors: string[] }, { sessionId, supervisorId }: Commenting): Promise<string> {
  const { staffId } = staffOf(tx);
  if (pair.authorId !== staffId) return staffId;
  const answered = supervisorId ?? (await store.listComments(tx, sessionId)).at(-1)?.supervisorId ?? (pair.supervisors.length === 1 ? pair.supervisors[0]! : null);
  if (answered === null || !pair.supervisors.includes(answered)) throw fieldFault("supervisorId", faultWords.needSupervisor);
  return answered;
}

export async function comment(tx: Transaction, input: Commenting): Promise<{ commentId: string }> {
  const session = await requireSession(tx, input.sessionId);
  const pair = await pairOn(tx, await findNote(tx, input.sessionId));
  if (pair === null) throw new Fault("refused", faultWords.noNote);
  if (input.blockId !== null && !(await store.hasPassage(tx, input.sessionId, input.blockId))) throw fieldFault("blockId", faultWords.noPassage);
  const supervisorId = await counterpartOf(tx, pair, input);
  return { commentId: await store.insertComment(tx, { caseId: session.caseId, sessionId: input.sessionId, blockId: input.blockId, authorId: pair.authorId, supervisorId, words: input.words.trim() }) };
}

export const signingHandlers: Handlers<typeof signingContract> = { list: handle(list), comments: handle(comments), comment: handle(comment) };
