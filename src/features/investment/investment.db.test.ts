import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { countProgramme } from "#features/outcomes/counting.handlers.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeAgency, makeStaff, type StaffActor, type TestAgency } from "../../../test/support/agency.ts";
import { noInputs } from "./rules.ts";

// What a programme types about its costs, beside its own suppressed figures (C3).

const TODAY = "2026-11-20";
let server: TestServer;
let agency: TestAgency;
let director: StaffActor;
let leader: StaffActor;
let clinician: StaffActor;
let elsewhere: StaffActor;
const cookies = new Map<StaffActor, string>();
type Answer<T> = { status: number; body: T };
type Got = Outputs["investment"]["get"];
const get = async (who: StaffActor) => (await call(server, cookies.get(who)!, "GET", "/api/return")) as Answer<Got>;
const keep = (who: StaffActor, inputs: object) => call(server, cookies.get(who)!, "POST", "/api/return", inputs);

/** Courses as they are derived: in 2025 half went to the planned end, and of 2026 few asked. */
const putCourses = (planned: number, of2026: number) =>
  acting(server.fresh, agency.system, async (tx) => {
    await sql`delete from outcome_courses`.execute(tx);
    await sql`insert into outcome_courses (agency_id, id, course, referral_id, asked_on, first_session_on, ended_on, position, fidelity, sessions, missed, came, moves, reunified, counted_at)
      select ${agency.agencyId}, gen_random_uuid(), 1, null, on_day, on_day + 14, on_day + 200, case when at <= ${planned} or (at > 80 and at % 2 = 0) then 'planned' else 'early_two' end, 'none', 24, 4, 20, 0, false, ${tx.now}
      from (select at, case when at <= 80 then make_date(2025, 1 + 3 * (at % 4), 15) else make_date(2026, 2, 3) end as on_day from generate_series(1, ${80 + of2026}) at) t`.execute(tx);
    await countProgramme(tx, []);
  });

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00Z` });
  agency = await makeAgency(server.fresh);
  [director, leader, clinician] = [await makeStaff(server.fresh, agency, { roles: ["administrator"] }), await makeStaff(server.fresh, agency, { roles: ["senior_leader"] }), await makeStaff(server.fresh, agency)];
  elsewhere = await makeStaff(server.fresh, await makeAgency(server.fresh), { roles: ["administrator"] });
  for (const one of [director, leader, clinician, elsewhere]) cookies.set(one, await signedIn(server, one));
});
afterAll(() => server.close());

describe("C3: the programme's own figures beside what it types", () => {
  it("says that nothing is told where nothing was counted, and how many treat", async () => {
    const { body } = await get(director);
    expect(body.own).toMatchObject({ period: null, inputs: [{ key: "families", count: { people: null } }, { key: "completers", count: { people: null } }, { key: "clinicians", count: { people: 1 }, countedOn: TODAY }], sessions: null });
    expect(body.versions).toEqual([]);
    expect(body.published.length).toBeGreaterThan(3);
  });

  it("are of the newest whole year that can be told, with its day", async () => {
    await putCourses(40, 30);
    const { own } = (await get(leader)).body;
    expect(own.period!.values).toEqual(["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]);
    expect(own.inputs.map((one) => [one.key, one.count.people, one.countedOn])).toEqual([["families", 80, TODAY], ["completers", 40, TODAY], ["clinicians", 1, TODAY]]);
  });

  it("a version says which of its figures were the programme's own, and which somebody typed; nobody can claim it", async () => {
    expect((await keep(director, { ...noInputs, families: 80, completers: 44, clinicians: 1, priceYear: 2026 })).status).toBe(200);
    const [first] = (await get(leader)).body.versions;
    expect(first).toMatchObject({ inputs: { families: 80, completers: 44 }, taken: [{ key: "families", countedOn: TODAY, period: ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"] }, { key: "clinicians", countedOn: TODAY, period: [] }], keptAt: `${TODAY}T15:00:00.000Z` });
    expect(Object.keys(first!.inputs)).not.toContain("taken");
    expect((await keep(director, { ...noInputs, taken: [{ key: "completers", countedOn: TODAY, period: [] }] })).status).toBe(400);
  });

  it("a figure that is hidden says so and is typed by hand; what is typed then is never called the programme's own", async () => {
    const other = await makeAgency(server.fresh);
    const someone = await makeStaff(server.fresh, other, { roles: ["administrator"] });
    cookies.set(someone, await signedIn(server, someone));
    const before = [agency, director] as const;
    [agency, director] = [other, someone];
    await putCourses(4, 30);
    const { own } = (await get(someone)).body;
    expect(own.inputs.find((one) => one.key === "completers")!.count.people).toBeNull();
    await keep(someone, { ...noInputs, completers: 4, families: 80 });
    const [version] = (await get(someone)).body.versions;
    expect([version!.inputs.completers, version!.taken.some((one) => one.key === "completers")]).toEqual([4, false]);
    [agency, director] = before;
  });

  it("is of this agency alone, and for who answers for its money", async () => {
    expect((await get(elsewhere)).body).toMatchObject({ versions: [], own: { period: null } });
    expect([(await get(clinician)).status, (await keep(clinician, noInputs)).status]).toEqual([403, 403]);
    expect(await acting(server.fresh, clinician, (tx) => rows(tx, sql`select 1 from return_inputs`))).toEqual([]);
    expect((await keep(leader, { ...noInputs, denialRate: 101 })).status).toBe(400);
    expect(await acting(server.fresh, agency.operator, (tx) => rows(tx, sql`select action, outcome from audit_entries where procedure = 'investment.keep' and outcome = 'done'`))).toEqual([{ action: "write", outcome: "done" }]);
  });
});
