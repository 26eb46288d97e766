import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// D11: what is written for readers is read by somebody else first, whole in a language or not there, and gone at once when it is withdrawn.

let server: TestServer;
let scene: Scene;
let others: Scene;
let director: StaffActor;
let desk: StaffActor;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "theirs");
  director = await makeStaff(server.fresh, scene.agency, { roles: ["administrator"] });
  desk = await makeStaff(server.fresh, scene.agency, { roles: ["front_desk"] });
  await operatorDoes(scene, (tx) => sql`insert into credentials (agency_id, id, staff_id, kind, name, valid_from) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.clinician.staffId}, 'licence', 'LICSW', '2020-01-01')`.execute(tx));
}, 60_000);
afterAll(() => server.close());

const api = async (who: StaffActor, method: "GET" | "POST", address: string, body?: unknown) => call(server, await scene.cookieOf(who), method, `/api${address}`, body);
const page = async (url: string) => server.app.inject({ method: "GET", url });
const text = (title: string) => ({ title, lead: "A short lead.", words: "## How\n\nGo **slowly**. <b>Not bold</b> [here](javascript:alert) [there](https://example.org/a)" });
const content = (title: string, es: object | null = null) => ({ en: text(title), es, tags: ["sleep", "fear"], byline: "name" });
const begin = async (title: string, es: object | null = null): Promise<string> => (await api(scene.clinician, "POST", "/articles", { content: content(title, es) })).body.articleId;
const seen = async (articleId: string) => ({ revision: (await api(scene.clinician, "GET", `/articles/${articleId}`)).body.revision as number });
const step = async (who: StaffActor, articleId: string, verb: string, body: object = {}) => api(who, "POST", `/articles/${articleId}/${verb}`, { ...(await seen(articleId)), ...body });
async function show(title: string, es: object | null = null): Promise<{ articleId: string; slug: string }> {
  const articleId = await begin(title, es);
  await step(scene.clinician, articleId, "review");
  await step(scene.spare, articleId, "verdict", { verdict: "approved" });
  expect((await step(director, articleId, "publish")).status).toBe(200);
  return { articleId, slug: (await api(scene.clinician, "GET", `/articles/${articleId}`)).body.slug };
}

describe("D11: an article", () => {
  it("is seen by nobody outside until a second person read it and it was published; its writer cannot be that person", async () => {
    const articleId = await begin("Nights that are hard");
    expect((await page("/articles/nights-that-are-hard")).statusCode).toBe(404);
    expect((await step(director, articleId, "publish")).status).toBe(422);
    expect((await step(scene.clinician, articleId, "review")).status).toBe(200);
    expect((await step(scene.clinician, articleId, "verdict", { verdict: "approved" })).status).toBe(422);
    await expect(operatorDoes(scene, (tx) => sql`update article_versions set verdict = 'approved', reviewed_by = written_by, reviewed_at = now() where article_id = ${articleId}`.execute(tx))).rejects.toThrow("article_versions");
    expect((await step(scene.spare, articleId, "verdict", { verdict: "approved" })).status).toBe(200);
    expect((await page("/articles/nights-that-are-hard")).statusCode).toBe(404);
    expect((await step(scene.spare, articleId, "publish")).status).toBe(403);
    expect((await step(director, articleId, "publish")).status).toBe(200);
    const shown = await page("/articles/nights-that-are-hard");
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toMatch(/, LICSW</);
    expect(shown.body).toContain("<strong>slowly</strong>");
    expect(shown.body).toContain("&lt;b&gt;Not bold");
    expect(shown.body).not.toContain('href="javascript:');
    expect(shown.body).toContain('href="https://example.org/a"');
  });

  it("says in the other language that it is not there, and is found by tag and by author", async () => {
    const { slug } = await show("Only in English");
    const spanish = await page(`/es/articulos/${slug}`);
    expect(spanish.body).toContain("Este aún no está en español.");
    expect(spanish.body).not.toContain("A short lead");
    expect((await page("/es/articulos")).body).toContain("Solo en inglés");
    expect((await page("/articles?tag=sleep")).body).toContain("Only in English");
    expect((await page("/articles?tag=babies")).body).not.toContain("Only in English");
    const by = /href="(\/articles\?by=[^"]+)"/.exec((await page("/articles")).body)![1]!.replaceAll("&amp;", "&");
    expect((await page(by)).body).toContain("Only in English");
    const odd = await page("/articles?by=%3Cscript%3Ez&tag=nothing");
    expect([odd.statusCode, odd.body.includes("script>z")]).toEqual([200, false]);
  });

  it("goes out in a feed of each language, without a word of who follows", async () => {
    const { slug } = await show("Tom & Jerry <play>", { title: "Jugar", lead: "Corto.", words: "Texto." });
    const feed = await page("/articles/feed.xml");
    expect(feed.headers["content-type"]).toContain("application/atom+xml");
    expect(feed.headers["set-cookie"]).toBeUndefined();
    expect(feed.body).toContain("<title>Tom &amp; Jerry &lt;play&gt;</title>");
    expect(feed.body).toContain(`http://dyad.test/articles/${slug}`);
    expect((await page("/es/articulos/feed.xml")).body).toContain("<title>Jugar</title>");
    expect((await page("/es/articulos/feed.xml")).body).not.toContain("Only in English");
  });

  it("stays as it was read while another version is written, and is gone at once when it is withdrawn", async () => {
    const { articleId, slug } = await show("First words");
    expect((await api(scene.clinician, "POST", `/articles/${articleId}`, { ...(await seen(articleId)), content: content("Second words") })).status).toBe(200);
    expect((await page(`/articles/${slug}`)).body).toContain("First words");
    expect((await api(scene.spare, "POST", `/articles/${articleId}`, { ...(await seen(articleId)), content: content("Third words") })).status).toBe(403);
    expect((await step(scene.spare, articleId, "withdraw")).status).toBe(403);
    expect((await step(scene.clinician, articleId, "withdraw")).status).toBe(200);
    expect((await page(`/articles/${slug}`)).statusCode).toBe(404);
    expect((await page("/articles/feed.xml")).body).not.toContain(slug);
  });

  it("is written by who treats, supervises or runs the programme, of one agency alone", async () => {
    expect((await api(desk, "GET", "/articles")).status).toBe(403);
    const articleId = await begin("Ours");
    expect((await call(server, await others.cookieOf(others.clinician), "GET", `/api/articles/${articleId}`)).status).toBe(404);
    const half = await api(scene.clinician, "POST", "/articles", { content: { ...content("Half"), es: { title: "Medio", lead: "", words: "" } } });
    expect([half.status, half.body.code]).toEqual([400, "malformed"]);
  });
});
