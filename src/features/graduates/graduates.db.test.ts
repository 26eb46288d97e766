import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { decideSession } from "#features/eligibility/deciding.handlers.ts";
import { insertCertificate, insertTeam, insertTeamMember } from "#features/workforce/store.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { asker, bind, licensed, newCohort, newSeat, pageOf, TODAY } from "./graduates.test-support.ts";
import { takeOverAll } from "./taking.handlers.ts";

// C7, A6, A7: who graduates, what anybody reads of the certificate, and what her agency's decisions make of it.

let server: TestServer;
let ours: Scene;
let collaborative: Scene;
let api: ReturnType<typeof asker>;
let [first, second, administrator]: string[] = [];
let cohortId: string;
let member: StaffActor;
const place = (seatId: string) => `/cohorts/${cohortId}/seats/${seatId}/graduation`;
const asked = { completedOn: TODAY, language: "en" };
const ok = async (answer: ReturnType<typeof api>) => {
  const { status, body } = await answer;
  expect([status, body]).toEqual([200, body]);
  return body;
};
/** Proposed by one, confirmed by the other. */
async function graduate(seatId: string, more: object = {}): Promise<{ graduationId: string; number: string }> {
  const { graduationId } = await ok(api(first!, "POST", place(seatId), { ...asked, ...more }));
  const { evidenceHash } = await ok(api(second!, "GET", `/graduations/${graduationId}`));
  return { graduationId, ...(await ok(api(second!, "POST", `/graduations/${graduationId}/confirm`, { evidenceHash }))) };
}
const credentialsOf = async (staffId: string) => ((await ok(api(administrator!, "GET", `/workforce/staff/${staffId}/credentials`))) as Outputs["workforce"]["history"]).credentials.filter((one) => one.kind === "cpp_training");
const takeOver = () => takeOverAll(server.services, ours.agency);

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00.000Z` });
  ours = await makeScene(server, "ours");
  collaborative = await makeScene(server, "collaborative");
  api = asker(server);
  const faculty = async (name: string) => collaborative.cookieOf(await makeStaff(collaborative.place, collaborative.agency, { name, roles: ["faculty"] }));
  [first, second] = [await faculty("First"), await faculty("Second")];
  administrator = await ours.cookieOf(await makeStaff(ours.place, ours.agency, { roles: ["administrator"] }));
  member = ours.clinician;
  cohortId = await newCohort(collaborative);
  await licensed(ours, member);
}, 120_000);
afterAll(() => server.close());

describe("a graduation (C7)", () => {
  it("is refused while anything that is not optional is missing, and says what", async () => {
    const seatId = await newSeat(collaborative, cohortId, { name: "Nearly There", lacking: 1 });
    const { verdict, missing } = (await ok(api(first!, "GET", place(seatId)))) as Outputs["graduations"]["ofSeat"];
    expect([verdict, missing.map((one) => one.id)]).toEqual(["unknown", ["nc6"]]);
    const refused = await api(first!, "POST", place(seatId), asked);
    expect([refused.status, refused.text.includes("nc6")]).toEqual([422, true]);
    expect((await api(first!, "POST", place(await newSeat(collaborative, cohortId)), { ...asked, completedOn: "2026-11-21" })).status).toBe(400);
  });

  it("is proposed by one and confirmed by another, on evidence that stays as it was", async () => {
    const seatId = await newSeat(collaborative, cohortId, { name: "Bea <b>Oak</b>" });
    const { graduationId } = await ok(api(first!, "POST", place(seatId), asked));
    expect((await api(first!, "POST", place(seatId), asked)).status).toBe(422);
    const before = (await ok(api(first!, "GET", `/graduations/${graduationId}`))) as Outputs["graduations"]["get"];
    expect([before.isWhole, before.isYours, before.graduation.number, before.evidence.steps.map((one) => one.isWaived)]).toEqual([true, true, null, [true, true, true, true, true, true]]);
    expect((await api(first!, "POST", `/graduations/${graduationId}/confirm`, { evidenceHash: before.evidenceHash })).status).toBe(422);
    expect((await api(second!, "POST", `/graduations/${graduationId}/confirm`, { evidenceHash: "0".repeat(64) })).status).toBe(409);
    await ok(api(second!, "POST", `/graduations/${graduationId}/confirm`, { evidenceHash: before.evidenceHash }));
    // What faculty takes back later changes nothing of it.
    await operatorDoes(collaborative, (tx) => sql`update cohort_waivers set taken_back_at = ${tx.now} where seat_id = ${seatId}`.execute(tx));
    const after = (await ok(api(first!, "GET", `/graduations/${graduationId}`))) as Outputs["graduations"]["get"];
    expect([after.isWhole, after.evidence, after.graduation.state]).toEqual([true, before.evidence, "valid"]);
    await expect(operatorDoes(collaborative, (tx) => sql`update graduations set evidence = '{}' where id = ${graduationId}`.execute(tx))).rejects.toThrow("stays as it was certified");
  });

  it("is confirmed alone where nobody else is on the faculty, and says so", async () => {
    const alone = await makeScene(server, "alone");
    const only = await alone.cookieOf(await makeStaff(alone.place, alone.agency, { roles: ["faculty"] }));
    const cohort = await newCohort(alone);
    const seatId = await newSeat(alone, cohort);
    const { graduationId } = await ok(api(only, "POST", `/cohorts/${cohort}/seats/${seatId}/graduation`, asked));
    const { evidenceHash, faculty } = (await ok(api(only, "GET", `/graduations/${graduationId}`))) as Outputs["graduations"]["get"];
    await ok(api(only, "POST", `/graduations/${graduationId}/confirm`, { evidenceHash }));
    expect([faculty, (await ok(api(only, "GET", `/graduations/${graduationId}`))).graduation.isAlone]).toEqual([1, true]);
    // Another collaborative's faculty sees and does nothing of it.
    for (const [method, address] of [["GET", ""], ["POST", "/annul"], ["GET", "/paper"]] as const) expect((await api(first!, method, `/graduations/${graduationId}${address}`, method === "POST" ? { reason: "Made up." } : undefined)).status).toBe(404);
  });

  it("is undone within a day and only annulled after it; annulled stays in sight", async () => {
    const { graduationId } = await graduate(await newSeat(collaborative, cohortId, { name: "Undone" }));
    await ok(api(first!, "POST", `/graduations/${graduationId}/undo`, {}));
    const later = await graduate(await newSeat(collaborative, cohortId, { name: "Annulled Later" }));
    await acting({ ...server.fresh, clock: { now: () => "2026-11-21T15:00:01.000Z" } }, collaborative.agency.operator, (tx) => expect(sql`update graduations set undone_at = ${tx.now} where id = ${later.graduationId}`.execute(tx)).rejects.toThrow("graduations_check"));
    await ok(api(first!, "POST", `/graduations/${later.graduationId}/annul`, { reason: "Made up: an error." }));
    expect((await api(first!, "POST", `/graduations/${later.graduationId}/undo`, {})).status).toBe(409);
    const { graduations } = (await ok(api(first!, "GET", "/graduations"))) as Outputs["graduations"]["list"];
    expect(graduations.map((one) => [one.name, one.state])).toEqual(expect.arrayContaining([["Annulled Later", "annulled"]]));
    expect(graduations.some((one) => one.name === "Undone")).toBe(false);
    expect(((await ok(api(first!, "GET", "/graduations?state=undone"))) as Outputs["graduations"]["list"]).graduations.map((one) => one.name)).toEqual(["Undone"]);
  });
});

describe("a certificate that anybody checks", () => {
  it("shows what was completed to whoever has the number, without script, and the same words for any other number", async () => {
    const { number } = await graduate(await newSeat(collaborative, cohortId, { name: "Cy <script>x</script> Elm" }));
    const shown = await pageOf(server, "POST", "/certificates", { number: ` ${number.toLowerCase().slice(0, 5)} ${number.slice(5)}` });
    expect([shown.statusCode, shown.headers["cache-control"]]).toEqual([200, "no-store"]);
    for (const words of ["Valid today", "Cy &lt;script&gt;x&lt;/script&gt; Elm", "completed NC CTP cohort, 2026", "collaborative", "noindex"]) expect(shown.body).toContain(words);
    expect(shown.body).not.toContain("<script>x");
    expect(shown.body.toLowerCase()).not.toContain("certified");
    const other = number.slice(0, -2) + (number.at(-2) === "A" ? "B" : "A") + number.at(-1);
    const answers = [];
    for (const typed of [other, "2222222222222", "", "' or 1=1 --", "x".repeat(5000)]) answers.push(await pageOf(server, "POST", "/es/certificados", { number: typed }));
    expect(answers.map((one) => one.statusCode)).toEqual([404, 404, 404, 404, 404]);
    const plain = (html: string) => html.replace(/ value="[^"]*"/g, "").replace(/stamp[^>]*/g, "");
    expect(new Set(answers.map((one) => plain(one.body))).size).toBe(1);
  });

  it("says annulled and lapsed, and nothing of what was undone", async () => {
    const one = await graduate(await newSeat(collaborative, cohortId, { name: "Taken Back" }));
    await ok(api(first!, "POST", `/graduations/${one.graduationId}/annul`, { reason: "A reason that stays inside." }));
    const annulled = await pageOf(server, "POST", "/certificates", { number: one.number });
    expect([annulled.statusCode, annulled.body.includes("Annulled"), annulled.body.includes("stays inside")]).toEqual([200, true, false]);
    const undone = await graduate(await newSeat(collaborative, cohortId, { name: "Never Was" }));
    await ok(api(first!, "POST", `/graduations/${undone.graduationId}/undo`, {}));
    expect((await pageOf(server, "POST", "/certificates", { number: undone.number })).statusCode).toBe(404);
  });
});

describe("what her agency makes of it (A6, A7)", () => {
  let sessionId: string;
  const decide = async () => {
    const decided = await operatorDoes(ours, (tx) => decideSession(tx, { services: server.services, language: "en" }, sessionId, { moment: "booking", signed: false, cosigned: null }));
    return decided.decision.findings.find((one) => one.clause.includes("3427.7"))?.result ?? decided.decision.findings.map((one) => `${one.clause} ${one.result}`);
  };

  beforeAll(async () => {
    await operatorDoes(ours, async (tx) => {
      const teamId = await insertTeam(tx, "Team of graduates", "2024-01-01");
      await insertTeamMember(tx, teamId, member.staffId, "clinician", "2024-01-01");
      await insertCertificate(tx, { kind: "cpp_certification", validFrom: "2025-01-01", validTo: "2030-01-01", isAcceptable: null, source: "" });
      const [made] = await rows<{ id: string }>(tx, sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone)
        values (${ours.agency.agencyId}, gen_random_uuid(), ${ours.caseId}, 'dyadic', 'home', 'in_person', 2, ${member.staffId}, '2026-12-01T15:00:00Z', '2026-12-01T16:00:00Z', 'America/New_York') returning id`);
      sessionId = made!.id;
    });
  });

  it("takes it over once as a credential, which counts when the agency says so and ends when it is annulled", async () => {
    const seatId = await newSeat(collaborative, cohortId, { name: "Graduate" });
    await bind(collaborative, seatId, member);
    expect(await decide()).toBe("unknown");
    const { graduationId, number } = await graduate(seatId);
    // However often and by however many machines at once.
    await Promise.all([takeOver(), takeOver(), takeOver()]);
    expect(await takeOver()).toBe(0);
    const [taken, ...more] = await credentialsOf(member.staffId);
    expect([more.length, taken!.validFrom, taken!.issuer, taken!.number.replaceAll("-", ""), taken!.counts, taken!.recordedBy]).toEqual([0, TODAY, "collaborative", number, false, null]);
    expect(await decide()).toBe("unknown");
    const { issuers } = (await ok(api(administrator!, "GET", "/training-issuers"))) as Outputs["trainingIssuers"]["list"];
    expect(issuers.map((one) => [one.issuer, one.counts])).toEqual([["collaborative", false]]);
    await ok(api(administrator!, "POST", `/training-issuers/${issuers[0]!.issuerId}`, { counts: true, reason: "Made up: the agency's counsel read it." }));
    expect(await decide()).toBe("met");
    // Set right by a person, it is its issuer's still, and ends with it.
    const { credentialId, recordedAt: _at, recordedBy: _by, supersedes: _s, reason: _r, endedAt: _e, endedBy: _b, counts: _c, ...content } = taken!;
    await ok(api(administrator!, "POST", `/workforce/credentials/${credentialId}/correct`, { ...content, documentPlace: "the blue cabinet", reason: "Made up." }));
    await ok(api(first!, "POST", `/graduations/${graduationId}/annul`, { reason: "Made up: an error." }));
    expect(await takeOver()).toBe(1);
    expect(await takeOver()).toBe(0);
    const standing = (await credentialsOf(member.staffId)).filter((one) => one.endedAt === null);
    expect(standing.map((one) => [one.validTo, one.documentPlace])).toEqual([[TODAY, "the blue cabinet"]]);
    expect(await decide()).not.toBe("met");
  });

  it("warns whoever runs the agency that it ended", async () => {
    const overview = (await ok(api(administrator!, "GET", "/workforce"))) as Outputs["workforce"]["overview"];
    expect(overview.endings.some((one) => one.staffId === member.staffId && one.kind === "cpp_training")).toBe(true);
  });

  it("takes nothing over for another agency, for whoever left it, or of what was undone", async () => {
    const seatId = await newSeat(collaborative, cohortId, { name: "Elsewhere" });
    const other = await makeStaff(ours.place, ours.agency, {});
    await bind(collaborative, seatId, other);
    const { graduationId } = await graduate(seatId);
    await ok(api(first!, "POST", `/graduations/${graduationId}/undo`, {}));
    expect(await takeOver()).toBe(0);
    const stranger = await makeScene(server, "stranger");
    expect(await takeOverAll(server.services, stranger.agency)).toBe(0);
    // Nobody else's staff reads them by asking for her.
    const seen = await acting(ours.place, ours.spare, (tx) => rows<{ held: unknown[] }>(tx, sql`select certificates_of(${member.staffId}) as held`));
    expect(seen[0]!.held).toEqual([]);
  });
});
