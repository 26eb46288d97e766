import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectAccessible, openBrowser, type Program, setupAddressOf, startProgram, visit, type Visitor } from "./support.ts";

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
  const oneTime = await setupAddressOf(program);
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

  // Until the first note is signed, what asks on Today are the first steps.
  const steps = admin.page.getByRole("region", { name: "First steps" });
  await expect.poll(() => steps.locator("li[aria-current='step'] h3").textContent()).toBe("Hours and who is on call");
  await expectAccessible(admin.page, "first steps");
  await steps.getByRole("button", { name: "Invite several people at once" }).click();
  await steps.getByLabel(/One person a line/).fill("Cleo Ash, cleo@alder.example, Clinician\nSol Beech, sol@alder.example");
  await steps.getByRole("button", { name: "Send the invitations" }).click();
  await steps.getByText("Line 2: expected a name").first().waitFor();
  await steps.getByLabel(/One person a line/).fill("Cleo Ash, cleo@alder.example, Clinician\nSol Beech, sol@alder.example, Supervisor");
  await steps.getByRole("button", { name: "Send the invitations" }).click();
  const link = await steps.locator("code").first().textContent();
  await admin.page.goto("/app/programme");
  await admin.page.getByRole("button", { name: "Invite somebody" }).click();
  await expectAccessible(admin.page, "programme");
  const { staff } = (await (await admin.page.request.get("/api/staff")).json()) as { staff: { staffId: string; name: string }[] };
  const idOf = (name: string) => staff.find((one) => one.name === name)!.staffId;
  const staffId = idOf("Cleo Ash");
  const today = day(0);
  for (const credential of [{ kind: "licence", name: "LICSW", isIndependent: true }, { kind: "degree", name: "masters", field: "social work" }, { kind: "cpp_training" }]) {
    await post(admin, `/workforce/staff/${staffId}/credentials`, { name: "", field: "", issuer: "", number: "", isIndependent: null, validFrom: "2024-01-01", validTo: null, ...credential });
  }
  await post(admin, "/workforce/certificates", { kind: "cpp_certification", validFrom: "2025-01-01", validTo: null, isAcceptable: null, source: "made up" });
  await post(admin, "/workforce/certificates", { kind: "fidelity_audit", validFrom: today, validTo: null, isAcceptable: true, source: "made up" });
  const supervisorId = idOf("Sol Beech");
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
  await admin.page.goto("/app/begin");
  await admin.page.getByText("The first note is signed. The programme works.").waitFor();
  for (const visitor of [admin, clinician]) expect({ outside: visitor.outside, complaints: visitor.complaints }).toEqual({ outside: [], complaints: [] });
});

it("a list of families from a spreadsheet is looked at row by row, brought in, and taken back", async () => {
  const office = await visit(browser, program);
  await office.page.request.post("/api/session", { data: { email: "ada@alder.example", password: "a calm long sentence" }, headers: { origin: program.address } });
  const { page } = office;
  await page.goto("/app/lists");
  await expectAccessible(page, "bringing in a list");
  const lines = ["First name;Last name;DOB;Relationship;Guardian first name;Source;Shoe size", "Fern;Reed;2022-05-02;mother;Moss;professional;9", "Wren;Oakley;" + day(-1200) + ";mother;Ember;professional;8", "Ivy;Thorn;3/4/2021;;;professional;7"];
  await page.locator("input[type='file']").setInputFiles({ name: "families.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\r\n"), "latin1") });
  await page.getByRole("button", { name: "Read the file" }).click();
  await page.waitForURL("**/app/lists/*");
  await page.getByText("Can be brought in: 1 · may be there already: 1 · cannot be read: 1").waitFor();
  await page.getByLabel("an open case of a family that is in care already").check();
  // Read in another way, its rows are asked for anew.
  await Promise.all([page.waitForResponse((answer) => answer.url().includes("/rows?")), page.getByRole("button", { name: "Read again" }).click()]);
  await page.getByLabel(/Choice for row 3/).selectOption({ label: "Leave out" });
  await expectAccessible(page, "a list");
  await page.getByRole("button", { name: "Bring these rows in" }).click();
  await page.getByText("Made: 1. Not made: 2.").waitFor();
  // What was for the decision is gone with it.
  for (const name of ["How the file is read", "What comes next"]) await page.getByRole("heading", { name }).waitFor({ state: "detached" });
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: /Get the rows that were not made/ }).click();
  expect((await download).suggestedFilename()).toBe("rows-to-mend.csv");
  await page.getByRole("link", { name: "Open the case" }).waitFor();
  await page.getByRole("button", { name: "Take everything back" }).click();
  await page.locator("form").getByRole("button", { name: "Take everything back" }).click();
  await page.getByText("Taken back: 1.").waitFor();
  await page.goto("/app/check");
  await page.getByRole("heading", { name: /things are not safe yet/ }).waitFor();
  await expectAccessible(page, "the check");
  await page.goto("/app/settings");
  await page.getByText("DYAD_SECRET_KEY", { exact: true }).waitFor();
  await expectAccessible(page, "settings");
  expect({ outside: office.outside, complaints: office.complaints }).toEqual({ outside: [], complaints: [] });
});
