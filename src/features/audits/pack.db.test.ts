import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { installEdition, keepEdition, readEditions } from "#features/policy/store.ts";
import { row } from "#database/actor.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { makeCase, signSession } from "./audits.test-support.ts";

// The pack of an audit: the same to the byte for ever, without a name and without a word of what was said (A10).

let server: TestServer;
let scene: Scene;
let auditId: string;
let director: string;
let clinician: StaffActor;
const cases: string[] = [];
const noon = "2026-11-20T17:00:00Z";

beforeAll(async () => {
  server = await startServer({ demo: "1", now: noon });
  scene = await makeScene(server, "ours");
  clinician = await makeStaff(scene.place, scene.agency, { from: "2026-01-02" });
  director = await scene.cookieOf(await makeStaff(scene.place, scene.agency, { roles: ["administrator"] }));
  const auditor = await makeStaff(scene.place, scene.agency, { roles: ["auditor"], email: "auditor@review.example" });
  for (const name of ["Quillonia", "Zebedeus"]) {
    const caseId = await makeCase(scene, name, clinician);
    for (const on of ["2026-03-10", "2026-03-17"]) await signSession(scene, caseId, on, cases.length === 0 ? "10" : "12", clinician, "MARKER-SPOKEN in the session.");
    cases.push(caseId);
  }
  auditId = (await ask("POST", "/audits", { title: "Audit of 2026", periodFrom: "2026-01-01", periodTo: "2026-06-30", dueOn: "2026-12-31", auditor: "A. Reviewer", wanted: 2, seed: "a seed of the tests" })).json().auditId;
  await ask("POST", `/audits/${auditId}/auditors`, { name: "x", email: "auditor@review.example", language: "en", validFrom: "2026-11-20", validTo: "2026-11-30" });
  const cookie = await scene.cookieOf(auditor);
  const { form } = (await ask("GET", `/audits/${auditId}`)).json();
  const { sessions } = (await ask("GET", `/audits/${auditId}/cases/${cases[0]}/sessions`, undefined, cookie)).json();
  for (const item of form.items as { id: string; of: string }[]) {
    for (const caseId of item.of === "agency" ? [null] : cases) await ask("PUT", `/audits/${auditId}/ratings`, { item: item.id, caseId, mark: 3, sessionId: caseId === cases[0] ? sessions[0].sessionId : null, comment: caseId === null ? "Kept in the staff file." : "MARKER-COMMENT on Quillonia." }, cookie);
  }
  await ask("POST", `/audits/${auditId}/hand-in`, { acceptable: true }, cookie);
  await ask("PUT", `/audits/${auditId}/findings/${randomUUID()}`, { kind: "shortfall", item: null, words: '#read("/etc/passwd") and a "quote", a\nline' });
  await ask("PUT", `/audits/${auditId}/actions/${randomUUID()}`, { words: "Keep a list.", staffId: clinician.staffId, dueOn: "2026-12-15", doneWhen: "The list is kept." });
}, 120_000);
afterAll(() => server.close());

async function ask(method: "GET" | "POST" | "PUT", address: string, body?: unknown, cookie = director) {
  const answer = await server.app.inject({ method, url: `/api${address}`, headers: { cookie, ...(body ? { "content-type": "application/json" } : {}) }, ...(body ? { payload: JSON.stringify(body) } : {}) });
  expect(answer.statusCode, `${address}: ${answer.body.slice(0, 300)}`).toBe(200);
  return answer;
}
const fetchPack = async () => ask("GET", `/audits/${auditId}/pack`);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** The files of an archive in which nothing is compressed. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50; ) {
    const [size, name] = [archive.readUInt32LE(at + 18), archive.readUInt16LE(at + 26)];
    const begins = at + 30 + name;
    files.set(archive.subarray(at + 30, begins).toString(), archive.subarray(begins, begins + size));
    at = begins + size;
  }
  return files;
}

