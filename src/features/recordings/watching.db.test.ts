import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { rows } from "#database/actor.ts";
import { operatorDoes } from "../../../test/access/scene.ts";
import { call } from "../../../test/access/server.ts";
import { answerVideo, ask, authorityId, beginning, cookies, digest, lies, madeUpVideo, newHeld, patch, range, scene, sent, server, sessionId, setUpRecordings, staff, type Who } from "./recordings.test-support.ts";

setUpRecordings();

const UNTIL = "2026-12-05";
const name = (recordingId: string, body: Record<string, unknown>, who: Who = "clinician") => ask(who, "POST", `/${recordingId}/reviewers`, { purpose: "consultation", until: UNTIL, ...body });
const everybody = (): Who[] => Object.keys(cookies) as Who[];
const whoPlays = async (recordingId: string) => {
  const found: Who[] = [];
  for (const who of everybody()) {
    const [played, got] = [await range(who, recordingId, "bytes=0-9"), await ask(who, "GET", `/${recordingId}`)];
    expect(played.status === 206, `${who}: ${got.text}`).toBe(got.status === 200);
    if (played.status === 206) found.push(who);
    else expect([403, 404], who).toContain(played.status);
  }
  return found.toSorted();
};

describe("C6: who watches", () => {
  it("a recording plays by ranges, for who sent it and who supervises, and for nobody else", async () => {
    const bytes = madeUpVideo(300_000);
    const recordingId = await sent(bytes);
    expect(await whoPlays(recordingId)).toEqual(["clinician", "supervisor"]);
    const middle = await range("supervisor", recordingId, "bytes=65000-140000");
    expect([middle.status, middle.headers.get("content-range"), middle.headers.get("cache-control"), middle.headers.get("content-type")]).toEqual([206, "bytes 65000-140000/300000", "no-store", "video/webm"]);
    expect(digest(middle.bytes)).toBe(digest(bytes.subarray(65_000, 140_001)));
    expect((await range("clinician", recordingId, "bytes=299999-")).bytes).toEqual(bytes.subarray(299_999));
    expect((await range("clinician", recordingId, "bytes=300000-")).status).toBe(416);
    const etag = middle.headers.get("etag")!;
    expect((await range("clinician", recordingId, "bytes=0-9", { "if-range": etag })).status).toBe(206);
    expect((await range("clinician", recordingId, "bytes=0-9", { "if-range": '"other"' })).status).toBe(200);
    const trail = await operatorDoes(scene, (tx) => rows<{ n: number }>(tx, sql`select count(*)::int as n from audit_entries where procedure = 'recordings.video' and subject_id = ${recordingId} and action = 'read'`));
    expect(trail[0]!.n).toBe(2);
  });

  it("a colleague who is named watches until the day or until the naming is ended, without the family's name", async () => {
    const recordingId = await sent(madeUpVideo(70_000));
    expect((await name(recordingId, { staffId: staff.colleague.staffId }, "supervisor")).status).toBe(403);
    const named = await name(recordingId, { staffId: staff.colleague.staffId });
    expect(named.status, named.text).toBe(200);
    expect((await name(recordingId, { staffId: staff.colleague.staffId })).status).toBe(409);
    expect((await name(recordingId, { staffId: staff.colleague.staffId, purpose: "fidelity_rating" })).status).toBe(400);
    expect((await name(recordingId, { staffId: staff.colleague.staffId, until: "2027-02-01", purpose: "supervision" })).status).toBe(400);
    expect(await whoPlays(recordingId)).toEqual(["clinician", "colleague", "supervisor"]);
    for (const answer of [await ask("colleague", "GET", `/${recordingId}`), await ask("colleague", "GET", "")]) {
      expect(answer.text).toContain(recordingId);
      for (const secret of [scene.caseId, sessionId, "Robin", "Made-Up", "visit.webm", "2026-11-20T09"]) expect(answer.text, secret).not.toContain(secret);
    }
    const before = server.fresh.clock.now();
    server.fresh.clock.set("2026-12-06T15:00:00Z");
    const [late, listed] = [await call(server, await scene.cookieOf(staff.colleague), "GET", `/api/recordings/${recordingId}`), await call(server, await scene.cookieOf(staff.colleague), "GET", "/api/recordings")];
    server.fresh.clock.set(before);
    expect(late.status).toBe(404);
    expect(listed.text).not.toContain(recordingId);
    expect((await ask("clinician", "POST", `/${recordingId}/reviewers/${named.body.reviewerId}/end`, {})).status).toBe(200);
    expect(await whoPlays(recordingId)).toEqual(["clinician", "supervisor"]);
  });

  it("a member of another agency's faculty who is named by code watches that one recording, and learns a code and a number", async () => {
    const [recordingId, other] = [await sent(madeUpVideo(70_000)), await sent(madeUpVideo(70_000), { sessionId: await newHeld(scene, 7) })];
    const { code } = (await ask("elsewhere", "POST", "/own-code", {})).body;
    expect((await ask("elsewhere", "POST", "/own-code", {})).body.code).toBe(code);
    expect((await name(recordingId, { code: "0".repeat(16) })).status).toBe(400);
    const named = await name(recordingId, { code, purpose: "training_review" });
    expect(named.body?.name, named.text).toBe("Faculty Elsewhere, theirs");
    expect(await whoPlays(recordingId)).toEqual(["clinician", "elsewhere", "supervisor"]);
    expect(await whoPlays(other)).toEqual(["clinician", "supervisor"]);
    const listed = await ask("elsewhere", "GET", "");
    expect(listed.body.recordings.map((one: { recordingId: string; caseId: null; childName: null }) => [one.recordingId, one.caseId, one.childName])).toEqual([[recordingId, null, null]]);
    for (const answer of [listed, await ask("elsewhere", "GET", `/${recordingId}`)]) for (const secret of [scene.caseId, sessionId, "Robin", "Made-Up", "visit.webm", scene.agency.agencyId, "2026-11-20T09"]) expect(answer.text, secret).not.toContain(secret);
    // Nothing else of the family opens to them.
    expect((await call(server, cookies.elsewhere, "GET", `/api/cases/${scene.caseId}`)).status).not.toBe(200);
    const said = await ask("elsewhere", "POST", `/${recordingId}/comments`, { atMs: 1200, words: "From elsewhere", strand: "procedural" });
    expect(said.status, said.text).toBe(200);
    expect((await ask("clinician", "GET", `/${recordingId}`)).body.comments).toMatchObject([{ authorName: "Faculty Elsewhere, theirs", purpose: "training_review", own: false }]);
    expect((await ask("elsewhere", "GET", `/${recordingId}`)).body.comments).toMatchObject([{ own: true }]);
    expect((await ask("elsewhere", "POST", `/${recordingId}/reviewers`, { code, purpose: "consultation", until: UNTIL })).status).toBe(403);
    await ask("clinician", "POST", `/${recordingId}/reviewers/${named.body.reviewerId}/end`, {});
    expect(await whoPlays(recordingId)).toEqual(["clinician", "supervisor"]);
    const trail = await operatorDoes(scene, (tx) => rows<{ details: object }>(tx, sql`select details from audit_entries where procedure = 'recordings.video' and subject_id = ${recordingId} and actor_kind = 'system'`));
    expect(trail).toMatchObject([{ details: { reviewerIds: [named.body.reviewerId] } }]);
  });

  it("who is not with the family any more does not watch, nor does a supervisor where supervision is not among the purposes", async () => {
    const recordingId = await sent(madeUpVideo(70_000), { purposes: ["consultation"] });
    expect(await whoPlays2(recordingId)).toEqual([206, 410]);
    await operatorDoes(scene, (tx) => sql`update assignments set valid_to = ${tx.today}::date - 1, valid_from = ${tx.today}::date - 30 where case_id = ${scene.caseId} and staff_id = ${scene.clinician.staffId}`.execute(tx));
    expect(await whoPlays2(recordingId)).toEqual([404, 404]);
    expect((await ask("clinician", "POST", "", beginning(70_000))).status).toBe(404);
    await operatorDoes(scene, (tx) => sql`update assignments set valid_to = null where case_id = ${scene.caseId} and staff_id = ${scene.clinician.staffId}`.execute(tx));
    expect((await ask("clinician", "POST", `/${recordingId}/destroy`, {})).status).toBe(200);
    expect(lies(recordingId)).toEqual([false, false]);
    expect((await range("clinician", recordingId, "bytes=0-9")).status).toBe(410);
  });
  const whoPlays2 = async (recordingId: string) => [(await range("clinician", recordingId, "bytes=0-9")).status, (await range("supervisor", recordingId, "bytes=0-9")).status];

  it("another's upload is nobody else's, and a session of another family, or with somebody who did not sign, is not taken", async () => {
    const bytes = madeUpVideo(70_000);
    const begun = await ask("clinician", "POST", "", beginning(bytes.length));
    for (const who of ["spare", "colleague", "trainee", "theirs"] as const) expect((await patch(who, begun.body.recordingId, 0, bytes)).status, who).toBe(404);
    for (const who of ["supervisor", "director", "adultA", "faculty"] as const) expect((await patch(who, begun.body.recordingId, 0, bytes)).status, who).toBe(403);
    expect((await ask("supervisor", "GET", "")).text).not.toContain(begun.body.recordingId);
    for (const who of ["spare", "theirs"] as const) expect((await ask(who, "POST", "", beginning(bytes.length))).status, who).toBe(404);
    expect((await ask("clinician", "POST", "", beginning(bytes.length, { purposes: ["fidelity_rating"] }))).status).toBe(422);
    const second = await newHeld(scene, 6);
    await operatorDoes(scene, (tx) => sql`insert into attendances (agency_id, session_id, person_id, case_id, part, status) values (${tx.actor.agencyId}, ${second}, ${scene.adultB}, ${scene.caseId}, 'caregiver', 'present')`.execute(tx));
    const refused = await ask("clinician", "POST", "", beginning(bytes.length, { sessionId: second }));
    expect([refused.status, refused.body.message]).toEqual([422, expect.stringContaining("Somebody came")]);
    const offered = await ask("clinician", "GET", "/sessions");
    expect(offered.body.sessions.find((one: { sessionId: string }) => one.sessionId === second)).toMatchObject({ purposes: [], whyNot: "others_appear" });
    await ask("clinician", "POST", `/${begun.body.recordingId}/destroy`, {});
  });
});

