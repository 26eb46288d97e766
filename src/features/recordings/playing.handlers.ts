import { Fault } from "#kernel/faults.ts";
import { type Actor, asActor } from "#database/actor.ts";
import { appendAudit, auditRefusal, notedCases } from "#server/audit.ts";
import { asFault } from "#server/errors.ts";
import type { Services } from "#server/procedure.ts";
import { LostRecording } from "#server/recordingFolder.ts";
import { recordingsOf } from "#server/recordings.ts";
import { faultWords } from "./faults.words.ts";
import * as store from "./store.ts";
import { atHome, requireWatch } from "./watching.handlers.ts";

/** Milliseconds within which a player's many small requests are one looking in the trail. */
const ONE_LOOKING = 600_000;
/** When somebody was last written down as watching a recording, by both ids. Kept in this process alone: another writes its own row. */
const looking = new Map<string, number>();
const MOST_LOOKING = 5_000;

export type Playing = { mediaType: string; bytes: number; etag: string; proveFirst(from: number, to: number): Promise<AsyncGenerator<Buffer>> };

/** What a player asks for, judged anew with every request. Each looking is a row of the trail, here and where the recording lives. */
export async function play({ services, actor, requestId }: { services: Services; actor: Actor; requestId: string }, recordingId: string): Promise<Playing> {
  const who = actor.kind === "staff" ? actor.staffId : "";
  const place = `${who} ${recordingId}`;
  const isNew = performance.now() - (looking.get(place) ?? -Infinity) > ONE_LOOKING;
  const procedure = "recordings.video";
  try {
    const { facts, homeId } = await asActor(services.database, services.clock, actor, async (tx) => {
      const watched = await requireWatch(tx, recordingId);
      if (isNew) {
        const own = watched.namings.map((one) => one.reviewerId);
        await atHome(tx, watched, async (home) => {
          if (own.length > 0) await store.noteWatched(home, own);
          if (watched.homeId !== null) await appendAudit(home, { action: "read", procedure, outcome: "done", requestId, caseId: watched.facts.caseId, subjectId: recordingId, details: { reviewerIds: own } });
        });
        await appendAudit(tx, { action: "read", procedure, outcome: "done", requestId, caseId: watched.homeId === null ? (notedCases(tx)[0] ?? null) : null, subjectId: recordingId });
      }
      return watched;
    });
    if (isNew) {
      if (looking.size >= MOST_LOOKING) looking.delete(looking.keys().next().value!);
      looking.set(place, performance.now());
    }
    const of = { agencyId: homeId ?? actor.agencyId, recordingId, bytes: facts.bytes };
    const read = (from: number, to: number) => recordingsOf(services).read(of, from, to);
    return {
      mediaType: facts.mediaType!,
      bytes: facts.bytes,
      etag: `"${facts.sha256!.slice(0, 32)}"`,
      proveFirst: async (from, to) => {
        const bytes = read(from, to);
        const first = await bytes.next().catch((error: unknown) => {
          if (!(error instanceof LostRecording)) throw error;
          if (error.what === "damaged") services.log.error({ recordingId, what: error.what, requestId }, "a recording is not as it was put");
          throw new Fault(error.what === "gone" ? "gone" : "internal", faultWords.gone);
        });
        return (async function* () {
          if (!first.done) yield first.value;
          yield* bytes;
        })();
      },
    };
  } catch (error) {
    const fault = asFault(error);
    if (isRefusal(fault)) await auditRefusal(services.database, services.clock, actor, { procedure, outcome: fault.code, requestId, subjectId: recordingId });
    throw fault;
  }
}
const isRefusal = ({ code }: Fault): boolean => code === "not_found" || code === "not_allowed";
