import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeScene, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { startMailServer } from "../../../test/support/mail.ts";
import { sendMessage } from "#features/messages/jobs.ts";
import { readSettings } from "#server/settings.ts";
import { forgetIn } from "./jobs.ts";

// D11: a reader asks, is answered the way that is safe, and reads it with a code and a word; what is of nobody else stays so.

const NOW = "2026-11-20T15:00:00Z";
let server: TestServer;
let scene: Scene;
let others: Scene;
let director: StaffActor;
let desk: StaffActor;
beforeAll(async () => {
  server = await startServer({ now: NOW });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "theirs");
  director = await makeStaff(server.fresh, scene.agency, { roles: ["administrator"] });
  desk = await makeStaff(server.fresh, scene.agency, { roles: ["front_desk"] });
}, 60_000);
afterAll(() => server.close());

const api = async (who: StaffActor, method: "GET" | "POST" | "PUT", address: string, body?: unknown) => call(server, await scene.cookieOf(who), method, `/api${address}`, body);
const form = (fields: Record<string, string | string[]>) => {
  const sent = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) sent.append(name, one);
  return sent.toString();
};
const stampOf = async (url: string) => /name="stamp" value="([^"]+)"/.exec((await server.app.inject({ method: "GET", url })).body)![1]!;
const post = async (url: string, fields: Record<string, string | string[]>) => server.app.inject({ method: "POST", url, headers: { "content-type": "application/x-www-form-urlencoded" }, payload: form(fields) });
const byCode = { question: "He wakes up screaming. Is that normal?", "contact.way": "code", word: "Blue  Kettle" };
const ask = async (fields: Record<string, string | string[]>, url = "/question") => post(url, { ...fields, stamp: fields.stamp ?? (await stampOf(url)) });
const codeOf = (page: string) => /class="code-letters"[^>]*>([^<]+)</.exec(page)![1]!;
const open = async (code: string, word: string) => post("/question/answer", { code, word, stamp: await stampOf("/question/answer") });
const listed = async (who: StaffActor, query = "status=all"): Promise<{ questionId: string; code: string; revision: number }[]> => (await api(who, "GET", `/questions?${query}`)).body.questions;
const found = async (code: string) => (await listed(desk)).find((one) => one.code === code.replace(" ", ""))!;
const clock = (at: string) => server.fresh.clock.set(at);

