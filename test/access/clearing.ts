import { randomUUID } from "node:crypto";
import type { Sample } from "./sample.ts";

const noFile = async () => ({ batchId: randomUUID() });
const allowed = { status: 404, why: "there is no such file; files of claims on their way are in clearing/clearing.db.test.ts" };

export const clearingSamples: Record<string, Sample> = {
  "clearing.status": {},
  "clearing.handOn": { given: noFile, body: () => ({}), allowed },
  "clearing.letAnswer": { given: noFile, body: () => ({}), allowed },
};
