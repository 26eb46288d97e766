import fs from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wordsOf } from "../crawl/papers.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit } from "./support.ts";

/** Reports of the programme (C3): seen as they will leave, made from exactly that, and read by who may. */
let program: Program;
let browser: Browser;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const squeezed = (text: string) => text.replaceAll(/\s/g, "");

describe("the page of outcomes", () => {
  it("of a handful of families says that nothing can be shown yet and why, leads by keyboard to definitions, lists what would leave, and leaves as it was shown", async () => {
    const supervisor = await visit(browser, program);
    await signIn(supervisor, program, "supervisor@demo.dyad");
    const { page } = supervisor;
    await page.goto("/app/outcomes");
    await page.getByText("Nothing can be shown yet: fewer than 11 families have asked.").waitFor();
    expect(await page.getByRole("link", { name: "Return" }).count()).toBe(0);
    await expectAccessible(page, "outcomes");
    await page.getByRole("link", { name: "Definitions" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Ended in another manner than planned", { exact: false }).first().waitFor();
    await expectAccessible(page, "definitions");
    await page.goto("/app/outcomes?figure=position:started");
    await page.getByRole("alert").or(page.getByText("No such figure", { exact: false })).first().waitFor();
    await page.goto("/app/outcomes");
    await page.getByRole("link", { name: "Take figures out" }).focus();
    await page.keyboard.press("Enter");
    const lines = page.getByRole("table", { name: "What would leave" }).getByRole("row");
    await lines.nth(1).waitFor();
    const [shown, [download]] = [await lines.count(), await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Make the CSV" }).click()])];
    const file = fs.readFileSync(await download.path(), "utf8").trim().split("\r\n");
    expect([file.length, file[0]]).toEqual([shown, "definition,of,value,among,counted_on,cut"]);
    for (const one of file.slice(1)) expect(one).toMatch(/,(hidden|not measured),(hidden)?,,all$/);
    await supervisor.context.close();

    const leader = await visit(browser, program, { phone: true });
    await signIn(leader, program, "leader@demo.dyad");
    await leader.page.goto("/app/outcomes");
    await leader.page.getByRole("link", { name: "Return" }).click();
    await leader.page.getByRole("heading", { level: 1, name: "Return" }).waitFor();
    await leader.page.getByText("The programme's own figure is hidden", { exact: false }).first().waitFor();
    await leader.page.getByLabel("Families that completed the treatment").fill("12");
    await leader.page.getByLabel("Vary each figure by", { exact: false }).fill("20");
    await leader.page.getByText("$932,796").waitFor();
    await leader.page.getByRole("button", { name: "Keep these figures" }).click();
    await leader.page.getByText(/^Kept on .* by /).waitFor();
    await expectAccessible(leader.page, "the return on a phone");
    expect(leader.complaints).toEqual([]);
    await leader.context.close();
  });
});

describe("the page of reports", () => {
  it("shows what the file will hold, refuses a clinician's name, makes the file, and says the same in Spanish on a phone", async () => {
    const leader = await visit(browser, program);
    await signIn(leader, program, "leader@demo.dyad");
    const { page } = leader;
    await page.goto("/app/outcomes");
    await page.getByRole("link", { name: "Reports" }).click();
    await page.getByRole("heading", { level: 1, name: "Reports" }).waitFor();
    await page.getByRole("article").getByText("Our second year in the new rooms.", { exact: false }).waitFor();
    await expectAccessible(page, "reports");
    await page.getByLabel("Report", { exact: true }).selectOption({ label: "For the board" });
    await page.waitForURL(/kind=board/);
    await page.getByRole("article").getByRole("heading", { name: "Page for the board" }).waitFor();
    const own = page.getByLabel("At the beginning");
    await own.fill("Thanks to Hannah Linde.");
    await page.getByRole("button", { name: "Keep these words" }).click();
    await page.getByText("A report names no clinician. Take the name out.").first().waitFor();
    expect(await own.inputValue()).toBe("Thanks to Hannah Linde.");
    await own.fill("A year of two teams.");
    await page.getByRole("button", { name: "Keep these words" }).click();
    await page.getByRole("article").getByText("A year of two teams.").waitFor();
    const shown = await page.getByRole("article").getByRole("paragraph").allTextContents();
    await page.getByRole("button", { name: "Make the report" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("The report is made. It stands in the list.").waitFor();
    const row = page.getByRole("table", { name: "Reports that were made" }).getByRole("row").filter({ hasText: "Page for the board" }).first();
    const [download] = await Promise.all([page.waitForEvent("download"), row.getByRole("link", { name: "PDF" }).click()]);
    const words = squeezed(wordsOf(fs.readFileSync(await download.path())));
    expect(shown.length).toBeGreaterThan(3);
    for (const sentence of [...shown, "A year of two teams."]) expect(words).toContain(squeezed(sentence));
    await expectAccessible(page, "a report was made");
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/reports-board.png`, fullPage: true });
    // The name that was refused is the one thing the browser complains of.
    expect(leader.complaints.filter((one) => !/status of 400/.test(one))).toEqual([]);
    await leader.context.close();

    const supervisor = await visit(browser, program, { language: "es" });
    await signIn(supervisor, program, "supervisor@demo.dyad");
    await supervisor.context.addInitScript(() => localStorage.setItem("dyad.language", "es"));
    await supervisor.page.setViewportSize({ width: 390, height: 844 });
    await supervisor.page.goto("/app/outcomes/reports");
    await supervisor.page.getByRole("heading", { level: 2, name: "Informes hechos" }).waitFor();
    await supervisor.page.getByText("Page for the board").first().waitFor();
    expect(await supervisor.page.getByRole("button", { name: "Hacer el informe" }).count()).toBe(0);
    await expectAccessible(supervisor.page, "informes");
    if (process.env.PICTURES) await supervisor.page.screenshot({ path: `${process.env.PICTURES}/reports-phone-es.png`, fullPage: true });
    await supervisor.context.close();
  });
});
