import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** Letters as data (idea 17): the director writes a template by keyboard and looks at it, and who treats begins a letter with it. */
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

it("idea 17: a template is written in both languages by keyboard, told what is wrong while it is typed, looked at, kept, and begins a letter", async () => {
  const { page } = director;
  await page.goto("/app/letters");
  await page.getByText("To a school, about mornings off").first().waitFor();
  await page.getByRole("button", { name: "Make a template" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Name, in English").fill("A short word to a school");
  await page.getByLabel("Name, in Spanish").fill("Unas líneas a una escuela");
  const [english, spanish] = [page.getByLabel("Paragraph 1, in English"), page.getByLabel("Paragraph 1, in Spanish")];
  await english.fill("{diagnosis} was found.");
  await page.getByText("“diagnosis” is no field. Choose one from the list.").waitFor();
  await english.fill("So far there have been ");
  await english.press("ControlOrMeta+End");
  await page.locator("summary", { hasText: "Fields to put in" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "{visits}", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type(".");
  expect(await english.inputValue()).toBe("So far there have been {visits}.");
  await page.getByText("With made-up facts: So far there have been 24 visits.").waitFor();
  await page.getByText("{visits} stands only in English.").waitFor();
  await spanish.fill("Hasta ahora hubo {visits}.");
  await expectAccessible(page, "a template that is being written");
  // What was typed is there again after the page went away.
  await page.reload();
  await page.getByRole("button", { name: "Make a template" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("What you typed before and did not keep is here again.").waitFor();
  await page.getByRole("button", { name: "Look at the letter, in Spanish" }).focus();
  await page.keyboard.press("Enter");
  expect(await page.getByRole("link", { name: /^Open the letter in Spanish/ }).getAttribute("href")).toMatch(/^blob:/);
  await page.getByRole("button", { name: "Keep the template" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("The template is kept.").waitFor();
  await page.getByRole("heading", { name: "A short word to a school" }).waitFor();

  const own = await visit(browser, program, { phone: true });
  await signIn(own, program, "clinician@demo.dyad");
  const { cases } = (await (await own.page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
  const { caseId } = cases.find((one) => one.childGivenName === "River")!;
  await own.page.goto(`/app/families/${caseId}/release`);
  await own.page.getByRole("button", { name: "Begin a copy or a letter" }).click();
  const begin = own.page.locator("form#release");
  await begin.getByLabel("Which letter").selectOption({ label: "A short word to a school" });
  await begin.getByLabel("Authorization", { exact: true }).selectOption({ index: 1 });
  await begin.getByRole("button", { name: "Begin" }).click();
  await own.page.getByText(/So far there have been \d+ visits\./).first().waitFor();
  await expectAccessible(own.page, "a letter begun with a template, phone");
  expect([...director.complaints, ...own.complaints, ...director.outside, ...own.outside]).toEqual([]);
  await own.context.close();
});
