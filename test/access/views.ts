import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { operatorDoes, type Scene } from "./scene.ts";
import type { Caller, Sample } from "./sample.ts";

// Views that people keep of lists, and lists as files.

/** A view of the caller; where nobody of ours calls, somebody's of ours. */
const ownView = (scene: Scene, { staffId }: Caller) =>
  operatorDoes(scene, async (tx) => {
    const viewId = randomUUID();
    await sql`insert into saved_views (agency_id, id, list, name, asked, owner_id, made_at) values (${tx.actor.agencyId}, ${viewId}, 'families', ${viewId}, '{"stage": "2"}', ${staffId ?? scene.spare.staffId}, ${tx.now})`.execute(tx);
    return { viewId };
  });

export const viewsSamples: Record<string, Sample> = {
  "views.list": { query: "list=families" },
  "views.add": { body: () => ({ list: "families", name: `Made up ${randomUUID().slice(0, 8)}`, asked: { stage: "2" }, isShared: false }) },
  "views.change": { given: ownView, body: () => ({ revision: 1, name: `Made up ${randomUUID().slice(0, 8)}` }) },
  "views.remove": { given: ownView, body: () => ({ revision: 1 }) },
  "cases.choices": {},
  "cases.file": { query: "format=csv&says=en" },
  "intake.file": { query: "format=csv&says=en" },
  "waiting.file": { query: "format=csv&says=en" },
  "billing.file": { query: "format=csv&says=en" },
};
