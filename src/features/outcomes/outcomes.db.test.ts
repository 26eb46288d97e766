import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { row, rows } from "#database/actor.ts";
import { addDays, type CivilDate } from "#kernel/dates.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeAgency, makeStaff, type StaffActor, type TestAgency } from "../../../test/support/agency.ts";
import { shippedSchedule } from "#features/measures/default.rules.ts";
import { outcomesDeriveCommand } from "#main/cli/outcomes.ts";
import { countDaily, deriveChanged } from "./working.handlers.ts";
import { CASES, hasStarted, idOf, isOpen, middleOf, stories, translated } from "./stories.test-support.ts";
import { listCourses, listNewest } from "./store.ts";

// From the record to what is shown: the kept rows are those of a plain recomputation, only cases that changed are derived
// anew, and what is shown is counted from them.

const TODAY = "2026-11-20";
let server: TestServer;
let agency: TestAgency;
let director: StaffActor;
let supervisor: StaffActor;
let clinician: StaffActor;
let desk: StaffActor;
const cookies = new Map<StaffActor, string>();
const jobAgency = () => ({ agencyId: agency.agencyId, timeZone: agency.timeZone });

async function putRecord(): Promise<void> {
  await acting(server.fresh, agency.operator, async (tx) => {
    const a = agency.agencyId;
    for (const one of stories) {
      const [child, adult, caseId] = [idOf("child", one.n), idOf("adult", one.n), idOf("case", one.n)];
      await sql`insert into persons (agency_id, id, kind, given_name, family_name, birth_date, language) values (${a}, ${child}, 'child', 'Child', ${String(one.n)}, ${addDays(one.askedOn, -365 * (1 + (one.n % 5)) - 30)}, 'en'), (${a}, ${adult}, 'adult', 'Adult', ${String(one.n)}, null, ${one.n % 3 === 0 ? "es" : "en"})`.execute(tx);
      await sql`insert into cases (agency_id, id, child_id, status, stage, opened_on, closed_on) values (${a}, ${caseId}, ${child}, ${one.endedOn === null ? "open" : "closed"}, 1, ${one.askedOn}, ${one.endedOn})`.execute(tx);
      await sql`insert into case_people (agency_id, case_id, person_id, part, kind, lives_with_child, valid_from) values (${a}, ${caseId}, ${child}, 'child', 'child', null, ${one.askedOn}), (${a}, ${caseId}, ${adult}, 'caregiver', 'kin', true, ${one.askedOn})`.execute(tx);
      await sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from) values (${a}, ${caseId}, ${clinician.staffId}, 'assigned', ${one.askedOn})`.execute(tx);
      if (one.sessions > 0) {
        await sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone, status) select ${a}, md5(${`session ${one.n} `} || k)::uuid, ${caseId}, 'dyadic', 'home', 'in_person', 1, ${clinician.staffId}, at, at + interval '50 minutes', 'America/New_York', 'held'
          from generate_series(0, ${one.sessions - 1}) k cross join lateral (select ((${one.firstOn}::date + 7 * k)::timestamp + interval '10 hours') at time zone 'America/New_York' as at) t`.execute(tx);
        if (one.hasStageTwo) await sql`insert into case_stages (agency_id, case_id, stage, began_on, began_at) values (${a}, ${caseId}, 2, ${addDays(one.firstOn, 42)}, ${`${addDays(one.firstOn, 42)}T12:00:00Z`})`.execute(tx);
        if (one.endedOn !== null) await sql`insert into course_closings (agency_id, case_id, course, closed_on, stage, initiator, manner, change, prognosis, transferred, recorded_at) values (${a}, ${caseId}, 1, ${one.endedOn}, 2, 'mutual', ${one.manner}, 4, 'good', false, ${`${one.endedOn}T12:00:00Z`})`.execute(tx);
        if (one.manner === "dropped") await sql`insert into course_closing_reasons (agency_id, id, case_id, course, reason, class, owner_person_id) values (${a}, ${idOf("reason", one.n)}, ${caseId}, 1, ${one.n % 8 === 1 ? "moved" : "adult_jail"}, ${one.n % 8 === 1 ? "child_chart" : "caregiver"}, ${one.n % 8 === 1 ? null : adult})`.execute(tx);
        await putScore(tx, one.n, "first", addDays(one.firstOn, 3), one.pre);
        if (one.post !== null) await putScore(tx, one.n, "last", addDays(one.firstOn, 80), one.post);
      }
    }
    await sql`insert into referrals (agency_id, id, source, status, received_at, language) select ${a}, overlay(overlay(md5('referral ' || k) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid, 'phone', case when k % 2 = 0 then 'new' else 'declined' end, '2025-05-05T12:00:00Z', 'en' from generate_series(1, 24) k`.execute(tx);
  });
}
async function putScore(tx: Parameters<Parameters<typeof acting>[2]>[0], n: number, which: string, on: CivilDate, total: number): Promise<void> {
  const [a, adult, id, language] = [agency.agencyId, idOf("adult", n), idOf(`request ${which}`, n), which === "last" && n === translated.n ? "es" : "en"];
  await sql`insert into measure_requests (agency_id, id, case_id, respondent_id, about_id, instrument, version, language, status, requested_at, expires_at, submitted_at, battery_id) values (${a}, ${id}, ${idOf("case", n)}, ${adult}, ${adult}, 'phq-9', '1', ${language}, 'submitted', ${`${on}T12:00:00Z`}, ${`${on}T13:00:00Z`}, ${`${on}T12:30:00Z`}, ${id})`.execute(tx);
  await sql`insert into measure_scores (agency_id, request_id, case_id, class, owner_person_id, instrument, version, language, answered_on, total, result) values (${a}, ${id}, ${idOf("case", n)}, 'caregiver', ${adult}, 'phq-9', '1', ${language}, ${on}, ${total}, ${JSON.stringify({ total, subscales: {} })}::jsonb)`.execute(tx);
}
const kept = () => acting(server.fresh, agency.system, listCourses);
const ask = async <T = Outputs["outcomes"]["figures"]>(who: StaffActor, address: string) => (await call(server, cookies.get(who)!, "GET", `/api/outcomes${address}`)) as { status: number; body: T };

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00Z` });
  agency = await makeAgency(server.fresh);
  desk = await makeStaff(server.fresh, agency, { roles: ["front_desk"] });
  [director, supervisor, clinician] = [await makeStaff(server.fresh, agency, { roles: ["administrator"] }), await makeStaff(server.fresh, agency, { roles: ["supervisor"] }), await makeStaff(server.fresh, agency)];
  for (const one of [director, supervisor, clinician, desk]) cookies.set(one, await signedIn(server, one));
  await putRecord();
});
afterAll(() => server.close());

describe("what is kept of each course", () => {
  it("is derived from what changed, and once only", async () => {
    expect(await deriveChanged(server.services, jobAgency())).toBeGreaterThanOrEqual(CASES);
    expect(await deriveChanged(server.services, jobAgency())).toBe(0);
    expect(await kept()).toHaveLength(CASES + 24);
  });

  it("is what a plain recomputation of the record says", async () => {
    const all = (await kept()).filter((one) => one.language !== null);
    const count = (test: (one: Awaited<ReturnType<typeof kept>>[number]) => unknown) => all.filter(test).length;
    const told = (test: (one: (typeof stories)[number]) => unknown) => stories.filter(test).length;
    expect(count((one) => one.position === "planned")).toBe(told((one) => one.manner === "planned"));
    expect(count((one) => one.position === "early_one")).toBe(told((one) => one.manner === "dropped" && !one.hasStageTwo));
    expect(count((one) => one.position === "early_two")).toBe(told((one) => one.manner === "dropped" && one.hasStageTwo));
    expect(count((one) => one.position === "stage_two")).toBe(told((one) => hasStarted(one) && one.manner === null && one.hasStageTwo));
    expect(count((one) => one.position === "deciding")).toBe(told((one) => one.sessions === 0) + 12);
    expect(count((one) => one.position === "not_eligible")).toBe(12);
    expect(all.reduce((sum, one) => sum + one.sessions, 0)).toBe(stories.reduce((sum, one) => sum + one.sessions, 0));
    expect(count((one) => one.pairs["phq-9:total"]?.state === "pair")).toBe(told((one) => hasStarted(one) && one !== translated && one.post !== null && (one.endedOn === null || one.endedOn >= addDays(one.firstOn, 80))));
    expect(count((one) => one.reason === "moved")).toBe(told((one) => one.manner === "dropped" && one.n % 8 === 1));
  });

  it("is the same when bin/dyad outcomes derive derives everything anew, whatever stood there", async () => {
    const before = (await kept()).map((one) => JSON.stringify(one)).sort();
    await acting(server.fresh, agency.system, (tx) => sql`update outcome_courses set sessions = 99`.execute(tx));
    const { host, user, password, database } = server.fresh.loginConfig as { host: string; user: string; password: string; database: string };
    const folder = mkdtempSync(path.join(tmpdir(), "dyad-derive-"));
    const environment = { DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(host)}`, DYAD_DATA_DIR: folder };
    const { exit, stdout } = await outcomesDeriveCommand({ argv: ["--json"], language: "en", dataDirectory: "", environment, readInput: async () => "" });
    rmSync(folder, { recursive: true });
    expect([exit, (JSON.parse(stdout) as { agencies: unknown[] }).agencies]).toEqual([0, [{ agency: expect.any(String), derived: CASES + 24 }]]);
    expect((await kept()).map((one) => JSON.stringify(one)).sort()).toEqual(before);
    expect(await acting(server.fresh, agency.operator, (tx) => rows(tx, sql`select details from audit_entries where procedure = 'cli.outcomesDerive'`))).toEqual([{ details: { command: "outcomes derive", derived: CASES + 24 } }]);
  });

  it("follows a case that goes on, and leaves the others alone", async () => {
    const open = stories.find((one) => hasStarted(one) && one.endedOn === null)!;
    await acting(server.fresh, agency.operator, (tx) => sql`update sessions set status = 'no_show' where id = md5(${`session ${open.n} `} || 1)::uuid`.execute(tx));
    expect(await deriveChanged(server.services, jobAgency())).toBe(1);
    const missed = (await kept()).reduce((sum, one) => sum + one.missed, 0);
    expect(missed).toBe(1);
    await acting(server.fresh, agency.operator, (tx) => sql`update sessions set status = 'held' where id = md5(${`session ${open.n} `} || 1)::uuid`.execute(tx));
    await deriveChanged(server.services, jobAgency());
  });

  it("knows who pays as intake was told it, else as a hospital sent it, before and after a case is opened", async () => {
    const [told, sent, silent] = [1, 2, 3].map((k) => idOf("referral", k)) as [string, string, string];
    const payersOf = () => acting(server.fresh, agency.system, (tx) => rows<{ payer: string | null; course: number; isCase: boolean }>(tx, sql`select payer, course, case_id is not null as "isCase" from outcome_courses where referral_id = any (${[told, sent, silent]}::uuid[]) or case_id = ${idOf("case", 0)} order by payer nulls last, course`));
    const setPayer = (referralId: string, payer: string | null, revision: number, who = desk) => call(server, cookies.get(who)!, "POST", `/api/referrals/${referralId}/payer`, { payer, revision });
    await acting(server.fresh, agency.operator, (tx) => sql`update referrals set details = ${JSON.stringify({ coverage: [{ payer: "Sent plan", memberId: null }] })}::jsonb where id = ${sent}`.execute(tx));
    expect((await setPayer(told, "  Made-up   plan ", 1)).body).toMatchObject({ payer: "Made-up plan", revision: 2 });
    expect([(await setPayer(told, "Another", 1)).status, (await setPayer(told, "", 2)).status, (await setPayer(told, "Another", 2, clinician)).status]).toEqual([409, 400, 403]);
    await deriveChanged(server.services, jobAgency());
    expect(await payersOf()).toEqual([{ payer: "Made-up plan", course: 1, isCase: false }, { payer: "Sent plan", course: 1, isCase: false }, { payer: null, course: 1, isCase: false }, { payer: null, course: 1, isCase: true }]);
    await acting(server.fresh, agency.operator, async (tx) => {
      await sql`update cases set referral_id = ${silent} where id = ${idOf("case", 0)}`.execute(tx);
      await sql`update referrals set case_id = ${idOf("case", 0)}, status = 'opened' where id = ${silent}`.execute(tx);
    });
    await deriveChanged(server.services, jobAgency());
    await setPayer(silent, "Made-up plan", 1);
    expect(await deriveChanged(server.services, jobAgency())).toBe(1);
    expect((await payersOf()).filter((one) => one.isCase)).toEqual([{ payer: "Made-up plan", course: 1, isCase: true }]);
    await acting(server.fresh, agency.operator, async (tx) => {
      await sql`update cases set referral_id = null where id = ${idOf("case", 0)}`.execute(tx);
      await sql`update referrals set case_id = null, status = 'declined', payer = null where id = ${silent}`.execute(tx);
    });
    await deriveChanged(server.services, jobAgency());
  });

  it("leaves out a score that was corrected", async () => {
    const one = stories.find((each) => isOpen(each) && each !== translated)!;
    const pairOf = async () => (await kept()).filter((each) => each.pairs["phq-9:total"]?.state === "pair").length;
    const before = await pairOf();
    await acting(server.fresh, agency.operator, async (tx) => {
      const made = idOf("request corrected", one.n);
      await sql`insert into measure_requests (agency_id, id, case_id, respondent_id, about_id, instrument, version, language, status, requested_at, expires_at, submitted_at, battery_id, corrects_id) select agency_id, ${made}, case_id, respondent_id, about_id, instrument, version, language, 'submitted', requested_at, expires_at, submitted_at, ${made}, id from measure_requests where id = ${idOf("request last", one.n)}`.execute(tx);
    });
    await server.fresh.asOwner((client) => client.query("update dyad.measure_scores set corrected_by_id = $1 where request_id = $2", [idOf("request corrected", one.n), idOf("request last", one.n)]));
    await deriveChanged(server.services, jobAgency());
    expect(await pairOf()).toBe(before - 1);
    one.post = null;
  });

  describe("is judged as the case's own page judges it", () => {
    type Series = Outputs["measureSeries"]["list"]["series"];
    const pageOf = async (n: number) => ((await call(server, cookies.get(clinician)!, "GET", `/api/cases/${idOf("case", n)}/measures/series`)) as { body: { series: Series } }).body.series.find((one) => one.instrument === "phq-9")!;
    const pairOf = (n: number) => acting(server.fresh, agency.system, (tx) => row<{ state: string; change: string; pre: number | null; post: number | null; above: boolean | null }>(tx, sql`select p.state, p.change, p.pre::float as pre, p.post::float as post, p.pre_above as above from outcome_pairs p where p.case_id = ${idOf("case", n)} and p.series = 'phq-9:total'`));
    const derive = () => deriveChanged(server.services, jobAgency());

    it("a break that somebody joins with a reason becomes a pair, and none again when it is taken back", async () => {
      const { n } = translated;
      const last = idOf("request last", n);
      expect([(await pairOf(n))!.state, (await pageOf(n)).breaks[0]!.kinds]).toEqual(["broken", ["language"]]);
      const join = (reason: string | null) => call(server, cookies.get(clinician)!, "POST", `/api/cases/${idOf("case", n)}/measures/overrides`, { before: idOf("request first", n), after: last, reason });
      expect((await join("The same adult, who speaks both.")).status).toBe(200);
      expect(await derive()).toBe(1);
      const page = (await pageOf(n)).change!;
      expect(await pairOf(n)).toMatchObject({ state: "pair", pre: page.pre, post: page.post });
    });

    it("figures and a cut of the agency's own are used by both, and what rests on them is derived anew at once", async () => {
      const enter = (body: unknown) => call(server, cookies.get(director)!, "POST", "/api/instruments/phq-9/figures", body);
      const from = { score: "total", reason: "Counted last year.", population: "Our families", source: "Our own count", certainty: "read" };
      expect((await enter({ ...from, figure: { kind: "change_inputs", sd: 5, reliability: 0.8 } })).status).toBe(200);
      expect((await enter({ ...from, figure: { kind: "cut", atLeast: 12 } })).status).toBe(200);
      expect(await derive()).toBeGreaterThan(50);
      let judged = 0;
      for (const { n } of stories.filter(isOpen).slice(0, 12)) {
        const [pair, { change }] = [(await pairOf(n))!, await pageOf(n)];
        if (pair.state !== "pair") continue;
        judged++;
        expect([pair.change, pair.above], String(n)).toEqual([{ improved: "better", no_reliable_change: "same", deteriorated: "worse" }[change!.verdict!], change!.pre >= 12]);
      }
      expect(judged).toBeGreaterThan(5);
    });

    it("another schedule marks whatever was answered", async () => {
      await acting(server.fresh, agency.operator, (tx) => sql`insert into measure_schedules (agency_id, number, content, note, made_at) values (${agency.agencyId}, 1, ${JSON.stringify({ ...shippedSchedule, breaks: { language: "same", mode: "same" } })}, 'Language joins.', now())`.execute(tx));
      expect(await derive()).toBeGreaterThan(50);
      expect((await pageOf(translated.n)).breaks).toEqual([]);
      expect((await pairOf(translated.n))!.state).toBe("pair");
    });
  });

  it("is read by nobody but who may see the case, each part by its class", async () => {
    const seen = (who: StaffActor, table: string) => acting(server.fresh, who, async (tx) => (await row<{ count: number }>(tx, sql`select count(*) as count from ${sql.table(table)}`))!.count);
    const reasons = stories.filter((one) => one.manner === "dropped");
    for (const table of ["outcome_courses", "outcome_pairs", "outcome_reasons", "outcome_changes"]) expect(await seen(supervisor, table), table).toBe(0);
    expect(await seen(clinician, "outcome_courses")).toBe(CASES);
    expect(await seen(clinician, "outcome_tables")).toBe(0);
    expect(await seen(director, "outcome_pairs")).toBe(0);
    expect(await seen(clinician, "outcome_reasons")).toBe(reasons.length);
  });
});

