import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCase } from "#features/cases/handlers.ts";
import { insertPart, insertPerson } from "#features/people/store.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { putSession } from "../../../test/access/content.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";

// One search, asked by who sees everybody and by a clinician who sees two families (C4). The clinician has a family of the
// same name beside it, which she must not learn of.

const NOW = "2026-11-20T15:00:00Z";
let server: TestServer;
let scene: Scene;
let others: Scene;
let desk: StaffActor;
let leader: StaffActor;
const cookies = new Map<string, string>();
const cases: Record<string, string> = {};

async function family(scene: Scene, name: string, child: { givenName: string; familyName: string; birthDate: string }, adults: { givenName: string; familyName: string }[] = [], clinicianId: string | null = null): Promise<void> {
  const { caseId } = await operatorDoes(scene, (tx) => openCase(tx, { referralId: null, child: { ...child, language: "en" }, caregivers: adults.map((one) => ({ ...one, birthDate: null, language: "en", kind: "birth_parent" as const, livesWithChild: true, madeRequest: false, authority: null, contact: null })), clinicianId }));
  cases[name] = caseId;
}

beforeAll(async () => {
  server = await startServer({ demo: "1", now: NOW });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  desk = await makeStaff(server.fresh, scene.agency, { roles: ["front_desk"] });
  leader = await makeStaff(server.fresh, scene.agency, { roles: ["senior_leader"] });
  const own = scene.clinician.staffId;
  await family(scene, "own", { givenName: "María José", familyName: "Núñez-Olmo", birthDate: "2021-05-02" }, [{ givenName: "Rosa", familyName: "Birchwood" }], own);
  await family(scene, "foreign", { givenName: "Maria", familyName: "Nunez", birthDate: "2021-05-02" }, [{ givenName: "Rosa", familyName: "Birchwood" }]);
  await family(scene, "closed", { givenName: "Mariana", familyName: "Olmo", birthDate: "2020-01-31" });
  await family(others, "elsewhere", { givenName: "María", familyName: "Olmo", birthDate: "2021-05-02" });
  await operatorDoes(scene, async (tx) => {
    await sql`update cases set status = 'closed', closed_on = today() where id = ${cases.closed}`.execute(tx);
    const former = await insertPerson(tx, { kind: "adult", givenName: "Gundolf", familyName: "O'Former", birthDate: null, language: "en" });
    await insertPart(tx, { caseId: cases.own!, personId: former, part: "caregiver", kind: "foster_parent", livesWithChild: false, validFrom: "2026-01-01" });
    await sql`update case_people set valid_to = '2026-06-30' where person_id = ${former}`.execute(tx);
    const mistaken = await insertPerson(tx, { kind: "adult", givenName: "Taken", familyName: "Back", birthDate: null, language: "en" });
    await insertPart(tx, { caseId: cases.own!, personId: mistaken, part: "caregiver", kind: "kin", livesWithChild: false, validFrom: "2026-01-01" });
    await sql`update case_people set taken_back_at = ${tx.now} where person_id = ${mistaken}`.execute(tx);
    await putSession(tx, cases.own!, own, 14);
    await putSession(tx, cases.foreign!, scene.spare.staffId, 14);
  });
  for (const [name, account] of [["clinician", scene.clinician], ["spare", scene.spare], ["desk", desk], ["leader", leader]] as const) cookies.set(name, await scene.cookieOf(account));
  cookies.set("others", await others.cookieOf(others.clinician));
});
afterAll(() => server.close());

const ask = async (who: string, q: string, language = "en") => call(server, cookies.get(who)!, "GET", `/api/find?q=${encodeURIComponent(q)}`, undefined, { "x-dyad-language": language });
const find = async (who: string, q: string, language = "en"): Promise<Outputs["finding"]["find"]> => (await ask(who, q, language)).body;
const named = (caseId: string) => Object.keys(cases).find((one) => cases[one] === caseId) ?? "scene";
const families = async (who: string, q: string, language = "en") => (await find(who, q, language)).families.map((one) => named(one.caseId));

