import fs from "node:fs";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { insertPart2Consent } from "#features/people/store.ts";
import { insertCredential } from "#features/workforce/store.ts";
import { operatorDoes } from "../../../test/access/scene.ts";
import { call } from "../../../test/access/server.ts";
import { madeUpPdf } from "../../../test/support/paper.ts";
import { add, added, cookies, list, ofChart, open, others, placeOf, received, scene, server, setUpDocuments, supervisor, whoOpens, type Who } from "./documents.test-support.ts";

setUpDocuments();

describe("Who sees a document (clinical.md section 10)", () => {
  const own = (owner: "adultA" | "adultB", more: Record<string, unknown> = {}) => ({ ...ofChart, class: "caregiver", ownerPersonId: scene[owner], ...more });
  const treats: Who[] = ["clinician", "supervisor"];
  const expects: [string, (() => Record<string, unknown>), Who[]][] = [
    ["the child's chart", () => ofChart, [...treats, "adultA"]],
    ["adult A's own", () => own("adultA"), [...treats, "adultA"]],
    ["adult B's own", () => own("adultB"), [...treats, "adultB"]],
    ["of the relationship with A", () => own("adultA", { class: "relationship" }), [...treats, "adultA"]],
    ["where B lives", () => own("adultB", { class: "address" }), [...treats, "adultB"]],
    ["what the request said", () => ({ ...ofChart, class: "intake" }), [...treats, "adultA", "director", "frontDesk"]],
    ["the service", () => ({ ...ofChart, class: "service" }), [...treats, "biller", "director", "frontDesk"]],
    ["the author's alone", () => ({ ...ofChart, class: "psychotherapy_note" }), ["clinician"]],
    ["of supervision", () => ({ ...ofChart, class: "supervision", counterpartStaffId: supervisor.staffId }), treats],
    ["of a report", () => ({ ...ofChart, class: "report", counterpartStaffId: supervisor.staffId }), treats],
  ];
  it.each(expects)("%s", async (what, body, who) => {
    expect(await whoOpens(await added("clinician", madeUpPdf(what), body()))).toEqual([...who].sort());
  });

  it("what carries the label Part 2 opens to that adult, and by consent", async () => {
    const documentId = await added("clinician", madeUpPdf("part 2"), own("adultA", { part2: true }));
    expect(await whoOpens(documentId)).toEqual(["adultA"]);
    await operatorDoes(scene, (tx) => insertPart2Consent(tx, { caseId: scene.caseId, adultId: scene.adultA, staffId: scene.clinician.staffId }));
    expect(await whoOpens(documentId)).toEqual(["adultA", "clinician"]);
  });

  it("the desk puts there what it cannot read again, and cannot choose what is for those who treat", async () => {
    expect(await whoOpens(await added("frontDesk", madeUpPdf("scanned at the desk"), own("adultB")))).toEqual(["adultB", "clinician", "supervisor"]);
    expect((await add("frontDesk", { ...ofChart, class: "psychotherapy_note", fileId: await received("frontDesk", madeUpPdf("no")) })).status).toBe(400);
    expect((await add("supervisor", { ...ofChart, class: "report", fileId: await received("supervisor", madeUpPdf("no")) })).status).toBe(400);
    expect((await add("clinician", { ...ofChart, class: "caregiver", ownerPersonId: null, fileId: await received("clinician", madeUpPdf("whose")) })).body.fields[0].path).toBe("ownerPersonId");
    expect((await add("clinician", { ...ofChart, class: "caregiver", ownerPersonId: others.adultA, fileId: await received("clinician", madeUpPdf("theirs")) })).body.fields[0].path).toBe("ownerPersonId");
    expect((await add("biller", { ...ofChart, fileId: await received("clinician", madeUpPdf("no")) })).status).toBe(403);
  });

  it("an id that is guessed, of another case, or taken out answers the same", async () => {
    const documentId = await added("clinician", madeUpPdf("taken out"));
    const guessed = await open("clinician", "019a0000-0000-7000-8000-000000000000");
    const elsewhere = await call(server, cookies.theirs, "GET", `/api/cases/${others.caseId}/documents/${documentId}/content`);
    const without = (text: string) => text.replace(/"requestId":"[^"]*"/, "");
    expect([guessed.status, elsewhere.status]).toEqual([404, 404]);
    const removed = await call(server, cookies.clinician, "POST", `/api/cases/${scene.caseId}/documents/${documentId}/remove`, { reason: "Of another family" });
    expect(removed.status, removed.text).toBe(200);
    expect(without((await open("clinician", documentId)).text)).toBe(without(guessed.text));
    expect(without(elsewhere.text)).toBe(without(guessed.text));
    const entry = (await list("clinician")).find((one) => one.documentId === documentId)!;
    expect(entry).toMatchObject({ title: "", removed: { why: "Of another family" } });
    expect((await list("adultA")).some((one) => one.documentId === documentId)).toBe(false);
    expect((await call(server, cookies.clinician, "POST", `/api/cases/${scene.caseId}/documents/${documentId}/remove`, { reason: "Again" })).status).toBe(404);
    // Kept, for as long as records are.
    expect(fs.existsSync(placeOf(documentId))).toBe(true);
  });

  it("is replaced by another with a reason, and what stood before stays readable", async () => {
    const former = await added("clinician", madeUpPdf("a bad scan"));
    const fileId = await received("clinician", madeUpPdf("a good scan"));
    expect((await add("clinician", { ...ofChart, fileId, supersedes: former })).body.fields[0].path).toBe("reason");
    const answer = await add("clinician", { ...ofChart, fileId, supersedes: former, reason: "Scanned again, the last page was missing" });
    expect(answer.status, answer.text).toBe(200);
    expect((await list("clinician")).find((one) => one.documentId === former)!.supersededBy).toBe(fileId);
    expect((await open("clinician", former)).status).toBe(200);
    expect((await add("clinician", { ...ofChart, fileId: await received("clinician", madeUpPdf("a third")), supersedes: former, reason: "Once more" })).status).toBe(409);
  });

  it("does not name what it replaced to who does not see that", async () => {
    const former = await added("clinician", madeUpPdf("closed before"));
    const now = await added("clinician", madeUpPdf("open now"), { ...ofChart, class: "service", supersedes: former, reason: "Was kept too close" });
    const seenBy = async (who: Who) => (await list(who)).find((one) => one.documentId === now);
    expect(await seenBy("clinician")).toMatchObject({ supersedes: former });
    expect(await seenBy("biller")).toMatchObject({ supersedes: null });
    expect(JSON.stringify(await list("biller"))).not.toContain(former);
  });

  it("cannot be changed or removed for good by the application, not even by its own hand", async () => {
    const documentId = await added("clinician", madeUpPdf("stays"));
    for (const statement of [sql`update documents set title = 'another' where id = ${documentId}`, sql`update documents set class = 'service' where id = ${documentId}`, sql`delete from documents where id = ${documentId}`, sql`delete from files where id = ${documentId}`, sql`update files set bytes = 1 where id = ${documentId}`]) {
      await expect(operatorDoes(scene, (tx) => statement.execute(tx))).rejects.toThrow(/replaced by another|permission denied|violates foreign key/);
    }
  });
});

