import fs from "node:fs";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { madeUpJpeg, madeUpPdf } from "../support/paper.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/**
 * Papers as files (A7, A9, A14): the director puts a licence beside a credential, the front desk a court order beside an
 * authority without being able to read it again, and the clinician downloads it. By keyboard.
 */
let program: Program;
let browser: Browser;
let director: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  director = await visit(browser, program);
  await signIn(director, program, "director@demo.dyad");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const file = (name: string, buffer: Buffer) => ({ name, mimeType: "application/octet-stream", buffer });
const fitsSideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
/** Goes to a control and presses it as somebody without a mouse does. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole("button", { name }).focus();
  await page.keyboard.press("Enter");
}

describe("papers as files", () => {
  it("A9: the director puts a licence beside its credential by keyboard, replaces it with a reason, and its owner reads it", async () => {
    const { page } = director;
    await page.goto("/app/programme");
    await press(page, "Open the record of Hannah Linde");
    const record = page.getByRole("region", { name: "Record of Hannah Linde" });
    await press(page, /^Add a document: Licence/);
    await record.getByLabel("File", { exact: true }).setInputFiles(file("scan.pdf", madeUpPdf("the licence")));
    await record.getByText(/^Received, \d+ kB\.$/).waitFor();
    await record.getByLabel("Title").focus();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("Licence, read from the paper");
    await page.keyboard.press("Enter");
    await record.getByText("The document is kept.").waitFor();
    await record.getByText("Licence, read from the paper").waitFor();
    await expectAccessible(page, "record with documents");
    await press(page, "Replace: Licence, read from the paper");
    await record.getByLabel("File", { exact: true }).setInputFiles(file("photo.jpg", madeUpJpeg("38.9 N 77.0 W")));
    await record.getByText(/Place, camera or comments were taken out/).waitFor();
    await record.getByRole("button", { name: "Keep it" }).click();
    await record.getByText("Say why, in few words.").first().waitFor();
    await record.getByLabel("Why").fill("The scan was crooked");
    await record.getByRole("button", { name: "Keep it" }).click();
    await record.getByText("The scan was crooked").waitFor();
    const own = await visit(browser, program, { phone: true, language: "es" });
    await signIn(own, program, "clinician@demo.dyad");
    await own.page.request.put("/api/session/language", { data: { language: "es" }, headers: { origin: program.address } });
    await own.page.goto("/app/credentials");
    await own.page.getByText("Licence, read from the paper").waitFor();
    expect(await fitsSideways(own.page)).toBe(true);
    await expectAccessible(own.page, "own documents, phone, Spanish");
    const [download] = await Promise.all([own.page.waitForEvent("download"), own.page.getByRole("button", { name: "Descargar: Licence, read from the paper" }).click()]);
    expect(download.suggestedFilename()).toMatch(/^documento-\d{4}-\d{2}-\d{2}\.jpg$/);
    expect(fs.readFileSync(await download.path()).includes("38.9 N")).toBe(false);
    await own.context.close();
  });

  it("a court order goes beside an authority at the desk, the most closed class chosen, and only who treats the family opens it", async () => {
    const desk = await visit(browser, program);
    await signIn(desk, program, "frontdesk@demo.dyad");
    await desk.page.request.put("/api/session/language", { data: { language: "en" }, headers: { origin: program.address } });
    const { cases } = (await (await director.page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
    const own = await visit(browser, program);
    await signIn(own, program, "clinician@demo.dyad");
    await own.page.request.put("/api/session/language", { data: { language: "en" }, headers: { origin: program.address } });
    const mine = (await (await own.page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
    const { caseId } = mine.cases.find((one) => cases.some((other) => other.caseId === one.caseId))!;
    const people = `/app/families/${caseId}/people`;
    await desk.page.goto(people);
    const verb = desk.page.getByRole("button", { name: /^Add a document:/ }).first();
    await verb.focus();
    await desk.page.keyboard.press("Enter");
    await desk.page.getByLabel("File", { exact: true }).setInputFiles(file("order.pdf", Buffer.from("<html>not a paper")));
    await desk.page.getByText(/This is not a PDF, a JPEG or a PNG/).waitFor();
    await desk.page.getByLabel("File", { exact: true }).setInputFiles(file("order", madeUpPdf("ORDER-OF-THE-COURT")));
    await desk.page.getByText(/^Received/).waitFor();
    await desk.page.getByLabel("What it is").selectOption({ label: "Court order" });
    await desk.page.getByLabel("Title").fill("Order of the family court (made up)");
    expect(await desk.page.getByRole("radio", { checked: true }).evaluate((one) => (one as HTMLInputElement).value)).toBe("caregiver");
    await desk.page.getByText(/You can put it here, and you will not be able to open it again/).waitFor();
    await expectAccessible(desk.page, "a document beside an authority");
    await desk.page.getByRole("button", { name: "Keep it" }).focus();
    await desk.page.keyboard.press("Enter");
    await desk.page.getByText("The document is kept.").waitFor();
    expect(await desk.page.getByText("Order of the family court (made up)").count()).toBe(0);
    await desk.page.goto(`/app/families/${caseId}/documents`);
    await desk.page.getByText("No document that you may see.").waitFor();
    await own.page.goto(people);
    await own.page.getByText("Order of the family court (made up)").waitFor();
    const [download] = await Promise.all([own.page.waitForEvent("download"), own.page.getByRole("button", { name: "Download: Order of the family court (made up)" }).click()]);
    expect(fs.readFileSync(await download.path(), "latin1")).toContain("ORDER-OF-THE-COURT");
    await own.page.setViewportSize({ width: 390, height: 844 });
    await own.page.goto(`/app/families/${caseId}/documents`);
    await own.page.getByText("Order of the family court (made up)").waitFor();
    expect(await fitsSideways(own.page)).toBe(true);
    await press(own.page, "Take out: Order of the family court (made up)");
    await own.page.getByLabel("Why").fill("Of another family");
    await own.page.getByRole("button", { name: "Take out", exact: true }).click();
    await own.page.getByText("Of another family").waitFor();
    expect(await own.page.getByText("Order of the family court (made up)").count()).toBe(0);
    expect([...own.outside, ...desk.outside]).toEqual([]);
    for (const one of [own, desk]) await one.context.close();
  });
});
