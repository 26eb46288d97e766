import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { makeStaff } from "../support/agency.ts";
import { adultAccount, makeScene, newReferral, operatorDoes, type Scene } from "../access/scene.ts";
import { type Answer, call, startServer, type TestServer } from "../access/server.ts";

// Every refusal speaks the language of the call, whole and field by field (D4).

let server: TestServer;
let scene: Scene;
let clinician: string;
let frontDesk: string;

beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  clinician = await scene.cookieOf(scene.clinician);
  frontDesk = await scene.cookieOf(await makeStaff(scene.place, scene.agency, { roles: ["front_desk"] }));
});
afterAll(() => server.close());

type Ask = (headers: Record<string, string>) => Promise<Answer>;
const problem = (body: unknown): Ask => (headers) => call(server, clinician, "POST", `/api/cases/${scene.caseId}/problems`, body, headers);
const both = async (ask: Ask): Promise<[Answer, Answer]> => [await ask({ "x-dyad-language": "en" }), await ask({ "x-dyad-language": "es" })];

describe("a refusal over HTTP", () => {
  it.each<[string, () => Ask, number, string, string, [string, string, string]?]>([
    ["an unknown field", () => problem({ kind: "attachment", followsEvents: true, colour: "red" }), 400, "Something in the request is not as expected.", "Algo en la solicitud no es como se espera.", ["colour", "This key is not known here.", "Esta clave no se conoce aquí."]],
    ["a bad date", () => (headers) => call(server, clinician, "GET", `/api/cases/${scene.caseId}/eligibility?on=2026-02-30`, undefined, headers), 400, "Something in the request is not as expected.", "Algo en la solicitud no es como se espera.", ["on", "Expected a date that exists, such as 2026-11-21.", "Se espera una fecha que exista, como 2026-11-21."]],
    ["what is not there", () => (headers) => call(server, clinician, "GET", `/api/cases/${randomUUID()}`, undefined, headers), 404, "There is no such case, or it is not yours.", "Este caso no existe o no le corresponde."],
    ["an address that is none", () => (headers) => call(server, clinician, "GET", "/api/nothing", undefined, headers), 404, "There is nothing at this address.", "En esta dirección no hay nada."],
    ["what a role does not open", () => (headers) => call(server, clinician, "POST", "/api/invitations", { name: "A", email: "a@example.org", language: "en", roles: ["clinician"], supervisorId: null }, headers), 403, "Your role does not open this.", "Su función no le da acceso a esto."],
    ["a write from another site", () => (headers) => call(server, clinician, "POST", `/api/cases/${scene.caseId}/problems`, {}, { ...headers, origin: "https://elsewhere.test" }), 403, "This came from another site's page, so nothing was done.", "Esto llegó desde la página de otro sitio, así que no se hizo nada."],
    ["a body that is too large", () => problem(`"${"a".repeat(1_048_577)}"`), 413, "The request is larger than 1 MB.", "La solicitud pesa más de 1 MB."],
    ["malformed JSON", () => problem('{"kind": '), 400, "The request could not be read; expected well-formed JSON.", "No se pudo leer la solicitud; se espera JSON bien formado."],
    ["nobody", () => (headers) => call(server, null, "GET", "/api/cases", undefined, headers), 401, "Please sign in.", "Entre, por favor."],
  ])("%s", async (_what, ask, status, en, es, field) => {
    const [inEnglish, inSpanish] = await both(ask());
    expect([inEnglish.status, inSpanish.status], inEnglish.text).toEqual([status, status]);
    expect([inEnglish.body.message, inSpanish.body.message]).toEqual([en, es]);
    for (const answer of [inEnglish, inSpanish]) expect(Object.keys(answer.body).sort()).toEqual(["code", "fields", "message", "requestId"]);
    if (field) expect([inEnglish.body.fields, inSpanish.body.fields]).toEqual([[{ path: field[0], message: field[1] }], [{ path: field[0], message: field[2] }]]);
  });

  it("what somebody changed meanwhile (409)", async () => {
    const referralId = await operatorDoes(scene, newReferral);
    const ask: Ask = (headers) => call(server, frontDesk, "POST", `/api/referrals/${referralId}/status`, { status: "in_contact", closingReason: null, revision: 7 }, headers);
    const [inEnglish, inSpanish] = await both(ask);
    expect([inEnglish.status, inSpanish.status], inEnglish.text).toEqual([409, 409]);
    expect(inEnglish.body.message).toBe("Somebody changed this referral a moment ago. Look again, then decide.");
    expect(inSpanish.body.message).toBe("Alguien cambió esta solicitud hace un momento. Vuelva a mirarla y decida.");
  });

  it("a page's address decides where no language is asked for, then the browser's", async () => {
    expect((await call(server, null, "GET", "/es/nada", undefined, { accept: "application/json" })).body.message).toBe("En esta dirección no hay nada.");
    expect((await call(server, null, "GET", "/nothing", undefined, { accept: "application/json", "accept-language": "es-US,es;q=0.9" })).body.message).toBe("En esta dirección no hay nada.");
    expect((await call(server, null, "GET", "/nothing", undefined, { accept: "application/json" })).body.message).toBe("There is nothing at this address.");
  });
});

describe("the language of an account", () => {
  it("is kept by its owner alone, and speaks on another device", async () => {
    const other = await scene.cookieOf(scene.clinician);
    expect((await call(server, clinician, "GET", "/api/session")).body.language).toBe("en");
    expect((await call(server, clinician, "PUT", "/api/session/language", { language: "es" })).body).toEqual({ language: "es" });
    expect((await call(server, other, "GET", "/api/session")).body.language).toBe("es");
    expect((await call(server, other, "GET", `/api/cases/${randomUUID()}`)).body.message).toBe("Este caso no existe o no le corresponde.");
    expect((await call(server, frontDesk, "GET", "/api/session")).body.language).toBe("en");
    expect((await call(server, clinician, "PUT", "/api/session/language", { language: "fr" }, { "x-dyad-language": "es" })).body.fields).toEqual([{ path: "language", message: "Se espera uno de estos valores: en, es." }]);
    expect((await call(server, null, "PUT", "/api/session/language", { language: "es" })).status).toBe(401);
  });

  it("is kept for an adult of a family without touching the record", async () => {
    const adult = await scene.cookieOf(await adultAccount(scene, scene.adultA));
    expect((await call(server, adult, "PUT", "/api/session/language", { language: "es" })).status).toBe(200);
    expect((await call(server, adult, "GET", "/api/session")).body.language).toBe("es");
    const people = (await call(server, frontDesk, "GET", `/api/cases/${scene.caseId}`)).text;
    expect(people).not.toContain('"language":"es"');
  });
});
