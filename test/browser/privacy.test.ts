import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** The privacy desk (B7): an administrator opens a record in an emergency and ends it; the privacy officer reads what was done, and reviews it. */
let program: Program;
let browser: Browser;
let own: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  own = await visit(browser, program);
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

it("B7: a record is opened in an emergency, closed again, and reviewed with what was read in it", async () => {
  const { page } = own;
  await signIn(own, program, "director@demo.dyad");
  const { cases } = (await (await page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
  const { caseId } = cases.find((one) => one.childGivenName === "River")!;
  await page.goto(`/app/families/${caseId}/emergency`);
  await page.getByRole("button", { name: "Open a record in an emergency" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Open it, and tell the privacy officer" }).click();
  await page.getByText("Say why, in a sentence.").first().waitFor();
  await page.locator("#open-glass").getByLabel("Why").fill("The hospital called and nobody can be reached.");
  await expectAccessible(page, "opening a record in an emergency");
  await page.getByRole("button", { name: "Open it, and tell the privacy officer" }).click();
  await page.getByText(/^Open until \d\d:\d\d$/).waitFor();
  // The record is there, and the browser asked for it meanwhile.
  await page.locator(".block, article, .class-edge").first().waitFor();
  await page.getByRole("button", { name: "End it now" }).click();
  await page.getByRole("button", { name: "Open a record in an emergency" }).waitFor();

  await signIn(own, program, "privacy@demo.dyad");
  await page.goto("/app");
  const owed = page.locator(".row", { hasText: "Opened a record in an emergency" }).filter({ hasText: "today" });
  await owed.getByRole("link", { name: /^Review it/ }).click();
  const row = page.locator(".desk-row", { hasText: "The hospital called and nobody can be reached." });
  await row.getByText(/The record · read/).first().waitFor();
  await row.getByLabel("What you found").selectOption({ label: "Justified" });
  await row.getByLabel("In words").fill("The supervisor was on a flight.");
  await expectAccessible(page, "reviewing an emergency access");
  await row.getByRole("button", { name: "Keep" }).click();
  await row.getByText("The supervisor was on a flight.").waitFor();
  await page.goto("/app/privacy?part=trail");
  await page.getByRole("heading", { name: "Asks for a look" }).waitFor();
  await page.getByText(/^Odette Fern opened a record in an emergency\.$/).first().waitFor();
  expect(own.complaints).toEqual([]);
});
