import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "./steps.ts";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/**
 * People and teams over time (A6–A9, B9, C9), as the director of the demo meets them: a seventh clinician, a licence that
 * lapses and is renewed, and what would be if somebody left. The steps stand on each other.
 */
let program: Program;
let browser: Browser;
let director: Visitor;
let page: Page;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  director = await visit(browser, program);
  page = director.page;
  await signIn(director, program, "director@demo.dyad");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const send = async (path: string, data: object) => {
  const answer = await page.request.post(`/api${path}`, { data, headers: { origin: program.address } });
  expect(`${path} ${answer.status()} ${answer.ok() ? "" : await answer.text()}`).toBe(`${path} 200 `);
  return (await answer.json()) as Record<string, string>;
};
const overview = async (): Promise<Outputs["workforce"]["overview"]> => (await page.request.get("/api/workforce")).json();
const readDay = (date: string) => new Date(`${date}T12:00:00Z`).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

describe("people and teams over time", () => {
  it("A6, A9: shows what ends first, and nothing that a machine finds inaccessible, on the desk and on the phone, in both languages", async () => {
    await page.goto("/app/programme");
    const endings = page.getByRole("region", { name: "What ends" });
    await endings.getByText("Luis Olmo · LPC").waitFor();
    await endings.getByText("ends in 25 days").waitFor();
    await expectAccessible(page, "programme");
    for (const device of [{ phone: true, language: "es", dark: true }, { phone: true, language: "en" }] as const) {
      const visitor = await visit(browser, program, device);
      await signIn(visitor, program, "director@demo.dyad");
      await visitor.page.request.put("/api/session/language", { data: { language: device.language }, headers: { origin: program.address } });
      await visitor.page.goto("/app/programme");
      await visitor.page.getByRole("heading", { name: device.language === "es" ? "Lo que termina" : "What ends" }).waitFor();
      await visitor.page.getByText("Luis Olmo · LPC").waitFor();
      expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      await expectAccessible(visitor.page, `programme ${JSON.stringify(device)}`);
      await visitor.page.goto("/app/programme/what-if");
      await visitor.page.locator("#what-if-answer").waitFor();
      expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      // The whole page at once: under the bar of the phone, targets that are half hidden look too small.
      await visitor.page.setViewportSize({ width: 390, height: await visitor.page.evaluate(() => document.documentElement.scrollHeight + 200) });
      await expectAccessible(visitor.page, `what if ${JSON.stringify(device)}`);
      await visitor.context.close();
    }
    const own = await visit(browser, program);
    await signIn(own, program, "clinician.2@demo.dyad");
    await own.page.goto("/app");
    await own.page.getByRole("link", { name: /See yours|Ver las suyas/ }).click();
    await own.page.waitForURL("**/app/credentials#**");
    await own.page.getByText("DEMO-2").waitFor();
    await expectAccessible(own.page, "one's own credentials");
    await own.context.close();
  });

  it("A8: refuses the seventh clinician with the clause; the form keeps what was typed", async () => {
    const team = (await overview()).teams.find((one) => one.name === "Team 1")!;
    const clinicians = team.members.filter((one) => one.part === "clinician" && (one.validTo === null || one.validTo >= day(0))).length;
    for (let number = clinicians + 1; number <= 7; number++) {
      const { staffId } = await send("/invitations", { name: `Clinician Number ${number}`, email: `number-${number}@demo.example`, language: "en", roles: ["clinician"], supervisorId: null });
      if (number < 7) await send(`/workforce/teams/${team.teamId}/members`, { staffId, part: "clinician", validFrom: day(0) });
    }
    await page.goto("/app/programme");
    const card = page.getByRole("group", { name: "Team 1", exact: true });
    await card.getByRole("button", { name: "Add somebody to Team 1" }).click();
    await card.getByRole("combobox", { name: "Person" }).selectOption({ label: "Clinician Number 7" });
    await card.getByRole("combobox", { name: "Part" }).selectOption({ label: "Clinician" });
    await card.getByRole("textbox", { name: "From" }).or(card.getByLabel("From")).first().fill(day(3));
    await card.getByRole("button", { name: "Add", exact: true }).click();
    const summary = card.locator(".error-summary");
    await summary.waitFor();
    expect(await summary.innerText()).toContain(`From ${readDay(day(3))}`);
    expect(await summary.innerText()).toContain("22-A DCMR § 3427.8");
    expect(await card.getByRole("group", { name: "The clauses that say no" }).innerText()).toContain("7 clinicians");
    expect(await card.getByRole("combobox", { name: "Person" }).evaluate((select: HTMLSelectElement) => select.selectedOptions[0]!.label)).toBe("Clinician Number 7");
    expect(await card.getByLabel("From").first().inputValue()).toBe(day(3));
    await expectAccessible(page, "a refused seventh clinician");
    expect((await overview()).teams.find((one) => one.name === "Team 1")!.members.filter((one) => one.part === "clinician" && (one.validTo === null || one.validTo >= day(0)))).toHaveLength(6);
    // Once somebody leaves, the same form is taken.
    const leaving = card.getByRole("listitem").filter({ hasText: "Clinician Number 6" });
    await leaving.getByRole("button", { name: /Give the last day/ }).click();
    await leaving.getByLabel("Last day").fill(day(2));
    await leaving.getByRole("button", { name: "Save" }).click();
    await leaving.getByText(/to /).first().waitFor();
    await card.getByRole("button", { name: "Add", exact: true }).click();
    await card.getByRole("listitem").filter({ hasText: "Clinician Number 7" }).first().waitFor();
    expect(director.complaints).toEqual([]);
  });

  it("A9: a licence that ends stops the sessions after it from counting, and its renewal mends it", async () => {
    await page.goto("/app/programme");
    await page.getByRole("button", { name: "Open the record of Luis Olmo" }).click();
    const record = page.getByRole("region", { name: "Record of Luis Olmo" });
    await record.getByText("Read anew from the licence", { exact: false }).waitFor();
    await record.getByRole("button", { name: /^Set right or end: Licence/ }).click();
    await record.getByLabel("To", { exact: false }).first().fill(day(-1));
    await record.getByRole("button", { name: "Save" }).click();
    await record.getByText("Say why, in few words.").first().waitFor();
    await record.getByLabel("Why").fill("Not renewed in time.");
    await record.getByRole("button", { name: "Save" }).click();
    const endings = page.getByRole("region", { name: "What ends" });
    await endings.getByText("Nothing that rests on it counts since.", { exact: false }).waitFor();
    await record.getByText("Not renewed in time.", { exact: false }).waitFor();
    // The day says so; the page of what will not count shows the sessions, with the clause.
    await page.goto("/app");
    await page.getByText("Luis Olmo · LPC").waitFor();
    await page.goto(`/app/programme/what-if?kind=nothing&on=${day(0)}`);
    await page.locator("#what-if-answer").filter({ hasText: /stops? counting/ }).waitFor();
    const row = page.getByRole("row").filter({ hasText: "Luis Olmo" }).first();
    expect(await row.innerText()).toContain("22-A DCMR § 3427.9");
    await expectAccessible(page, "what will not count");
    await page.goto("/app/programme");
    await page.getByRole("button", { name: "Open the record of Luis Olmo" }).click();
    await record.getByRole("button", { name: /^Record the renewal: Licence/ }).click();
    await record.getByLabel("From", { exact: false }).first().fill(day(0));
    await record.getByLabel("To", { exact: false }).first().fill(day(700));
    await record.getByRole("button", { name: "Add", exact: true }).click();
    await endings.getByText("Nothing ends within 90 days.").waitFor();
    await page.goto(`/app/programme/what-if?kind=nothing&on=${day(0)}`);
    await page.getByText("No booked session stops counting.", { exact: false }).waitFor();
  });

  it("A8: what if the supervisor leaves: which sessions stop counting, by which clause, and who is left alone; nothing is changed", async () => {
    const before = JSON.stringify((await overview()).teams);
    await page.goto("/app/programme");
    await page.getByRole("link", { name: "What if …" }).click();
    await page.getByRole("combobox", { name: "Suppose that" }).selectOption({ label: "somebody leaves" });
    await page.getByText("Choose what to suppose.").waitFor();
    await page.getByRole("combobox", { name: "Who" }).selectOption({ label: "Dr. Ines Solano" });
    await page.getByLabel("Last day").fill(day(0));
    await page.locator("#what-if-answer").filter({ hasText: /stops? counting/ }).waitFor();
    expect(await page.getByRole("table", { name: "By which clause" }).innerText()).toContain("22-A DCMR § 3427.8");
    await page.getByText("Jonah Pine: Practises under supervision", { exact: false }).waitFor();
    await expectAccessible(page, "what if the supervisor leaves");
    // A clinician leaves: somebody of the team may be free.
    await page.getByRole("combobox", { name: "Who" }).selectOption({ label: "Hannah Linde" });
    await page.locator("#what-if-answer").filter({ hasText: /stops? counting/ }).waitFor();
    await page.getByRole("row").filter({ hasText: "Jonah Pine" }).first().waitFor();
    expect(JSON.stringify((await overview()).teams)).toBe(before);
    expect(director.outside).toEqual([]);
    expect(director.complaints).toEqual([]);
  });

  it("A6: before a last day is given, what is booked after it is listed with the way to hand each family over", async () => {
    await page.goto("/app/programme");
    await page.getByRole("button", { name: "Open the record of Luis Olmo" }).click();
    await page.getByRole("button", { name: "End the work here: Luis Olmo" }).click();
    await page.getByRole("textbox", { name: "Last day" }).fill(day(7));
    const booked = page.getByRole("region", { name: "Booked after that day" });
    await booked.getByRole("link", { name: "Noor Anise" }).waitFor();
    expect(await booked.innerText()).toMatch(/Noor Anise\s+\d sessions, the first on /);
    await expectAccessible(page, "the end of somebody's work");
    await page.getByRole("textbox", { name: "Last day" }).fill(day(400));
    await page.getByText("Nothing is booked after that day.").waitFor();
    await page.getByRole("button", { name: "Not now" }).click();
  });
});

