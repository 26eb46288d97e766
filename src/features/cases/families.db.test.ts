import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { sql } from "kysely";
import { z } from "zod";
import { newId, rows, type Transaction } from "#database/actor.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { familiesAsked, type FamiliesAsked, familySorts } from "./families.contract.ts";
import { countFamilies, listFamilies } from "./families.store.ts";

// The list of families (B10): under every sort and filter its pages together are what the viewer sees, each row once.

const NOW = "2026-11-20T15:00:00Z";
const TODAY = "2026-11-20";
type Known = { id: string; name: string; born: string | null; status: "open" | "closed"; stage: number; opened: string; clinicians: string[]; language: string; last: { at: string; place: string } | null; next: { at: string; place: string } | null };
let server: TestServer;
let scene: Scene;
let director: StaffActor;
let one: StaffActor;
let two: StaffActor;
let outsider: StaffActor;
let team = "";
const known: Known[] = [];
const plain = z.object(familiesAsked).parse({});

/** A family of which everything that can be asked is chosen, so that many are alike and many miss something. */
async function addFamily(tx: Transaction, number: number): Promise<Known> {
  const pick = <T>(values: readonly T[], turn: number): T => values[Math.floor(number / turn) % values.length]!;
  const agencyId = tx.actor.agencyId;
  const [childId, adultId, id] = [newId(tx), newId(tx), newId(tx)];
  const family: Known = {
    id, name: pick(["Ana", "Álvaro", "ana", "Zoë"], 1), born: pick([null, "2022-05-02", "2023-01-01"], 2), status: pick(["open", "open", "closed"] as const, 3), stage: pick([1, 2, 3], 1), opened: pick(["2026-01-05", "2026-02-01"], 5),
    clinicians: pick([[], [one.staffId], [two.staffId], [one.staffId, two.staffId]], 2), language: pick(["en", "es"], 3),
    last: pick([null, { at: "2026-11-02T15:00:00.000Z", place: "home" }, { at: "2026-10-02T15:00:00.000Z", place: "school" }], 4), next: pick([null, { at: "2026-12-01T15:00:00.000Z", place: "service_site" }, null], 3),
  };
  await sql`insert into persons (agency_id, id, kind, given_name, family_name, birth_date, language) values (${agencyId}, ${childId}, 'child', ${family.name}, 'Alike', ${family.born}, 'en'), (${agencyId}, ${adultId}, 'adult', 'Adult', 'Alike', null, ${family.language})`.execute(tx);
  await sql`insert into cases (agency_id, id, child_id, status, stage, opened_on, closed_on) values (${agencyId}, ${id}, ${childId}, ${family.status}, ${family.stage}, ${family.opened}, ${family.status === "closed" ? TODAY : null})`.execute(tx);
  await sql`insert into case_people (agency_id, case_id, person_id, part, kind, valid_from) values (${agencyId}, ${id}, ${childId}, 'child', 'child', '2026-01-05'), (${agencyId}, ${id}, ${adultId}, 'caregiver', 'kin', '2026-01-05')`.execute(tx);
  for (const staffId of family.clinicians) await sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from) values (${agencyId}, ${id}, ${staffId}, 'assigned', '2026-01-05')`.execute(tx);
  for (const [session, status] of [[family.last, "held"], [family.next, "booked"]] as const) {
    if (session !== null) await sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone, status) values (${agencyId}, ${newId(tx)}, ${id}, 'dyadic', ${session.place}, 'in_person', 1, ${one.staffId}, ${session.at}, ${session.at}::timestamptz + interval '50 minutes', 'America/New_York', ${status})`.execute(tx);
  }
  return family;
}

