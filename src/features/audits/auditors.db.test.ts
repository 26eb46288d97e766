import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { row } from "#database/actor.ts";
import { operatorDoes } from "../../../test/access/scene.ts";
import { call } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { insertCertificate } from "#features/workforce/store.ts";
import { ask, cases, clinician, invite, noon, open, otherCase, others, people, period, sampled, scene, server, setDay, setUpAudits, signInAgain, TODAY, view, type View } from "./agency.test-support.ts";

// The walls around an annual audit, and what it asks for (A10; 22-A DCMR § 3427.11).

setUpAudits();

describe("the auditor's sign-in (A10)", () => {
  it("reads the sampled cases of its own audit, nothing else, of this agency or another", async () => {
    const auditId = await open();
    const another = await open({ title: "Another", seed: "another seed of the tests", wanted: 1 });
    const { cookie } = await invite(auditId, "one@review.example", "2026-11-27");
    const mine = sampled(await view(auditId)).map((one) => one.caseId);
    expect((await ask(cookie, "GET", "/cases?status=all")).body.cases.map((one: { caseId: string }) => one.caseId).sort()).toEqual([...mine].sort());
    for (const caseId of [...cases, scene.caseId, otherCase, others.caseId]) {
      const due = mine.includes(caseId) ? 200 : 404;
      for (const part of ["", "/timeline", "/record", "/eligibility", "/dates"]) expect((await ask(cookie, "GET", `/cases/${caseId}${part}`)).status, `${caseId}${part}`).toBe(due);
      expect((await ask(cookie, "GET", `/audits/${auditId}/cases/${caseId}/sessions`)).status).toBe(due);
    }
    expect((await ask(cookie, "GET", `/audits/${another}`)).status).toBe(404);
    expect((await ask(cookie, "GET", `/audits/${another}/pack`)).status).toBe(404);
    const own: View = (await ask(cookie, "GET", `/audits/${auditId}`)).body;
    expect(own.cases.map((one) => one.caseId)).toEqual(mine);
    // Who is on the list but was not drawn is not told, so it cannot be drawn again either.
    expect(own.sample.drawnAgain).toBeNull();
    expect((await ask(cookie, "GET", "/audits")).body.audits.map((one: { auditId: string }) => one.auditId)).toEqual([auditId]);
    // Reading only: no note, no chart, nothing of the audit's own frame.
    for (const [method, address, body] of [["POST", "/audits", { title: "A", wanted: 1, ...period }], ["POST", `/audits/${auditId}/close`, {}], ["POST", `/cases/${mine[0]}/problems`, { kind: "attachment", followsEvents: true }], ["POST", `/audits/${auditId}/cases/${mine[0]}/replace`, { reason: "A reason long enough." }]] as const) expect((await ask(cookie, method, address, body)).status, address).toBe(403);
  });

  it("holds in the database itself: nobody reads the rows of an audit that is not theirs (clinical.md section 10)", async () => {
    const [mine, another] = [await open(), await open({ title: "Another", seed: "another seed of the tests", wanted: 3 })];
    const outsider = await makeStaff(scene.place, scene.agency, { roles: ["auditor"] });
    await operatorDoes(scene, (tx) => sql`insert into fidelity_audit_access (agency_id, id, audit_id, staff_id, valid_from, valid_to, granted_at) values (${scene.agency.agencyId}, ${randomUUID()}, ${mine}, ${outsider.staffId}, ${TODAY}, ${TODAY}, ${tx.now})`.execute(tx));
    await ask("administrator", "PUT", `/audits/${another}/findings/${randomUUID()}`, { kind: "strength", words: "Somebody else's." });
    await ask("administrator", "PUT", `/audits/${another}/actions/${randomUUID()}`, { words: "Somebody else's.", staffId: clinician.staffId, dueOn: TODAY, doneWhen: "It is done." });
    const tables = ["fidelity_audits", "fidelity_audit_cases", "fidelity_audit_access", "fidelity_audit_findings", "fidelity_audit_actions", "fidelity_audit_ratings", "fidelity_audit_comments", "fidelity_audit_evidence"];
    const seen = (actor: StaffActor, place = scene) =>
      acting(place.place, actor, async (tx) => {
        const counts: Record<string, number> = {};
        for (const table of tables) counts[table.replace("fidelity_", "")] = (await row<{ count: number }>(tx, sql`select count(*) as count from ${sql.table(table)} where ${sql.ref(table === "fidelity_audits" ? "id" : "audit_id")} = any (${[mine, another]}::uuid[])`))!.count;
        return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
      });
    server.fresh.clock.set(noon(TODAY));
    // Without a case opened, an auditor sees that the audit is, who reads for it, and no case of it.
    expect(await seen(outsider)).toEqual({ audits: 1, audit_access: 1 });
    expect(await seen(clinician)).toEqual({ audit_actions: 1 });
    for (const role of ["supervisor", "front_desk", "biller", "senior_leader", "faculty"] as const) expect(await seen(await makeStaff(scene.place, scene.agency, { roles: [role] })), role).toEqual({});
    expect(await seen(await makeStaff(others.place, others.agency, { roles: ["administrator"] }), others)).toEqual({});
    expect(await seen(people.get("administrator")!)).toMatchObject({ audits: 2, audit_findings: 1, audit_actions: 1, audit_access: 1 });
    server.fresh.clock.set(noon("2026-11-21"));
    expect(await seen(outsider)).toEqual({});
    // An auditor writes no frame of an audit, and rates none but the own.
    await expect(acting(scene.place, outsider, (tx) => sql`insert into audit_samples (agency_id, auditor_id, case_id, valid_from, valid_to) values (${scene.agency.agencyId}, ${outsider.staffId}, ${cases[0]}, ${TODAY}, ${TODAY})`.execute(tx))).rejects.toThrow(/row-level security/);
    await expect(acting(scene.place, outsider, (tx) => sql`insert into fidelity_audit_ratings (agency_id, id, audit_id, item, points, rated_at) values (${scene.agency.agencyId}, ${randomUUID()}, ${another}, 'programme-team', 3, ${tx.now})`.execute(tx))).rejects.toThrow(/row-level security/);
    await expect(acting(scene.place, people.get("administrator")!, (tx) => sql`update audit_samples set valid_to = '2099-01-01'`.execute(tx))).rejects.toThrow(/may end earlier/);
  });

  it("ends by itself after its last day: the sign-in, and everything it opened", async () => {
    const auditId = await open();
    const { cookie } = await invite(auditId, "two@review.example", "2026-11-22");
    const [first] = sampled(await view(auditId));
    const read = async (with_: string) => (await ask(with_, "GET", `/cases/${first!.caseId}/record`)).status;
    expect(await read(cookie)).toBe(200);
    setDay("2026-11-22");
    server.fresh.clock.set(noon("2026-11-22"));
    const lastDay = await signInAgain("two@review.example");
    expect([lastDay.status, await read(lastDay.cookie)]).toEqual([200, 200]);
    // Late on the last day, by the agency's clocks, it still reads; a minute into the next it does not.
    server.fresh.clock.set("2026-11-23T04:50:00Z");
    const late = await signInAgain("two@review.example");
    const at = (moment: string) => {
      server.fresh.clock.set(moment);
      return call(server, late.cookie, "GET", `/api/audits/${auditId}`);
    };
    expect((await at("2026-11-23T04:59:00Z")).status).toBe(200);
    expect((await at("2026-11-23T05:00:00Z")).status).toBe(401);
    expect((await call(server, late.cookie, "GET", `/api/cases/${first!.caseId}`)).status).toBe(401);
    server.fresh.clock.set(noon("2026-11-23"));
    expect((await signInAgain("two@review.example")).status).toBe(401);
  });

  it("may be ended early, at once, with a reason; and an auditor who belongs to the staff keeps the sign-in and loses the cases", async () => {
    const auditId = await open();
    const { cookie, accessId } = await invite(auditId, "three@review.example", "2026-12-20");
    expect((await ask(cookie, "GET", `/audits/${auditId}`)).status).toBe(200);
    expect((await ask("administrator", "POST", `/audits/${auditId}/auditors/${accessId}/end`, { reason: "The review moved to another reader." })).status).toBe(200);
    expect((await ask(cookie, "GET", `/audits/${auditId}`)).status).toBe(401);
    expect((await signInAgain("three@review.example")).status).toBe(401);
    expect((await view(auditId)).access).toMatchObject([{ validTo: "2026-12-20", reason: "The review moved to another reader." }]);
    // The same person comes back for a few days, with the password of before.
    expect((await ask("administrator", "POST", `/audits/${auditId}/auditors`, { name: "Rae Viewer", email: "three@review.example", language: "en", validFrom: TODAY, validTo: "2026-11-25" })).body.link).toBeNull();
    expect((await signInAgain("three@review.example")).status).toBe(200);

    const staff = people.get("auditor")!;
    const { email } = (await operatorDoes(scene, (tx) => row<{ email: string }>(tx, sql`select email from staff where id = ${staff.staffId}`)))!;
    const [first] = sampled(await view(auditId));
    const kept = await ask("administrator", "POST", `/audits/${auditId}/auditors`, { name: "x", email, language: "en", validFrom: TODAY, validTo: "2026-11-25" });
    expect(kept.body.link).toBeNull();
    expect((await ask("auditor", "GET", `/cases/${first!.caseId}`)).status).toBe(200);
    await ask("administrator", "POST", `/audits/${auditId}/auditors/${kept.body.accessId}/end`, { reason: "The review moved to another reader." });
    expect((await ask("auditor", "GET", `/cases/${first!.caseId}`)).status).toBe(404);
    expect((await ask("auditor", "GET", "/audits")).body.audits).toEqual([]);
  });

  it("follows the sample: a replaced case shuts at once, the one in its place opens", async () => {
    const auditId = await open();
    const { cookie } = await invite(auditId, "four@review.example", "2026-11-27");
    const [first] = sampled(await view(auditId));
    await ask("administrator", "POST", `/audits/${auditId}/cases/${first!.caseId}/replace`, { reason: "The record is under a legal hold." });
    expect((await ask(cookie, "GET", `/cases/${first!.caseId}`)).status).toBe(404);
    for (const one of sampled(await view(auditId))) expect((await ask(cookie, "GET", `/cases/${one.caseId}/record`)).status).toBe(200);
  });

  it("is not given to who works here as something else, nor for longer than a year, nor twice", async () => {
    const auditId = await open();
    const field = async (more: object) => {
      const answer = await ask("administrator", "POST", `/audits/${auditId}/auditors`, { name: "R", email: "five@review.example", language: "en", validFrom: TODAY, validTo: "2026-11-27", ...more });
      return [answer.status, answer.body.fields?.[0]?.path ?? "given"];
    };
    const { email } = (await operatorDoes(scene, (tx) => row<{ email: string }>(tx, sql`select email from staff where id = ${clinician.staffId}`)))!;
    expect(await field({ email })).toEqual([422, "email"]);
    expect(await field({ validTo: "2027-11-30" })).toEqual([400, "validTo"]);
    expect(await field({ validFrom: "2026-11-19" })).toEqual([400, "validFrom"]);
    expect(await field({})).toEqual([200, "given"]);
    expect(await field({})).toEqual([422, "email"]);
  });
});