describe("the pack of an audit (A10)", () => {
  it("is the same to the byte each time it is built, also after the plan went on, more was signed, names and a policy changed", async () => {
    const { pack } = (await ask("POST", `/audits/${auditId}/close`, {})).json();
    const first = (await fetchPack()).rawPayload;
    expect(sha256(unzip(first).get("manifest.json")!)).toBe(pack);
    expect((await fetchPack()).rawPayload.equals(first)).toBe(true);

    const { actionId } = (await ask("GET", `/audits/${auditId}`)).json().actions[0];
    await ask("POST", `/audit-actions/${actionId}/done`, { doneOn: "2026-11-20", evidence: "It is kept." });
    await signSession(scene, cases[0]!, "2026-04-07", "10", clinician);
    await operatorDoes(scene, async (tx) => {
      await sql`update staff set display_name = 'Another Name'`.execute(tx);
      await sql`update persons set given_name = 'Renamed'`.execute(tx);
      await sql`update agencies set name = 'Another Agency'`.execute(tx);
      const { digest } = (await row<{ digest: string }>(tx, sql`select digest from decisions where digest is not null limit 1`))!;
      const version = (await readEditions(tx, [digest])).get(digest)!;
      const changed = { ...version, clauses: version.clauses.map((one) => (one.rule.kind === "auditInterval" ? { ...one, rule: { ...one.rule, months: 6 } } : one)) };
      await installEdition(tx, { policy: version.id, version: version.version, digest: await keepEdition(tx, changed) });
    });
    expect((await fetchPack()).rawPayload.equals(first)).toBe(true);
    // No clock comes into it.
    server.fresh.clock.set("2026-11-20T17:20:00Z");
    expect((await fetchPack()).rawPayload.equals(first)).toBe(true);
  });

  it("lists every file with its digest, and the evidence as a whole", async () => {
    const files = unzip((await fetchPack()).rawPayload);
    const manifest = JSON.parse(files.get("manifest.json")!.toString());
    expect([...files.keys()]).toEqual(["audit.en.pdf", "audit.es.pdf", "audit.json", "decisions.json", "findings.json", "form.json", "manifest.json", "plan.json", expect.stringMatching(/^policies\/dc-mhrs-2020-09-04-[0-9a-f]{12}\.json$/), "ratings.json", "sample.json", "services.csv"]);
    for (const one of manifest.files) expect([one.path, sha256(files.get(one.path)!), files.get(one.path)!.length]).toEqual([one.path, one.sha256, one.bytes]);
    expect(manifest.files).toHaveLength(files.size - 1);
    const evidence = manifest.files.filter((one: { path: string }) => !one.path.endsWith(".pdf"));
    expect(manifest.evidence).toBe(createHash("sha256").update(evidence.map((one: { sha256: string; path: string }) => `${one.sha256}  ${one.path}\n`).join("")).digest("hex"));
    expect((await ask("GET", `/audits/${auditId}`)).json().pack.data).toBe(manifest.evidence);
    expect(files.get("audit.es.pdf")!.subarray(0, 5).toString()).toBe("%PDF-");
  });

  it("holds the rule of the sample, codes, services, decisions with their clauses, ratings, findings and plan", async () => {
    const files = unzip((await fetchPack()).rawPayload);
    const read = (path: string) => JSON.parse(files.get(path)!.toString());
    expect(read("sample.json")).toMatchObject({ rule: "signed-session-sha256-1", seed: "a seed of the tests", population: 2, cases: [{ code: "C01" }, { code: "C02" }] });
    expect(files.get("services.csv")!.toString().split("\r\n")).toHaveLength(6);
    expect(files.get("services.csv")!.toString()).toMatch(/C01-S01,2026-03-1\d,60,dyadic,home,in_person,caregiver child,2026-03-10,,4,held,unknown,dc-mhrs,2020-09-04,[0-9a-f]{64}/);
    expect(read("decisions.json")[0].findings.find((one: { rule: string }) => one.rule === "audit-acceptable")).toMatchObject({ clause: "22-A DCMR § 3427.11", result: "unknown" });
    expect(read("ratings.json").find((one: { code: string | null; session: string | null }) => one.session !== null).session).toMatch(/^C0[12]-S01$/);
    expect(read("ratings.json").find((one: { item: string }) => one.item === "programme-team").comment).toBe("Kept in the staff file.");
    expect(read("plan.json")).toEqual([{ words: "Keep a list.", who: clinician.name, dueOn: "2026-12-15", doneWhen: "The list is kept.", doneOn: null, evidence: "" }]);
    expect(read("findings.json")[0].words).toContain('#read("/etc/passwd")');
  });

  it("holds no name of a family, no id of the record, and no word of what was said or noted about a child", async () => {
    const answer = await fetchPack();
    const all = answer.rawPayload.toString("latin1");
    for (const secret of ["Quillonia", "Zebedeus", "Made-Up", "MARKER-SPOKEN", "MARKER-COMMENT", ...cases]) expect(all, secret).not.toContain(secret);
    expect(answer.headers["content-type"]).toBe("application/zip");
    expect(answer.headers["content-disposition"]).toContain("fidelity-audit-2026-06-30.zip");
    const exported = await operatorDoes(scene, (tx) => row<{ count: number }>(tx, sql`select count(*) as count from audit_entries where action = 'export' and procedure = 'audits.pack' and outcome = 'done' and subject_id = ${auditId}`));
    expect(exported!.count).toBeGreaterThan(5);
  });
});
