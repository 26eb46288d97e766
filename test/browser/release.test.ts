import fs from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** What leaves the record (ideas 6 and 17): an authorization is signed, a letter is written, flagged, mended, sent and logged; a subpoena is handled. */
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

const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

it("idea 17: a letter says what the record holds, is refused where it says more, and stands in the log once it left", async () => {
  const { page } = own;
  const { cases } = (await (await page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
  const { caseId } = cases.find((one) => one.childGivenName === "River")!;
  await page.goto(`/app/families/${caseId}/consents`);
  await page.getByRole("button", { name: /^Read: Treatment/ }).first().click();
  await page.getByText("These are the very words that were signed").waitFor();
  await expectAccessible(page, "a consent read again");
  await page.keyboard.press("Escape");

  await page.goto(`/app/families/${caseId}/release`);
  await page.getByRole("button", { name: "Prepare an authorization" }).focus();
  await page.keyboard.press("Enter");
  const form = page.locator("#authorization");
  await form.getByRole("button", { name: "Keep it" }).click();
  await page.getByText("Choose one.").first().waitFor();
  await form.getByLabel("About whom").selectOption({ label: "River Maple" });
  await form.getByLabel("To whom").selectOption({ label: "Court" });
  await form.getByLabel("Name of the person or office").fill("Judge Made-Up");
  await form.getByLabel("For what").fill("The hearing");
  await form.getByLabel("Attendance and dates").check();
  await form.getByLabel("Ends on").fill(ahead(60));
  await expectAccessible(page, "preparing an authorization");
  await form.getByLabel("Ends on").press("Enter");
  await page.getByRole("button", { name: "Have it signed: Judge Made-Up" }).click();
  const signing = page.locator("#sign-authorization");
  await signing.getByRole("region", { name: "The text" }).getByText("With whom: Judge Made-Up.").waitFor();
  await signing.getByLabel("Name, typed by whoever signs").fill("Rosa Maple");
  await signing.getByLabel("Name, typed by whoever signs").press("Enter");
  await page.getByRole("button", { name: "Note the copy: Judge Made-Up" }).waitFor();

  await page.getByRole("button", { name: "Begin a copy or a letter" }).click();
  const begin = page.locator("form#release");
  await begin.getByLabel("Which letter").selectOption({ label: "Letter to a court" });
  await begin.getByLabel("Authorization", { exact: true }).selectOption({ label: "Judge Made-Up · River Maple" });
  await begin.getByRole("button", { name: "Begin" }).click();
  await page.getByText(/River came to \d+ of the \d+ visits/).first().waitFor();
  await page.getByText("A sentence of your own").first().click();
  await page.getByRole("textbox", { name: "A sentence of your own" }).fill("She told us what happened to her as a child.");
  await page.getByLabel("What it speaks of").selectOption({ label: "This adult's own" });
  await page.getByLabel("Of which adult").selectOption({ label: "Rosa Maple" });
  await page.getByRole("button", { name: "Add the sentence" }).click();
  await page.locator(".release-parts").first().getByText("Is another adult's own").waitFor();
  await expectAccessible(page, "a letter with a sentence that may not be said");
  await page.getByRole("button", { name: "Make the paper" }).click();
  await page.getByText("Something in it may not leave as things stand now.").first().waitFor();
  await page.getByRole("button", { name: /^Take out: She told us/ }).click();
  await page.getByText("She told us what happened").first().waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Make the paper" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Open the paper" }).click()]);
  expect(fs.readFileSync(await download.path(), "latin1").startsWith("%PDF-")).toBe(true);
  await page.getByRole("button", { name: "It went out today" }).click();
  await page.locator("#send-release").getByLabel("How").selectOption({ label: "by fax" });
  await page.locator("#send-release").getByRole("button", { name: "It went out today" }).click();
  await page.getByText(/^Left on/).waitFor();
  await page.getByRole("region", { name: "Who got what" }).getByText("Judge Made-Up (by fax)").first().waitFor();

  const privacy = await visit(browser, program, { phone: true, language: "es" });
  await signIn(privacy, program, "privacy@demo.dyad");
  await privacy.page.request.put("/api/session/language", { data: { language: "es" }, headers: { origin: program.address } });
  await privacy.page.goto("/app");
  await privacy.page.getByRole("link", { name: /Atenderla/ }).first().click();
  await privacy.page.getByText("El expediente se abre para usted mientras atiende una solicitud.").first().waitFor();
  await privacy.page.getByRole("button", { name: /^Atenderla: Family court/ }).click();
  await privacy.page.getByText("Judge Made-Up").first().waitFor();
  expect(await privacy.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  // So tall that nothing lies half under the bar at the bottom, where it would count as too small.
  await privacy.page.setViewportSize({ width: 390, height: 8_000 });
  await expectAccessible(privacy.page, "requests, phone, Spanish");
  expect([...own.outside, ...privacy.outside]).toEqual([]);
});
