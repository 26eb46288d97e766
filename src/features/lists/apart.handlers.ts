import path from "node:path";
import { Worker } from "node:worker_threads";
import { Fault, type FaultCode } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import { faultWords } from "./faults.words.ts";
import { type FileRead, readListFile } from "./reading.handlers.ts";

// A file that somebody was sent may be made to take a program down. It is read in a thread of its own, which has so much
// memory and so much time and no more; whoever is served meanwhile notices nothing of it.

/** Megabytes and milliseconds within which a list of the greatest size is read several times over. */
const MOST_MEMORY = 384;
const MOST_TIME = 30_000;

/** What the thread answers: the rows, or why there are none; null where it failed in a way that it has no words for. */
export type Answer = { read: FileRead } | { fault: { code: FaultCode; words: Words } | null };

/** What the thread does with the bytes that it was given. */
export async function answerFor(bytes: Uint8Array): Promise<Answer> {
  try {
    return { read: await readListFile(Buffer.from(bytes)) };
  } catch (error) {
    return { fault: error instanceof Fault ? { code: error.code, words: error.words } : null };
  }
}

let last: Promise<unknown> = Promise.resolve();
/** Reads a list as `readListFile` does, in a thread of its own, one list after the other. Throws a `Fault`, also where the thread ran out of memory or time. */
export function readListApart(projectRoot: string, bytes: Uint8Array): Promise<FileRead> {
  const reading = last.then(() => readOne(projectRoot, bytes));
  last = reading.catch(() => {});
  return reading;
}

async function readOne(projectRoot: string, bytes: Uint8Array): Promise<FileRead> {
  const worker = new Worker(path.join(projectRoot, "dist", "reader.mjs"), { workerData: bytes, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY }, execArgv: [], env: {}, stdout: true, stderr: true });
  const deadline = setTimeout(() => void worker.terminate(), MOST_TIME);
  try {
    const answer = await new Promise<Answer | null>((resolve, reject) => {
      worker.once("message", (message: Answer) => resolve(message));
      // Out of memory is an error of its own here; anything else is a fault of ours.
      worker.once("error", (error: Error & { code?: string }) => (error.code === "ERR_WORKER_OUT_OF_MEMORY" ? resolve(null) : reject(error)));
      worker.once("exit", () => resolve(null));
    });
    if (answer === null) throw new Fault("too_large", faultWords.bomb);
    if ("read" in answer) return answer.read;
    throw answer.fault === null ? new Fault("malformed", faultWords.notWhole) : new Fault(answer.fault.code, answer.fault.words);
  } finally {
    clearTimeout(deadline);
    await worker.terminate();
  }
}
