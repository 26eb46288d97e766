import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asActor, rows, type Transaction } from "#database/actor.ts";
import { sql } from "kysely";
import { addMonths } from "#kernel/dates.ts";
import { demoAccounts, findAccount, listAgencies } from "#features/account/store.ts";
import { fillDemo } from "#features/demo/handlers.ts";
import type { PolicyVersion } from "#features/policy/contract.ts";
import { loadPolicy } from "#features/policy/policies.ts";
import { readEditions } from "#features/policy/store.ts";
import { countChange } from "#features/rulebook/counting.handlers.ts";
import { askAgain, substanceOf } from "#features/rulebook/replay.rules.ts";
import { listKept } from "#features/rulebook/store.ts";
import { type Answer, call, type Outputs, signedIn, startServer, type TestServer } from "../access/server.ts";

// Policies as data (A4, A6–A14): every decision that was kept can be asked again for ever; a change is counted before it
// is accepted, and what was kept stays as it was.

let server: TestServer;
let agency: { agencyId: string; timeZone: string };
const cookies = new Map<string, string>();
const shipped = loadPolicy("dc-mhrs").versions[0]!;

const as = (who: string, method: string, address: string, body?: unknown): Promise<Answer> => call(server, cookies.get(who)!, method, `/api${address}`, body);
const acting = <T>(work: (tx: Transaction) => Promise<T>) => asActor(server.services.database, server.services.clock, { kind: "system", job: "test", ...agency }, work);
const finish = (changeId: string) => countChange(server.services, { agencyId: agency.agencyId, id: changeId });
const change = async (changeId: string) => (await as("director", "GET", `/policies/changes/${changeId}`)).body.change;

/** Every kept decision of the demo by this policy, asked again by the edition that it names. */
async function replayAll(): Promise<{ asked: number; otherwise: unknown[] }> {
  return acting(async (tx) => {
    const names = new Map((await rows<{ id: string; digest: string }>(tx, sql`select id, digest from decisions where policy = 'dc-mhrs'`)).map((one) => [one.id, one.digest]));
    const editions = await readEditions(tx, [...names.values()]);
    const kept = await listKept(tx, { policy: "dc-mhrs", from: "2000-01-01", after: null, most: 100_000 });
    expect(kept.length).toBe(names.size);
    const otherwise = kept.filter((one) => {
      const edition = editions.get(names.get(one.decisionId)!)!;
      return JSON.stringify(substanceOf(askAgain(one, { id: edition.id, versions: [edition] }))) !== JSON.stringify(substanceOf(one.answer));
    });
    return { asked: kept.length, otherwise };
  });
}

beforeAll(async () => {
  server = await startServer({ demo: "markers" });
  await fillDemo(server.services, { size: "handful" });
  const [first] = await listAgencies(server.services.database);
  agency = { agencyId: first!.agency_id, timeZone: first!.time_zone };
  for (const { email } of await demoAccounts(server.services.database, server.services.clock.now())) {
    const account = (await findAccount(server.services.database, email))!;
    if (account.agency_id === agency.agencyId) cookies.set(email.split("@")[0]!, await signedIn(server, { accountId: account.account_id, agencyId: account.agency_id }));
  }
}, 120_000);
afterAll(() => server?.close());