describe("the one search", () => {
  it("finds by every word of a name in any order, by beginnings, without marks, hyphens and capitals, and nearly right", async () => {
    for (const q of ["maria jose nunez olmo", "OLMO josé", "núñez-olmo", "olm mar jos", "marai jose", "jose nuñze", "olmo jsoe", "JOSE,  Nunez"]) for (const who of ["desk", "clinician"]) expect([q, who, await families(who, q)]).toEqual([q, who, ["own"]]);
    for (const q of ["ria", "jose birchwood", "jxxe", "'; drop table persons; --", "%", "_"]) for (const who of ["desk", "clinician"]) expect([q, who, (await find(who, q)).families ?? []]).toEqual([q, who, []]);
    expect((await find("desk", "marai jose")).families.map((one) => one.match)).toEqual(["close"]);
  });

  it("shows who sees everybody the open before the closed, what is typed right before what is close, and no other agency", async () => {
    expect(await families("desk", "maria")).toEqual(["own", "foreign", "closed"]);
    expect(await families("desk", "mariana")).toEqual(["closed"]);
    expect(await families("desk", "olmo")).toEqual(["own", "closed"]);
    expect(await families("others", "olmo maria")).toEqual([]);
  });

  it("tells a clinician her own families at once and of no other that there is one", async () => {
    expect(await families("clinician", "maria")).toEqual(["own"]);
    expect(await find("clinician", "mariana olmo")).toEqual({ families: [], more: "no", staff: [], sessions: [] });
    expect(await find("spare", "birchwood")).toEqual(await find("spare", "quokkaquokka"));
    expect(Object.keys(await find("clinician", "maria"))).toEqual(["families", "more", "staff", "sessions"]);
    expect((await find("clinician", "maria")).families[0]).toMatchObject({ isOwn: true, match: "exact", status: "open", through: null, childName: "María José Núñez-Olmo" });
  });

  it("finds a family through an adult, also one who left it, and not through one who never was there", async () => {
    for (const who of ["desk", "clinician"]) {
      expect((await find(who, "gundolf")).families).toMatchObject([{ caseId: cases.own, through: { name: "Gundolf O'Former", kind: "foster_parent", validTo: "2026-06-30" } }]);
      expect(await families(who, "oformer")).toEqual(["own"]);
      expect(await families(who, "taken back")).toEqual([]);
    }
    expect((await families("desk", "rosa birchwodo")).sort()).toEqual(["foreign", "own"]);
    expect(await families("clinician", "rosa birchwodo")).toEqual(["own"]);
  });

  it("finds children by the day of their birth as each language writes it, with a name or without", async () => {
    for (const [q, language] of [["5/2/2021", "en"], ["2/5/2021", "es"], ["2021-05-02", "en"]] as const) {
      expect([q, (await families("desk", q, language)).sort()]).toEqual([q, ["foreign", "own"]]);
      expect([q, await families("clinician", q, language)]).toEqual([q, ["own"]]);
    }
    for (const who of ["desk", "clinician"]) expect(await families(who, "jose 5/2/2021")).toEqual(["own"]);
    for (const who of ["desk", "clinician"]) expect(await families(who, "2/5/2021")).toEqual([]);
  });

  it("finds sessions by their day, and gives with a family the coming and the last one", async () => {
    const [own] = (await find("clinician", "maria")).families;
    const session = own!.next ?? own!.last;
    expect(session).toMatchObject({ caseId: cases.own, childName: "María José Núñez-Olmo", clinicianId: scene.clinician.staffId });
    for (const q of ["today", "20 nov", "fri", "2026-11-20"]) {
      expect((await find("desk", q)).sessions.map((one) => named(one.caseId)).sort()).toEqual(["foreign", "own", "scene"]);
      expect((await find("clinician", q)).sessions.map((one) => named(one.caseId)).sort()).toEqual(["own", "scene"]);
      expect((await find("spare", q)).sessions).toEqual([]);
    }
    for (const q of ["maria viernes", "hoy nunez"]) expect((await find("clinician", q, "es")).sessions.map((one) => named(one.caseId))).toEqual(["own"]);
    expect((await find("desk", "maria jose fri")).sessions.map((one) => named(one.caseId))).toEqual(["own"]);
    expect((await find("desk", "nov 2026")).sessions).toEqual([]);
    expect((await find("desk", "nunez nov 2026")).sessions).toHaveLength(2);
  });

  it("finds who works here, with who left, and for whoever sees no family nothing else", async () => {
    await operatorDoes(scene, (tx) => sql`update staff set display_name = 'Quentin Doe', valid_to = '2026-01-31' where id = ${scene.trainee.staffId}`.execute(tx));
    for (const who of ["desk", "leader", "spare"]) expect(await find(who, "quentni")).toEqual({ families: [], more: "no", staff: [{ staffId: scene.trainee.staffId, name: "Quentin Doe", roles: ["trainee"], leftOn: "2026-01-31", match: "close" }], sessions: [] });
    expect(await families("leader", "maria")).toEqual([]);
    expect((await find("others", "quentin")).staff).toEqual([]);
  });

  it("finds names in other letters, with marks of direction and marks of their own", async () => {
    await family(scene, "hebrew", { givenName: "\u200fשרה\u200e", familyName: "किरण", birthDate: "2022-01-01" });
    for (const q of ["שרה", "किरण", "किर שר"]) expect([q, await families("desk", q)]).toEqual([q, ["hebrew"]]);
  });

  it("refuses what is no question", async () => {
    for (const q of ["", " ", "!?", "a".repeat(101)]) expect([q, (await ask("desk", q)).status]).toEqual([q, 400]);
    expect((await call(server, null, "GET", "/api/find?q=a")).status).toBe(401);
  });

  it("takes a whole name that is typed right for what was meant, and less of one perhaps for another", async () => {
    await family(scene, "whole", { givenName: "Tilda Anne", familyName: "Quarz", birthDate: "2021-03-04" });
    await family(scene, "near", { givenName: "Tilde Anne", familyName: "Quarz", birthDate: "2021-03-05" });
    expect(await families("desk", "quarz tilda anne")).toEqual(["whole"]);
    expect(await families("desk", "quarz tilda")).toEqual(["whole", "near"]);
    expect(await families("desk", "quraz tilda anne")).toEqual(["whole", "near"]);
  });

  it("narrows the list of families in the same way", async () => {
    const listed = async (who: string, search: string, status = "all") => ((await call(server, cookies.get(who)!, "GET", `/api/cases?status=${status}&search=${encodeURIComponent(search)}`)).body as Outputs["cases"]["list"]).cases.map((one) => named(one.caseId));
    expect((await listed("desk", "maria")).sort()).toEqual(["closed", "foreign", "own"]);
    expect(await listed("desk", "maria", "open")).toEqual(["foreign", "own"]);
    for (const who of ["desk", "clinician"]) for (const q of ["olmo jose", "jsoe nunez", "jose 5/2/2021"]) expect([q, await listed(who, q)]).toEqual([q, ["own"]]);
    expect(await listed("clinician", "")).toEqual(["own", "scene"]);
    expect(await listed("desk", "!")).toEqual([]);
    expect(await listed("desk", "rosa")).toEqual([]);
  });

  it("forgets a name that changed and a word that nobody bears any more", async () => {
    const words = (word: string) => server.fresh.asOwner(async (client) => (await client.query("select (select count(*)::int from dyad.name_words where word = $1) as words, (select count(*)::int from dyad.name_keys where word = $1) as keys", [word])).rows[0]);
    expect(await words("gundolf")).toEqual({ words: 1, keys: 12 });
    await operatorDoes(scene, (tx) => sql`update persons set given_name = 'Hildebert' where given_name = 'Gundolf'`.execute(tx));
    expect(await words("gundolf")).toEqual({ words: 0, keys: 0 });
    expect((await words("rosa")).keys).toBeGreaterThan(0);
    expect([await families("desk", "gundolf"), await families("desk", "hildebret")]).toEqual([[], ["own"]]);
  });

  it("works out anew by what people are found, for rows that came past the triggers", async () => {
    await server.fresh.asOwner((client) => client.query("set session_replication_role = replica; delete from dyad.name_words; delete from dyad.name_keys"));
    expect(await families("desk", "jose nunez")).toEqual([]);
    await server.fresh.asOwner((client) => client.query("select dyad.index_names()"));
    expect([await families("desk", "jose nunez"), await families("desk", "jsoe nunez")]).toEqual([["own"], ["own"]]);
  });
});
