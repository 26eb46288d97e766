import { Fault } from "#kernel/faults.ts";
import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { asFault } from "#server/errors.ts";
import type { Call, Services } from "#server/procedure.ts";
import { LostRecording } from "#server/recordingFolder.ts";
import { recordingsOf } from "#server/recordings.ts";
import { endedWords, faultWords } from "./faults.words.ts";
import { sniffVideo, VIDEO_SNIFF_BYTES, type VideoMediaType } from "./sniff.rules.ts";
import * as store from "./store.ts";
import { standingOf } from "./watching.handlers.ts";

/** Milliseconds without a byte after which a piece is taken to have broken off, and another may go on. */
const LONGEST_SILENCE = 20_000;

type Working = { services: Services; actor: Actor };
/** What was known of the bytes on the disk when a request answered: plain bytes from the beginning. */
export type Upload = { recordingId: string; received: number; bytes: number };

/** Pieces that are coming in here, by recording: when the last byte came, and the way to break one off. */
const coming = new Map<string, { at: number; stop(): void }>();

/** One's own recording that has not come whole. Throws `not_found` for another's, and `gone` where it has ended meanwhile. */
async function requireUnfinished(tx: Transaction, recordingId: string): Promise<store.RecordingFacts> {
  const found = await store.findRecording(tx, recordingId);
  if (found === null || tx.actor.kind !== "staff" || found.uploadedBy !== tx.actor.staffId) throw new Fault("not_found", faultWords.noRecording);
  if (found.endedWhy !== null) throw new Fault("gone", endedWords[found.endedWhy]);
  return found;
}

const sized = (tx: Actor, one: { recordingId: string; bytes: number }) => ({ agencyId: tx.agencyId, recordingId: one.recordingId, bytes: one.bytes });

/** How much of one's own recording is safely here. */
export async function readOffset({ services, actor }: Working, recordingId: string): Promise<Upload> {
  const found = await asActor(services.database, services.clock, actor, (tx) => requireUnfinished(tx, recordingId));
  if (found.finishedAt !== null) return { recordingId, received: found.bytes, bytes: found.bytes };
  return { recordingId, received: await wholeHere(services, actor, found), bytes: found.bytes };
}

async function wholeHere(services: Services, actor: Actor, found: { recordingId: string; bytes: number; received: number }): Promise<number> {
  try {
    return await recordingsOf(services).countWhole(sized(actor, found), found.received);
  } catch (error) {
    throw error instanceof LostRecording ? new Fault("gone", faultWords.gone) : error;
  }
}

/** The bytes as they come, until they stay away for too long or somebody breaks them off. */
async function* untilSilence(source: AsyncIterable<Uint8Array>, mark: { at: number }, stopped: Promise<never>): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]();
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_resolve, reject) => (timer = setTimeout(() => reject(new Error("silent")), LONGEST_SILENCE)));
    const next = await Promise.race([pieces.next(), silence, stopped]).finally(() => clearTimeout(timer));
    if (next.done) return;
    mark.at = performance.now();
    yield next.value;
  }
}

export type Piece = { recordingId: string; offset: number; length: number };
/**
 * Takes a piece of a recording from the place where what is here ends. Every byte that fills a chunk is kept, however the piece breaks off;
 * what is no video is refused at its first chunk, and nothing of it stays. Throws `changed_meanwhile` with what is here, for a piece of another place.
 */
