import { useSyncExternalStore } from "react";
import type { Language } from "#kernel/language.ts";
import { type Api, ApiFault, asApiFault } from "#ui/client.ts";

// Uploads live beside the screens: whoever goes to another page of the application goes on sending.

/** Bytes of one request: what is lost at most of a line that breaks, beside what fills no chunk. */
const PIECE = 4_194_304;
const MEGABYTE = 1_048_576;
/** Milliseconds between two tries where the line is broken, the last one again and again. */
const WAITS = [500, 1000, 2000, 5000, 10_000];

export type UploadState = { is: "sending" | "offline" | "checking" | "done"; part: number } | { is: "failed"; part: number; fault: ApiFault };

const states = new Map<string, UploadState>();
const listeners = new Set<() => void>();
const put = (recordingId: string, state: UploadState) => {
  states.set(recordingId, state);
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
/** How far the upload of this window is; undefined where it sends none. */
export const useUpload = (recordingId: string): UploadState | undefined => useSyncExternalStore(subscribe, () => states.get(recordingId));

/** SHA-256 of the first and the last megabyte: enough to know the same file again. */
export async function fingerprintOf(file: Blob): Promise<string> {
  const ends = new Blob([file.slice(0, MEGABYTE), file.slice(Math.max(0, file.size - MEGABYTE))]);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await ends.arrayBuffer()));
  return [...digest].map((one) => one.toString(16).padStart(2, "0")).join("");
}

const addressOf = (recordingId: string) => `/api/recordings/${recordingId}/upload`;
const offsetIn = (answer: Response): number | null => {
  const said = answer.headers.get("upload-offset");
  return said === null ? null : Number(said);
};
async function faultIn(answer: Response): Promise<ApiFault> {
  const body: unknown = await answer.json().catch(() => null);
  const isOurs = typeof body === "object" && body !== null && "code" in body && "message" in body && typeof body.code === "string" && typeof body.message === "string";
  return isOurs ? new ApiFault({ code: String(body.code), message: String(body.message) }) : new ApiFault({ code: "unreadable", message: "" });
}
const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Sends a piece from a place, and answers from where to go on. Null where the line is broken. */
async function sendPiece(recordingId: string, file: Blob, from: number, language: Language): Promise<number | null> {
  try {
    const answer = await fetch(addressOf(recordingId), { method: "PATCH", credentials: "same-origin", headers: { "content-type": "application/offset+octet-stream", "upload-offset": String(from), "x-dyad-language": language }, body: file.slice(from, from + PIECE) });
    const offset = offsetIn(answer);
    if (answer.ok && offset !== null) return offset;
    // Another window is ahead, or sends in this moment: what is there says from where to go on.
    if (answer.status === 409 && offset !== null) return wait(1000).then(() => askOffset(recordingId));
    // A disk that is full is no broken line: it is said, and whoever sends goes on once there is room.
    if (answer.status === 507) throw await faultIn(answer);
    if (answer.status >= 502 || answer.status === 503 || answer.status === 429) return null;
    throw await faultIn(answer);
  } catch (error) {
    if (error instanceof ApiFault) throw error;
    return null;
  }
}
async function askOffset(recordingId: string): Promise<number | null> {
  const answer = await fetch(addressOf(recordingId), { method: "HEAD", credentials: "same-origin" }).catch(() => null);
  if (answer === null || answer.status >= 500) return null;
  const offset = offsetIn(answer);
  if (offset === null) throw new ApiFault({ code: answer.status === 401 ? "not_signed_in" : "gone", message: "" });
  return offset;
}

/** Sends a file from where its bytes end on the server to its own end, through broken lines, and has it checked. What is refused stands in its state. */
export async function upload(api: Api, recordingId: string, file: Blob, language: Language): Promise<void> {
  if (states.get(recordingId)?.is === "sending") return;
  put(recordingId, { is: "sending", part: 0 });
  let at = 0;
  try {
    let known = await askOffset(recordingId);
    for (let tries = 0; known === null || known < file.size; ) {
      if (known === null) {
        put(recordingId, { is: "offline", part: at / file.size });
        await wait(WAITS[Math.min(tries++, WAITS.length - 1)]!);
        known = await askOffset(recordingId);
        continue;
      }
      tries = 0;
      at = known;
      put(recordingId, { is: "sending", part: at / file.size });
      known = await sendPiece(recordingId, file, at, language);
    }
    put(recordingId, { is: "checking", part: 1 });
    await api.recordings.finish({ recordingId });
    put(recordingId, { is: "done", part: 1 });
  } catch (error) {
    put(recordingId, { is: "failed", part: at / file.size, fault: asApiFault(error) });
  }
}
