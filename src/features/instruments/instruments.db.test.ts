import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeScene, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeAgency, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { instrumentsOf, libraryOf } from "./handlers.ts";
import { fileOf, madeUpInstrument, madeUpText } from "./site.test-support.ts";
import { insertEntry } from "./store.ts";

// What a programme brings in, compares, enters and retires: by its administrator, whole or not at all, seen by this agency
// alone, and never changed under a form that was given with it.

const projectRoot = new URL("../../..", import.meta.url).pathname;
let server: TestServer;
let scene: Scene;
let director: StaffActor;
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  director = await makeStaff(scene.place, scene.agency, { roles: ["administrator"] });
});
afterAll(() => server.close());

let moment = 0;
async function ask(who: { accountId: string }, method: string, address: string, body?: unknown) {
  server.fresh.clock.set(new Date(Date.parse("2026-11-20T15:00:00Z") + ++moment * 1000).toISOString());
  return call(server, await scene.cookieOf(who), method, `/api${address}`, body);
}
const reason = "For the programme of a test.";
const accept = (file: string, more: Record<string, unknown> = {}) => ask(director, "POST", "/instruments/imports", { file, reason, permission: null, compared: null, ...more });
const installed = async (id: string) => (await ask(director, "GET", "/instruments")).body.instruments.find((one: { instrument: string }) => one.instrument === id);
const rowsThere = () => server.fresh.asOwner(async (client) => (await client.query("select count(*)::int as count from dyad.instrument_entries")).rows[0].count as number);
/** Asks one adult; of what comes back, the one battery. */
const battery = async (instruments: string[]) => {
  const { status, body } = await ask(scene.clinician, "POST", `/cases/${scene.caseId}/batteries`, { to: [{ respondentId: scene.adultA, instruments, language: "en", delivery: "none" }] });
  return { status, body: status === 200 ? body.batteries[0] : body };
};

