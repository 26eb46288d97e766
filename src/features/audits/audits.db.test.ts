import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { row } from "#database/actor.ts";
import { operatorDoes } from "../../../test/access/scene.ts";
import { type Outputs } from "../../../test/access/server.ts";
import { ask, cases, clinician, invite, open, period, rateAll, sampled, scene, setDay, setUpAudits, TODAY, view, type View } from "./agency.test-support.ts";
import { makeCase, signSession } from "./audits.test-support.ts";

// An annual audit from the draw to the certificate (A10; 22-A DCMR § 3427.11).

setUpAudits();

describe("the sample of an audit (A10)", () => {
  it("is drawn by the stated rule, keeps seed, size and order, and drawing again gives the same", async () => {
    const one = await view(await open());
    expect((await ask("administrator", "GET", "/audits/population?from=2026-01-01&to=2026-06-30")).body).toEqual({ population: 5 });
    const byHand = cases.map((caseId) => ({ caseId, by: createHash("sha256").update(`a seed of the tests:${caseId}`).digest("hex") })).sort((a, b) => (a.by < b.by ? -1 : 1));
    expect(sampled(one).map((found) => found.caseId)).toEqual(byHand.slice(0, 2).map((found) => found.caseId));
    expect(one.sample).toMatchObject({ rule: "signed-session-sha256-1", seed: "a seed of the tests", wanted: 2, population: 5, drawnAgain: "same" });
    expect(one.sample.words).toContain("5 in all");
    expect(one).toMatchObject({ cite: "22-A DCMR § 3427.11", policy: "dc-mhrs", status: "open", threshold: 80 });
    expect(sampled(await view(await open())).map((found) => found.caseId)).toEqual(sampled(one).map((found) => found.caseId));
    expect((await view(await open({ seed: null }))).sample.seed).toMatch(/^[0-9a-f]{24}$/);
  });

  it("does not grow by what is signed later, and takes everything where less is there than asked for", async () => {
    const auditId = await open({ wanted: 50 });
    expect((await view(auditId)).cases).toHaveLength(5);
    const late = await makeCase(scene, "Hal", clinician);
    await signSession(scene, late, "2026-05-05", "10", clinician);
    expect((await view(auditId)).cases.map((one) => one.caseId)).not.toContain(late);
    expect((await view(auditId)).sample.drawnAgain).toBe("same");
    cases.push(late);
  });

  it("replaces a case by the next in the order, with its reason, once", async () => {
    const auditId = await open();
    const [first] = sampled(await view(auditId));
    expect((await ask("administrator", "POST", `/audits/${auditId}/cases/${first!.caseId}/replace`, { reason: "short" })).status).toBe(400);
    const replaced = await ask("administrator", "POST", `/audits/${auditId}/cases/${first!.caseId}/replace`, { reason: "The record is under a legal hold." });
    expect(replaced.body).toEqual({ code: "C03" });
    const after = await view(auditId);
    expect(after.cases.find((one) => one.caseId === first!.caseId)).toMatchObject({ state: "replaced", code: "C01", replacedBy: "C03", reason: "The record is under a legal hold." });
    expect(sampled(after).map((one) => one.code)).toEqual(["C02", "C03"]);
    expect(after.sample.drawnAgain).toBe("same");
    expect((await ask("administrator", "POST", `/audits/${auditId}/cases/${first!.caseId}/replace`, { reason: "The record is under a legal hold." })).status).toBe(409);
  });

  it("is refused for a period that is not over, and where there is nothing to draw from", async () => {
    const field = async (more: object) => {
      const answer = await ask("administrator", "POST", "/audits", { title: "A", wanted: 2, ...period, ...more });
      return [answer.status, answer.body.fields?.[0]?.path];
    };
    expect(await field({ periodTo: "2026-11-21" })).toEqual([400, "periodTo"]);
    expect(await field({ periodFrom: "2026-07-01" })).toEqual([400, "periodTo"]);
    expect(await field({ dueOn: "2026-06-29" })).toEqual([400, "dueOn"]);
    expect(await field({ periodFrom: "2024-01-01", periodTo: "2024-12-31" })).toEqual([422, "periodFrom"]);
  });
});

