import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "./steps.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit } from "./support.ts";

/** The compliance room (A6–A14): from a number to the case, the missing date recorded, the row met; and the sheet for a site visit. */
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

const ROOM = "/app/compliance";

describe("the compliance room", () => {
  it("leads from a row to the case, where the missing date is recorded, and the case turns met", async () => {
    const supervisor = await visit(browser, program);
    await signIn(supervisor, program, "supervisor@demo.dyad");
    const { page } = supervisor;
    await page.goto(ROOM);
    const row = page.getByRole("row").filter({ hasText: "22-A DCMR § 3408.2" });
    await row.getByText("Not met", { exact: true }).waitFor();
    await expectAccessible(page, ROOM);
    await row.getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: "22-A DCMR § 3408.2" }).waitFor();
    await page.getByLabel("Result").selectOption("unknown");
    await page.waitForURL(/result=unknown/);
    const missing = page.getByRole("table").getByRole("link").first();
    const who = (await missing.textContent())!;
    await expectAccessible(page, "what is behind a row");
    await missing.click();
    await page.getByRole("heading", { level: 2, name: "Dates and deadlines" }).waitFor();
    // The fix opens the form of the very date that is missing.
    const timer = page.locator(".timers > li").filter({ hasText: "§ 3408.2" });
    await timer.getByText("Unknown", { exact: true }).waitFor();
    await timer.getByRole("link", { name: "Record the day of enrolment." }).click();
    await expect.poll(() => page.getByLabel("What happened").inputValue()).toBe("enrolled");
    const { caseId } = /families\/(?<caseId>[^/]+)\//.exec(page.url())!.groups!;
    const { milestones } = (await (await page.request.get(`/api/cases/${caseId}/dates`)).json()) as { milestones: { kind: string; happenedOn: string }[] };
    const intake = milestones.find((one) => one.kind === "intake")!.happenedOn;
    // A day ahead is refused in its place, and what was typed stays.
    await page.getByLabel("Day").fill(day(2));
    await page.getByLabel("What is worth knowing about it").fill("Told by the agency on the telephone.");
    await page.getByRole("button", { name: "Record", exact: true }).click();
    await page.getByText(/or earlier/).first().waitFor();
    expect(await page.getByLabel("What is worth knowing about it").inputValue()).toBe("Told by the agency on the telephone.");
    await page.getByLabel("Day").fill(intake);
    await page.getByRole("button", { name: "Record", exact: true }).click();
    await page.getByText("Recorded.", { exact: true }).waitFor();
    await page.locator("details", { hasText: "met or not begun" }).locator("summary").first().click();
    await page.locator(".timers > li").filter({ hasText: "§ 3408.2" }).getByText("Met", { exact: true }).waitFor();
    await expectAccessible(page, "the dates of a case");
    // Back in the room the case is no longer among those that are not known.
    await page.goto(`${ROOM}?policy=dc-mhrs&rule=intake&of=case&result=met`);
    await page.getByRole("table").getByRole("link", { name: who }).waitFor();
    // The browser tells of the refusal above; of nothing else.
    expect(supervisor.complaints.filter((one) => !/status of 400/.test(one))).toEqual([]);
    expect(supervisor.outside).toEqual([]);
    await supervisor.context.close();
  });

  it("prints agency, day and edition on every page, and every row once, on A4 and on Letter", async () => {
    const director = await visit(browser, program, { language: "es" });
    await signIn(director, program, "director@demo.dyad");
    const { page, context } = director;
    await context.addInitScript(() => localStorage.setItem("dyad.language", "es"));
    await page.goto(ROOM);
    await page.getByRole("table").first().waitFor();
    const { rows } = (await (await page.request.get("/api/compliance")).json()) as { rows: unknown[] };
    await page.emulateMedia({ media: "print" });
    const sheet = page.locator(".print-sheet");
    expect(await sheet.locator("tbody tr").count()).toBe(rows.length);
    expect(await sheet.locator("thead").textContent()).toContain("Linden Street Family Center (demo)");
    expect(await sheet.locator("thead").textContent()).toMatch(/22-A DCMR § 3427, versión 4 sept?\.? 2020/);
    // The head of the table comes again on each page; nothing but the sheet is printed.
    expect(await sheet.locator("thead").evaluate((head) => getComputedStyle(head).display)).toBe("table-header-group");
    expect(await page.locator(".data-table").first().isVisible()).toBe(false);
    for (const format of ["A4", "Letter"] as const) {
      const pdf = (await page.pdf({ format })).toString("latin1");
      const pages = [...pdf.matchAll(/\/Type\s*\/Page\b/g)].length;
      expect(pages, format).toBeGreaterThan(1);
      expect(pages, format).toBeLessThan(9);
    }
    await context.close();
  });

  it("works by keyboard alone: from the tab of the ages to a child", async () => {
    const director = await visit(browser, program);
    await signIn(director, program, "director@demo.dyad");
    const { page } = director;
    await page.goto(ROOM);
    await page.getByRole("link", { name: "Age", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("columnheader", { name: "Turns 7" }).waitFor();
    await expectAccessible(page, "ages");
    const first = page.getByRole("table").getByRole("link").first();
    // The child who is nearest to the birthday stands first.
    expect(await first.textContent()).toContain("Noor");
    await first.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 2, name: "Dates and deadlines" }).waitFor();
    await director.context.close();
  });
});
