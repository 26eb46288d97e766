import fs from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";
import { madeUpPicture } from "#features/demo/pictures.rules.ts";

/** The formulation and a story (B4-B7, D6): a thought is written and linked by keyboard, kept, shown safely; a story is written, approved, printed. */
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

describe("the formulation", () => {
  it("B4, B6: is drawn by keyboard, kept, and shown beside one adult and to the child without a trace of another's own", async () => {
    const { page } = own;
    const { cases } = (await (await page.request.get("/api/cases?search=River")).json()) as Outputs["cases"]["list"];
    const { caseId } = cases[0]!;
    await page.goto(`/app/families/${caseId}/formulation`);
    await page.getByRole("button", { name: /^Sirens/ }).waitFor();
    expect(await page.locator(".canvas-lines path").count()).toBeGreaterThan(5);
    await expectAccessible(page, "formulation");
    await page.getByRole("button", { name: "Begin another version" }).click();
    await page.getByText("version 2, draft", { exact: true }).waitFor();
    await page.getByRole("button", { name: /^Sirens/ }).focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("l");
    await page.getByText("Link “Sirens” with…").waitFor();
    await page.getByRole("button", { name: /^Goodnight song/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Take the link to “Goodnight song” away" }).waitFor();
    await page.getByRole("button", { name: "Add: Protective moments" }).click();
    await page.getByLabel("In a few words").fill("She counted to ten with him");
    await expectAccessible(page, "a thought");
    await page.keyboard.press("Escape");
    await page.getByText(/^Saved/).first().waitFor();
    await page.getByRole("button", { name: "What changed" }).click();
    await page.locator(".canvas-changes").getByText("She counted to ten with him").waitFor();
    await page.locator(".canvas-changes").getByText("1 link drawn").waitFor();
    await page.getByRole("button", { name: "Keep as version 2" }).click();
    await page.getByText(/^version 2, .*not looked at/).first().waitFor();

    const view = (name: string) => page.getByRole("radio", { name }).check({ force: true });
    await view("Safe for Mara Maple");
    await page.getByRole("button", { name: /Nobody came when she called/ }).waitFor();
    const shown = await page.locator(".formulation").innerText();
    for (const others of ["Rosa Maple's own", "Sent to live with strangers", "Children who scream", "Begin another version", "version 2"]) expect(shown).not.toContain(others);
    await view("Safe for River");
    await page.getByRole("heading", { name: "What reminds you" }).waitFor();
    expect(await page.locator(".child-page").innerText()).not.toMatch(/strangers|Papers|Ghost/);
    await expectAccessible(page, "what is safe for the child");
  });

  it("D6: a story is written in two languages, waits for its yes, is told, and leaves as a picture book", async () => {
    const { page } = own;
    const { cases } = (await (await page.request.get("/api/cases?search=Luz")).json()) as Outputs["cases"]["list"];
    await page.goto(`/app/families/${cases[0]!.caseId}/stories`);
    await page.getByRole("button", { name: "Begin a story" }).click();
    await page.getByRole("button", { name: "Begin", exact: true }).click();
    await page.getByLabel("Title in Spanish").fill("Luz, por qué vienes aquí");
    const words = page.getByLabel("Words in Spanish");
    await words.first().fill("Hubo días sin comida y sin abrazos, y nadie venía cuando llorabas mucho en tu cuarto.");
    await page.getByText("A sentence has 16 words").first().waitFor();
    for (const field of await words.all()) await field.fill("Abuela te cuida.");
    await page.getByText("A sentence has 16 words").waitFor({ state: "detached" });
    await page.getByLabel(/^Your own picture for page 1/).setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from(madeUpPicture("A made-up picture of a house", "where it was taken")) });
    const shows = page.getByLabel("What the picture shows, in Spanish");
    await shows.waitFor();
    await page.getByText(/^Saved/).first().waitFor();
    await expectAccessible(page, "writing a story");
    await page.getByRole("button", { name: "Keep these words" }).click();
    await page.getByText("Expected words that tell what the picture shows.").first().waitFor();
    await shows.fill("Una casa con jardín.");
    await page.getByText(/^Saved/).first().waitFor();
    await page.getByRole("button", { name: "Keep these words" }).click();
    await page.getByText("Carmen Olivo has not said yes yet").waitFor();
    await page.getByRole("button", { name: "Carmen Olivo says yes" }).click();
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByText(/Carmen Olivo said yes on/).waitFor();
    expect(await page.getByAltText("Una casa con jardín.").evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))).toBeGreaterThan(1);
    await page.getByRole("button", { name: "It was told" }).click();
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByRole("listitem").filter({ hasText: /with the pictures$/ }).waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Print in Spanish" }).click()]);
    expect(fs.readFileSync(await download.path(), "latin1").startsWith("%PDF-")).toBe(true);
    await expectAccessible(page, "a story");
    expect(own.outside).toEqual([]);
  });
});
