import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adultAccount, makeScene, newDocument, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting } from "../../../test/support/agency.ts";
import { rows } from "#database/actor.ts";

// D10: what families tell others, from the adult's own consent to the first page and off it again.

const NOW = "2026-11-20T15:00:00.000Z";
const uses = { language: "en", attribution: "mother", languages: "both", validTo: "2026-12-20" } as const;
let server: TestServer;
let scene: Scene;
let others: Scene;
let ana: string;
let bo: string;
let clinician: string;
let second: string;
beforeAll(async () => {
  server = await startServer({ now: NOW });
  [scene, others] = [await makeScene(server, "ours"), await makeScene(server, "others")];
  ana = await scene.cookieOf(await adultAccount(scene, scene.adultA));
  bo = await scene.cookieOf(await adultAccount(scene, scene.adultB));
  clinician = await scene.cookieOf(scene.clinician);
  await operatorDoes(scene, (tx) => sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from) values (${tx.actor.agencyId}, ${scene.caseId}, ${scene.spare.staffId}, 'assigned', '2026-01-05')`.execute(tx));
  second = await scene.cookieOf(scene.spare);
}, 120_000);
afterAll(() => server.close());
beforeEach(async () => {
  server.fresh.clock.set(NOW);
  await operatorDoes(scene, (tx) => sql`update testimonials set withdrawn_at = ${tx.now} where withdrawn_at is null`.execute(tx));
});

const api = (cookie: string | null, method: string, address: string, body?: object) => call(server, cookie, method, `/api/cases/${scene.caseId}${address}`, body);
const hash = async (cookie: string, more: object = {}) => ((await api(cookie, "GET", `/testimonial-text?${new URLSearchParams({ ...uses, ...more } as Record<string, string>).toString()}`)).body as { textHash: string }).textHash;
const gives = async (cookie: string, words: string, more: object = {}) => api(cookie, "POST", "/own-testimonials", { ...uses, ...more, words, signedName: "Ana Made-Up", textHash: await hash(cookie, more) });
const prepares = (id: string, after: number, en: string, more: object = {}) => api(clinician, "POST", `/testimonials/${id}/versions`, { after, en, es: "", settled: [], ...more });
const releases = (cookie: string, id: string, number: number) => api(cookie, "POST", `/testimonials/${id}/release`, { number });
const home = async (at: "/" | "/es" = "/") => server.app.inject({ method: "GET", url: at, headers: { accept: "text/html" } });
const shows = async (words: string, at: "/" | "/es" = "/") => (await home(at)).body.includes(words);
const listed = async (cookie: string) => ((await api(cookie, "GET", "/testimonials")).body as Outputs["testimonials"]["list"]).testimonials;
/** Given, prepared and released: on the page. */
async function shown(words: string, more: object = {}): Promise<string> {
  const id = (await gives(ana, words, more)).body.testimonialId as string;
  await prepares(id, 0, words);
  expect((await releases(second, id, 1)).status).toBe(200);
  return id;
}

describe("what families tell others (D10)", () => {
  it("is given by the adult alone with a consent that names its use, and the same again is kept once", async () => {
    const first = await gives(ana, "we sleep now.");
    expect(first.status).toBe(200);
    expect((await gives(ana, "we sleep now.")).body).toEqual(first.body);
    expect((await gives(ana, "other words.")).status).toBe(422);
    expect((await api(ana, "POST", "/own-testimonials", { ...uses, words: "x.", signedName: "Ana", textHash: "0".repeat(64) })).status).toBe(422);
    for (const validTo of ["2026-11-20", "2026-11-19", "2029-01-01"]) expect((await api(bo, "POST", "/own-testimonials", { ...uses, validTo, words: "x.", signedName: "Bo", textHash: "0".repeat(64) })).status).toBe(400);
    expect((await api(bo, "POST", "/own-testimonials", { ...uses, words: "x.", signedName: "Bo", textHash: "0".repeat(64) })).status).toBe(409);
    expect((await listed(clinician))[0]).toMatchObject({ words: "we sleep now.", state: "waits", way: "portal" });
    expect(await shows("we sleep now.")).toBe(false);
  });

  it("belongs to that adult: no other adult, agency or role learns of it, and nobody gives it for another", async () => {
    const { body } = await gives(ana, "WORDS-OF-ANA.");
    const stranger = await others.cookieOf(others.clinician);
    for (const cookie of [bo, stranger]) for (const address of ["/testimonials", "/own-testimonials"]) expect((await api(cookie, "GET", address)).text).not.toContain("WORDS-OF-ANA");
    for (const cookie of [bo, stranger]) expect((await api(cookie, "POST", `/testimonials/${body.testimonialId}/withdrawal`, {})).status).toBe(404);
    const self = { kind: "caregiver" as const, agencyId: scene.agency.agencyId, timeZone: scene.agency.timeZone, personId: scene.adultB, accountId: scene.adultB, name: "" };
    expect(await acting(scene.place, self, (tx) => rows(tx, sql`select 1 from testimonials where owner_person_id = ${scene.adultA} union all select 1 from testimonial_versions`))).toEqual([]);
    await expect(acting(scene.place, self, (tx) => sql`insert into testimonials (agency_id, id, case_id, owner_person_id, way, language, words, attribution, languages, valid_to, signed_name, words_version, signed_lines, text_sha256, given_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, ${scene.adultA}, 'portal', 'en', 'x', 'none', 'one', '2026-12-20', 'x', '1', '[]', decode(repeat('00', 32), 'hex'), ${tx.now})`.execute(tx))).rejects.toThrow(/row-level security/);
  });

  it("is prepared until nothing in it tells who they are, and released by a second person", async () => {
    const { testimonialId } = (await gives(ana, "Robin sleeps now, Ana says.")).body;
    expect((await prepares(testimonialId, 0, "Robin sleeps now. Call 202-555-0142.")).body).toMatchObject({ number: 1, open: 2 });
    expect((await releases(second, testimonialId, 1)).status).toBe(422);
    const found = (await listed(second)).find((one) => one.testimonialId === testimonialId)!.newest!.traces;
    const traces = found.map((one) => [one.kind, one.text.toLowerCase()]);
    expect(traces).toEqual(expect.arrayContaining([["name", "robin"], ["contact", "202-555-0142"]]));
    const settled = found.map((one) => ({ key: one.key, why: "It may." }));
    expect((await prepares(testimonialId, 1, "Robin sleeps now. Call 202-555-0142.", { settled })).body.open).toBe(1);
    expect((await prepares(testimonialId, 1, "my child sleeps now.")).status).toBe(409);
    expect((await prepares(testimonialId, 2, "my child sleeps now.")).body).toMatchObject({ number: 3, open: 0 });
    expect((await releases(clinician, testimonialId, 3)).status).toBe(422);
    expect((await releases(second, testimonialId, 2)).status).toBe(409);
    expect((await releases(second, testimonialId, 3)).status).toBe(200);
    expect([await shows("my child sleeps now."), await shows("Robin")]).toEqual([true, false]);
    await expect(acting(scene.place, { ...scene.clinician, kind: "staff" } as never, (tx) => sql`update testimonial_versions set released_by = prepared_by where testimonial_id = ${testimonialId}`.execute(tx))).rejects.toThrow(/check constraint/);
  });

  it("is gone from the page at once when the adult takes it back, with no trace of whose it was", async () => {
    const id = await shown("we laugh again.");
    const page = await home();
    expect(page.body).toContain("we laugh again.");
    expect(page.body).toContain("a mother");
    for (const secret of [id, scene.caseId, scene.adultA, "Made-Up"]) expect(page.body).not.toContain(secret);
    expect(page.headers["cache-control"]).toBe("no-store");
    expect((await api(ana, "POST", `/testimonials/${id}/withdrawal`, {})).status).toBe(200);
    expect(await shows("we laugh again.")).toBe(false);
    expect((await releases(second, id, 1)).status).toBe(422);
    expect((await prepares(id, 1, "we laugh.")).status).toBe(422);
  });

  it("is gone by itself after its last day, on the clocks of the agency", async () => {
    await shown("we walk to the park.", { validTo: "2026-12-20" });
    server.fresh.clock.set("2026-12-21T04:59:00.000Z");
    expect(await shows("we walk to the park.")).toBe(true);
    server.fresh.clock.set("2026-12-21T05:01:00.000Z");
    expect(await shows("we walk to the park.")).toBe(false);
  });

  it("is taken off by who works here, and the one before does not come back", async () => {
    const id = await shown("the first words.");
    await prepares(id, 1, "the second words.");
    expect([await shows("the first words."), await shows("the second words.")]).toEqual([true, false]);
    await releases(second, id, 2);
    expect([await shows("the first words."), await shows("the second words.")]).toEqual([false, true]);
    expect((await api(clinician, "POST", `/testimonials/${id}/taking-back`, {})).status).toBe(200);
    expect([await shows("the first words."), await shows("the second words.")]).toEqual([false, false]);
    expect((await api(clinician, "POST", `/testimonials/${id}/taking-back`, {})).status).toBe(422);
  });

  it("is shown in the languages that the consent names, and says where it was translated", async () => {
    const id = (await gives(ana, "we sing.", { languages: "one" })).body.testimonialId as string;
    expect((await prepares(id, 0, "we sing.", { es: "cantamos." })).status).toBe(400);
    await prepares(id, 0, "we sing.");
    await releases(second, id, 1);
    expect([await shows("we sing."), await shows("we sing.", "/es")]).toEqual([true, false]);
    await api(ana, "POST", `/testimonials/${id}/withdrawal`, {});
    const both = (await gives(ana, "we dance.")).body.testimonialId as string;
    await prepares(both, 0, "we dance.", { es: "bailamos." });
    await releases(second, both, 1);
    expect([await shows("bailamos.", "/es"), await shows("Lo pasamos al español.", "/es"), await shows("We put this into English.")]).toEqual([true, true, false]);
  });

  it("is taken down from paper only with the signed paper among the documents", async () => {
    const body = { ...uses, personId: scene.adultB, words: "told on paper.", signedName: "Bo Made-Up", textHash: await hash(clinician) };
    expect((await api(clinician, "POST", "/testimonials", { ...body, documentId: scene.adultA })).status).toBe(400);
    const documentId = await newDocument(scene, { caseId: scene.caseId });
    expect((await api(clinician, "POST", "/testimonials", { ...body, personId: others.adultA, documentId })).status).toBe(400);
    expect((await api(clinician, "POST", "/testimonials", { ...body, documentId })).status).toBe(200);
    expect(((await api(bo, "GET", "/own-testimonials")).body as Outputs["testimonials"]["own"]).testimonials).toMatchObject([{ words: "told on paper." }]);
  });

  it("works in the portal without script: read, signed, seen and taken back", async () => {
    const send = async (address: string, fields: Record<string, string>, cookie = ana) => {
      const answer = await server.app.inject({ method: "POST", url: `/portal/words/${scene.caseId}/${address}`, headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded", origin: "http://dyad.test", cookie }, payload: new URLSearchParams(fields).toString() });
      return { status: answer.statusCode, text: answer.body, to: answer.headers.location ?? null };
    };
    const page = async (cookie = ana) => (await server.app.inject({ method: "GET", url: "/portal/words", headers: { accept: "text/html", cookie } })).body;
    const empty = await send("read", { words: " ", attribution: "father" });
    expect([empty.status, /value="father" checked|checked="" name="attribution" value="father"|checked=""[^>]*value="father"|value="father"[^>]*checked/.test(empty.text)]).toEqual([422, true]);
    const fields = { words: "we rest. <b>", attribution: "father", languages: "both", span: "year" };
    const asked = await send("read", fields);
    expect([asked.status, (await listed(clinician)).filter((one) => one.state !== "ended")]).toEqual([200, []]);
    const hidden = Object.fromEntries([...asked.text.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!.replaceAll("&lt;", "<").replaceAll("&gt;", ">")]));
    expect(hidden).toMatchObject({ ...fields, validTo: "2027-11-20" });
    const nameless = await send("sign", { ...hidden, signedName: " " } as Record<string, string>);
    expect([nameless.status, nameless.text.includes("we rest. &lt;b&gt;")]).toEqual([422, true]);
    expect((await send("sign", { ...hidden, signedName: "Ana", languages: "one" } as Record<string, string>)).status).toBe(422);
    for (const _time of [1, 2]) expect((await send("sign", { ...hidden, signedName: "Ana" } as Record<string, string>)).to).toBe("/portal/words?said=wordsKept");
    expect((await page()).includes("we rest. &lt;b&gt;")).toBe(true);
    expect((await page(bo)).includes("we rest.")).toBe(false);
    const id = (await listed(clinician)).find((one) => one.state !== "ended")!.testimonialId;
    expect((await send(`${id}/back`, {}, bo)).to).toBe("/portal/words");
    expect((await listed(clinician)).find((one) => one.testimonialId === id)!.state).toBe("waits");
    expect((await send(`${id}/back`, {})).to).toBe("/portal/words?said=wordsTakenBack");
    expect((await page()).includes("we rest.")).toBe(false);
  });
});