describe("policies of an agency", () => {
  it("replay: every stored decision gives the same answer, before and after a newer version is installed", async () => {
    const before = await replayAll();
    expect(before.asked).toBeGreaterThan(20);
    expect(before.otherwise).toEqual([]);
    const newer: PolicyVersion = { ...shipped, version: "2030-01-01", effective: { from: "2030-01-01", to: null }, clauses: shipped.clauses.map((clause) => (clause.rule.kind === "age" ? { ...clause, rule: { ...clause.rule, maxYearsExclusive: 5 } } : clause)) };
    const proposed = await as("director", "POST", "/policies/imports", { file: JSON.stringify(newer), reason: "The next version of the chapter." });
    expect(proposed.status).toBe(200);
    await finish(proposed.body.changeId);
    expect(await change(proposed.body.changeId)).toMatchObject({ status: "proposed", kind: "import", counted: before.asked, toCount: before.asked, keptOtherwise: 0, openOtherwise: 0 });
    expect((await as("director", "POST", `/policies/changes/${proposed.body.changeId}/acceptance`, {})).status).toBe(200);
    const list = (await as("supervisor", "GET", "/policies")).body;
    expect(list.versions.filter((one: { policy: string }) => one.policy === "dc-mhrs").map((one: { version: string; origin: string; isInForce: boolean }) => [one.version, one.origin, one.isInForce])).toEqual([["2020-09-04", "shipped", true], ["2030-01-01", "own", false]]);
    expect(await replayAll()).toEqual(before);
  });

  it("a change is counted, shown, and accepted; kept decisions stay as they were (A6: what it does to sessions)", async () => {
    const age = shipped.clauses.find((one) => one.id === "age")!;
    const { kind: _kind, ...parameters } = age.rule as { kind: string; maxYearsExclusive: number };
    const address = `/policies/dc-mhrs/versions/2020-09-04/clauses/age/change`;
    const body = { parameters: { ...parameters, maxYearsExclusive: 3 }, severity: "block", reason: "Only to see what it would do." };
    expect((await as("supervisor", "POST", address, body)).status).toBe(403);
    expect((await as("director", "POST", address, { ...body, parameters: { ...parameters, maxYearsExclusive: "three" } })).body.fields[0].path).toBe("parameters.maxYearsExclusive");
    const proposed = await as("director", "POST", address, body);
    expect(proposed.status).toBe(200);
    const { changeId } = proposed.body;
    expect((await as("director", "POST", `/policies/changes/${changeId}/acceptance`, {})).body.code).toBe("refused");
    expect((await as("director", "POST", address, body)).body.message).toContain("Another change");
    await finish(changeId);
    const counted = await change(changeId);
    expect(counted.keptOtherwise).toBeGreaterThan(0);
    expect(counted.openOtherwise).toBeGreaterThan(0);
    const { effects } = (await as("director", "GET", `/policies/changes/${changeId}/effects`)).body;
    expect(effects.length).toBe(Math.min(50, counted.keptOtherwise + counted.openOtherwise));
    for (const one of effects) expect([one.verdictAfter, one.clauses.includes("22-A DCMR § 3427.4")]).toEqual(["no", true]);
    const again = await replayAll();
    expect((await as("director", "POST", `/policies/changes/${changeId}/acceptance`, {})).body.change).toMatchObject({ status: "accepted", clause: "age" });
    expect(await replayAll()).toEqual(again);
    const { version, origin } = (await as("director", "GET", "/policies/dc-mhrs/versions/2020-09-04")).body;
    expect([origin, version.clauses.find((one: { id: string }) => one.id === "age").status]).toEqual(["changed", "local"]);

    const back = await as("director", "POST", "/policies/dc-mhrs/versions/2020-09-04/restoration", { reason: "It was only a trial." });
    await finish(back.body.changeId);
    expect((await as("director", "POST", `/policies/changes/${back.body.changeId}/acceptance`, {})).status).toBe(200);
    expect((await as("director", "GET", "/policies/dc-mhrs/versions/2020-09-04")).body.origin).toBe("shipped");
  });

  it("a draft clause decides only once it is confirmed, with the register's wording, date and source (boundary case 20)", async () => {
    const address = "/policies/dc-mhrs/versions/2020-09-04/clauses/same-day-idt/confirmation";
    const wrong = await as("director", "POST", address, { registerWords: "", registerSource: "", registerOn: "2999-01-01" });
    expect(wrong.body.fields.map((one: { path: string }) => one.path)).toEqual(["registerWords", "registerSource", "registerOn"]);
    const today = (await as("director", "GET", "/policies")).body.today;
    const proposed = await as("director", "POST", address, { registerWords: "Made-up wording of a register, for the test.", registerSource: "A made-up register, § 3427.13", registerOn: addMonths(today, -1) });
    expect(proposed.status, proposed.text).toBe(200);
    await finish(proposed.body.changeId);
    const { differences } = (await as("privacy", "GET", `/policies/changes/${proposed.body.changeId}`)).body;
    expect(differences.map((one: { what: string }) => one.what)).toContain("confirmed.register");
    expect((await as("director", "POST", `/policies/changes/${proposed.body.changeId}/withdrawal`, {})).body.change.status).toBe("withdrawn");
    expect((await as("director", "POST", `/policies/changes/${proposed.body.changeId}/acceptance`, {})).body.code).toBe("refused");
  });

  it("a timer is changed and confirmed in the same way, and the dates of cases that it would judge otherwise are counted (B9)", async () => {
    const of = "/policies/dc-mhrs/versions/2020-09-04/timers";
    const settle = async (answer: Answer, verb: "acceptance" | "withdrawal") => {
      expect(answer.status, answer.text).toBe(200);
      await finish(answer.body.changeId);
      const counted = await change(answer.body.changeId);
      const { effects } = (await as("director", "GET", `/policies/changes/${answer.body.changeId}/effects`)).body;
      expect((await as("director", "POST", `/policies/changes/${answer.body.changeId}/${verb}`, {})).status).toBe(200);
      return { counted, effects };
    };
    const sooner = await settle(await as("director", "POST", `${of}/intake/change`, { parameters: { from: "enrolled", to: "intake", days: 1, dayKind: "calendar", repeatEvery: null }, severity: "warn", reason: "Only to see what it would do." }), "withdrawal");
    expect(sooner.counted).toMatchObject({ clause: "intake", keptOtherwise: 0, openOtherwise: 0 });
    expect(sooner.counted.datesOtherwise).toBeGreaterThan(0);
    expect(sooner.effects[0]).toMatchObject({ place: "date", question: "timer", sessionId: null, verdictBefore: "met", verdictAfter: "late", clauses: ["22-A DCMR § 3408.2"] });
    expect(sooner.effects.every((one: { verdictBefore: string; verdictAfter: string }) => one.verdictBefore !== one.verdictAfter)).toBe(true);

    // That an incident happened is of the child's chart: who opens no charts is not told where.
    const [caseId] = (await as("supervisor", "GET", "/cases")).body.cases.map((one: { caseId: string }) => one.caseId);
    const today = (await as("director", "GET", "/policies")).body.today;
    expect((await as("supervisor", "POST", `/cases/${caseId}/dates`, { kind: "incident", happenedOn: addMonths(today, -1) })).status).toBe(200);
    await settle(await as("director", "POST", `${of}/incident-report/change`, { parameters: { from: "incident", to: "incident_reported", days: 1, dayKind: "calendar", repeatEvery: null }, severity: "warn", reason: "One day, to see what it would do." }), "acceptance");
    const proposed = await as("director", "POST", `${of}/incident-report/confirmation`, { registerWords: "Made-up wording of a register, for the test.", registerSource: "A made-up register, § 6308.2", registerOn: addMonths(today, -1) });
    const confirmed = await settle(proposed, "acceptance");
    expect([confirmed.counted.datesOtherwise, confirmed.effects]).toEqual([0, []]);
    const seen = (await as("supervisor", "GET", `/policies/changes/${proposed.body.changeId}/effects`)).body.effects;
    expect(seen).toMatchObject([{ caseId, verdictBefore: "draft", verdictAfter: "late" }]);
    const { version } = (await as("director", "GET", "/policies/dc-mhrs/versions/2020-09-04")).body;
    expect(version.timers.find((one: { id: string }) => one.id === "incident-report")).toMatchObject({ status: "confirmed", days: 1, confirmed: { register: "A made-up register, § 6308.2" } });
    expect((await as("director", "POST", `${of}/nothing/confirmation`, { registerWords: "Made-up wording.", registerSource: "A made-up register", registerOn: today })).status).toBe(404);
    await settle(await as("director", "POST", "/policies/dc-mhrs/versions/2020-09-04/restoration", { reason: "It was only a trial." }), "acceptance");
  });

  it("a wrong file is refused with its line, and an overlapping version by name", async () => {
    const wrong = JSON.stringify({ ...shipped, version: "2031", clauses: [{ ...shipped.clauses[0], cite: "" }] }, null, 2);
    const refused = await as("director", "POST", "/policies/imports", { file: wrong, reason: "A file with a mistake in it." });
    expect([refused.status, refused.body.fields[0].path]).toEqual([400, "file"]);
    expect(refused.body.fields[0].message).toMatch(/^Line \d+, clauses\.0\.cite: /);
    const same = JSON.stringify({ ...shipped, version: "another" });
    expect((await as("director", "POST", "/policies/imports", { file: same, reason: "It begins on the same day." })).body.fields[0].message).toContain("overlaps with version 2020-09-04");
  });

  it("decides by the policies that the agency chose, and refuses those that answer nothing", async () => {
    const use = (more: object) => as("director", "PUT", "/policies/in-use", { session: "dc-mhrs", eligibility: ["dc-mhrs"], team: ["dc-mhrs"], ...more });
    expect((await use({ session: "cpp-model" })).body.fields[0].path).toBe("session");
    expect((await use({ team: ["dc-mhrs", "cpp-model"] })).body.fields[0].path).toBe("team.1");
    expect((await use({ eligibility: ["nothing"] })).status).toBe(400);
    const example = (await as("director", "GET", "/policies")).body.versions.find((one: { policy: string }) => one.policy.startsWith("example-")).policy;
    expect((await use({ eligibility: ["dc-mhrs", example] })).body.fields[0]).toMatchObject({ path: "eligibility.1", message: expect.stringContaining("example") });
    const chosen = { session: "dc-mhrs", eligibility: ["dc-mhrs", "nc-ctp"], team: ["dc-mhrs", "nc-ctp"] };
    // What else is set of the policies stays, and the list answers all the same.
    await server.fresh.asOwner((client) => client.query(`update dyad.agencies set settings = jsonb_set(settings, '{policies}', coalesce(settings -> 'policies', '{}') || '{"further": true}') where agency_id = $1`, [agency.agencyId]));
    expect((await use(chosen)).body).toEqual(chosen);
    expect((await as("director", "GET", "/policies")).body.inUse).toEqual(chosen);
    expect(await acting(async (tx) => rows<{ further: boolean }>(tx, sql`select settings #> '{policies,further}' as further from agencies`))).toEqual([{ further: true }]);
  });

  it("checks a team by every policy that the agency chose for teams, also the learning collaborative's (C9)", async () => {
    const { teams } = (await as("director", "GET", "/workforce")).body as Outputs["workforce"]["overview"];
    const rules = teams[0]!.checks[0]!.findings.map((one) => [one.rule, one.clause, one.status]);
    expect(rules).toContainEqual(["medicaid-population", "NC CTP nc8", "draft"]);
    expect(teams[0]!.checks[0]!.verdict).not.toBe("no"); // a draft clause never makes a no
    const { rows: room } = (await as("director", "GET", "/compliance")).body as Outputs["compliance"]["room"];
    expect(room.filter((one) => one.subject === "team").map((one) => one.policy)).toEqual(expect.arrayContaining(["dc-mhrs", "nc-ctp"]));
    const behind = await as("director", "GET", "/compliance/behind?policy=nc-ctp&rule=senior-leader&subject=team");
    expect(behind.body.total).toBe(teams.length);
  });

  it("a child who lives with no primary caregiver is eligible by the one policy and not by the other (C4, boundary case 43)", async () => {
    const verdictsOf = async (livesWithChild: boolean) => {
      const adult = { givenName: "Rosa", birthDate: null, kind: "birth_parent", livesWithChild, authority: null, contact: null };
      const clinicianId = (await as("clinician", "GET", "/session")).body.staffId as string;
      const opened = await as("director", "POST", "/cases", { referralId: null, child: { givenName: "Paz", birthDate: addMonths((await as("director", "GET", "/policies")).body.today, -36) }, caregivers: [adult], clinicianId });
      expect(opened.status, opened.text).toBe(200);
      const { answers } = (await as("clinician", "GET", `/cases/${opened.body.caseId}/eligibility`)).body as Outputs["eligibility"]["decide"];
      return answers.map(({ decision: one }) => [one.policy, one.findings.find((finding) => finding.rule === "primary-caregiver")?.result ?? null]);
    };
    expect(await verdictsOf(true)).toEqual([["dc-mhrs", null], ["nc-ctp", "met"]]);
    expect(await verdictsOf(false)).toEqual([["dc-mhrs", null], ["nc-ctp", "not_met"]]);
  });
});
