import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import type { FileRow } from "#features/documents/store.ts";
import { classOfStory } from "./rules.ts";

type Of = { caseId: string; storyId: string; ownerId: string | null };
/** Makes a file the picture of a story; false where it is one already. */
export async function insertPicture(tx: Transaction, { caseId, storyId, ownerId }: Of, one: { pictureId: string; width: number; height: number }): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into story_pictures (agency_id, id, story_id, case_id, class, owner_person_id, width, height, added_at, added_by)
    values (${tx.actor.agencyId}, ${one.pictureId}, ${storyId}, ${caseId}, ${classOfStory(ownerId)}, ${ownerId}, ${one.width}, ${one.height}, ${tx.now}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null}) on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}
/** The pictures of a story that the present actor sees. */
export const listPictureIds = async (tx: Transaction, storyId: string) => (await rows<{ id: string }>(tx, sql`select id from story_pictures where story_id = ${storyId}`)).map((one) => one.id);

export type PictureRow = FileRow & { width: number; height: number };
const columns = sql`f.id as "fileId", f.media_type as "mediaType", f.bytes, f.sha256, f.wrapped_key as "wrappedKey", f.cleaned, s.width, s.height`;
const sources = sql`story_pictures s join files f on f.agency_id = s.agency_id and f.id = s.id`;
export const findPicture = (tx: Transaction, storyId: string, pictureId: string) => row<PictureRow>(tx, sql`select ${columns} from ${sources} where s.story_id = ${storyId} and s.id = ${pictureId}`);
export const listPictures = (tx: Transaction, storyId: string, pictureIds: readonly string[]) => rows<PictureRow>(tx, sql`select ${columns} from ${sources} where s.story_id = ${storyId} and s.id = any (${[...pictureIds]}::uuid[])`);
/** Whether a file became a document: then it is that, and no picture. */
export const isDocument = async (tx: Transaction, fileId: string) => (await row<{ is: boolean }>(tx, sql`select exists (select from documents where id = ${fileId}) as is`))!.is;