describe("A document of somebody who works here", () => {
  const ofStaff = (who: Who, staffId: string, body: Record<string, unknown>) => call(server, cookies[who], "POST", `/api/staff/${staffId}/documents`, body);

  it("stands beside its credential, also once that was set right; that person sees it, a colleague does not", async () => {
    const { staffId } = scene.clinician;
    const licence = { kind: "licence" as const, name: "LICSW", field: "", issuer: "", number: "1", isIndependent: true, validFrom: "2026-01-01", validTo: null };
    const credentialId = await operatorDoes(scene, (tx) => insertCredential(tx, staffId, licence));
    const body = { kind: "licence", title: "Licence", credentialId };
    const put = await ofStaff("director", staffId, { ...body, fileId: await received("director", madeUpPdf("licence")) });
    expect(put.status, put.text).toBe(200);
    const { documentId } = put.body;
    const right = await call(server, cookies.director, "POST", `/api/workforce/credentials/${credentialId}/correct`, { ...licence, number: "2", reason: "A slip." });
    const found = (await call(server, cookies.director, "GET", `/api/staff/${staffId}/documents`)).body.documents;
    expect(found).toMatchObject([{ documentId, credentialId: right.body.credentialId, removed: null }]);
    expect((await call(server, cookies.clinician, "GET", `/api/documents/mine/${documentId}/content`)).status).toBe(200);
    expect((await call(server, cookies.clinician, "GET", "/api/documents/mine")).body.documents).toHaveLength(1);
    expect((await call(server, cookies.spare, "GET", `/api/documents/mine/${documentId}/content`)).status).toBe(404);
    expect((await call(server, cookies.spare, "GET", "/api/documents/mine")).body.documents).toEqual([]);
    expect((await call(server, cookies.supervisor, "GET", `/api/staff/${staffId}/documents/${documentId}/content`)).status).toBe(200);
    expect((await call(server, cookies.clinician, "GET", `/api/staff/${staffId}/documents/${documentId}/content`)).status).toBe(403);
    expect((await call(server, cookies.theirs, "GET", `/api/staff/${staffId}/documents/${documentId}/content`)).status).toBe(404);
    expect((await open("clinician", documentId)).status).toBe(404);
  });

  it("of a background check is for who runs the programme and for that person", async () => {
    const { staffId } = scene.clinician;
    const { documentId } = (await ofStaff("director", staffId, { kind: "background_check", title: "Check", fileId: await received("director", madeUpPdf("check")) })).body;
    const statusOf = async (who: Who) => (await call(server, cookies[who], "GET", `/api/staff/${staffId}/documents/${documentId}/content`)).status;
    expect([await statusOf("director"), await statusOf("supervisor")]).toEqual([200, 404]);
    expect((await call(server, cookies.supervisor, "GET", `/api/staff/${staffId}/documents`)).text).not.toContain(documentId);
    expect((await call(server, cookies.clinician, "GET", `/api/documents/mine/${documentId}/content`)).status).toBe(200);
  });
});

