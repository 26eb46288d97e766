import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addAccount, insertSupervision } from "#features/account/store.ts";
import { putScore } from "../../../test/access/measures.ts";
import { makeScene, newSession, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff } from "../../../test/support/agency.ts";
import { shippedSchedule } from "./default.rules.ts";
import { listOwedMeasures } from "./schedule.handlers.ts";

// The schedule, change and what a family is told, through both walls: what is due is of the service, an adult's own scores are not.

let server: TestServer;
let scene: Scene;
const people = new Map<string, { accountId: string }>();
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  for (const role of ["administrator", "front_desk", "auditor", "supervisor"] as const) people.set(role, await makeStaff(scene.place, scene.agency, { roles: [role] }));
  people.set("clinician", scene.clinician);
  people.set("spare", scene.spare);
  await operatorDoes(scene, async (tx) => {
    await insertSupervision(tx, (people.get("supervisor") as { staffId: string } & { accountId: string }).staffId, scene.clinician.staffId, "2026-01-01");
    const accountId = randomUUID();
    await addAccount(tx, { accountId, email: "adult-a@example.org", passwordHash: "none", staffId: null, personId: scene.adultA });
    people.set("A", { accountId });
  });
});
afterAll(() => server.close());

let moment = 0;
async function ask(who: string, method: string, address: string, body?: unknown) {
  server.fresh.clock.set(new Date(Date.parse("2026-11-20T15:00:00Z") + ++moment * 1000).toISOString());
  return call(server, await scene.cookieOf(people.get(who)!), method, `/api${address.replace("CASE", `cases/${scene.caseId}`)}`, body);
}
const due = async (who: string): Promise<Outputs["measureSchedule"]["due"]> => (await ask(who, "GET", "/CASE/measures/due")).body;
const series = async (who: string): Promise<Outputs["measureSeries"]["list"]> => (await ask(who, "GET", "/CASE/measures/series")).body;
const told = async (who = "clinician", personId = scene.adultA): Promise<Outputs["measureSeries"]["told"]> => (await ask(who, "GET", `/CASE/measures/told/${personId}`)).body;
const pcl = (list: Outputs["measureSeries"]["list"]) => list.series.find((one) => one.instrument === "pcl-5");