export async function takePiece({ services, actor }: Working, piece: Piece, source: AsyncIterable<Uint8Array>): Promise<Upload> {
  const folder = recordingsOf(services);
  const found = await asActor(services.database, services.clock, actor, (tx) => requireUnfinished(tx, piece.recordingId));
  const busy = coming.get(piece.recordingId);
  if (busy !== undefined && performance.now() - busy.at < LONGEST_SILENCE / 4) throw new Fault("changed_meanwhile", faultWords.busy, { details: { received: found.received } });
  busy?.stop();
  if (found.finishedAt !== null) throw new Fault("changed_meanwhile", faultWords.finished, { details: { received: found.bytes } });
  const mark = { at: performance.now(), stop: () => {} };
  const stopped = new Promise<never>((_resolve, reject) => (mark.stop = () => reject(new Error("broken off"))));
  stopped.catch(() => {});
  coming.set(piece.recordingId, mark);
  try {
    const received = await wholeHere(services, actor, found);
    if (piece.offset !== received) throw new Fault("changed_meanwhile", faultWords.wrongOffset, { details: { received } });
    if (piece.offset + piece.length > found.bytes) throw new Fault("malformed", faultWords.pastEnd);
    let mediaType: VideoMediaType | null = null;
    const look = (first: Buffer) => {
      const told = sniffVideo(first.subarray(0, Math.max(VIDEO_SNIFF_BYTES, 256)));
      if ("refused" in told) throw new Fault("wrong_type", told.refused);
      mediaType = told.mediaType;
    };
    const kept = await folder.append(sized(actor, found), received, untilSilence(source, mark, stopped), look);
    await asActor(services.database, services.clock, actor, (tx) => store.noteReceived(tx, piece.recordingId, kept.received, mediaType));
    return { recordingId: piece.recordingId, received: kept.received, bytes: found.bytes };
  } catch (error) {
    if (error instanceof Fault && error.code === "wrong_type") await dropUnfinished({ services, actor }, piece.recordingId);
    if (asFault(error).code === "storage_full") throw new Fault("storage_full", faultWords.diskFilled, { cause: error, details: { received: await wholeHere(services, actor, found) } });
    throw error instanceof LostRecording ? new Fault("gone", faultWords.gone) : error;
  } finally {
    if (coming.get(piece.recordingId) === mark) coming.delete(piece.recordingId);
  }
}

/** Leaves nothing of an upload: no row, no key, no byte. */
async function dropUnfinished({ services, actor }: Working, recordingId: string): Promise<void> {
  await recordingsOf(services).destroy([recordingId]);
  await asActor(services.database, services.clock, actor, (tx) => store.deleteUnfinished(tx, recordingId));
}

/** Reads what came to its end, proves every chunk, and judges the consents once more: then it can be watched. What is not what was sent is destroyed. */
export async function finish({ services, actor }: Pick<Call, "services"> & { actor: Actor }, input: { recordingId: string; sha256: string | null }) {
  const { recordingId } = input;
  const found = await asActor(services.database, services.clock, actor, (tx) => requireUnfinished(tx, recordingId));
  if (found.finishedAt !== null) return { run: async (tx: Transaction) => (noteCase(tx, found.caseId), { sha256: found.sha256! }), undo: async () => {} };
  if ((await wholeHere(services, actor, found)) !== found.bytes) throw new Fault("changed_meanwhile", faultWords.notWhole);
  const digests = await recordingsOf(services).prove(sized(actor, found)).catch((error: unknown) => {
    throw error instanceof LostRecording ? new Fault("changed_meanwhile", faultWords.notWhole) : error;
  });
  const sha256 = digests.sha256.toString("hex");
  if (input.sha256 !== null && input.sha256 !== sha256) {
    await dropUnfinished({ services, actor }, recordingId);
    throw new Fault("refused", faultWords.otherBytes);
  }
  return {
    run: async (tx: Transaction) => {
      const still = await requireUnfinished(tx, recordingId);
      noteCase(tx, still.caseId);
      // Whoever finishes must still be with the family, and the consents must stand.
      if (!(await store.relationTo(tx, still.caseId)).isOnCase) throw new Fault("not_found", faultWords.notOnCase);
      const standing = await standingOf(tx, still);
      if (standing.whyNot !== null || !still.purposes.some((one) => standing.purposes.includes(one))) throw new Fault("gone", faultWords.notStanding);
      if (!(await store.noteFinished(tx, recordingId, digests)) && (await store.findRecording(tx, recordingId))?.sha256 !== sha256) throw new Fault("changed_meanwhile", faultWords.notWhole);
      return { sha256 };
    },
    undo: async () => {},
  };
}
