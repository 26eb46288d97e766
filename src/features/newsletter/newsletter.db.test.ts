import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { type MailServer, startMailServer } from "../../../test/support/mail.ts";
import { asActor } from "#database/actor.ts";
import type { Services } from "#server/procedure.ts";
import { readSettings } from "#server/settings.ts";
import { forgetIn, sendNewsletter } from "./jobs.ts";

// D11: a letter a month to who asked and confirmed; each address once, gone at one press, and known to nobody.

const NOW = "2026-11-20T15:00:00Z";
let server: TestServer;
let scene: Scene;
let director: StaffActor;
let mail: MailServer;
let services: Services;
beforeAll(async () => {
  server = await startServer({ now: NOW });
  scene = await makeScene(server, "ours");
  director = await makeStaff(server.fresh, scene.agency, { roles: ["administrator"] });
  mail = await startMailServer();
  services = { ...server.services, demo: "0", settings: readSettings({ DYAD_SMTP_URL: mail.url }, server.services.projectRoot) };
}, 60_000);
afterAll(async () => {
  mail.close();
  await server.close();
});

const api = async (who: StaffActor, method: "GET" | "POST", address: string, body?: unknown) => call(server, await scene.cookieOf(who), method, `/api${address}`, body);
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> => (await server.fresh.asOwner((client) => client.query(text, values))).rows as T[];
const post = async (url: string, fields: Record<string, string>, type = "application/x-www-form-urlencoded") => server.app.inject({ method: "POST", url, headers: { "content-type": type }, payload: new URLSearchParams(fields).toString() });
const stamp = async () => /name="stamp" value="([^"]+)"/.exec((await server.app.inject({ method: "GET", url: "/news" })).body)![1]!;
const ask = async (email: string, language = "en") => post("/news", { email, language, stamp: await stamp() });
const work = (id: string, with_ = services) => sendNewsletter(with_, { agencyId: scene.agency.agencyId, id });
const readerOf = async (email: string) => (await rows<{ id: string; confirmed_at: string | null }>("select id, confirmed_at from dyad.newsletter_readers where email = $1", [email]))[0];
const plain = (letter: string) => letter.replace(/=\r?\n/g, "").replace(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
const linkIn = (letter: string, verb: string) => new RegExp(`/news/${verb}/[^\\s>?]+\\?lang=..`).exec(plain(letter))![0];
async function subscribe(email: string, language = "en"): Promise<string> {
  await ask(email, language);
  const { id } = (await readerOf(email))!;
  await work(id);
  await post(linkIn(mail.letters.at(-1)!, "confirm"), {});
  return id;
}
const content = (articles: string[] = []) => ({ en: "A word from us.", es: "Unas palabras.", articles });
async function sendIssue(): Promise<string> {
  const { issueId } = (await api(director, "POST", "/newsletter", { content: content() })).body;
  expect((await api(director, "POST", `/newsletter/${issueId}/send`, { issueId, revision: 1 })).status).toBe(200);
  return issueId;
}
const lettersOf = (issueId: string) => rows<{ id: string; status: string }>("select id, status from dyad.newsletter_letters where issue_id = $1 order by id", [issueId]);

describe("D11: the list", () => {
  it("takes an address only once its link was opened and pressed; looking changes nothing, and a known address is told the same", async () => {
    const [first, again] = [await ask("Ana@Example.org "), await ask("ana@example.org", "es")];
    expect([first.statusCode, first.body === again.body]).toEqual([200, true]);
    const { id } = (await readerOf("ana@example.org"))!;
    expect(await work(id)).toBe("sent");
    expect(await work(id)).toBe("nothing_to_do");
    expect(mail.letters.length).toBe(1);
    expect(mail.letters[0]).toContain("Subject: This month");
    const link = linkIn(mail.letters[0]!, "confirm");
    expect((await server.app.inject({ method: "GET", url: link })).statusCode).toBe(200);
    expect((await readerOf("ana@example.org"))!.confirmed_at).toBeNull();
    expect((await post(link, {})).body).toContain("You are on the list");
    expect((await readerOf("ana@example.org"))!.confirmed_at).not.toBeNull();
    expect(await work(id)).toBe("nothing_to_do");
    expect((await post(link.replace(/\.[^?]+/, ".x"), {})).statusCode).toBe(404);
    expect((await post("/news", { email: "nobody", stamp: await stamp() })).statusCode).toBe(422);
    expect((await post("/news", { email: "b@example.org", stamp: "x" })).statusCode).toBe(422);
  });

  it("forgets an address that nobody confirmed in three days, and its link is over then", async () => {
    await ask("slow@example.org");
    const { id } = (await readerOf("slow@example.org"))!;
    await work(id);
    const link = linkIn(mail.letters.at(-1)!, "confirm");
    const agency = { agencyId: scene.agency.agencyId, timeZone: "America/New_York" };
    server.fresh.clock.set("2026-11-22T15:00:00Z");
    expect(await forgetIn(services, agency)).toBe(0);
    server.fresh.clock.set("2026-11-23T15:00:01Z");
    expect((await post(link, {})).statusCode).toBe(404);
    expect(await forgetIn(services, agency)).toBe(1);
    expect(await readerOf("slow@example.org")).toBeUndefined();
    server.fresh.clock.set(NOW);
  });

  it("is left by one press of a mailbox or of a person, never by a look, and nothing of the address stays", async () => {
    const id = await subscribe("leaver@example.org", "es");
    const issueId = await sendIssue();
    await work(issueId);
    for (const { id: letterId } of await lettersOf(issueId)) await work(letterId);
    const letter = mail.letters.find((one) => one.includes("leaver@example.org") && one.includes("List-Unsubscribe-Post"))!;
    expect(letter).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    expect(plain(letter)).toContain("Unas palabras.");
    const link = linkIn(letter, "leave");
    expect((await server.app.inject({ method: "GET", url: link })).body).toContain("¿Quiere salir de la lista?");
    expect(await readerOf("leaver@example.org")).toBeDefined();
    expect((await post(link, { "List-Unsubscribe": "One-Click" })).statusCode).toBe(200);
    expect(await readerOf("leaver@example.org")).toBeUndefined();
    expect(await rows("select from dyad.newsletter_letters where reader_id = $1", [id])).toEqual([]);
    expect((await post(link, {})).statusCode).toBe(200);
    expect(server.logged.join("\n")).not.toContain(link.slice(12, 60));
  });
});

describe("D11: an issue", () => {
  it("goes to each address once, however often it is spread, and is never sent twice after a kill", async () => {
    await subscribe("one@example.org");
    await subscribe("two@example.org");
    const issueId = await sendIssue();
    expect([await work(issueId), await work(issueId)]).toEqual(["spread", "spread"]);
    const letters = await lettersOf(issueId);
    const readers = await rows("select from dyad.newsletter_readers where confirmed_at is not null");
    expect(letters.length).toBe(readers.length);
    // A process that was killed once it had written down that it sends.
    await operatorDoes(scene, (tx) => sql`update newsletter_letters set status = 'sending', attempts = 1, claimed_until = ${tx.now}::timestamptz - interval '1 minute' where id = ${letters[0]!.id}`.execute(tx));
    expect(await work(letters[0]!.id)).toBe("unclear");
    const before = mail.letters.length;
    for (const { id } of letters) await work(id);
    expect(mail.letters.length - before).toBe(letters.length - 1);
    await Promise.all(letters.map(({ id }) => work(id)));
    expect(mail.letters.length - before).toBe(letters.length - 1);
    expect((await api(director, "POST", `/newsletter/${issueId}/send`, { issueId, revision: 2 })).status).toBe(409);
    expect((await api(director, "POST", `/newsletter/${issueId}`, { issueId, revision: 2, content: content() })).status).toBe(409);
  });

  it("waits where the mail server cannot be reached, and is given up for an address that is none", async () => {
    const issueId = await sendIssue();
    await work(issueId);
    const [first, second] = await lettersOf(issueId);
    const nowhere = { ...services, settings: readSettings({ DYAD_SMTP_URL: "smtp://127.0.0.1:1" }, services.projectRoot) };
    await expect(work(first!.id, nowhere)).rejects.toThrow("the mail server did not take a letter");
    expect((await lettersOf(issueId))[0]!.status).toBe("queued");
    mail.manners.manner = "refuses";
    expect(await work(second!.id)).toBe("failed");
    mail.manners.manner = "takes";
    expect(await work(first!.id)).toBe("sent");
  });

  it("is written and looked at by an administrator, who sees no address; nobody who works here can read one", async () => {
    expect((await api(scene.clinician, "GET", "/newsletter")).status).toBe(403);
    const seen = await api(director, "GET", "/newsletter");
    expect(seen.body.readers).toBeGreaterThan(0);
    expect(seen.text).not.toContain("@example.org");
    expect((await api(director, "POST", "/newsletter", { content: content(["no-such-article"]) })).status).toBe(400);
    const actor = { kind: "staff", agencyId: scene.agency.agencyId, timeZone: "America/New_York", staffId: director.staffId, accountId: director.accountId, roles: ["administrator"], name: "" } as const;
    expect(await asActor(server.services.database, server.services.clock, actor, async (tx) => (await sql`select from newsletter_readers`.execute(tx)).rows.length)).toBe(0);
  });
});