describe("what audits ask for (A10)", () => {
  const owed = async (role: string) => ((await ask(role, "GET", "/day")).body.owed as { kind: string; weight: string; about?: string; who: string; since: string }[]).filter((one) => one.kind.startsWith("audit"));

  it("the next one from 90 days before it is due, and a running one by its own day; an action by whom it is", async () => {
    await operatorDoes(scene, (tx) => insertCertificate(tx, { kind: "fidelity_audit", validFrom: "2026-11-01", validTo: null, isAcceptable: true, source: "" }));
    for (const one of (await ask("administrator", "GET", "/audits")).body.audits as { auditId: string; status: string }[]) if (one.status === "open") await ask("administrator", "POST", `/audits/${one.auditId}/withdraw`, { reason: "Cleared for this test." });
    setDay("2027-08-02");
    expect(await owed("administrator")).toEqual([]);
    setDay("2027-08-03");
    expect(await owed("administrator")).toMatchObject([{ kind: "audit_due", weight: "later", since: "2027-08-03T04:00:00.000Z" }]);
    setDay("2027-10-26");
    expect(await owed("administrator")).toMatchObject([{ kind: "audit_due", weight: "today", since: "2027-10-25T04:00:00.000Z" }]);
    setDay(TODAY);
    const auditId = await open({ dueOn: "2026-12-10" });
    expect(await owed("administrator")).toMatchObject([{ kind: "audit_due", who: "Audit of 2026" }]);
    await ask("administrator", "PUT", `/audits/${auditId}/actions/${randomUUID()}`, { words: "Read two notes.", staffId: clinician.staffId, dueOn: "2026-11-25", doneWhen: "They are read." });
    expect(await owed("clinician")).toMatchObject([{ kind: "audit_action", about: "Read two notes.", who: "Audit of 2026" }]);
    expect((await owed("administrator")).map((one) => one.kind).sort()).toEqual(["audit_action", "audit_due"]);
    expect(await owed("supervisor")).toEqual([]);
    await ask("administrator", "POST", `/audits/${auditId}/withdraw`, { reason: "Cleared for this test." });
    expect(await owed("clinician")).toEqual([]);
  });
});