describe("psychotherapy notes in custody", () => {
  it("D3: the privacy officer opens them to the supervisor of the case, who reads them there under what they are", async () => {
    const [officer, supervisor] = [await visit(browser, program), await visit(browser, program, { phone: true, language: "es" })];
    await signIn(officer, program, "privacy@demo.dyad");
    await signIn(supervisor, program, "supervisor@demo.dyad");
    await supervisor.page.request.put("/api/session/language", { data: { language: "es" }, headers: { origin: program.address } });
    const { held } = (await (await officer.page.request.get("/api/custody")).json()) as Outputs["custody"]["list"];
    const record = `/app/families/${held[0]!.caseId}/record?class=psychotherapy_note`;
    const notes = async () => ((await (await supervisor.page.request.get(`/api/cases/${held[0]!.caseId}/record?class=psychotherapy_note`)).json()) as Outputs["cases"]["record"]).blocks;
    expect(await notes()).toEqual([]);
    await officer.page.goto("/app/records");
    await officer.page.getByRole("button", { name: /^Open to one person/ }).click();
    await officer.page.getByRole("combobox", { name: "Who reads them" }).selectOption({ label: "Dr. Ines Solano" });
    await officer.page.getByRole("combobox", { name: "On what basis" }).selectOption({ index: 3 });
    await officer.page.getByLabel("Why", { exact: false }).fill("The board of licences asks for what was seen.");
    await expectAccessible(officer.page, "opening what is in custody");
    await officer.page.getByRole("button", { name: "Open the notes" }).click();
    await officer.page.getByText("In custody, open to Dr. Ines Solano").waitFor();
    await expectAccessible(officer.page, "what is in custody, open");
    await supervisor.page.goto(record);
    await supervisor.page.getByText("Nota de psicoterapia de Miriam Larch, en custodia, abierta para usted").first().waitFor();
    expect((await notes()).length).toBe(held[0]!.notes);
    await expectAccessible(supervisor.page, "notes in custody, read");
    for (const one of [officer, supervisor]) {
      expect(one.complaints).toEqual([]);
      await one.context.close();
    }
  });
});
