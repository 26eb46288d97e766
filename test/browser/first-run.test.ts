import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectAccessible, openBrowser, type Program, startProgram, visit, type Visitor } from "./support.ts";

let program: Program;
let browser: Browser;
beforeAll(async () => {
  program = await startProgram("0");
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const post = async ({ page }: Visitor, path: string, data: object) => {
  const answer = await page.request.post(`/api${path}`, { data, headers: { origin: program.address } });
  expect(`${path} ${answer.status()} ${answer.ok() ? "" : await answer.text()}`).toBe(`${path} 200 `);
  return (await answer.json()) as Record<string, string>;
};
const day = (daysAhead: number) => new Date(Date.now() + daysAhead * 86_400_000).toLocaleDateString("en-CA", { timeZone: "America/New_York" });

it("an empty installation leads from its one-time address to the first signed note", async () => {
  const admin = await visit(browser, program);
  const oneTime = /http\S+\/app\/setup#\S+/.exec(program.said())![0];
  await admin.page.goto(oneTime);
  await expectAccessible(admin.page, "setting up");
  const agency = admin.page.locator("#setup");
  const fill = async (name: RegExp, value: string) => agency.getByRole("textbox", { name }).first().fill(value);
  await agency.locator("[id$='agencyName']").fill("Alder House");
  await agency.locator("[id$='publicName']").fill("Alder House");
  await agency.locator("select").selectOption("America/New_York");
  await fill(/Telephone/, "202-555-0142");
  await fill(/picks up, in English/, "Mon–Fri, 9 to 5");
  await fill(/picks up, in Spanish/, "De lunes a viernes, de 9 a 5");
  await fill(/languages you speak, in English/, "We speak English.");
  await fill(/languages you speak, in Spanish/, "Hablamos inglés.");
  await agency.locator("[id$='-name'], [id$='name']").last().fill("Ada Alder");
  await fill(/E-mail/, "ada@alder.example");
  await agency.locator("input[type='password']").fill("a calm long sentence");
  await admin.page.getByRole("button", { name: "Make the agency" }).click();
  await admin.page.waitForURL("**/app");
  // The address worked once.
  expect((await admin.page.request.post("/api/setup", { data: { token: oneTime.split("#")[1] }, headers: { origin: program.address } })).status()).not.toBe(200);

  await admin.page.goto("/app/programme");
  await admin.page.getByRole("button", { name: "Invite somebody" }).click();
  await expectAccessible(admin.page, "programme");
  const { staffId, link } = await post(admin, "/invitations", { name: "Cleo Ash", email: "cleo@alder.example", language: "en", roles: ["clinician"], supervisorId: null });
  const today = day(0);
  for (const credential of [{ kind: "licence", name: "LICSW", isIndependent: true }, { kind: "degree", name: "masters", field: "social work" }, { kind: "cpp_training" }]) {
    await post(admin, `/workforce/staff/${staffId}/credentials`, { name: "", field: "", issuer: "", number: "", isIndependent: null, validFrom: "2024-01-01", validTo: null, ...credential });
  }
  await post(admin, "/workforce/certificates", { kind: "cpp_certification", validFrom: "2025-01-01", validTo: null, isAcceptable: null, source: "made up" });
  await post(admin, "/workforce/certificates", { kind: "fidelity_audit", validFrom: today, validTo: null, isAcceptable: true, source: "made up" });
  const { staffId: supervisorId } = await post(admin, "/invitations", { name: "Sol Beech", email: "sol@alder.example", language: "en", roles: ["supervisor"], supervisorId: null });
  const { teamId } = await post(admin, "/workforce/teams", { name: "Team 1", validFrom: today });
  await post(admin, `/workforce/teams/${teamId}/members`, { teamId, staffId, part: "clinician", validFrom: today });
  await post(admin, `/workforce/teams/${teamId}/members`, { teamId, staffId: supervisorId, part: "supervisor", validFrom: today });
  const { caseId } = await post(admin, "/cases", { referralId: null, child: { givenName: "Wren", familyName: "Oakley", birthDate: day(-1200), language: "en" }, clinicianId: staffId, caregivers: [{ givenName: "Ember", familyName: "Oakley", birthDate: null, language: "en", kind: "birth_parent", livesWithChild: true, madeRequest: false, authority: { kind: "parent", document: "Birth certificate, seen", scopes: ["treatment"], validFrom: today, validTo: null }, contact: null }] });

  const clinician = await visit(browser, program);
  await clinician.page.goto(link!);
  await clinician.page.locator("input[type='password']").waitFor();
  await expectAccessible(clinician.page, "invitation");
  await clinician.page.locator("input[type='password']").fill("another calm long sentence");
  await clinician.page.locator("form button[type='submit']").click();
  await clinician.page.waitForURL("**/app");
  await post(clinician, `/cases/${caseId}/diagnoses`, { caseId, code: "F43.10", foundOn: today, source: "" });
  await post(clinician, `/cases/${caseId}/traumatic-events`, { caseId, kind: "neglect", ageMonths: null, source: "" });
  await post(clinician, `/cases/${caseId}/problems`, { caseId, kind: "behavioral", followsEvents: true });
  const found = (await (await clinician.page.request.get(`/api/cases/${caseId}`)).json()) as { people: { personId: string }[] };
  // A session that began today: from midnight to now, at most an hour of it.
  const onTheWall = (at: number) => new Date(at).toLocaleTimeString("en-GB", { timeZone: "America/New_York", hour: "2-digit", minute: "2-digit" });
  const began = day(0) === new Date(Date.now() - 3_600_000).toLocaleDateString("en-CA", { timeZone: "America/New_York" }) ? Date.now() - 3_600_000 : Date.now() - 60_000;
  const session = await post(clinician, `/cases/${caseId}/sessions`, { caseId, kind: "dyadic", place: "service_site", modality: "in_person", clinicianId: staffId, start: `${today}T${onTheWall(began)}`, end: `${today}T${onTheWall(began + 30 * 60_000)}`, personIds: found.people.map((one) => one.personId) });
  const { page } = clinician;
  await page.goto(`/app/sessions/${session.sessionId}/note`);
  await page.getByRole("button", { name: "Everybody here, as booked" }).click();
  await page.getByRole("textbox", { name: "Text: Regulation" }).fill("The first words of this house.");
  await page.getByText(/^Saved \d\d:\d\d/).filter({ visible: true }).first().waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog").getByRole("button", { name: /^Sign/ }).click();
  await expect.poll(async () => ((await (await page.request.get(`/api/sessions/${session.sessionId}/note`)).json()) as { status: string }).status).toBe("signed");
  for (const visitor of [admin, clinician]) expect({ outside: visitor.outside, complaints: visitor.complaints }).toEqual({ outside: [], complaints: [] });
});
