import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId, type Transaction } from "#database/actor.ts";
import { insertLifeEvent } from "#features/cases/store.ts";
import { adultAccount, makeScene, newDocument, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { putBlock, writeWords } from "../../../test/access/content.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";

// One case looked through by each who may see a part of it, and read along with each of its two adults.

let server: TestServer;
let scene: Scene;
let others: Scene;
const cookies = new Map<string, string>();
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  for (const [name, account] of [["clinician", scene.clinician], ["spare", scene.spare], ["A", await adultAccount(scene, scene.adultA)], ["B", await adultAccount(scene, scene.adultB)]] as const) cookies.set(name, await scene.cookieOf(account));
  await operatorDoes(scene, async (tx) => {
    const own = (ownerPersonId: string) => ({ ownerPersonId, ownerStaffId: scene.clinician.staffId });
    for (const [kind, owner, words] of [
      ["child_chart", {}, "El niño preguntó por la mañana: zebra del circo."],
      ["relationship", own(scene.adultA), "Zebra-made house with A"],
      ["relationship", own(scene.adultB), "Zebra-made house with B"],
      ["caregiver", own(scene.adultA), "A told of a zebra at night"],
      ["caregiver", own(scene.adultB), "B told of a zebra at night"],
      ["psychotherapy_note", {}, "My zebra, mine alone"],
    ] as const) await write(tx, kind, { ownerStaffId: scene.clinician.staffId, ...owner }, words);
    await insertLifeEvent(tx, { caseId: scene.caseId, happensOn: "2026-09-14", kind: "other", label: "Saw a zebra" });
  });
  await newDocument(scene, { caseId: scene.caseId });
});
afterAll(() => server.close());

const write = async (tx: Transaction, kind: Parameters<typeof putBlock>[2], owner: Parameters<typeof putBlock>[3], words: string) => writeWords(tx, await putBlock(tx, scene.caseId, kind, owner), words);
const ask = async (who: string, address: string) => call(server, cookies.get(who)!, "GET", `/api/cases/${scene.caseId}${address}`);
const find = async (who: string, query: string): Promise<Outputs["search"]["find"]> => (await ask(who, `/search?${query}`)).body;
const found = async (who: string, query: string) => (await find(who, query)).hits.map((one) => `${one.kind}: ${one.snippet.words}`).sort();

const chart = ["life_event: Saw a zebra", "passage: El niño preguntó por la mañana: zebra del circo."];
const ofA = ["passage: A told of a zebra at night", "passage: Zebra-made house with A"];
const ofB = ["passage: B told of a zebra at night", "passage: Zebra-made house with B"];

describe("search over one case", () => {
  it("finds for each reader what that reader may see, and says nothing of the rest", async () => {
    expect(await found("clinician", "q=zebra")).toEqual([...chart, ...ofA, ...ofB, "passage: My zebra, mine alone"].sort());
    expect(await found("A", "q=zebra")).toEqual([...chart, ...ofA].sort());
    expect(await found("B", "q=zebra")).toEqual(ofB);
    expect(Object.keys(await find("B", "q=zebra"))).toEqual(["hits", "next"]);
    expect([(await ask("spare", "/search?q=zebra")).status, (await call(server, await others.cookieOf(others.clinician), "GET", `/api/cases/${scene.caseId}/search?q=zebra`)).status]).toEqual([404, 404]);
  });

  it("takes words in any order, from their beginnings, without marks and capitals, and nothing as a command", async () => {
    for (const q of ["manana nino", "NIÑO", "pregunto zeb", "zebra & ! niño:* |"]) expect(await found("clinician", `q=${encodeURIComponent(q)}&kind=passage`)).toEqual([chart[1]]);
    for (const q of ["ebra", "zebra nobody", "'; drop table blocks; --", "%", "_"]) expect((await find("clinician", `q=${encodeURIComponent(q)}`)).hits ?? []).toEqual([]);
    const [hit] = (await find("clinician", "q=nino")).hits;
    expect(hit!.snippet.hits.map(({ from, to }) => hit!.snippet.words.slice(from, to))).toEqual(["niño"]);
  });

  it("finds sessions by their day, people, documents; narrows by kind, day and stage", async () => {
    expect((await find("clinician", "q=20%20Nov")).hits.map((one) => one.kind)).toEqual(["session"]);
    expect(await found("clinician", "q=robin")).toEqual(["person: Robin Made-Up"]);
    expect((await find("clinician", "q=made&kind=document")).hits).toHaveLength(1);
    expect(await found("clinician", "q=zebra&to=2026-11-01")).toEqual([chart[0]]);
    expect(await found("clinician", "q=zebra&from=2099-01-01")).toEqual([]);
    expect(await found("clinician", "q=zebra&stage=3")).toEqual([]);
    expect(await found("clinician", "q=zebra&stage=1&kind=life_event")).toEqual([]);
    expect(await found("clinician", "q=zebra&stage=1&kind=passage")).toHaveLength(6);
    for (const wrong of ["", "q=", "q=%20!%20", "q=zebra&kind=secret", "q=zebra&stage=9", "q=zebra&after=x", "q=zebra&from=2026-02-30"]) expect([wrong, (await ask("clinician", `/search?${wrong}`)).status]).toEqual([wrong, 400]);
  });

  it("of ten thousand hits gives a page, and each of them once while others write", async () => {
    await operatorDoes(scene, (tx) => sql`insert into blocks (agency_id, id, case_id, section, class, owner_staff_id, words, created_at)
      select ${tx.actor.agencyId}::uuid, gen_random_uuid(), ${scene.caseId}::uuid, 'content', 'child_chart', ${scene.clinician.staffId}::uuid, 'quokka ' || n, ${tx.now}::timestamptz - n / 7 * interval '1 second' from generate_series(1, 10000) n`.execute(tx));
    const first = await find("clinician", "q=quokka");
    expect([first.hits.length, first.hits[0]!.snippet.words]).toEqual([30, expect.stringMatching(/^quokka [1-6]$/)]);
    const seen = new Set(first.hits.map((one) => one.id));
    let { next } = first;
    for (let page = 0; page < 4; page++) {
      await operatorDoes(scene, (tx) => sql`insert into blocks (agency_id, id, case_id, section, class, owner_staff_id, words, created_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.caseId}, 'content', 'child_chart', ${scene.clinician.staffId}, 'quokka anew', ${tx.now}::timestamptz + interval '1 minute')`.execute(tx));
      const more: Outputs["search"]["find"] = await find("clinician", `q=quokka&after=${encodeURIComponent(next!)}`);
      for (const one of more.hits) {
        expect(seen.has(one.id)).toBe(false);
        seen.add(one.id);
      }
      ({ next } = more);
    }
    expect(seen.size).toBe(150);
  });
});
