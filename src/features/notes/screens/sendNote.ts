import type { Language } from "#kernel/language.ts";
import { type Api, ApiFault } from "#ui/client.ts";
import type { NoteContent } from "../content.rules.ts";
import type { Manner, Saved } from "./draftKeeper.ts";

/** Browsers carry at most 64 kB beyond the life of a page; what is longer waits on this device. */
const MOST_BEYOND_PAGE = 60_000;

/** A note as the server takes it. */
const bodyOf = (content: NoteContent, revision: number) => ({ revision, heldFrom: content.heldFrom, heldTo: content.heldTo, longerSessionReason: content.longerSessionReason.trim() === "" ? null : content.longerSessionReason, attendance: content.attendance, blocks: content.blocks });

/** Saves a note; when the page may go, so that the request outlives it. */
export async function sendNote(api: Api, sessionId: string, language: Language, content: NoteContent, revision: number, manner: Manner): Promise<Saved> {
  const body = bodyOf(content, revision);
  const text = JSON.stringify(body);
  if (manner === "ordinary" || new TextEncoder().encode(text).length > MOST_BEYOND_PAGE) return api.notes.save({ sessionId, ...body });
  const response = await fetch(`/api/sessions/${sessionId}/note`, { method: "PUT", keepalive: true, credentials: "same-origin", headers: { "content-type": "application/json", "x-dyad-language": language }, body: text });
  const answer = (await response.json()) as Saved & ConstructorParameters<typeof ApiFault>[0];
  if (!response.ok) throw new ApiFault(answer);
  return answer;
}