describe("D11: a question", () => {
  it("is asked without a name, promised a time, answered in the inbox, and read with code and word alone", async () => {
    const page = await server.app.inject({ method: "GET", url: "/question" });
    expect([page.statusCode, page.headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(page.body).toContain("Tuesday, Nov 24, 5 p.m.");
    const sent = await ask(byCode);
    expect(sent.statusCode, sent.body).toBe(200);
    const code = codeOf(sent.body);
    expect((await open(code, "blue kettle")).body).toContain("Not answered yet");
    const one = await found(code);
    expect((await api(desk, "POST", `/questions/${one.questionId}/answers`, { revision: one.revision, words: "Many children do.\n\nIt often passes." })).body.status).toBe("answered");
    const read = await open(code.toLowerCase(), " BLUE kettle ");
    expect([read.statusCode, read.headers["cache-control"]]).toEqual([200, "no-store"]);
    expect(read.body).toContain("<p>Many children do.</p><p>It often passes.</p>");
    expect(read.body).not.toContain("screaming");
  });

  it("keeps what was typed where an answer needs a look, asks for no more than the way needs, and takes no form of a machine", async () => {
    const short = await ask({ ...byCode, word: "blue", "contact.phone": "x" });
    expect([short.statusCode, short.body.includes("He wakes up screaming"), short.body.includes("6 letters or more.")]).toEqual([422, true, true]);
    expect((await ask({ question: "Why?", "contact.way": "email", "contact.email": "ana@example.org" })).statusCode).toBe(422);
    expect((await ask({ ...byCode, website: "x" })).statusCode).toBe(422);
    expect((await ask({ ...byCode, stamp: await stampOf("/ask") })).statusCode).toBe(422);
    expect((await ask({ question: "<script>x</script>", "contact.way": "" })).body).not.toContain("<script>x");
  });

  it("is one question where the same page comes twice", async () => {
    const stamp = await stampOf("/es/pregunta");
    const fields = { ...byCode, question: "¿Es normal?", stamp };
    const [first, second] = [await ask(fields, "/es/pregunta"), await ask(fields, "/es/pregunta")];
    expect(codeOf(second.body)).toBe(codeOf(first.body));
    expect((await listed(desk)).filter((one) => one.code === codeOf(first.body).replace(" ", "")).length).toBe(1);
  });

  it("answers a wrong word, a code of nobody and a locked code alike; five wrong words lock it for an hour", async () => {
    const code = codeOf((await ask({ ...byCode, question: "Locked?" })).body);
    const strip = (text: string) => text.replace(/name="stamp" value="[^"]*"/, "");
    const wrong = await open(code, "another word");
    const unknown = await open("234 567", "blue kettle");
    expect([wrong.statusCode, unknown.statusCode, strip(wrong.body) === strip(unknown.body)]).toEqual([422, 422, true]);
    const tries = (await server.fresh.asOwner((client) => client.query("select tries from dyad.question_tries"))).rows.map((one: { tries: number }) => one.tries);
    expect(tries).toEqual([1, 1]);
    for (let each = 0; each < 4; each++) await open(code, "another word");
    expect(strip((await open(code, "blue kettle")).body)).toBe(strip(wrong.body));
    clock("2026-11-20T16:01:00Z");
    expect((await open(code, "blue kettle")).statusCode).toBe(200);
    clock(NOW);
  });
});

describe("D11: an answer leaves the way that was picked", () => {
  it("by e-mail, with its words and the day as its subject, to an address that only the asker opens", async () => {
    const code = codeOf((await ask({ question: "Mail me?", "contact.way": "email", "contact.email": "ana@example.org", safe: "yes" })).body);
    const one = await found(code);
    const { answerId } = (await api(desk, "POST", `/questions/${one.questionId}/answers`, { revision: one.revision, words: "Yes, of course." })).body;
    const [message] = (await server.fresh.asOwner((client) => client.query("select id, case_id, person_id, status from dyad.messages where subject_id = $1", [answerId]))).rows as { id: string; case_id: null; person_id: null; status: string }[];
    expect(message).toMatchObject({ case_id: null, person_id: null, status: "queued" });
    const mail = await startMailServer();
    const services = { ...server.services, demo: "0" as const, settings: readSettings({ DYAD_SMTP_URL: mail.url }, server.services.projectRoot) };
    const payload = { agencyId: scene.agency.agencyId, id: message!.id };
    expect(await sendMessage(services, payload)).toEqual({ state: "sent" });
    expect(await sendMessage(services, payload)).toEqual({ state: "nothing_to_do" });
    mail.close();
    expect(mail.letters.length).toBe(1);
    expect(mail.letters[0]).toContain("Subject: Friday, November 20");
    expect(mail.letters[0]).toContain("Yes, of course.");
    expect(mail.letters[0]).not.toContain("Mail me?");
  });

  it("by telephone as a call to make: two tries, then it is over", async () => {
    const code = codeOf((await ask({ question: "Call me?", "contact.way": "call", "contact.phone": "202 555 0137", "contact.voicemail": "hang_up", "contact.safeHours": ["mon_morning"] })).body);
    const { questionId } = await found(code);
    const step = async (address: string, body: object) => (await api(desk, "POST", `/questions/${questionId}/${address}`, { revision: (await found(code)).revision, ...body })).body.status;
    expect(await step("answers", { words: "Say this." })).toBe("to_call");
    expect([await step("calls", { outcome: "not_reached" }), await step("calls", { outcome: "not_reached" })]).toEqual(["to_call", "closed"]);
    expect((await api(desk, "GET", `/questions/${questionId}`)).body).toMatchObject({ closedHow: "not_reached", contact: { phone: "2025550137" } });
  });
});

describe("D11: who has a question", () => {
  it("sees it, and nobody else beside the desk and who runs the programme; it stands on Today for whose it is", async () => {
    const code = codeOf((await ask({ ...byCode, question: "Who has it?" })).body);
    const { questionId, revision } = await found(code);
    expect((await api(scene.clinician, "GET", `/questions/${questionId}`)).status).toBe(404);
    expect(await listed(scene.clinician)).toEqual([]);
    expect((await api(director, "GET", "/day")).body.owed.filter((one: { id: string }) => one.id === questionId).map((one: { about: string }) => one.about)).toEqual(["nobody"]);
    expect((await api(desk, "POST", `/questions/${questionId}/holder`, { revision, staffId: scene.clinician.staffId })).status).toBe(200);
    expect((await api(scene.clinician, "GET", `/questions/${questionId}`)).body.words).toBe("Who has it?");
    expect((await api(scene.spare, "GET", `/questions/${questionId}`)).status).toBe(404);
    clock("2026-11-25T15:00:00Z");
    const owed = (await api(scene.clinician, "GET", "/day")).body.owed.find((one: { id: string }) => one.id === questionId);
    expect(owed).toMatchObject({ kind: "question", weight: "today", who: code.replace(" ", "") });
    expect((await api(director, "GET", "/day")).body.owed.some((one: { id: string }) => one.id === questionId)).toBe(false);
    expect((await listed(desk, "late=yes")).some((one) => one.questionId === questionId)).toBe(true);
    clock(NOW);
    expect((await api(scene.clinician, "POST", `/questions/${questionId}/answers`, { revision: revision + 1, words: "Mine." })).status).toBe(200);
    expect((await api(scene.clinician, "POST", `/questions/${questionId}/holder`, { revision: revision + 2, staffId: null })).status).toBe(403);
    expect((await api(desk, "POST", `/questions/${questionId}/close`, { revision, how: "done" })).status).toBe(409);
    expect((await call(server, await others.cookieOf(await makeStaff(server.fresh, others.agency, { roles: ["administrator"] })), "GET", `/api/questions/${questionId}`)).status).toBe(404);
  });

  it("may make a referral of it where the asker wishes that: nothing is typed again, and nothing leads from there to the question", async () => {
    const code = codeOf((await ask({ ...byCode, question: "May we come?" })).body);
    const { questionId, revision } = await found(code);
    const made = await api(desk, "POST", `/questions/${questionId}/referral`, { revision, wish: "Wrote that they want to come." });
    expect(made.status, made.text).toBe(200);
    const referral = (await api(desk, "GET", `/referrals/${made.body.referralId}`)).body;
    expect(referral).toMatchObject({ source: "public_request", code: code.replace(" ", ""), ownWords: "May we come?", contact: { way: "do_not_contact" }, language: "en" });
    expect((await open(code, "blue kettle")).body).toContain("now a request for a consultation");
  });
});

describe("D11: what is kept", () => {
  it("goes after the days that the agency set, with its answers, and only an administrator sets them", async () => {
    expect((await api(desk, "PUT", "/question-settings", { answerWorkDays: 3, keepDays: 30 })).status).toBe(403);
    expect((await api(director, "GET", "/question-settings")).body).toEqual({ settings: { answerWorkDays: 2, keepDays: 180 }, isShipped: true });
    expect((await api(director, "PUT", "/question-settings", { answerWorkDays: 3, keepDays: 30 })).status).toBe(200);
    expect((await server.app.inject({ method: "GET", url: "/question" })).body).toContain("Wednesday, Nov 25, 5 p.m.");
    const agency = { agencyId: scene.agency.agencyId, timeZone: "America/New_York" };
    clock("2026-12-19T15:00:00Z");
    expect(await forgetIn(server.services, agency)).toBe(0);
    clock("2026-12-26T15:00:00Z");
    expect(await forgetIn(server.services, agency)).toBeGreaterThan(5);
    expect(await listed(director)).toEqual([]);
    const left = await server.fresh.asOwner((client) => client.query("select count(*)::integer as count from dyad.question_answers"));
    expect(left.rows[0].count).toBe(0);
    clock(NOW);
  });
});
