import path from "node:path";
import { sql } from "kysely";
import { type Actor, asActor, rows } from "#database/actor.ts";
import { appendAudit } from "./audit.ts";
import type { Services } from "./procedure.ts";
import { openRecordings, type RecordingFolder } from "./recordingFolder.ts";

const opened = new WeakMap<Services["settings"], RecordingFolder>();

/** Where this server's recordings lie, and their keys: beside those of the installation, never beside the recordings where DYAD_KEYS names another disk. */
export function recordingsOf({ settings, dataDirectory, keys }: Pick<Services, "settings" | "dataDirectory" | "keys">): RecordingFolder {
  const known = opened.get(settings);
  if (known) return known;
  const keyPlace = settings.keys === settings.dataDirectory ? dataDirectory : settings.keys;
  const folder = openRecordings({ folder: settings.recordings ?? path.join(dataDirectory, "recordings"), keyFolder: path.join(keyPlace, "recording-keys"), keys });
  opened.set(settings, folder);
  return folder;
}

type Gone = { id: string; case_id: string; why: string; ended_at: string; ended_by: string | null; sealed: string | null };

/**
 * Destroys the keys and the bytes of recordings that have ended, and writes down that it is done: what was said about them goes in the
 * same transaction, and the trail keeps the digest of what lay there sealed. Doing it again does nothing.
 */
export async function destroyEnded(services: Pick<Services, "settings" | "dataDirectory" | "keys" | "database" | "clock">, agency: { agencyId: string; timeZone: string }, ids: readonly string[], requestId: string): Promise<void> {
  if (ids.length === 0) return;
  await recordingsOf(services).destroy(ids);
  const actor: Actor = { kind: "system", job: "recordings", agencyId: agency.agencyId, timeZone: agency.timeZone };
  await asActor(services.database, services.clock, actor, async (tx) => {
    await sql`delete from recording_comments c where c.recording_id = any (${[...ids]}::uuid[])`.execute(tx);
    const gone = await rows<Gone>(tx, sql`update recordings set key_gone_at = ${tx.now} where id = any (${[...ids]}::uuid[]) and ended_at is not null and key_gone_at is null
      returning id, case_id, ended_why as why, ended_at, ended_by, encode(sealed_sha256, 'hex') as sealed`);
    for (const one of gone) await appendAudit(tx, { action: "job", procedure: "recordings.destroyed", outcome: "done", requestId: "recordings", caseId: one.case_id, subjectId: one.id, details: { why: one.why, askedBy: requestId, endedAt: one.ended_at, ...(one.ended_by === null ? {} : { endedBy: one.ended_by }), ...(one.sealed === null ? {} : { sealedSha256: one.sealed }) } });
  });
}