describe("C6: what is said about a moment", () => {
  it("is read by reviewers of the same purpose, by who sent it and by the supervisor, and goes with the recording", async () => {
    const recordingId = await sent(madeUpVideo(70_000));
    await name(recordingId, { staffId: staff.colleague.staffId, purpose: "consultation" });
    await name(recordingId, { staffId: staff.faculty.staffId, purpose: "training_review" });
    const say = (who: Who, words: string, more: object = {}) => ask(who, "POST", `/${recordingId}/comments`, { atMs: 5000, words, ...more });
    expect((await say("colleague", "MARKER-CONSULT", { toMs: 9000, strand: "dyadic_relational" })).status).toBe(200);
    expect((await say("faculty", "MARKER-TRAIN")).status).toBe(200);
    const asked = await say("clinician", "MARKER-ALL");
    expect((await say("faculty", "MARKER-REPLY", { repliesTo: asked.body.commentId })).status).toBe(200);
    expect((await say("colleague", "no", { atMs: 5, toMs: 4 })).status).toBe(400);
    expect((await say("colleague", "no", { purpose: "training_review" })).status).toBe(400);
    expect((await say("spare", "no")).status).toBe(404);
    const heard = async (who: Who) => (await ask(who, "GET", `/${recordingId}`)).body.comments.map((one: { words: string }) => one.words).toSorted();
    expect(await heard("colleague")).toEqual(["MARKER-ALL", "MARKER-CONSULT"]);
    expect(await heard("faculty")).toEqual(["MARKER-ALL", "MARKER-REPLY", "MARKER-TRAIN"]);
    expect(await heard("clinician")).toHaveLength(4);
    expect(await heard("supervisor")).toHaveLength(4);
    await ask("supervisor", "POST", `/${recordingId}/destroy`, {});
    expect(await operatorDoes(scene, (tx) => rows(tx, sql`select id from recording_comments where recording_id = ${recordingId}`))).toEqual([]);
  });
});

it("C6: a consent that is signed again for less closes what it names no more", async () => {
  const recordingId = await sent(madeUpVideo(70_000));
  await name(recordingId, { staffId: staff.colleague.staffId, purpose: "consultation" });
  server.fresh.clock.set("2026-11-20T15:10:00Z");
  await answerVideo(scene, authorityId, { purposes: ["supervision"] });
  expect([(await range("supervisor", recordingId, "bytes=0-9")).status, (await range("colleague", recordingId, "bytes=0-9")).status]).toEqual([206, 410]);
});