describe("rating and closing (A10, regulation cases 29 and 30)", () => {
  const decided = (caseId: string) => ask("clinician", "GET", `/cases/${caseId}/eligibility`);

  it("keeps ratings as they are given; comments on a case stay with the chart; what is handed in stays", async () => {
    const auditId = await open();
    const { cookie } = await invite(auditId, "six@review.example", "2026-11-27");
    const [first, next] = sampled(await view(auditId));
    const put = (body: object) => ask(cookie, "PUT", `/audits/${auditId}/ratings`, body);
    const { sessions } = (await ask(cookie, "GET", `/audits/${auditId}/cases/${first!.caseId}/sessions`)).body as Outputs["audits"]["sessions"];
    expect((await put({ item: "strand-content", caseId: first!.caseId, mark: 2, sessionId: sessions[0]!.sessionId, comment: "MARKER-COMMENT about the play." })).body.score).toMatchObject({ rated: 1, earned: 2, possible: 3 });
    expect((await put({ item: "strand-content", caseId: first!.caseId, mark: "not_applicable", sessionId: sessions[0]!.sessionId, comment: "MARKER-COMMENT about the play." })).body.score).toMatchObject({ rated: 1, notApplicable: 1, possible: 0 });
    // Another window, or another auditor, says one thing of it: the rest stays.
    const standing = async () => ((await ask(cookie, "GET", `/audits/${auditId}`)).body as View).ratings.find((one) => one.item === "strand-content" && one.caseId === first!.caseId);
    await put({ item: "strand-content", caseId: first!.caseId, mark: 1 });
    expect(await standing()).toMatchObject({ mark: 1, sessionId: sessions[0]!.sessionId, comment: { words: "MARKER-COMMENT about the play." } });
    await put({ item: "strand-content", caseId: first!.caseId, comment: "MARKER-COMMENT, said better." });
    await put({ item: "strand-content", caseId: first!.caseId, sessionId: null });
    expect(await standing()).toMatchObject({ mark: 1, sessionId: null, comment: { words: "MARKER-COMMENT, said better." } });
    const wrong = async (body: object) => {
      const answer = await put({ item: "strand-content", caseId: first!.caseId, mark: 1, ...body });
      return [answer.status, answer.body.fields?.[0]?.path];
    };
    expect(await wrong({ mark: 4 })).toEqual([400, "mark"]);
    expect(await wrong({ item: "no-such" })).toEqual([400, "item"]);
    expect(await wrong({ caseId: null })).toEqual([400, "caseId"]);
    expect(await wrong({ sessionId: scene.sessionId })).toEqual([400, "sessionId"]);
    expect(await wrong({ caseId: cases.find((one) => one !== first!.caseId && one !== next!.caseId) })).toEqual([404, undefined]);
    const seen = async (role: string) => JSON.stringify((await ask(role, "GET", `/audits/${auditId}`)).body);
    expect(await seen(cookie)).toContain("MARKER-COMMENT");
    // Whoever runs the agency reads the points and the findings, and not what is written about one child.
    for (const role of ["administrator", "privacy_officer"]) expect(await seen(role)).not.toContain("MARKER-COMMENT");
    for (const role of ["supervisor", "clinician"]) expect((await ask(role, "GET", `/audits/${auditId}`)).status).toBe(403);
    expect((await ask("administrator", "PUT", `/audits/${auditId}/ratings`, { item: "strand-content", caseId: first!.caseId, mark: 3 })).status).toBe(403);
    expect((await ask(cookie, "POST", `/audits/${auditId}/hand-in`, { acceptable: true })).body.message).toContain("not answered yet");
    await rateAll(auditId, cookie, () => 3);
    expect((await ask(cookie, "POST", `/audits/${auditId}/hand-in`, { acceptable: false })).body.fields[0].path).toBe("reason");
    expect((await ask(cookie, "POST", `/audits/${auditId}/hand-in`, { acceptable: true })).status).toBe(200);
    expect((await put({ item: "strand-content", caseId: first!.caseId, mark: 0 })).status).toBe(422);
    await expect(operatorDoes(scene, (tx) => sql`update fidelity_audit_ratings set points = 0 where audit_id = ${auditId}`.execute(tx))).rejects.toThrow(/what was rated stays/);
  });

  it("closed and not acceptable, it is the agency's certificate and stops what is decided from that day on (case 29); acceptable, it lets it pass", async () => {
    const auditId = await open();
    const { cookie } = await invite(auditId, "seven@review.example", "2026-11-27");
    await rateAll(auditId, cookie, (item) => (item === "programme-last-plan" ? "not_applicable" : 1));
    expect((await ask("administrator", "POST", `/audits/${auditId}/close`, {})).body.message).toContain("no rating yet");
    expect((await ask(cookie, "POST", `/audits/${auditId}/hand-in`, { acceptable: false })).status).toBe(200);
    expect((await view(auditId)).score.percent).toBe(33.3);
    expect((await ask("administrator", "POST", `/audits/${auditId}/close`, {})).body.message).toContain("at least one finding");
    const [findingId, actionId] = [randomUUID(), randomUUID()];
    // What the auditor did not write before handing in is for who runs the programme to add.
    const words = { kind: "shortfall", item: "strand-content", words: "Notes say little about the goals." };
    expect((await ask(cookie, "PUT", `/audits/${auditId}/findings/${findingId}`, words)).status).toBe(422);
    expect((await ask("administrator", "PUT", `/audits/${auditId}/findings/${findingId}`, words)).status).toBe(200);
    expect((await ask("administrator", "POST", `/audits/${auditId}/close`, {})).body.message).toContain("corrective plan");
    const plan = { findingId, words: "Read the goals at each start.", staffId: clinician.staffId, dueOn: "2026-12-15", doneWhen: "Ten notes in a row name a goal." };
    expect((await ask("administrator", "PUT", `/audits/${auditId}/actions/${actionId}`, plan)).status).toBe(200);
    const closed = await ask("administrator", "POST", `/audits/${auditId}/close`, {});
    expect(closed.body).toMatchObject({ nextDueOn: "2027-11-20", pack: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const kept = await operatorDoes(scene, (tx) => row(tx, sql`select kind, valid_from, is_acceptable, source from agency_certificates where id = ${closed.body.certificateId}`));
    expect(kept).toEqual({ kind: "fidelity_audit", valid_from: TODAY, is_acceptable: false, source: "Audit of 2026 · A. Reviewer, made up · local threshold 80 %" });
    // Nobody reads for it any more.
    expect((await ask(cookie, "GET", `/audits/${auditId}`)).status).toBe(401);
    const sessionId = await signSession(scene, cases[0]!, TODAY, "06", clinician);
    const found = async (id: string) => (await operatorDoes(scene, (tx) => row<{ answer: { findings: { rule: string; result: string }[] } }>(tx, sql`select d.answer from services v join decisions d on d.agency_id = v.agency_id and d.id = v.decision_id where v.session_id = ${id}`)))!.answer.findings.find((one) => one.rule === "audit-acceptable")!.result;
    expect(await found(sessionId)).toBe("not_met");
    // The action is owed by whom it is, done with what shows it, once, and never changed.
    const owed = (await ask("clinician", "GET", "/audit-actions")).body as Outputs["audits"]["ownActions"];
    expect(owed.actions).toMatchObject([{ actionId, auditTitle: "Audit of 2026", dueOn: "2026-12-15" }]);
    expect((await ask("supervisor", "POST", `/audit-actions/${actionId}/done`, { doneOn: TODAY, evidence: "x" })).status).toBe(404);
    expect((await ask("administrator", "PUT", `/audits/${auditId}/actions/${actionId}`, plan)).status).toBe(422);
    expect((await ask("clinician", "POST", `/audit-actions/${actionId}/done`, { doneOn: "2026-11-21", evidence: "Ten notes." })).status).toBe(400);
    expect((await ask("clinician", "POST", `/audit-actions/${actionId}/done`, { doneOn: TODAY, evidence: "Ten notes." })).status).toBe(200);
    expect((await ask("clinician", "POST", `/audit-actions/${actionId}/done`, { doneOn: TODAY, evidence: "Ten notes." })).status).toBe(409);
    expect((await ask("clinician", "GET", "/audit-actions")).body.actions).toEqual([]);
    await expect(operatorDoes(scene, (tx) => sql`update fidelity_audits set is_acceptable = true where id = ${auditId}`.execute(tx))).rejects.toThrow(/a closed audit stays/);

    setDay("2026-11-24");
    const again = await open({ title: "After the plan", dueOn: "2026-12-31" });
    const official = { acceptable: true, rating: "Acceptable", issuer: "Made-up authority", documentName: "Letter 7", ratedOn: "2026-11-24" };
    expect((await ask("administrator", "POST", `/audits/${again}/official`, { ...official, ratedOn: "2026-11-25" })).body.fields[0].path).toBe("ratedOn");
    expect((await ask("administrator", "POST", `/audits/${again}/official`, official)).status).toBe(200);
    expect((await ask("administrator", "POST", `/audits/${again}/close`, {})).status).toBe(200);
    expect((await view(again)).conclusion).toMatchObject({ basis: "official", acceptable: true, issuer: "Made-up authority", documentName: "Letter 7" });
    expect(await found(await signSession(scene, cases[0]!, "2026-11-24", "08", clinician))).toBe("met");
    // What was decided before stays as it was decided.
    expect(await found(sessionId)).toBe("not_met");
    expect((await decided(cases[0]!)).status).toBe(200);
  });

  it("given up, it stays in the list with its reason, and its auditors read no more", async () => {
    const auditId = await open({ title: "Given up" });
    const { cookie } = await invite(auditId, "eight@review.example", "2026-11-27");
    const actionId = randomUUID();
    expect((await ask("administrator", "PUT", `/audits/${auditId}/actions/${actionId}`, { words: "Read two notes.", staffId: clinician.staffId, dueOn: "2026-11-25", doneWhen: "They are read." })).status).toBe(200);
    expect((await ask("administrator", "POST", `/audits/${auditId}/withdraw`, { reason: "Opened for the wrong period." })).status).toBe(200);
    expect((await ask(cookie, "GET", "/audits")).status).toBe(401);
    expect((await ask("administrator", "POST", `/audit-actions/${actionId}/done`, { doneOn: TODAY, evidence: "Read." })).status).toBe(404);
    expect(await view(auditId)).toMatchObject({ status: "withdrawn", withdrawnReason: "Opened for the wrong period.", may: ["run"] });
    expect((await ask("administrator", "GET", `/audits/${auditId}/pack`)).status).toBe(422);
  });
});