describe("measures over a course (B11, B12, B13, D9)", () => {
  it("keeps the schedule by version: an administrator changes it, all staff read it, nobody over another's", async () => {
    const lines = shippedSchedule.lines.filter((one) => ["pcl-5", "phq-9", "ycpc"].includes(one.instrument));
    const save = (who: string, after: number, content: unknown = { ...shippedSchedule, lines }) => ask(who, "POST", "/measure-schedule", { after, content, note: "Three of them." });
    expect((await save("clinician", 0)).status).toBe(403);
    expect((await save("administrator", 0, { ...shippedSchedule, lines: [{ ...lines[0], instrument: "nothing-here" }] })).body.fields[0].path).toBe("content.lines.0.instrument");
    expect((await save("administrator", 0)).body).toEqual({ number: 1 });
    expect((await save("administrator", 0)).status).toBe(409);
    const read = (await ask("front_desk", "GET", "/measure-schedule")).body as Outputs["measureSchedule"]["current"];
    expect([read.current.number, read.current.note, read.earlier.map((one) => one.number), read.mayEdit]).toEqual([1, "Three of them.", [0], false]);
  });

  it("asks the baseline of who lives with the child, and says the same to the desk as to the clinician", async () => {
    const [own, desk] = [await due("clinician"), await due("front_desk")];
    expect(own.items.filter((one) => one.state === "due").map((one) => [one.instrument, one.adultId, one.to])).toEqual(["ycpc", "pcl-5", "phq-9"].map((instrument) => [instrument, scene.adultA, "2026-12-20"]));
    expect(desk.items).toEqual(own.items);
    expect([own.mayRecord, desk.mayRecord]).toEqual([true, false]);
    expect((await ask("spare", "GET", "/CASE/measures/due")).status).toBe(404);
  });

  it("says at which booked visit they are due: once, at the next one to which that adult comes, to the desk as to the clinician", async () => {
    const visitsOf = async (who: string, query = "from=2026-11-16&to=2026-11-22") => ((await ask(who, "GET", `/measure-schedule/visits?${query}`)).body as Outputs["measureSchedule"]["visits"]).visits;
    // The third one was sent to her, and waits.
    const of = (sessionId: string) => [{ sessionId, caseId: scene.caseId, on: "2026-11-20", measures: ["ycpc", "pcl-5"].map((instrument) => expect.objectContaining({ instrument, adultId: scene.adultA })) }];
    const sooner = await newSession(scene, scene.clinician.staffId);
    const change = (statement: ReturnType<typeof sql>) => operatorDoes(scene, (tx) => statement.execute(tx));
    await change(sql`update sessions set starts_at = starts_at - interval '2 hours', ends_at = ends_at - interval '2 hours' where id = ${sooner}`);
    expect([await visitsOf("clinician"), await visitsOf("front_desk"), (await due("clinician")).visits]).toEqual([of(sooner), of(sooner), of(sooner)]);
    expect([await visitsOf("clinician", `from=2026-11-16&to=2026-11-22&clinicianId=${scene.spare.staffId}`), await visitsOf("clinician", "from=2026-11-21&to=2026-11-22"), await visitsOf("spare")]).toEqual([[], [], []]);
    // The other adult comes first, alone: nothing of this one is asked then.
    await change(sql`update attendances set person_id = ${scene.adultB} where session_id = ${sooner}`);
    expect(await visitsOf("clinician")).toEqual(of(scene.sessionId));
    await change(sql`update attendances set person_id = ${scene.adultA} where session_id = ${sooner}`);
    await change(sql`update sessions set status = 'cancelled' where id = ${sooner}`);
    expect(await visitsOf("clinician")).toEqual(of(scene.sessionId));
    expect((await ask("auditor", "GET", "/measure-schedule/visits?from=2026-11-16&to=2026-11-22")).status).toBe(403);
    expect((await ask("A", "GET", "/measure-schedule/visits?from=2026-11-16&to=2026-11-22")).status).toBe(403);
  });

  it("keeps why one is missing: the reason is of the service, the words of the child's chart", async () => {
    const miss = (who: string, more: Record<string, unknown> = {}) => ask(who, "POST", "/CASE/measures/missed", { adultId: scene.adultA, instrument: "ycpc", point: "baseline", place: 0, reason: "declined", words: "She had just come from court.", ...more });
    expect([(await miss("front_desk")).status, (await miss("clinician", { instrument: "gad-7" })).status, (await miss("clinician", { reason: "other", words: "" })).body.fields[0].path]).toEqual([403, 422, "words"]);
    expect((await miss("clinician")).status).toBe(200);
    const [own, desk] = [await due("clinician"), await due("front_desk")];
    const of = (found: typeof own) => found.items.find((one) => one.instrument === "ycpc" && one.point === "baseline");
    expect([of(own), of(desk)?.reason]).toMatchObject([{ state: "missed", reason: "declined" }, "declined"]);
    expect([own.words.map((one) => one.words), desk.words]).toEqual([["She had just come from court."], []]);
    expect((await miss("clinician", { reason: null, words: "" })).status).toBe(200);
    expect([of(await due("clinician"))!.state, (await due("clinician")).words]).toEqual(["due", []]);
  });

  it("gives the change with its inputs to who sees that adult's own; others see that it is done, and no value", async () => {
    const put = (total: number, answeredOn: string, more = {}) => putScore(scene, { personId: scene.adultA, instrument: "pcl-5", total, answeredOn, ...more });
    await put(46, "2026-07-28");
    await put(29, "2026-10-25");
    expect(pcl(await series("clinician"))!.change).toMatchObject({ pre: 46, post: 29, verdict: "improved", reliable: { points: 15, source: "Marx 2022", population: "veterans" }, isRecovered: true });
    expect(pcl(await series("supervisor"))!.points.map((one) => one.value)).toEqual([46, 29]);
    expect((await series("administrator")).series).toEqual([]);
    expect((await due("front_desk")).items.find((one) => one.instrument === "pcl-5" && one.point === "baseline")).toMatchObject({ state: "done", doneOn: "2026-10-25" });
    expect(JSON.stringify((await ask("front_desk", "GET", "/CASE/timeline")).body)).not.toContain("\"value\"");
  });

  it("counts across a break only with a reason, which then stands with the figure; taken back it is gone", async () => {
    const after = await putScore(scene, { personId: scene.adultA, instrument: "pcl-5", total: 20, answeredOn: "2026-11-19", language: "es" });
    const cut = pcl(await series("clinician"))!;
    expect([cut.breaks.map((one) => one.kinds), cut.change?.why]).toEqual([[["language"]], "one_value"]);
    const say = (who: string, reason: string | null) => ask(who, "POST", "/CASE/measures/overrides", { before: cut.breaks[0]!.before, after, reason });
    expect([(await say("clinician", "short")).status, (await say("administrator", "A reason that is long enough.")).status, (await ask("clinician", "POST", "/CASE/measures/overrides", { before: after, after, reason: "A reason that is long enough." })).status]).toEqual([400, 403, 404]);
    expect((await say("clinician", "She reads both languages with ease.")).status).toBe(200);
    expect(pcl(await series("supervisor"))!.change).toMatchObject({ pre: 46, post: 20, verdict: "improved", overrides: [{ reason: "She reads both languages with ease." }] });
    // Why somebody counts across it was written for who works with the figure, not for whose figure it is.
    const own = (await ask("A", "GET", "/CASE/timeline")).text;
    expect([own.includes("\"value\":46"), own.includes("with ease")]).toEqual([true, false]);
    const paper = await ask("clinician", "GET", "/CASE/measures/paper?language=en");
    expect(paper.status).toBe(200);
    expect((await say("clinician", null)).status).toBe(200);
    expect(pcl(await series("clinician"))!.change?.why).toBe("one_value");
    expect((await say("clinician", "She reads both languages with ease.")).status).toBe(200);
  });

  it("tells an adult in plain words what she may see and what is true, as it was chosen; to the other adult nothing of hers", async () => {
    const [line] = (await told()).lines.filter((one) => one.domain === "G");
    expect(line).toMatchObject({ words: "You have fewer bad memories and alarms than in July.", isChosen: false });
    expect(JSON.stringify(await told("clinician", scene.adultB))).not.toContain("memories");
    const tell = (who: string, place: number, chosen: string[], personId = scene.adultA) => ask(who, "PUT", `/CASE/measures/told/${personId}`, { language: "en", chosen, sentence: "You did this.", place });
    expect([(await tell("administrator", 0, [])).status, (await tell("clinician", 0, [line!.key], scene.adultB)).status, (await tell("clinician", 0, [line!.key])).status, (await tell("clinician", 0, [])).status]).toEqual([403, 400, 200, 409]);
    expect(await told("supervisor")).toMatchObject({ place: 1, sentence: { words: "You did this." }, lines: [{ isChosen: true }] });
    expect((await ask("clinician", "GET", `/CASE/measures/told/${scene.adultA}/paper?language=es`)).status).toBe(200);
  });

  it("owes the measures of all families of a clinician in one statement", async () => {
    server.fresh.clock.set("2026-12-30T15:00:00Z");
    const owed = await acting(scene.place, scene.clinician, (tx) => listOwedMeasures(tx, { services: server.services, language: "en" }, scene.clinician.staffId));
    expect(owed).toMatchObject([{ kind: "measures_late", caseId: scene.caseId, who: "Robin Made-Up" }]);
    expect(owed[0]!.about).toContain("YCPC");
    expect((await acting(scene.place, scene.spare, (tx) => listOwedMeasures(tx, { services: server.services, language: "en" }, scene.spare.staffId)))).toEqual([]);
  });
});
