import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { makeScene, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { makeCase, signSession } from "./audits.test-support.ts";

/** The server, the agency of an audit and another one; there once `setUpAudits` ran. */
export let server: TestServer;
export let scene: Scene;
export let others: Scene;
export let otherCase: string;
export let clinician: StaffActor;
export const cases: string[] = [];
export const people = new Map<string, StaffActor>();
export const TODAY = "2026-11-20";
export const noon = (day: string) => `${day}T17:00:00Z`;

let second = 0;
let day = TODAY;
/** Puts the day of what is asked from now on; each test begins on the same one. */
export const setDay = (to: string) => void (day = to);

/** Puts the agency there for the tests of a file: five cases with a signed session in the first half of the year, and one without. */
export function setUpAudits(): void {
  beforeEach(() => setDay(TODAY));
  beforeAll(async () => {
    // Files of one worker share this: each begins with an agency of its own.
    cases.length = 0;
    people.clear();
    second = 0;
    server = await startServer({ demo: "1", now: noon(TODAY) });
    scene = await makeScene(server, "ours");
    others = await makeScene(server, "others");
    for (const role of ["administrator", "privacy_officer", "supervisor", "auditor"] as const) people.set(role, await makeStaff(scene.place, scene.agency, { roles: [role], from: "2026-01-05" }));
    clinician = await makeStaff(scene.place, scene.agency, { from: "2026-01-02" });
    people.set("clinician", clinician);
    for (const [index, name] of ["Ada", "Ben", "Cal", "Dot", "Eli"].entries()) {
      cases.push(await makeCase(scene, name, clinician));
      await signSession(scene, cases[index]!, `2026-03-1${index}`, "10", clinician, "MARKER-SPOKEN in the session.");
    }
    await signSession(scene, cases[0]!, "2026-04-06", "10", clinician);
    // One with no session in the period: there is nothing to draw of it.
    await signSession(scene, await makeCase(scene, "Fay", clinician), "2026-11-02", "10", clinician);
    const theirs = await makeStaff(others.place, others.agency, { from: "2026-01-02" });
    otherCase = await makeCase(others, "Gus", theirs);
    await signSession(others, otherCase, "2026-03-12", "10", theirs);
  }, 120_000);
  afterAll(() => server.close());
}

/** One request of somebody of the agency by role, or by a cookie, a second after the last. */
export async function ask(role: string, method: string, address: string, body?: unknown, of = scene) {
  server.fresh.clock.set(new Date(Date.parse(noon(day)) + ++second * 1000).toISOString());
  const cookie = role.startsWith("dyad_session=") ? role : await of.cookieOf(people.get(role)!);
  return call(server, cookie, method, `/api${address}`, body);
}
/** An audit as it is read. */
export type View = Outputs["audits"]["get"];
/** The period of every audit here. */
export const period = { periodFrom: "2026-01-01", periodTo: "2026-06-30", dueOn: "2026-12-31", auditor: "A. Reviewer, made up" };
/** Opens an audit of two cases. */
export async function open(more: object = {}): Promise<string> {
  const made = await ask("administrator", "POST", "/audits", { title: "Audit of 2026", wanted: 2, seed: "a seed of the tests", ...period, ...more });
  expect(made.status, made.text).toBe(200);
  return made.body.auditId;
}
/** Reads an audit. */
export const view = async (auditId: string, role = "administrator"): Promise<View> => {
  const answer = await ask(role, "GET", `/audits/${auditId}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
/** The cases that are sampled now. */
export const sampled = (one: View) => one.cases.filter((found) => found.state === "sampled");

/** Invites somebody new, sets the password by the link as they would, and answers the cookie. */
export async function invite(auditId: string, email: string, validTo: string, validFrom = day): Promise<{ cookie: string; accessId: string; link: string }> {
  const made = await ask("administrator", "POST", `/audits/${auditId}/auditors`, { name: "Rae Viewer", email, language: "en", validFrom, validTo });
  expect(made.status, made.text).toBe(200);
  const token = new URL(made.body.link).hash.slice(1);
  const accepted = await server.app.inject({ method: "POST", url: "/api/invitation/accept", payload: { token, password: "a long enough password" } });
  expect(accepted.statusCode, accepted.body).toBe(200);
  return { cookie: `dyad_session=${accepted.cookies.find((one) => one.name === "dyad_session")!.value}`, ...made.body };
}
/** A sign-in of today: the one before has ended over night. */
export async function signInAgain(email: string): Promise<{ status: number; cookie: string }> {
  const answer = await server.app.inject({ method: "POST", url: "/api/session", payload: { email, password: "a long enough password" } });
  return { status: answer.statusCode, cookie: `dyad_session=${answer.cookies.find((one) => one.name === "dyad_session")?.value ?? ""}` };
}
/** Answers every question of an audit. */
export async function rateAll(auditId: string, cookie: string, points: (item: string) => number | "not_applicable") {
  const one: View = (await ask(cookie, "GET", `/audits/${auditId}`)).body;
  for (const item of one.form.items) {
    for (const caseId of item.of === "agency" ? [null] : sampled(one).map((found) => found.caseId)) {
      const kept = await ask(cookie, "PUT", `/audits/${auditId}/ratings`, { item: item.id, caseId, mark: points(item.id) });
      expect(kept.status, kept.text).toBe(200);
    }
  }
}
