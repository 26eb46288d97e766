import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** Messages (D3): how an agency reminds, a number that is not used any more, what was sent to a family. */
let program: Program;
let browser: Browser;
let runs: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  runs = await visit(browser, program);
  await signIn(runs, program, "director@demo.dyad");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

it("D3: an administrator sets when adults are reminded, ends a number by the keyboard, and sees what was sent to a family", async () => {
  const { page } = runs;
  await page.goto("/app/programme");
  await page.getByRole("link", { name: "Reminders" }).click();
  await page.getByText("As shipped; the agency has set nothing of its own.").waitFor();
  await page.getByRole("button", { name: "Change reminders" }).click();
  await page.getByLabel("Hours before").fill("0");
  await page.getByRole("button", { name: "Keep" }).click();
  await page.getByRole("link", { name: /Whole hours from 1 to 336/ }).waitFor();
  await expectAccessible(page, "reminders with a wrong hour");
  await page.getByLabel("Hours before").fill("2, 48");
  await page.getByLabel("Quiet from").fill("21:00");
  await page.getByRole("button", { name: "Keep" }).click();
  await page.getByText("48, 2").waitFor();
  await page.getByText("21:00 to 08:00, by the adult's own clocks").waitFor();

  const { cases } = (await (await page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
  const { caseId } = cases[0]!;
  await page.goto(`/app/families/${caseId}/people`);
  await page.getByRole("button", { name: /^Add a way to reach them: / }).first().click();
  await page.getByRole("radio", { name: "Text message" }).check({ force: true });
  await page.getByRole("textbox", { name: /Number or address/ }).fill("202-555-0177");
  await page.getByLabel("Their clocks").selectOption({ label: "Central" });
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByText("clocks: Central").waitFor();
  const { contactWays } = (await (await page.request.get(`/api/cases/${caseId}`)).json()) as Outputs["cases"]["get"];
  const added = contactWays.find((one) => one.value === "202-555-0177")!;
  await page.locator(`#way-${added.contactWayId}`).getByRole("button", { name: /^Do not use it any more/ }).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => page.getByText("clocks: Central").count()).toBe(0);

  await page.getByRole("link", { name: "Messages" }).click();
  await page.getByRole("heading", { name: "What was sent to this family" }).waitFor();
  await expectAccessible(page, "what was sent to a family");
  await page.goto("/app/outbox");
  await page.getByText("Sort and filter").click();
  await page.getByLabel("State", { exact: true }).selectOption({ label: "Not delivered" });
  await page.getByText("No message matches these filters.").waitFor();
  await page.getByRole("button", { name: "Keep this view" }).click();
  await page.getByLabel("Name of the view").fill("What did not arrive");
  await page.getByRole("button", { name: "Keep it" }).click();
  await page.getByRole("link", { name: "What did not arrive" }).waitFor();
  await expectAccessible(page, "the outbox, narrowed and kept as a view");
  expect(runs.complaints).toEqual([]);
});