beforeAll(async () => {
  server = await startServer({ now: NOW });
  scene = await makeScene(server, "ours");
  const other = await makeScene(server, "theirs");
  director = await makeStaff(scene.place, scene.agency, { roles: ["administrator"], from: "2026-01-05" });
  one = await makeStaff(scene.place, scene.agency, { from: "2026-01-05" });
  two = await makeStaff(scene.place, scene.agency, { from: "2026-01-05" });
  outsider = await makeStaff(other.place, other.agency, { roles: ["administrator"], from: "2026-01-05" });
  await operatorDoes(scene, async (tx) => {
    team = newId(tx);
    await sql`insert into teams (agency_id, id, name, valid_from) values (${tx.actor.agencyId}, ${team}, 'Made-up team', '2026-01-05')`.execute(tx);
    await sql`insert into team_members (agency_id, id, team_id, staff_id, part, valid_from) values (${tx.actor.agencyId}, ${newId(tx)}, ${team}, ${two.staffId}, 'clinician', '2026-01-05')`.execute(tx);
    for (let number = 0; number < 60; number++) known.push(await addFamily(tx, number));
  });
}, 120_000);
afterAll(() => server.close());

function expected(asked: FamiliesAsked, viewer: StaffActor): Set<string> {
  const clinician = asked.clinician === "own" ? viewer.staffId : asked.clinician;
  const fits = (family: Known) =>
    (viewer === director || family.clinicians.includes(viewer.staffId)) && (asked.status === "all" || family.status === asked.status) && (asked.stage === null || (family.status === "open" && String(family.stage) === asked.stage)) &&
    (clinician === null || (clinician === "nobody" ? family.clinicians.length === 0 : family.clinicians.includes(clinician))) && (asked.team === null || (asked.team === team && family.clinicians.includes(two.staffId))) &&
    (asked.language === null || family.language === asked.language) && (asked.booked === null || family.next === null) && (asked.setting === null || (family.next ?? family.last)?.place === asked.setting);
  return new Set(known.filter(fits).map((family) => family.id));
}
const valueOf: Record<(typeof familySorts)[number], (family: Known) => string | number | null> = {
  child: (family) => family.name.toLowerCase(),
  age: (family) => family.born,
  stage: (family) => (family.status === "closed" ? 4 : family.stage),
  last: (family) => family.last?.at ?? null,
  next: (family) => family.next?.at ?? null,
  opened: (family) => family.opened,
};
async function everyPage(viewer: StaffActor, asked: FamiliesAsked, size: number): Promise<{ ids: string[]; count: number }> {
  return acting(scene.place, viewer, async (tx) => {
    const ids: string[] = [];
    let after: string | null = null;
    for (let round = 0; round < 200; round++) {
      const page: Awaited<ReturnType<typeof listFamilies>> = await listFamilies(tx, null, asked, { after, size });
      ids.push(...page.cases.map((family) => family.caseId));
      if (page.next === null) return { ids, count: await countFamilies(tx, null, asked) };
      expect(page.next.length).toBeLessThanOrEqual(200);
      after = page.next;
    }
    throw new Error("The list has no end.");
  });
}