describe("Ten thousand documents in one case", () => {
  it("come a page at a time, each once, the newest first", async () => {
    await operatorDoes(scene, async (tx) => {
      await sql`insert into files (agency_id, id, media_type, bytes, sha256, wrapped_key, cleaned, received_at) select ${tx.actor.agencyId}, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'application/pdf', 1, decode(repeat('00', 32), 'hex'), decode(repeat('00', 64), 'hex'), false, ${tx.now} from generate_series(1, 10000) n`.execute(tx);
      await sql`insert into documents (agency_id, id, case_id, class, owner_staff_id, kind, title, language, added_at) select ${tx.actor.agencyId}, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${scene.caseId}, 'child_chart', ${scene.clinician.staffId}, 'letter', 'Letter ' || n, 'en', ${tx.now} from generate_series(1, 10000) n`.execute(tx);
    });
    // As the database does by itself after so many rows: kept plans are made anew.
    await server.fresh.asOwner((client) => client.query("analyze dyad.documents, dyad.files"));
    const idOf = (n: number) => `01900000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
    const took: number[] = [];
    const page = async (after: string): Promise<{ ids: string[]; next: string | null }> => {
      const began = performance.now();
      const { body } = await call(server, cookies.clinician, "GET", `/api/cases/${scene.caseId}/documents${after}`);
      took.push(performance.now() - began);
      return { ids: body.documents.map((one: { documentId: string }) => one.documentId), next: body.next };
    };
    const read = async (after: string, pages: number): Promise<string[]> => {
      const { ids, next } = await page(after);
      return next === null || pages === 1 ? ids : [...ids, ...(await read(`?after=${next}`, pages - 1))];
    };
    const newest = await read("", 4);
    const many = newest.filter((one) => one.startsWith("01900000"));
    // Those of before come first, being younger; then the ten thousand, without a gap, to the very first.
    expect(newest).toEqual([...newest].sort().reverse());
    expect(many).toEqual(many.map((_, index) => idOf(10_000 - index)));
    expect(many.length).toBeGreaterThan(100);
    const oldest = await read(`?after=${idOf(200)}`, 20);
    expect(oldest).toEqual(oldest.map((_, index) => idOf(199 - index)));
    expect(oldest).toHaveLength(199);
    // A page is tens of milliseconds; a machine that does ten things at once is given more.
    expect(took.sort((a, b) => a - b)[Math.floor(took.length / 2)]).toBeLessThan(1_500);
  }, 120_000);
});
