import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** The one search over families, sessions and actions, by keyboard, by pointer, on the phone and in Spanish; and the list of all keys (C4). */
let program: Program;
let browser: Browser;
let own: Visitor;
let desk: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  own = await visit(browser, program);
  await signIn(own, program, "clinician@demo.dyad");
  desk = await visit(browser, program, { phone: true, language: "es" });
  await signIn(desk, program, "frontdesk@demo.dyad");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const line = (page: Page) => page.getByRole("combobox", { name: /Person, session or action|Persona, sesión o acción/ });
const options = (page: Page) => page.getByRole("listbox", { name: /^(Found|Resultados)$/ }).getByRole("option");
const active = (page: Page) => page.locator('[role="option"][aria-selected="true"]');
const swapped = (name: string) => name.slice(0, 1) + name[2]! + name[1]! + name.slice(3);

async function firstFamily({ page }: Visitor) {
  const { cases } = (await (await page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
  return cases.find((one) => one.childGivenName.length >= 5 && one.lastSessionOn !== null) ?? cases.find((one) => one.childGivenName.length >= 4)!;
}

describe("the one search", () => {
  it("opens by a key on every page, forgives a letter, and Enter leads to the family", async () => {
    const { page } = own;
    const family = await firstFamily(own);
    await page.goto("/app");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("/");
    await expect.poll(() => line(page).evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.type(`${swapped(family.childGivenName)} ${family.childFamilyName}`);
    await active(page).filter({ hasText: family.childGivenName }).waitFor();
    await expectAccessible(page, "the search with answers");
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/app/families/${family.caseId}`));
    expect(await line(page).count()).toBe(0);
  });

  it("walks its list by arrows, Home and End, and Escape gives the focus back", async () => {
    const { page } = own;
    await page.goto("/app/calendar");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("link", { name: "Dyad" }).first().focus();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("cal");
    await active(page).waitFor();
    const count = await options(page).count();
    expect(count).toBeGreaterThan(0);
    const at = () => options(page).evaluateAll((all) => all.findIndex((one) => one.getAttribute("aria-selected") === "true"));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("End");
    await expect.poll(at).toBe(count - 1);
    await page.keyboard.press("Home");
    await expect.poll(at).toBe(0);
    await page.keyboard.press("ArrowUp");
    await expect.poll(at).toBe(count - 1);
    expect(await line(page).getAttribute("aria-activedescendant")).toBe(await active(page).getAttribute("id"));
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Dyad");
    await page.keyboard.press("/");
    expect(await line(page).inputValue()).toBe("");
    await page.keyboard.press("Escape");
  });

  it("does what is asked for a family: its plan, the note of its last session", async () => {
    const { page } = own;
    const family = await firstFamily(own);
    await page.goto("/app");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type(`plan ${family.childGivenName} ${family.childFamilyName}`);
    await options(page).filter({ hasText: "Open the plan" }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/app/families/${family.caseId}/plan`));
  });

  it("keeps what was typed where the search does not get through, and says so", async () => {
    const { page, complaints } = own;
    await page.goto("/app/families");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.route("**/api/find?*", (route) => route.abort());
    await page.keyboard.press("/");
    await page.keyboard.type("families");
    await page.getByRole("alert").filter({ hasText: "did not get through" }).waitFor();
    await options(page).filter({ hasText: "Go to Families" }).waitFor();
    expect(await line(page).inputValue()).toBe("families");
    await page.unroute("**/api/find?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await expect.poll(() => page.getByRole("alert").count()).toBe(0);
    await page.keyboard.press("Escape");
    complaints.length = 0;
  });

  it("fills the phone, in Spanish, and is used by touch", async () => {
    const { page } = desk;
    const { cases } = (await (await page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
    const family = cases.find((one) => one.childGivenName.length >= 4)!;
    await page.goto("/app/families");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("button", { name: "Persona, sesión o acción" }).click();
    await options(page).filter({ hasText: "Ir a Calendario" }).waitFor();
    await line(page).fill(family.childGivenName.toLowerCase());
    await options(page).filter({ hasText: family.childGivenName }).first().waitFor();
    await expectAccessible(page, "the search on the phone");
    const box = await page.locator("dialog.find-box").boundingBox();
    expect([box!.x, box!.y, box!.width]).toEqual([0, 0, 390]);
    await line(page).fill("qqqq");
    await page.getByText("Nada con «qqqq» que usted pueda ver.").first().waitFor();
    await line(page).fill("anotar una sol");
    await options(page).filter({ hasText: "Anotar una solicitud" }).click();
    await page.waitForURL(/\/app\/referrals\?take=in/);
    await expect.poll(() => page.evaluate(() => /INPUT|SELECT|TEXTAREA/.test(document.activeElement?.tagName ?? ""))).toBe(true);
  });
});

describe("the list of all keys", () => {
  it("shows what works on the page that is open, and lets single letters be switched off", async () => {
    const { page, complaints, outside } = own;
    await page.goto("/app/calendar");
    await page.getByRole("button", { name: "Week before" }).waitFor();
    await page.keyboard.press("?");
    const dialog = page.getByRole("dialog", { name: "All keys" });
    await dialog.getByText("Week before").waitFor();
    await dialog.getByText("Find a person, a session or an action").waitFor();
    await expectAccessible(page, "the list of all keys");
    await page.keyboard.press("Escape");
    await page.goto("/app/outbox");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("button", { name: /your menu/ }).click();
    await page.getByRole("button", { name: "All keys" }).click();
    await dialog.waitFor();
    expect(await dialog.getByText("Week before").count()).toBe(0);
    await dialog.getByRole("radio", { name: "Off" }).check();
    await dialog.getByText("Keys of one letter are off.").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    expect(await line(page).count()).toBe(0);
    await page.keyboard.press("Control+k");
    await line(page).waitFor();
    await page.keyboard.press("Escape");
    expect([complaints, outside]).toEqual([[], []]);
  });
});
