import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { DamagedFile, unwrapFileKey } from "#server/files.ts";
import { PdfFailed, writePdf } from "#server/pdf.ts";
import type { Call } from "#server/procedure.ts";
import { type FileAnswer, handFile } from "#features/documents/receiving.handlers.ts";
import { type FileRow, findOwnFile } from "#features/documents/store.ts";
import { fileEndings } from "#kernel/mediaTypes.ts";
import { faultWords } from "./faults.words.ts";
import { MOST_PICTURE_BYTES, MOST_PICTURE_SIDE } from "./pictures.contract.ts";
import { type Extent, extentOf, heightOnPaper } from "./pictures.rules.ts";
import * as store from "./pictures.store.ts";
import { requireStory, storyTag } from "./reading.handlers.ts";

export type Opening = Pick<Call, "services" | "requestId">;

async function bytesOf(tx: Transaction, { services, requestId }: Opening, { fileId, wrappedKey, bytes }: FileRow): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  try {
    for await (const part of services.files.read(fileId, unwrapFileKey(services.keys, { agencyId: tx.actor.agencyId, fileId }, wrappedKey), bytes)) parts.push(part);
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    services.log.error({ fileId, what: error.what, requestId }, "a file is not as it was put");
    throw new Fault("internal", faultWords.pictureDamaged);
  }
  return Buffer.concat(parts);
}

/** A picture is one that the writer of pages can read to its last point; then a browser can, too. */
function requireReadable(bytes: Buffer, path: string): void {
  try {
    writePdf({ template: '#image(data.path, width: 10mm, alt: "-")', data: { path }, title: "-", language: "en", pictures: new Map([[path, bytes]]) });
  } catch (error) {
    if (error instanceof PdfFailed) throw fieldFault("fileId", faultWords.pictureBroken);
    throw error;
  }
}

async function requirePicture(tx: Transaction, call: Opening, fileId: string): Promise<Extent> {
  const file = await findOwnFile(tx, fileId);
  if (!file || (await store.isDocument(tx, fileId))) throw fieldFault("fileId", faultWords.noFile);
  if (file.mediaType !== "image/jpeg" && file.mediaType !== "image/png") throw fieldFault("fileId", faultWords.notPicture);
  if (file.bytes > MOST_PICTURE_BYTES) throw fieldFault("fileId", faultWords.pictureHeavy);
  const bytes = await bytesOf(tx, call, file);
  const extent = extentOf(bytes, file.mediaType);
  if (extent === null) throw fieldFault("fileId", faultWords.pictureBroken);
  // Before anything unpacks it: a small file can say that it is very large.
  if (extent.width > MOST_PICTURE_SIDE || extent.height > MOST_PICTURE_SIDE) throw fieldFault("fileId", faultWords.pictureLarge);
  requireReadable(bytes, `/1.${fileEndings[file.mediaType]}`);
  return extent;
}

/** Makes a file that the actor sent a picture of a story. Sent twice it is there once. */
export async function addPicture(tx: Transaction, { fileId, ...place }: { caseId: string; storyId: string; fileId: string }, call: Opening): Promise<{ pictureId: string }> {
  const story = await requireStory(tx, place);
  if ((await store.findPicture(tx, place.storyId, fileId)) !== null) return { pictureId: fileId };
  const extent = await requirePicture(tx, call, fileId);
  // Of another story already: that is not told.
  if (!(await store.insertPicture(tx, story, { pictureId: fileId, ...extent }))) throw fieldFault("fileId", faultWords.noFile);
  return { pictureId: fileId };
}

/** The bytes of a picture, judged by row-level security and once more by the rules. Throws `not_found`. Its name says nothing of it. */
export async function openPicture(tx: Transaction, { pictureId, ...place }: { caseId: string; storyId: string; pictureId: string }, call: Call): Promise<FileAnswer> {
  const { caseId, ownerId } = await requireStory(tx, place);
  const found = await store.findPicture(tx, place.storyId, pictureId);
  if (!found) throw new Fault("not_found", faultWords.noPicture);
  const { answer, withheld } = await call.services.projectAnswer(tx, { disclosure: storyTag(caseId, ownerId) } as { disclosure: object } | null);
  if (answer === null) {
    call.services.log.error({ procedure: "stories.picture", withheld, requestId: call.requestId }, "the two walls disagree: the projection withheld what row-level security let through");
    throw new Fault("not_found", faultWords.noPicture);
  }
  return handFile(tx, call, found, `inline; filename="picture.${fileEndings[found.mediaType]}"`);
}

/** A picture as the writer of pages opens it, and how high it stands there in millimetres. */
export type OnPaper = { path: string; height: number };

/** The pictures of pages, for paper: each once, however many pages show it. */
export async function readPictures(tx: Transaction, storyId: string, pictureIds: readonly string[], call: Opening): Promise<{ pictures: Map<string, Uint8Array>; placeOf: Map<string, OnPaper> }> {
  const pictures = new Map<string, Uint8Array>();
  const placeOf = new Map<string, OnPaper>();
  for (const [at, one] of (await store.listPictures(tx, storyId, pictureIds)).entries()) {
    const path = `/${at}.${fileEndings[one.mediaType]}`;
    pictures.set(path, await bytesOf(tx, call, one));
    placeOf.set(one.fileId, { path, height: heightOnPaper(one) });
  }
  return { pictures, placeOf };
}