describe("instruments as the site's own data (B11, B12, B13)", () => {
  it("a preview stores nothing, a wrong file leaves nothing behind, a whole one is here and can be sent", async () => {
    const [own, words] = [madeUpInstrument("evening-check"), madeUpText("evening-check")];
    const before = await rowsThere();
    const preview = (await ask(director, "POST", "/instruments/previews", { file: fileOf(own, words) })).body;
    expect(preview).toMatchObject({ faults: [], needsPermission: false, trial: { definition: { id: "evening-check" }, items: [{ text: "Evenings were loud." }, {}, {}] } });
    const wrong = await accept(fileOf(own, { ...words, items: words.items.slice(1) }));
    expect([wrong.status, wrong.body.fields.map((one: { path: string }) => one.path)]).toEqual([400, ["file"]]);
    expect(wrong.body.fields[0].message).toMatch(/^Line \d+, 1\.items: Item 1 has no text\.$/);
    expect(await rowsThere()).toBe(before);
    expect((await battery(["evening-check"])).status).toBe(422);
    expect((await accept(fileOf(own, words))).body).toEqual({ instruments: ["evening-check"] });
    expect(await installed("evening-check")).toMatchObject({ origin: "own", canBeSent: true, languages: ["en"] });
    expect((await battery(["evening-check"])).status).toBe(200);
    expect((await accept(fileOf(own, words))).body.fields).toMatchObject([{ path: "file" }]);
  });

  it("of two who bring in the same version at once, one does", async () => {
    const both = await Promise.all([accept(fileOf(madeUpInstrument("raced"))), accept(fileOf(madeUpInstrument("raced", { name: "Another content" })))]);
    expect(both.filter((one) => one.status === 200)).toHaveLength(1);
    expect([400, 409]).toContain(both.find((one) => one.status !== 200)!.status);
  });

  it("a new version is for new forms, a form that was given stays with its own, and the rows never change", async () => {
    const first = (await battery(["evening-check"])).body.requests[0];
    expect((await accept(fileOf(madeUpInstrument("evening-check", { reversed: null })))).status).toBe(400);
    await accept(fileOf(madeUpInstrument("evening-check", { version: "2", reversed: null }), madeUpText("evening-check")));
    const second = (await battery(["evening-check"])).body.requests[0];
    expect([first.version, second.version]).toEqual(["1", "2"]);
    const library = await acting(scene.place, scene.clinician, (tx) => libraryOf(tx, { projectRoot }));
    expect(library.earlier.get("evening-check 1")?.definition.reversed).toBe("3");
    await expect(server.fresh.asOwner((client) => client.query("update dyad.instrument_entries set reason = 'other words'"))).rejects.toThrow("is not changed");
    await expect(server.fresh.asOwner((client) => client.query("delete from dyad.instrument_entries"))).rejects.toThrow("is not changed");
  });

  it("wording of class B needs its owner's permission, and is shown once somebody compared it; of class C there is none", async () => {
    const items = Array.from({ length: 6 }, (_, place) => ({ number: String(place + 1), text: `item ${place + 1}` }));
    const file = fileOf(madeUpText("ycps", { items }));
    expect((await accept(file)).body.fields).toMatchObject([{ path: "permission.by" }]);
    const permission = { by: "A made-up owner", on: "2026-11-01", terms: "use in one programme" };
    expect((await accept(file, { permission: { ...permission, on: "2026-11-21" } })).body.fields).toMatchObject([{ path: "permission.on" }]);
    await accept(file, { permission });
    expect(await installed("ycps")).toMatchObject({ languages: [], languagesToCompare: ["en"], canBeSent: false });
    expect((await ask(director, "POST", "/instruments/ycps/texts/en/comparison", { by: "Somebody", on: "2026-11-19" })).status).toBe(200);
    expect(await installed("ycps")).toMatchObject({ languages: ["en"], canBeSent: true });
    expect((await ask(director, "POST", "/instruments/ycps/texts/en/comparison", { by: "Somebody", on: "2026-11-19" })).status).toBe(422);
    const page = (await ask(scene.clinician, "GET", "/instruments/ycps")).body;
    expect(page.wordings).toMatchObject([{ language: "en", origin: "own", standing: "compared", allowed: permission, compared: { by: "Somebody", on: "2026-11-19" } }]);
    expect(JSON.stringify(page)).not.toContain("item 1");
    expect(page.history.map((one: { kind: string }) => one.kind)).toEqual(["compared", "text"]);
    const refused = await accept(fileOf(madeUpText("sdq")));
    expect([refused.status, refused.body.fields[0].message]).toEqual([400, expect.stringContaining("licensed")]);
  });

  it("a retired instrument is offered to nobody, what was sent goes on; a retired wording takes its words with it", async () => {
    await accept(fileOf(madeUpInstrument("to-retire"), madeUpText("to-retire")));
    expect((await battery(["to-retire"])).status).toBe(200);
    expect((await ask(director, "POST", "/instruments/to-retire/retirement", { language: null, from: "2026-11-20", reason })).status).toBe(200);
    const refused = await battery(["to-retire"]);
    expect([refused.status, refused.body.findings.filter((one: { severity: string; result: string }) => one.severity === "block" && one.result === "not_met").map((one: { rule: string }) => one.rule)]).toEqual([422, ["instrument-offered"]]);
    expect(await installed("to-retire")).toMatchObject({ canBeSent: false, retiredFrom: "2026-11-20" });
    expect((await ask(director, "POST", "/instruments/to-retire/retirement", { language: null, from: "2026-11-20", reason })).status).toBe(422);
    await ask(director, "POST", "/instruments/to-retire/restoration", { language: null, reason });
    await ask(director, "POST", "/instruments/to-retire/retirement", { language: "en", from: "2026-11-20", reason });
    expect(await installed("to-retire")).toMatchObject({ canBeSent: false, languages: [], retiredFrom: null });
    expect((await ask(director, "GET", "/instruments/to-retire")).body.retiredWordings).toEqual([{ language: "en", from: "2026-11-20" }]);
    await ask(director, "POST", "/instruments/to-retire/restoration", { language: "en", reason });
    expect(await installed("to-retire")).toMatchObject({ canBeSent: true, languages: ["en"] });
  });

  it("figures and facts are entered with their source; what the instrument cannot have is refused by its field", async () => {
    const enter = (instrument: string, figure: object, more: object = {}) => ask(director, "POST", `/instruments/${instrument}/figures`, { figure, population: "a made-up group", source: "a made-up manual", certainty: "read", reason, ...more });
    const { figureId } = (await enter("pcl-5", { kind: "cut", atLeast: 38 })).body;
    await enter("pcl-5", { kind: "change_inputs", sd: 12.5, reliability: 0.91 });
    expect(await installed("pcl-5")).toMatchObject({ cuts: [38], change: { inputs: { sd: 12.5, reliability: 0.91, source: "a made-up manual" }, meaningful: { points: 10, from: "shipped" } } });
    await ask(director, "POST", `/instruments/pcl-5/figures/${figureId}/withdrawal`, { reason });
    expect((await installed("pcl-5")).cuts).toEqual([31, 33]);
    expect((await ask(director, "POST", `/instruments/pcl-5/figures/${randomUUID()}/withdrawal`, { reason })).status).toBe(404);
    for (const [instrument, figure, path, more] of [["pcl-5", { kind: "cut", atLeast: 81 }, "figure.atLeast"], ["pcl-5", { kind: "reliable", points: 90 }, "figure.points"], ["lec-5", { kind: "reliable", points: 3 }, "score"], ["ace-10", { kind: "reliable", points: 3 }, "figure.kind"], ["observation-dyad", { kind: "change_inputs", sd: 1, reliability: 0.5 }, "figure.kind", { score: "repair" }]] as const) {
      expect((await enter(instrument, figure, more)).body.fields, `${instrument} ${JSON.stringify(figure)}`).toMatchObject([{ path }]);
    }
    expect(await installed("cesd-r")).toMatchObject({ factsToConfirm: 5 });
    await ask(director, "POST", "/instruments/cesd-r/facts/confirmation", { about: "total", source: "A made-up reading", readOn: "2026-11-20" });
    expect(await installed("cesd-r")).toMatchObject({ factsToConfirm: 4 });
    expect((await ask(director, "POST", "/instruments/cesd-r/facts/confirmation", { about: "total", source: "A made-up reading", readOn: "2026-11-20" })).body.fields).toMatchObject([{ path: "about" }]);
  });

  it("another agency has what is shipped alone; what is read is remembered until something is entered", async () => {
    const elsewhere = await makeAgency(scene.place);
    const [theirs, ours, again] = [await acting(scene.place, elsewhere.system, (tx) => libraryOf(tx, { projectRoot })), await acting(scene.place, scene.agency.system, (tx) => libraryOf(tx, { projectRoot })), await acting(scene.place, scene.clinician, (tx) => libraryOf(tx, { projectRoot }))];
    expect(theirs).toBe(instrumentsOf({ projectRoot }));
    expect(again).toBe(ours);
    expect([ours.own.has("evening-check"), theirs.own.has("evening-check")]).toEqual([true, false]);
    // What is undone is not remembered.
    await acting(scene.place, director, async (tx) => {
      await insertEntry(tx, { instrument: "phq-9", version: "1", language: null, body: { kind: "retired", from: "2026-01-01" }, reason });
      expect((await libraryOf(tx, { projectRoot })).retired.has("phq-9")).toBe(true);
      throw new Error("undone");
    }).catch((error: Error) => expect(error.message).toBe("undone"));
    expect((await acting(scene.place, scene.clinician, (tx) => libraryOf(tx, { projectRoot }))).retired.has("phq-9")).toBe(false);
    await expect(acting(scene.place, scene.clinician, (tx) => insertEntry(tx, { instrument: "phq-9", version: "1", language: null, body: { kind: "restored" }, reason }))).rejects.toThrow("row-level security");
  });
});
