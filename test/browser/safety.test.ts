import fs from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** Safety (B13): a plan written with its adult, printed on a press, a report in its compartment, and the roster of who is called. */
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

describe("safety", () => {
  it("B13: a plan is kept as another version and printed, a report is closed and seen by nobody else, a gap of the roster is filled", async () => {
    const { page } = own;
    const { cases } = (await (await page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
    const plansOf = async (caseId: string) => (await (await page.request.get(`/api/cases/${caseId}/safety-plans`)).json()) as Outputs["safety"]["plans"]["list"];
    let caseId = "";
    for (const one of cases) if (caseId === "" && (await plansOf(one.caseId)).plans[0]?.content.codeWord === "lemon cake") ({ caseId } = one);
    const [kept] = (await plansOf(caseId)).plans;
    await page.goto(`/app/families/${caseId}/safety`);
    const adult = page.getByRole("group", { name: kept!.adultName });
    await adult.getByText("lemon cake").waitFor();
    await page.getByText("988").first().waitFor();
    await expectAccessible(page, "safety of a family");
    await page.getByRole("button", { name: `Begin another version: ${kept!.adultName}` }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Version 2: draft" }).waitFor();
    await page.getByLabel("Code word").fill("green tea");
    await page.getByRole("radio", { name: /The child's chart/ }).check();
    await page.getByText(/^Saved/).first().waitFor();
    // What was typed is there again after the page was left in the midst of it.
    await page.getByLabel("Papers").fill("At the library");
    await page.goto("/app");
    await page.goto(`/app/families/${caseId}/safety`);
    await expect.poll(() => page.getByLabel("Papers").inputValue()).toBe("At the library");
    await page.getByRole("button", { name: "Keep as a version" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: /^Version 2, kept/ }).waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), adult.getByRole("link", { name: "Print" }).click()]);
    expect(download.suggestedFilename()).toBe("notes.pdf");
    expect(fs.readFileSync(await download.path(), "latin1").startsWith("%PDF-")).toBe(true);

    await page.getByRole("button", { name: "Begin a report" }).click();
    await page.getByLabel("What is suspected").fill("Made up: a word found nowhere else, quillwort");
    await page.getByRole("button", { name: "Close the report" }).click();
    await page.getByText("Choose whether there is danger now.").first().waitFor();
    await expectAccessible(page, "a report with what it lacks");
    await page.getByRole("button", { name: "Add what was seen, heard or said" }).click();
    await page.getByLabel("Word for word, or exactly as it was").fill("Made up: “I fell.”");
    await page.getByRole("group", { name: "Danger now" }).getByRole("radio", { name: "No", exact: true }).check();
    for (const [name, time] of [["When you came to know", "08:00"], ["Oral report made", "08:20"]] as const) {
      const field = page.getByRole("group", { name });
      await field.getByLabel("Day").fill("2026-01-05");
      await field.getByLabel("Time").fill(time);
    }
    await page.getByLabel("To which agency").fill("A made-up hotline");
    await page.getByRole("group", { name: "The caregiver was told" }).getByRole("radio", { name: "Yes" }).check();
    await page.getByRole("button", { name: "Close the report" }).click();
    await page.getByText("45 CFR 164.512(b)").waitFor();
    const other = await visit(browser, program, { phone: true, language: "es" });
    await signIn(other, program, "supervisor@demo.dyad");
    await other.page.request.put("/api/session/language", { data: { language: "es" }, headers: { origin: program.address } });
    await other.page.goto(`/app/families/${caseId}/safety`);
    await other.page.getByText("green tea").waitFor();
    expect(await other.page.getByText("quillwort").count()).toBe(0);
    expect(await other.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await expectAccessible(other.page, "safety, phone, Spanish");

    const runs = await visit(browser, program);
    await signIn(runs, program, "director@demo.dyad");
    await runs.page.goto("/app/programme/on-call");
    await runs.page.getByText(/^Nobody is on call from/).first().waitFor();
    await expectAccessible(runs.page, "on call");
    const { findings } = (await (await runs.page.request.get("/api/on-call")).json()) as Outputs["safety"]["onCall"]["get"];
    const [, fromDay, fromTime] = /from (\S+) (\S+) to/.exec(findings[0]!.message)!;
    await runs.page.getByRole("button", { name: "Put somebody on call" }).click();
    await runs.page.getByLabel("Who", { exact: true }).selectOption({ index: 1 });
    const day = (name: string) => runs.page.getByRole("group", { name, exact: true });
    const end = new Date(Date.parse(`${fromDay}T00:00:00Z`) + 20 * 86_400_000).toISOString().slice(0, 10);
    await day("From").getByLabel("Day").fill(fromDay!);
    await day("From").getByLabel("Time").fill(fromTime!);
    await day("To").getByLabel("Day").fill(end);
    await day("To").getByLabel("Time").fill("08:30");
    await runs.page.getByLabel("Telephone").fill("202-555-0142");
    await runs.page.getByLabel("Telephone").press("Enter");
    await runs.page.getByText("The next two weeks are covered.").waitFor();
    expect([own.complaints, own.outside, other.outside, runs.outside].flat()).toEqual([]);
  });
});
