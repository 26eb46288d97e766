import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

let program: Program;
let browser: Browser;
let clinician: Visitor;
let phone: Page;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  clinician = await visit(browser, program);
  await signIn(clinician, program, "clinician@demo.dyad");
  // A phone of old: no script at all.
  const context = await browser.newContext({ baseURL: program.address, javaScriptEnabled: false, viewport: { width: 320, height: 640 }, locale: "en-US" });
  phone = await context.newPage();
  await phone.goto("/portal");
  await phone.locator("button[value='caregiver.b@demo.dyad']").click();
  await phone.waitForURL("**/portal");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const told = async <T>(path: string) => (await (await clinician.page.request.get(`/api${path}`)).json()) as T;
const send = (page: Page) => page.locator("form.ask button[type='submit']").click();

describe("what an adult writes to the team", () => {
  it("D3, D4: is sent without script, meets the clinician on Today, is answered by the keys, and read by that adult alone", async () => {
    await phone.getByText("There is a new message for you.").waitFor();
    await phone.getByRole("link", { name: "Read it" }).click();
    await phone.getByText("Yes, please bring it.").waitFor();
    await send(phone);
    await phone.getByRole("heading", { name: "Nothing was sent" }).waitFor();
    await phone.locator("textarea").fill("Can I stay a little longer on Friday?");
    await send(phone);
    await phone.getByText("Sent. Your team reads it.").waitFor();
    expect(phone.url()).toContain("/portal/messages?said=messageSent");
    await phone.reload();
    expect(await phone.getByText("Can I stay a little longer").count()).toBe(1);
    await phone.getByText("Not read yet").waitFor();

    const { page } = clinician;
    const { owed } = await told<Outputs["day"]["today"]>("/day");
    const one = owed.find((each) => each.kind === "family_message" && each.about === "Mara Maple")!;
    await page.goto(`/app/families/${one.caseId}/conversation?adult=${one.id}`);
    await page.getByText("Can I stay a little longer").waitFor();
    await expectAccessible(page, "the thread of an adult");
    await page.getByLabel("Write to Mara Maple").fill("Yes. We find a way together.");
    await page.getByRole("button", { name: "Send the answer" }).press("Enter");
    await page.getByText("Yes. We find a way together.").waitFor();
    await page.goto("/app/messages?status=all");
    await page.getByText("To Mara Maple: Yes. We find").waitFor();
    await expectAccessible(page, "messages from families");

    await phone.goto("/portal/messages");
    await phone.getByText("Yes. We find a way together.").waitFor();
    await phone.getByText(/^Read on/).last().waitFor();
    const other = await visit(browser, program, { phone: true });
    await other.page.goto("/portal");
    await other.page.locator("button[value='caregiver.a@demo.dyad']").press("Enter");
    await other.page.waitForURL("**/portal");
    await other.page.goto("/portal/messages");
    expect(await other.page.locator("main").textContent()).not.toMatch(/Can I stay|We find a way/);
    await other.page.close();
  });

  it("B7: a wish about a visit is a few taps, is seen in the calendar, and comes back as a sentence", async () => {
    const context = await browser.newContext({ baseURL: program.address, javaScriptEnabled: false, viewport: { width: 320, height: 640 }, locale: "en-US" });
    const home = await context.newPage();
    await home.goto("/portal");
    await home.locator("button[value='caregiver.a@demo.dyad']").click();
    await home.locator("button[name='language'][value='en']").click();
    await home.goto("/portal/visits");
    await home.getByText("You asked for another time").first().waitFor();
    await home.getByRole("link", { name: "Another time, or I can’t come" }).last().click();
    await send(home);
    await home.getByRole("link", { name: "Pick one of the three." }).waitFor();
    for (const label of ["Another time would be better", "Thursday", "Morning, 9 to 12"]) await home.getByText(label, { exact: true }).click();
    await send(home);
    await home.getByText("Sent. We get back to you.").waitFor();
    expect(await home.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);

    const { page } = clinician;
    const { owed } = await told<Outputs["day"]["today"]>("/day");
    const wishes = owed.filter((each) => each.kind === "visit_wish");
    expect(wishes.length).toBeGreaterThanOrEqual(2);
    const one = wishes.at(-1)!;
    await page.goto(`/app/calendar?day=${one.record}&session=${one.sessionId}`);
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /^Leave it as it is/ }).press("Enter");
    await dialog.getByLabel("One sentence to the family").fill("No other hour is free. See you then.");
    await expectAccessible(page, "a wish in the calendar");
    await dialog.getByRole("button", { name: "Leave it and tell them" }).press("Enter");
    await dialog.waitFor({ state: "hidden" });
    await home.goto("/portal/visits");
    await home.getByText("No other hour is free. See you then.").waitFor();

    await home.goto("/portal/reach");
    await home.getByRole("heading", { level: 1, name: "How we reach you" }).waitFor();
    const ways = home.getByText("Safe. We use it.");
    const before = await ways.count();
    await home.locator("details.unsafe summary").first().click();
    await home.getByRole("button", { name: "Stop everything there" }).first().click();
    await home.getByText("Stopped. We send nothing there any more.").waitFor();
    expect(await ways.count()).toBe(before - 1);
    await home.goto("/portal/help");
    await home.getByText("Acorn Pantry (made up)").first().waitFor();
    await context.close();
  });
});
