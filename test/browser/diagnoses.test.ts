import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/**
 * Diagnoses of a chart (A4): a code is found by words and picked by keyboard, a heading leads to its more exact codes, a
 * confirmed maltreatment asks who found it, and what is held changes from a day on without anything being lost.
 */
let program: Program;
let browser: Browser;
let clinician: Visitor;
let chart: string;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  clinician = await visit(browser, program);
  await signIn(clinician, program, "clinician@demo.dyad");
  const { cases } = (await (await clinician.page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
  const found = cases.find((one) => one.childGivenName === "River")!;
  chart = `/app/families/${found.caseId}/chart`;
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const fitsSideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
const press = async (page: Page, name: string | RegExp) => {
  await page.getByRole("button", { name }).focus();
  await page.keyboard.press("Enter");
};
const part = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const rowOf = (page: Page, region: string, code: string) => part(page, region).getByRole("listitem").filter({ has: page.locator("strong", { hasText: new RegExp(`^${code}$`) }) });

describe("diagnoses of a chart", () => {
  it("a code is found by words, a heading leads to its codes, and the arrows pick", async () => {
    const { page } = clinician;
    await page.goto(chart);
    await rowOf(page, "Diagnoses", "F43.10").getByText("Primary", { exact: true }).waitFor();
    await press(page, "Add a diagnosis");
    const line = page.getByRole("combobox", { name: "ICD-10-CM code" });
    expect(await line.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.type("adjustment disorder");
    const list = page.getByRole("listbox", { name: "ICD-10-CM code" });
    await list.waitFor();
    expect(await line.getAttribute("aria-expanded")).toBe("true");
    expect(await line.getAttribute("aria-activedescendant")).toBeNull();
    await page.keyboard.press("ArrowDown");
    const active = async () => page.locator(`[id="${await line.getAttribute("aria-activedescendant")}"]`);
    expect(await (await active()).getAttribute("aria-selected")).toBe("true");
    expect(await line.evaluate((one) => one === document.activeElement)).toBe(true);
    await expectAccessible(page, "the list of codes open");
    await page.keyboard.press("Escape");
    expect(await list.count()).toBe(0);
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("f43.2");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await line.inputValue()).toBe("F43.20");
    await page.getByText("Adjustment disorder, unspecified").first().waitFor();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("F43.2");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page.getByText(/^Choose a more exact code: F43\.20, F43\.21/).first().waitFor();
    expect(await line.inputValue()).toBe("F43.2");
    await line.focus();
    await page.keyboard.press("End");
    await page.keyboard.type("2");
    await page.keyboard.press("Enter");
    const added = rowOf(page, "Diagnoses", "F43.22");
    await added.getByText("Adjustment disorder with anxiety").waitFor();
    await added.getByText(/^Provisional since/).first().waitFor();
  });

  it("what is held changes by keyboard, the primary one moves, and the history stays", async () => {
    const { page } = clinician;
    await press(page, "Make it the primary one: F43.22");
    await rowOf(page, "Diagnoses", "F43.22").getByText("Primary", { exact: true }).waitFor();
    expect(await part(page, "Diagnoses").getByText("Primary", { exact: true }).count()).toBe(1);
    await press(page, "Change what is held: F43.22");
    await page.getByRole("radio", { name: "Ruled out" }).focus();
    await page.keyboard.press("Space");
    await page.getByRole("textbox", { name: "Why" }).fill("Seen over six weeks");
    await page.keyboard.press("Enter");
    const former = part(page, "Diagnoses").getByText("Ruled out, resolved or entered in error");
    await former.waitFor();
    await former.press("Enter");
    const row = rowOf(page, "Diagnoses", "F43.22");
    await row.getByText(/^Ruled out since/).waitFor();
    expect(await part(page, "Diagnoses").getByText("Primary", { exact: true }).count()).toBe(0);
    await row.locator("summary").press("Enter");
    await row.getByText(/Ruled out from .* Written by Hannah Linde on .* Why: Seen over six weeks/).waitFor();
    await row.getByText(/^Provisional from/).waitFor();
    await expectAccessible(page, "diagnoses with their history");
  });

  it("a confirmed maltreatment asks who found it, beside the field, and a code outside of the list is marked", async () => {
    const { page } = clinician;
    await press(page, "Add a diagnosis");
    const line = page.getByRole("combobox", { name: "ICD-10-CM code" });
    await line.fill("T74.02XA");
    await page.getByRole("group", { name: "Who found that it happened" }).waitFor();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("Choose agency or court.").first().waitFor();
    await page.getByText("Write the name of the agency or court.").first().waitFor();
    await page.getByRole("radio", { name: "A court" }).check({ force: true });
    await page.getByRole("textbox", { name: "Its name" }).fill("Family court (made up)");
    await page.getByLabel("Day of the finding").fill("2026-01-15");
    await expectAccessible(page, "who found it");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await rowOf(page, "Diagnoses", "T74.02XA").getByText(/Found by Family court \(made up\) on/).waitFor();
    await press(page, "Add a diagnosis");
    await line.fill("G47.00");
    await page.getByText("Not in our list: it is recorded as you write it. Check it before a claim.").waitFor();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await rowOf(page, "Diagnoses", "G47.00").getByText("Not in our list").waitFor();
    expect([...clinician.outside, ...clinician.complaints]).toEqual([]);
  });

  it("on a phone and in Spanish the titles stay in English and are said to be", async () => {
    const own = await visit(browser, program, { phone: true, language: "es" });
    await signIn(own, program, "clinician@demo.dyad");
    await own.page.request.put("/api/session/language", { data: { language: "es" }, headers: { origin: program.address } });
    await own.page.goto(`${chart}?add=diagnosis`);
    const line = own.page.getByRole("combobox", { name: "Código CIE-10-MC" });
    await line.fill("acute stress reaction");
    await own.page.getByRole("option").first().tap();
    expect(await line.inputValue()).toBe("F43.0");
    await own.page.getByText("(título oficial, en inglés)").first().waitFor();
    expect(await own.page.locator("[lang=en]", { hasText: "Acute stress reaction" }).count()).toBeGreaterThan(0);
    expect(await fitsSideways(own.page)).toBe(true);
    // Tall enough that nothing lies half below the bar at the foot, where targets look smaller than they are.
    await own.page.setViewportSize({ width: 390, height: 4000 });
    await expectAccessible(own.page, "a diagnosis, phone, Spanish");
    await own.page.setViewportSize({ width: 390, height: 844 });
    await own.page.getByRole("button", { name: "Añadir", exact: true }).tap();
    await rowOf(own.page, "Diagnósticos", "F43.0").getByText(/^Provisional desde el/).first().waitFor();
    if (process.env.PICTURES) await own.page.screenshot({ path: `${process.env.PICTURES}/diagnoses-phone-es.png`, fullPage: true });
    await own.page.request.put("/api/session/language", { data: { language: "en" }, headers: { origin: program.address } });
    await own.context.close();
  });
});
