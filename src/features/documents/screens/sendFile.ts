import type { Language } from "#kernel/language.ts";
import { ApiFault } from "#ui/client.ts";
import { keepFile } from "#ui/keepFile.ts";

export type Received = { fileId: string; mediaType: string; bytes: number; cleaned: boolean; looked: "whole" | "in part" };

/** A body of the server's own shape for what went wrong, else one that says that the answer could not be read. */
function faultOf(text: string): ApiFault {
  try {
    const body = JSON.parse(text) as { code?: unknown; message?: unknown };
    if (typeof body.code === "string" && typeof body.message === "string") return new ApiFault(body as never);
  } catch {
    // Not the server's own words.
  }
  return new ApiFault({ code: "unreadable", message: "" });
}

/** Sends a file as it is, to its own address, and says how far it is, from 0 to 1. Rejects with an `ApiFault`; aborted, nothing of it stays. */
export function sendFile<Answer = Received>(file: Blob, language: Language, { signal, onProgress, address = "/api/files" }: { signal: AbortSignal; onProgress: (part: number) => void; address?: string }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // The only way of a browser to say how much of a body is sent.
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.setRequestHeader("x-dyad-language", language);
    request.upload.addEventListener("progress", (event) => onProgress(event.lengthComputable && event.total > 0 ? event.loaded / event.total : 0));
    request.addEventListener("load", () => (request.status === 200 ? resolve(JSON.parse(request.responseText) as Answer) : reject(faultOf(request.responseText))));
    request.addEventListener("error", () => reject(new ApiFault({ code: "offline", message: "" })));
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** Fetches a document and gives it to the browser to keep. The name is the server's, which says nothing of what it holds. */
export async function keepOnDevice(address: string, language: Language): Promise<void> {
  let answer: Response;
  try {
    answer = await fetch(address, { credentials: "same-origin", headers: { "x-dyad-language": language } });
  } catch {
    throw new ApiFault({ code: "offline", message: "" });
  }
  if (!answer.ok) throw faultOf(await answer.text());
  const name = /filename="([^"]+)"/.exec(answer.headers.get("content-disposition") ?? "")?.[1] ?? "document";
  keepFile(await answer.blob(), name);
}
