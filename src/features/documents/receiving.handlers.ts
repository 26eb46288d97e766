import { createHash } from "node:crypto";
import { dateInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import { type Actor, asActor, newId, type Transaction } from "#database/actor.ts";
import { DamagedFile, makeFileKey, unwrapFileKey, wrapFileKey } from "#server/files.ts";
import type { Call } from "#server/procedure.ts";
import { type MediaType, MOST_FILE_BYTES } from "./contract.ts";
import { cargoWords, faultWords } from "./faults.words.ts";
import { inspectPdf, type PdfSeen } from "./inspecting.handlers.ts";
import { cargoNames } from "./pdf.words.ts";
import { BrokenPicture, cleanerFor } from "./photo.rules.ts";
import { fileNameOf } from "./rules.ts";
import { requireClean } from "./scanning.handlers.ts";
import { sniff, SNIFF_BYTES } from "./sniff.rules.ts";
import { countUnnamed, type FileRow, insertFile, type Stored } from "./store.ts";

/** Milliseconds without a byte after which whoever sends is taken to be gone. */
const LONGEST_SILENCE = 60_000;
/** Milliseconds that a file may take: the largest in a quarter of an hour comes over a line of 0.25 Mbit/s. */
const LONGEST_SENDING = 900_000;
/** Files that somebody may have sent within a day without saying what they are: more is no work of a person. */
const MOST_UNNAMED = 60;

type Working = Pick<Call, "services"> & { actor: Actor; requestId?: string };
export type Received = { fileId: string; mediaType: MediaType; bytes: number; cleaned: boolean; looked: PdfSeen["looked"] };

/** The bytes as they come, refused once they are too many or stay away for too long. */
export async function* within(source: AsyncIterable<Uint8Array>, limit: { most: number; tooLarge: Words } = { most: MOST_FILE_BYTES, tooLarge: faultWords.tooLarge }): AsyncGenerator<Uint8Array> {
  const bytes = source[Symbol.asyncIterator]();
  const until = performance.now() + LONGEST_SENDING;
  let count = 0;
  for (;;) {
    const found = await beforeSilence(bytes.next());
    if (performance.now() > until) throw new Fault("malformed", faultWords.cutOff);
    if (found.done) return;
    count += found.value.length;
    if (count > limit.most) throw new Fault("too_large", limit.tooLarge);
    yield found.value;
  }
}

async function beforeSilence<T>(next: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => (timer = setTimeout(() => reject(new Fault("malformed", faultWords.cutOff)), LONGEST_SILENCE)));
  try {
    return await Promise.race([next, silence]);
  } finally {
    clearTimeout(timer);
  }
}

/** Reads what is still to come of a refused file, and drops it: a browser hears an answer only once it has sent. What is far too much, or stays away, is not waited for. */
export async function drain(source: AsyncIterable<Uint8Array>): Promise<void> {
  try {
    for await (const bytes of within(source)) void bytes;
  } catch {
    // Whoever sent is gone, silent, or sends without end.
  }
}

/** The first bytes, enough to tell what it is, and a stream that begins with them again. */
async function peek(source: AsyncGenerator<Uint8Array>): Promise<{ first: Buffer; all: AsyncGenerator<Uint8Array> }> {
  let first = Buffer.alloc(0);
  while (first.length < SNIFF_BYTES) {
    const found = await source.next();
    if (found.done) break;
    first = Buffer.concat([first, found.value]);
  }
  return {
    first,
    all: (async function* () {
      yield first;
      yield* source;
    })(),
  };
}

function requireTaken(first: Buffer): MediaType {
  if (first.length === 0) throw new Fault("malformed", faultWords.empty);
  const found = sniff(first);
  if (found === "photo of a phone") throw new Fault("wrong_type", faultWords.phonePhoto);
  if (found === "office or archive") throw new Fault("wrong_type", faultWords.officeFile);
  if (found === "other") throw new Fault("wrong_type", faultWords.notTaken);
  return found;
}

/** A PDF is pages and nothing that runs: throws where it carries more. Says whether all of it was looked through. */
function requirePages(seen: PdfSeen | undefined): PdfSeen["looked"] {
  if (seen === undefined) return "whole";
  if (seen.cargo.length > 0) throw new Fault("wrong_type", cargoWords({ en: seen.cargo.map((one) => cargoNames[one].en).join(", "), es: seen.cargo.map((one) => cargoNames[one].es).join(", ") }));
  return seen.looked;
}