describe("the list of families", () => {
  // The scene's own family stands beside the made-up ones for who sees all.
  const ours = (ids: string[]) => ids.filter((id) => known.some((family) => family.id === id));
  it.each(familySorts.flatMap((sort) => (["up", "down"] as const).map((order) => [sort, order] as const)))("sorted by %s, %s: its pages are the whole list, each row once, and in order", async (sort, order) => {
    for (const viewer of [director, one]) {
      const { ids, count } = await everyPage(viewer, { ...plain, status: "all", sort, order }, 7);
      expect(new Set(ids).size).toBe(ids.length);
      expect(count).toBe(ids.length);
      expect(new Set(ours(ids))).toEqual(expected({ ...plain, status: "all" }, viewer));
      const values = ours(ids).map((id) => valueOf[sort](known.find((family) => family.id === id)!));
      const there = values.filter((value) => value !== null);
      expect(values.slice(there.length).every((value) => value === null)).toBe(true);
      const [rises, turned] = [order === "up", sort === "age"];
      if (sort === "child") expect(new Set(there).size).toBe(there.filter((value, at) => at === 0 || value !== there[at - 1]).length);
      else expect(there).toEqual([...there].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0) * (rises === turned ? -1 : 1)));
    }
  });

  it("is right under any mixture of filters, by whatever sort and size of page, and counts what it gives", async () => {
    const of = <T>(...values: T[]) => fc.constantFrom(null, ...values);
    const asking = fc.record({ sort: fc.constantFrom(...familySorts), order: fc.constantFrom("up" as const, "down" as const), status: fc.constantFrom("open" as const, "closed" as const, "all" as const), stage: of("1" as const, "2" as const), clinician: of("own" as const, "nobody" as const, one.staffId, two.staffId), team: of(team), language: of("en" as const, "es" as const), setting: of("home" as const, "service_site" as const, "school" as const), booked: of("no" as const) });
    await fc.assert(
      fc.asyncProperty(asking, fc.constantFrom(director, one, two), fc.integer({ min: 1, max: 20 }), async (asked, viewer, size) => {
        const { ids, count } = await everyPage(viewer, asked, size);
        expect(new Set(ids).size).toBe(ids.length);
        expect(count).toBe(ids.length);
        expect(new Set(ours(ids))).toEqual(expected(asked, viewer));
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it("tells another agency and whoever is assigned to nothing of none, not even by a count", async () => {
    const nobody = await makeStaff(scene.place, scene.agency, { from: "2026-01-05" });
    for (const asked of [plain, { ...plain, clinician: one.staffId }, { ...plain, clinician: "nobody" as const }, { ...plain, team }]) expect(await everyPage(nobody, asked, 50)).toEqual({ ids: [], count: 0 });
    const theirs = await call(server, await signedIn(server, outsider), "GET", `/api/cases?status=all&clinician=${one.staffId}`);
    expect(theirs.body).toEqual({ cases: [], next: null, count: 0 });
  });

  it("refuses a key of another sort and anything that is no code", async () => {
    const cookie = await signedIn(server, director);
    for (const query of ["sort=age&after=00000000-0000-4000-8000-000000000000%7Cana", "after=x", "sort=name", "stage=9", "clinician=Ana", "team=1%27", "language=klingon", "setting=moon"]) expect((await call(server, cookie, "GET", `/api/cases?${query}`)).status, query).toBe(400);
  });

  it("is a file of the same rows, of which the trail names every family and how many there are", async () => {
    const cookie = await signedIn(server, one);
    const file = await call(server, cookie, "GET", "/api/family-list/file?status=all&sort=opened&format=csv&says=es");
    expect(file.status).toBe(200);
    const [heads, ...cells] = parse(file.text, { bom: true }) as string[][];
    expect(heads).toEqual(["Niño o niña: nombre", "Niño o niña: apellidos", "Niño o niña: fecha de nacimiento", "Etapa", "Caso abierto", "Terapeuta", "Última sesión", "Próxima sesión"]);
    const seen = [...expected({ ...plain, status: "all" }, one)];
    expect(cells).toHaveLength(seen.length);
    const trail = await operatorDoes(scene, (tx) => rows<{ action: string; details: { caseIds: string[]; rows: number } }>(tx, sql`select action, details from audit_entries where procedure = 'cases.file' order by at desc limit 1`));
    expect(trail[0]).toMatchObject({ action: "export", details: { rows: seen.length } });
    expect(new Set(trail[0]!.details.caseIds)).toEqual(new Set(seen));
    const book = await call(server, cookie, "GET", "/api/family-list/file?format=xlsx&says=en");
    expect([book.status, book.text.slice(0, 2)]).toEqual([200, "PK"]);
  });

  it("names every family of a file in the trail, however many there are", async () => {
    await operatorDoes(scene, async (tx) => {
      for (let number = 60; number < 480; number++) known.push(await addFamily(tx, number));
    });
    const file = await call(server, await signedIn(server, two), "GET", "/api/family-list/file?status=all&format=csv&says=en");
    const seen = expected({ ...plain, status: "all" }, two);
    expect(seen.size).toBeGreaterThan(200);
    expect(file.text.trim().split("\r\n")).toHaveLength(seen.size + 1);
    const trail = await operatorDoes(scene, (tx) => rows<{ details: { caseIds: string[]; rows?: number } }>(tx, sql`select details from audit_entries where procedure = 'cases.file' and action = 'export' and request_id = ${file.requestId}`));
    expect(trail.flatMap((one) => one.details.rows ?? [])).toEqual([seen.size]);
    expect(new Set(trail.flatMap((one) => one.details.caseIds))).toEqual(seen);
  });
});
