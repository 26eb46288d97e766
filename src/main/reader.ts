import { parentPort, workerData } from "node:worker_threads";
import { answerFor } from "#features/lists/apart.handlers.ts";

// The thread in which a list is read that somebody brought.
parentPort!.postMessage(await answerFor(workerData as Uint8Array));
