import fs from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { answerUntil } from "./steps.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** Measures over a course (B11, B12, B13, D9): what is due is sent and answered, change is read with its source, and told in plain words. */
let program: Program;
let browser: Browser;
let own: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  own = await visit(browser, program);
  await signIn(own, program, "clinician@demo.dyad");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const asked = async <T>(path: string) => (await (await own.page.request.get(`/api${path}`)).json()) as T;
const families = async () => (await asked<Outputs["cases"]["list"]>("/cases")).cases;

describe("measures", () => {
  it("what is due is sent with one press, answered on a phone, and then is done; why another is missing is kept", async () => {
    const { page } = own;
    let caseId = "";
    for (const one of await families()) {
      const { items } = await asked<Outputs["measureSchedule"]["due"]>(`/cases/${one.caseId}/measures/due`);
      if (caseId === "" && items.some((item) => item.canBeSent && item.sentOn === null && (item.state === "overdue" || item.state === "due"))) ({ caseId } = one);
    }
    const child = (await asked<Outputs["cases"]["get"]>(`/cases/${caseId}`)).people.find((one) => one.part === "child")!;
    await page.goto(`/app/families/${caseId}/measures`);
    await page.getByRole("heading", { name: "What is due" }).waitFor();
    await expectAccessible(page, "measures with what is due");
    await page.getByRole("button", { name: /^Send .* what is due$/ }).first().click();
    const names = await page.locator(".send input[type=checkbox]:checked").count();
    expect(names).toBeGreaterThan(0);
    await page.getByRole("radio", { name: "Here, in the room" }).check({ force: true });
    await page.getByRole("button", { name: "Prepare the questions" }).click();
    const address = (await page.locator(".room-link").textContent())!;
    await page.getByText(/sent .*, waits/).first().waitFor();
    const phone = await visit(browser, program, { phone: true });
    await phone.page.goto(address);
    await phone.page.locator("[name='birthYear']").fill(child.birthDate!.slice(0, 4));
    await phone.page.locator("form button").last().click();
    await answerUntil(phone.page, async () => (await phone.page.locator("[name='answer']").count()) === 0);
    await phone.page.locator("form button").last().click();
    await expect.poll(async () => (await asked<Outputs["measureSchedule"]["due"]>(`/cases/${caseId}/measures/due`)).items.filter((one) => one.doneOn !== null).length).toBeGreaterThan(0);
    await phone.context.close();

    await page.reload();
    const missing = page.getByRole("button", { name: /^Say why .* is missing$/ }).first();
    if ((await missing.count()) > 0) {
      await missing.click();
      await page.getByRole("button", { name: "Keep the reason" }).click();
      await page.getByText("Choose a reason.").first().waitFor();
      await page.getByLabel("Reason", { exact: true }).selectOption({ label: "too much at this time" });
      await page.getByLabel("In words, if it helps").fill("The move is on Friday.");
      await page.getByRole("button", { name: "Keep the reason" }).click();
      await page.getByText(/^Every point of the course/).click();
      await page.getByText("The move is on Friday.").first().waitFor();
    }
  });

  it("change stands with its source, is chosen for an adult in plain words, shown to her and printed", async () => {
    const { page } = own;
    const river = (await families()).find((one) => one.childGivenName === "River")!;
    await page.goto(`/app/families/${river.caseId}/timeline`);
    await page.getByText("Marx 2022, veterans").first().waitFor();
    await page.getByText("The same as a table").click();
    await page.getByRole("table").filter({ hasText: "reliable (15 or more)" }).waitFor();
    await expectAccessible(page, "the axis and its table");
    await page.goto(`/app/families/${river.caseId}/measures`);
    await page.getByText(/since .*: reliably better/).first().waitFor();
    await page.getByText("not measured").first().waitFor();
    const [record] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Print for the record, in Spanish" }).click()]);
    expect(fs.readFileSync(await record.path(), "latin1").startsWith("%PDF-")).toBe(true);
    await page.getByText("Tell the family").click();
    await page.getByLabel("Whom you tell").selectOption({ label: "Rosa Maple" });
    await page.getByRole("radio", { name: "English" }).check({ force: true });
    await page.getByRole("checkbox", { name: /^You have fewer bad memories and alarms than in/ }).check({ force: true });
    await page.getByLabel("A sentence of your own").fill("You did this yourself.");
    await expectAccessible(page, "telling the family");
    await page.getByRole("button", { name: "Keep what is told" }).click();
    await page.getByText("It is kept.").first().waitFor();
    const [told] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Print for the family" }).click()]);
    expect(fs.readFileSync(await told.path(), "latin1").startsWith("%PDF-")).toBe(true);
    await page.keyboard.press("Control+.");
    await page.getByRole("button", { name: /^Show to Rosa/ }).click();
    await page.goto(`/app/families/${river.caseId}/measures`);
    await page.getByText("You did this yourself.").waitFor();
    await page.getByText(/fewer bad memories/).waitFor();
    expect(await page.getByText("Marx 2022").count()).toBe(0);
    await expectAccessible(page, "measures, shown to an adult");
    await page.keyboard.press("Control+.");
    await page.getByRole("search").waitFor();
    expect([...own.outside, ...own.complaints]).toEqual([]);
  });

  it("whoever runs the programme changes the schedule, and the version before stays", async () => {
    const director = await visit(browser, program);
    await signIn(director, program, "director@demo.dyad");
    const { page } = director;
    await page.goto("/app/measure-schedule");
    await page.getByRole("button", { name: "Change the schedule" }).click();
    await page.getByLabel("Core at the start, within days").fill("x");
    await page.getByRole("button", { name: "Keep as a new version" }).click();
    await page.getByText("Expected a whole number.").first().waitFor();
    await expectAccessible(page, "changing the schedule");
    await page.getByLabel("Core at the start, within days").fill("45");
    await page.getByLabel("Why it changes").fill("Families need two more weeks.");
    await page.getByRole("button", { name: "Keep as a new version" }).click();
    await page.getByText(/Families need two more weeks\./).waitFor();
    await page.getByRole("heading", { name: "Versions before" }).waitFor();
  });
});
