import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// The list of messages (B10): under every order its pages together are the whole, and it is narrowed by codes alone.

type Outbox = Outputs["messages"]["outbox"];
const MADE = 120;
let server: TestServer;
let scene: Scene;
let desk: StaffActor;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  desk = await makeStaff(scene.place, scene.agency, { roles: ["front_desk"], from: "2026-01-05" });
  await operatorDoes(scene, async (tx) => {
    for (let number = 0; number < MADE; number++) {
      const isOffer = number % 3 === 0;
      // Several were written at the very same moment, and several are about the same hour.
      const queuedAt = `2026-11-${String(1 + (number % 9)).padStart(2, "0")}T10:00:00.123456Z`;
      await sql`insert into messages (agency_id, id, case_id, person_id, channel, kind, subject_id, language, status, queued_at, about_at)
        values (${tx.actor.agencyId}, ${randomUUID()}, ${scene.caseId}, ${scene.adultA}, ${number % 2 === 0 ? "email" : "text"}, ${isOffer ? "hour_offer" : "measure_link"}, ${randomUUID()}, 'en', ${number % 5 === 0 ? "failed" : "sent"}, ${queuedAt}, ${isOffer ? `2026-12-0${1 + (number % 4)}T15:00:00Z` : null})`.execute(tx);
    }
  });
}, 120_000);
afterAll(() => server.close());

const asked = async (who: StaffActor, query: string): Promise<Outbox> => (await call(server, await signedIn(server, who), "GET", `/api/outbox?${query}`)).body;
async function whole(who: StaffActor, query: string): Promise<Outbox["messages"]> {
  const found: Outbox["messages"] = [];
  let after: string | null = null;
  do {
    const page: Outbox = await asked(who, `${query}${after === null ? "" : `&after=${encodeURIComponent(after)}`}`);
    found.push(...page.messages);
    after = page.next;
  } while (after !== null && found.length < 1_000);
  return found;
}

describe("the outbox", () => {
  it.each((["queued", "about"] as const).flatMap((sort) => (["up", "down"] as const).map((order) => [sort, order] as const)))("sorted by %s, %s: its pages are the whole list, each row once, and in order", async (sort, order) => {
    const found = await whole(desk, `sort=${sort}&order=${order}`);
    const { count } = await asked(desk, "");
    expect(new Set(found.map((one) => one.messageId)).size).toBe(found.length);
    expect([found.length, found.length >= MADE]).toEqual([count, true]);
    const values = found.map((one) => (sort === "queued" ? one.queuedAt : one.aboutAt));
    const there = values.flatMap((one) => one ?? []);
    expect(values.slice(there.length).every((one) => one === null)).toBe(true);
    expect(there).toEqual(there.toSorted((one, other) => (order === "up" ? 1 : -1) * (Date.parse(one) - Date.parse(other))));
  });

  it("is narrowed by state, way and what it is about, and counts what matches", async () => {
    const some = await asked(desk, "status=failed&channel=text&kind=hour_offer");
    expect(some.count).toBe(4);
    expect(some.messages).toHaveLength(4);
    expect(some.messages.every((one) => one.status === "failed" && one.channel === "text" && one.kind === "hour_offer")).toBe(true);
    expect((await asked(desk, `caseId=${scene.caseId}&kind=hour_offer`)).count).toBe(40);
    for (const query of ["kind=pigeon", "sort=name", "order=sideways", "after=x", "status=", "kind=all"]) expect((await call(server, await signedIn(server, desk), "GET", `/api/outbox?${query}`)).status, query).toBe(400);
  });

  it("counts for nobody what they do not see", async () => {
    expect(await asked(scene.spare, "")).toMatchObject({ messages: [], count: 0 });
    expect((await asked(scene.clinician, "kind=hour_offer")).count).toBe(40);
  });
});