describe("what is shown", () => {
  beforeAll(async () => {
    await countDaily(server.services, jobAgency());
  });

  it("is counted from the kept rows, hidden where it is small", async () => {
    const { status, body } = await ask(director, "");
    expect(status).toBe(200);
    const funnel = Object.fromEntries(body.funnel.map((one) => [one.id, one.count.people]));
    expect(funnel.asked).toBe(CASES + 24);
    expect(funnel.started).toBe(stories.filter(hasStarted).length);
    expect(funnel.planned).toBe(stories.filter((one) => one.manner === "planned").length);
    expect(body.dose.find((one) => one.id === "planned")!.sessions!.median).toBe(middleOf(stories.filter((one) => one.manner === "planned").map((one) => one.sessions)));
    const phq = body.domains.find((one) => one.domain === "G-gen")!.measures[0]!;
    const pairs = stories.filter((one) => hasStarted(one) && one.post !== null && (one.endedOn === null || one.endedOn >= addDays(one.firstOn, 80)));
    expect(phq.pairs.people).toBe(pairs.length);
    expect(phq.pre!.median).toBe(middleOf(pairs.map((one) => one.pre)));
    expect(phq.change).toMatchObject({ kind: "index", points: 6.2, source: "Our own count" });
    expect(phq.better!.people).toBe(pairs.filter((one) => one.pre - one.post! > 6.2).length);
    expect(body.domains.find((one) => one.domain === "C-cog")!.measures).toEqual([]);
    expect(JSON.stringify(body)).not.toMatch(/"people":([1-9]|10)\b/);
  });

  it("can be cut one way at a time", async () => {
    const whole = (await ask(director, "")).body;
    const english = whole.options.find((one) => one.cut === "language" && one.values.includes("en"))!;
    const { body } = await ask(director, `?cut=${encodeURIComponent(english.key)}`);
    expect(body.cut!.key).toBe(english.key);
    expect(body.funnel[0]!.count.people).toBe(stories.filter((one) => one.n % 3 !== 0).length + 24);
    expect((await ask(director, "?cut=language:xx")).status).toBe(404);
  });

  it("leads to the cases behind it that one may open anyway, and from a hidden figure to none", async () => {
    type Cases = Outputs["outcomes"]["cases"];
    expect((await ask<Cases>(director, "/cases?figure=position:planned")).body.cases).toEqual([]);
    await acting(server.fresh, agency.operator, (tx) => sql`insert into supervisions (agency_id, supervisor_id, clinician_id, valid_from) values (${agency.agencyId}, ${supervisor.staffId}, ${clinician.staffId}, '2024-01-01')`.execute(tx));
    const answer = await ask<Cases>(supervisor, "/cases?figure=position:planned");
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const first = answer.body;
    expect(first.cases.length).toBe(Math.min(50, stories.filter((one) => one.manner === "planned").length));
    const better = await ask<Cases>(supervisor, "/cases?figure=series:phq-9:total:better");
    expect([200, 404]).toContain(better.status);
    expect((await ask<Cases>(supervisor, "/cases?figure=position:left_before")).status).toBe(404);
  });

  it("is not for who does not answer for the programme", async () => {
    expect((await ask(clinician, "")).status).toBe(403);
  });

  it("leaves only as it was shown, and is audited", async () => {
    const { body } = await ask<Outputs["outcomes"]["lines"]>(director, "/lines");
    expect(body.lines.some((one) => one.value.startsWith("<") || one.value === "hidden")).toBe(true);
    const file = await call(server, cookies.get(director)!, "GET", `/api/outcomes/file?format=csv&hash=${body.hash}`);
    expect(file.status).toBe(200);
    expect(file.text.trim().split("\r\n")).toHaveLength(body.lines.length + 1);
    for (const one of body.lines) expect(file.text).toContain(one.value);
    expect((await call(server, cookies.get(director)!, "GET", `/api/outcomes/file?format=csv&hash=${"0".repeat(64)}`)).status).toBe(409);
    const audited = await acting(server.fresh, agency.operator, (tx) => rows(tx, sql`select 1 from audit_entries where procedure = 'outcomes.export' and action = 'export' and outcome = 'done'`));
    expect(audited).toHaveLength(1);
  });

  it("stays as it was counted where one more came, and is counted once a day", async () => {
    expect(await countDaily(server.services, jobAgency())).toBe(0);
    await acting(server.fresh, agency.operator, async (tx) => {
      await sql`insert into referrals (agency_id, id, source, status, received_at, language) values (${agency.agencyId}, ${idOf("referral", 99)}, 'phone', 'new', ${`${TODAY}T12:00:00Z`}, 'en')`.execute(tx);
    });
    await deriveChanged(server.services, jobAgency());
    const { countProgramme, seriesOf } = await import("./counting.handlers.ts");
    const before = await acting(server.fresh, agency.system, listNewest);
    expect(await acting(server.fresh, agency.system, async (tx) => countProgramme(tx, await seriesOf(tx, server.services)))).toBe(0);
    expect(await acting(server.fresh, agency.system, listNewest)).toEqual(before);
  });

  it("has a threshold of the agency's own, never under five", async () => {
    const send = (threshold: number) => call(server, cookies.get(director)!, "POST", "/api/outcomes/threshold", { threshold });
    expect((await send(4)).status).toBe(400);
    expect((await send(20)).status).toBe(200);
    expect((await ask(director, "")).body.threshold).toBe(20);
  });

  it("is never changed afterwards", async () => {
    await expect(server.fresh.asOwner((client) => client.query("update dyad.outcome_tables set content = '{}'"))).rejects.toThrow(/never changed/);
  });
});
