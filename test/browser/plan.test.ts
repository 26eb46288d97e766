import fs from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** The plan of care (A1, G3): written as it is typed, signed by three under its text, reviewed, and its next version. By keyboard. */
let program: Program;
let browser: Browser;
let own: Visitor;
let supervisor: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  own = await visit(browser, program);
  await signIn(own, program, "clinician@demo.dyad");
  supervisor = await visit(browser, program);
  await signIn(supervisor, program, "supervisor@demo.dyad");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const soon = new Date(Date.now() + 120 * 86_400_000).toISOString().slice(0, 10);

describe("the plan of care", () => {
  it("A1, G3: another version is written, signed by all, reviewed, and read on a phone in Spanish", async () => {
    const { page } = own;
    const { cases } = (await (await page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
    const plans = async (caseId: string) => ((await (await page.request.get(`/api/cases/${caseId}/plan`)).json()) as Outputs["plan"]["get"]).plans;
    let caseId = "";
    for (const one of cases) if (caseId === "" && (await plans(one.caseId))[0]?.status === "approved") ({ caseId } = one);
    expect(caseId).not.toBe("");
    const address = `/app/families/${caseId}/plan`;
    const number = (await plans(caseId))[0]!.number;
    await page.goto(address);
    await page.getByRole("heading", { name: `Version ${number}: in force` }).waitFor();
    await expectAccessible(page, "plan in force");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Print in plain words, in Spanish" }).click()]);
    expect(fs.readFileSync(await download.path(), "latin1").startsWith("%PDF-")).toBe(true);

    await page.getByRole("button", { name: "Begin another version" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: `Version ${number + 1}: draft` }).waitFor();
    await page.getByText("write it in that adult's own record").waitFor();
    const first = page.getByRole("group", { name: "Objective 1" });
    await first.getByLabel("Objective in words").fill("Sleeps through, in the own bed");
    await first.getByLabel("Look at it again on").fill(soon);
    await page.getByRole("group", { name: "Objective 2" }).getByLabel("Look at it again on").fill(soon);
    await page.getByText(/^Saved/).first().waitFor();
    await page.getByRole("button", { name: "Add an objective" }).click();
    await page.getByRole("button", { name: "Fix the text for signing" }).click();
    await page.getByText("Expected the goal that this serves.").first().waitFor();
    await expectAccessible(page, "plan draft with what it lacks");
    await page.getByRole("button", { name: "Remove: Objective 3" }).click();
    // What was typed is there again after the page was left in the midst of it.
    await first.getByLabel("Where it stands now").fill("Wakes once or twice");
    await page.goto("/app");
    await page.goto(address);
    await expect.poll(() => first.getByLabel("Where it stands now").inputValue()).toBe("Wakes once or twice");
    // Saved elsewhere meanwhile: both are shown, one is chosen.
    await expect.poll(async () => (await plans(caseId))[0]!.objectives[0]!.baseline).toBe("Wakes once or twice");
    const [draft] = await plans(caseId);
    const elsewhere = draft!.objectives.map(({ openedOn: _o, standing: _s, disclosure: _d, ...one }, at) => (at === 0 ? { ...one, baseline: "Written elsewhere" } : one));
    expect((await supervisor.page.request.put(`/api/cases/${caseId}/plans/${draft!.planId}`, { data: { revision: draft!.revision, goals: [], objectives: elsewhere }, headers: { origin: program.address } })).status()).toBe(200);
    await first.getByLabel("Where it stands now").fill("Written here");
    const both = page.getByRole("alert").filter({ hasText: "This plan was changed in two places" });
    await both.getByText("Written elsewhere").waitFor();
    await both.getByRole("article", { name: "Here", exact: true }).getByRole("button").click();
    await expect.poll(async () => (await plans(caseId))[0]!.objectives[0]!.baseline).toBe("Written here");
    await page.getByRole("button", { name: "Fix the text for signing" }).click();
    await page.getByRole("heading", { name: `Version ${number + 1}: waits for signatures` }).waitFor();

    const signAs = async (who: Visitor, label: RegExp | number, name: string) => {
      await who.page.getByRole("button", { name: "Sign", exact: true }).press("Enter");
      const choice = who.page.getByLabel("Who signs");
      const options = await choice.locator("option").allTextContents();
      await choice.selectOption(typeof label === "number" ? { index: label } : { label: options.find((one) => label.test(one))! });
      await who.page.getByRole("region", { name: "The text that is signed" }).getByText("Sleeps through, in the own bed").waitFor();
      await who.page.getByLabel("Name, typed by whoever signs").fill(name);
      await expectAccessible(who.page, "signing a plan");
      await who.page.getByLabel("Name, typed by whoever signs").press("Enter");
      await who.page.getByText("It is kept.").first().waitFor();
    };
    await page.getByRole("button", { name: "Note an attempt that failed" }).click();
    await page.getByLabel("Reason").fill("The bus did not come");
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByText("The bus did not come").waitFor();
    await page.getByLabel("Reason").waitFor({ state: "detached" });
    await signAs(own, 1, "A made-up caregiver");
    await page.getByText("A made-up caregiver").waitFor();
    await signAs(own, /as clinician/, "Hannah Linde");
    await page.getByText("Hannah Linde", { exact: true }).last().waitFor();
    await supervisor.page.goto(address);
    await signAs(supervisor, /as supervisor/, "The supervisor");
    await supervisor.page.getByRole("heading", { name: `Version ${number + 1}: in force` }).waitFor();

    await page.goto(address);
    await page.getByText("What differs from the version before").first().click();
    await page.getByText("worded anew").first().waitFor();
    await page.getByRole("button", { name: "Review the plan" }).click();
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByText("Rate the progress.").first().waitFor();
    for (const select of await page.getByLabel("Progress", { exact: true }).all()) await select.selectOption({ label: "some progress" });
    await page.getByLabel("In words").first().fill("Four nights of seven");
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByText("Four nights of seven").waitFor();

    const phone = await visit(browser, program, { phone: true, language: "es" });
    await signIn(phone, program, "clinician@demo.dyad");
    await phone.page.request.put("/api/session/language", { data: { language: "es" }, headers: { origin: program.address } });
    await phone.page.goto(address);
    await phone.page.getByRole("heading", { name: `Versión ${number + 1}: vigente` }).waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await expectAccessible(phone.page, "plan, phone, Spanish");
    expect([...own.outside, ...phone.outside, ...supervisor.outside]).toEqual([]);
  });
});