/** Whoever sends stayed silent for too long. */
export const isCutOff = (error: unknown) => error instanceof Fault && error.words === faultWords.cutOff;
/** Whoever sends went away in the midst of it. */
export const isGone = (error: unknown) => ["ECONNRESET", "EPIPE", "ERR_STREAM_PREMATURE_CLOSE", "ABORT_ERR"].includes((error as { code?: string })?.code ?? "");

/**
 * Takes a file in as it comes: told by its bytes, cleaned of what a photo says beside its picture, looked through for what
 * runs, counted, sealed and written, then shown to the scanner, before any transaction. Within the transaction its row is written and then the file put in its place: what is
 * cut off in between leaves a file that nobody can read, since its key is gone, and that is swept.
 */
export async function receive({ services, actor, requestId }: Working, source: AsyncIterable<Uint8Array>): Promise<{ run(tx: Transaction): Promise<Received>; undo(): Promise<void> }> {
  // Asked of the database alone, where the transaction is over before the file begins to come.
  if ((await asActor(services.database, services.clock, actor, countUnnamed)) >= MOST_UNNAMED) {
    await drain(source);
    throw new Fault("too_many", faultWords.tooMany);
  }
  const fileId = newId({ now: services.clock.now() });
  const key = makeFileKey();
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    const { first, all } = await peek(within(source));
    const mediaType = requireTaken(first);
    const cleaner = cleanerFor(mediaType);
    const inspector = mediaType === "application/pdf" ? inspectPdf() : null;
    let looked: PdfSeen["looked"] = "whole";
    const kept = (async function* () {
      for await (const more of all) {
        inspector?.push(more);
        const clean = cleaner.push(more);
        hash.update(clean);
        bytes += clean.length;
        yield clean;
      }
      cleaner.end();
      looked = requirePages(inspector?.end());
    })();
    const incoming = await services.files.take(fileId, key, kept);
    // Read again from where it lies sealed: a scanner gives nobody the quarter of an hour that a slow line may take.
    await requireClean({ services, actor, requestId }, "documents.receive", () => incoming.read(bytes)).catch(async (error: unknown) => {
      await incoming.drop();
      throw error;
    });
    return {
      run: async (tx) => {
        const cleaned = cleaner.tookOut();
        await insertFile(tx, { fileId, mediaType, bytes, sha256: hash.digest(), wrappedKey: wrapFileKey(services.keys, { agencyId: actor.agencyId, fileId }, key), cleaned });
        await incoming.keep();
        return { fileId, mediaType, bytes, cleaned, looked };
      },
      undo: () => incoming.drop(),
    };
  } catch (error) {
    if (isGone(error)) throw new Fault("malformed", faultWords.cutOff);
    // Whoever was silent for so long is answered at once: nothing more is to come.
    if (!isCutOff(error)) await drain(source);
    throw error instanceof BrokenPicture ? new Fault("malformed", faultWords.notWhole) : error;
  }
}

export type FileAnswer = { headers: Record<string, string>; body: ReadableStream<Uint8Array> };

/**
 * The file of a document, as it leaves. Every chunk is proved before the first byte goes out, so that a damaged one is
 * refused whole; what changes on the disk while it is sent ends the answer short of the length that it said.
 */
export const hand = (tx: Transaction, call: Pick<Call, "services" | "language" | "requestId">, found: Stored, way: "keep" | "view"): Promise<FileAnswer> =>
  handFile(tx, call, found, `${way === "view" && found.mediaType !== "application/json" ? "inline" : "attachment"}; filename="${fileNameOf({ ...found, addedOn: dateInZone(found.addedAt, tx.actor.timeZone) }, call.language)}"`);

/** A file as it leaves, with what its answer says of how to show it. */
export async function handFile(tx: Transaction, { services, requestId }: Pick<Call, "services" | "requestId">, found: FileRow, disposition: string): Promise<FileAnswer> {
  const owner = { agencyId: tx.actor.agencyId, fileId: found.fileId };
  try {
    const key = unwrapFileKey(services.keys, owner, found.wrappedKey);
    await services.files.prove(found.fileId, key, found.bytes);
    return {
      headers: {
        "content-type": found.mediaType,
        "content-length": String(found.bytes),
        "content-disposition": disposition,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
      },
      body: streamOf(() => services.files.read(found.fileId, key, found.bytes)),
    };
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    services.log.error({ fileId: found.fileId, what: error.what, requestId }, "a file is not as it was put");
    throw new Fault("internal", faultWords.damaged);
  }
}

/** A stream that opens nothing until it is read from, and closes what it opened. */
function streamOf(open: () => AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  let reading: AsyncGenerator<Uint8Array> | null = null;
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        reading ??= open();
        const { done, value } = await reading.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: async () => void (await reading?.return(undefined)),
    },
    { highWaterMark: 0 },
  );
}
