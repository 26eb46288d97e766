import { afterAll, beforeAll, expect, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

// The list of families without a mouse (B10): sorted, narrowed, kept as a view, opened, taken as a file, a removal taken back.

let program: Program;
let browser: Browser;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser.close();
  await program.stop();
});

const firstCells = (page: Page) => page.locator(".data-table tbody th").allInnerTexts();
/** Walks by Tab until what has the focus bears these words. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let press = 0; press < 60; press++) {
    const words = await page.evaluate(() => (document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "").trim());
    if (name.test(words)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${name}`);
}
const askedIs = (page: Page, part: RegExp) => page.waitForURL((url) => part.test(url.search));

async function walk({ page }: Visitor): Promise<void> {
  await page.goto("/app/families");
  await page.locator(".data-table tbody tr").first().waitFor();
  const before = await firstCells(page);

  // The heading of a column is a button that says how the list stands.
  await tabTo(page, /^Age$/);
  await page.keyboard.press("Enter");
  await askedIs(page, /sort=age/);
  await page.locator('th[aria-sort="ascending"]', { hasText: "Age" }).waitFor();
  expect((await firstCells(page)).toSorted()).toEqual(before.toSorted());

  // F opens the filters; a letter chooses in a select, as ever.
  await page.locator("h1").click();
  await page.keyboard.press("f");
  await tabTo(page, /^AnyOne/);
  await page.keyboard.press("t");
  await askedIs(page, /stage=2/);
  const count = page.locator(".list-count");
  await count.filter({ hasText: /famil/ }).waitFor();
  const narrowed = await firstCells(page);
  expect(narrowed.length).toBeLessThan(before.length);
  expect(await count.innerText()).toMatch(new RegExp(`^${narrowed.length} famil`));

  // What is asked is kept under a name.
  await tabTo(page, /^Keep this view$/);
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Name of the view" }).waitFor();
  await page.keyboard.type("Stage two");
  await page.keyboard.press("Enter");
  await page.locator('.saved-view[aria-current="true"]', { hasText: "Stage two" }).waitFor();

  // J walks the rows from anywhere on the page, Enter opens one.
  await page.keyboard.press("Escape");
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(narrowed[1]);
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/app\/families\/[0-9a-f-]{36}/);
  await page.goBack();
  await page.locator(".data-table tbody tr").first().waitFor();

  // The list as a file, with the rows that stand on the screen.
  await tabTo(page, /^As a file$/);
  await page.keyboard.press("Enter");
  await tabTo(page, /^CSV$/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(download.suggestedFilename()).toMatch(/^families-\d{4}-\d{2}-\d{2}\.csv$/);
  const rows = (await (await page.request.get(`/api/family-list/file${new URL(page.url()).search.replace(/[?&]view=[0-9a-f-]+/, "").replace(/^&/, "?")}&format=csv&says=en`)).text()).trim().split("\r\n");
  expect(rows).toHaveLength(narrowed.length + 1);

  // A view is removed at once, and Z takes that back.
  await tabTo(page, /^Remove: Stage two$/);
  await page.keyboard.press("Enter");
  await page.locator(".undo", { hasText: "is removed" }).waitFor();
  await page.locator(".saved-view").waitFor({ state: "detached" });
  await page.keyboard.press("z");
  await page.locator(".undo", { hasText: "is back" }).waitFor();
  await page.locator('.saved-view[aria-current="true"]', { hasText: "Stage two" }).waitFor();

  // The list of all keys says what works here.
  await page.keyboard.press("?");
  const help = page.getByRole("dialog");
  await help.getByText("Move through a list").waitFor();
  await help.getByText("Sort and filter", { exact: true }).waitFor();
}

it("the list of families is walked without a mouse", async () => {
  const visitor = await visit(browser, program);
  await signIn(visitor, program, "director@demo.dyad");
  await walk(visitor);
  expect(visitor.complaints).toEqual([]);
  await visitor.context.close();
}, 180_000);
