import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, type Visitor, visit } from "./support.ts";

// The rulebook in the browser (A12): a draft clause is confirmed with the register's wording, after what it would have
// changed was counted and shown; a clause of one's own changes what counts, and can go again.

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

const address = "/app/rulebook/dc-mhrs/2020-09-04";

describe("the rulebook", () => {
  it("confirms a draft clause: nothing typed is lost, the effects are seen first, and from then on it decides", async () => {
    const { page } = director;
    await page.goto(address);
    const clause = page.locator("#same-day-idt");
    await clause.getByText("draft: warns, never blocks").waitFor();
    await clause.getByRole("button", { name: /^Confirm against the register/ }).click();
    await clause.getByLabel("The register's wording, pasted").fill("Too short");
    await clause.getByLabel("Read there on").fill("2026-11-02");
    await clause.getByRole("button", { name: "See what it would change" }).click();
    await clause.getByRole("link", { name: "Paste the register's own wording: at least ten characters." }).waitFor();
    expect(await clause.getByLabel("Read there on").inputValue()).toBe("2026-11-02");
    await clause.getByLabel("The register's wording, pasted").fill("Made-up wording of a register, for this journey.");
    await clause.getByLabel("Where it stands").fill("A made-up register, § 3427.13");
    await clause.getByRole("button", { name: "See what it would change" }).click();
    await page.getByText("waits for a decision").waitFor();
    await page.getByText(/^All \d+ kept decisions of the last twelve months were asked again\./).waitFor();
    await expectAccessible(page, "a change");
    await page.getByRole("button", { name: "Put in force" }).click();
    await page.getByText("in force").waitFor();
    await page.goto(address);
    await clause.getByText(/^Confirmed by Odette Fern, 2 Nov 2026: A made-up register/).waitFor();
    expect(await clause.getByRole("button", { name: /^Confirm against/ }).count()).toBe(0);
    await expectAccessible(page, "a policy");
  });

  it("shows what another age would decide otherwise, by whom it was taken back, and a supervisor without verbs", async () => {
    const { page } = director;
    const clause = page.locator("#age");
    await clause.getByRole("button", { name: /^Change its parameters/ }).click();
    await clause.getByLabel("Until the birthday before age (years)").fill("four");
    await clause.getByLabel("Why").fill("Only to see what it would do.");
    await clause.getByRole("button", { name: "See what it would change" }).click();
    await clause.getByRole("link", { name: "Until the birthday before age (years): Write a number." }).waitFor();
    await clause.getByLabel("Until the birthday before age (years)").fill("4");
    await clause.getByRole("button", { name: "See what it would change" }).click();
    await page.getByText(/\d+ decisions that were kept, \d+ sessions? still open/).waitFor();
    await page.getByRole("cell", { name: "does not count, 4 units" }).first().waitFor();
    const change = new URL(page.url()).pathname;
    const supervisor = await visit(browser, program, { phone: true, language: "es", dark: true });
    await signIn(supervisor, program, "supervisor@demo.dyad");
    await supervisor.page.request.put("/api/session/language", { data: { language: "es" }, headers: { origin: program.address } });
    await supervisor.page.goto(change);
    await supervisor.page.getByText(/decisiones guardadas, \d+ sesi/).waitFor();
    expect(await supervisor.page.getByRole("button", { name: /Poner en vigor|Retirar/ }).count()).toBe(0);
    expect(await supervisor.page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
    await expectAccessible(supervisor.page, "a change on a phone");
    await page.getByRole("button", { name: "Take back" }).click();
    await page.getByText("taken back").waitFor();

    // A timer of unknown start is given one: the dates of cases that it would judge are listed before anybody accepts.
    await page.goto(address);
    const timer = page.locator("#plan-of-care");
    await timer.getByText("draft: warns, never blocks").waitFor();
    await timer.getByRole("button", { name: /^Change its parameters/ }).click();
    await timer.getByLabel("Runs from").selectOption({ label: "Enrolment in this service" });
    await timer.getByLabel("Days", { exact: true }).fill("thirty");
    await timer.getByLabel("Why").fill("The register says what starts it.");
    await timer.getByRole("button", { name: "See what it would change" }).click();
    await timer.getByRole("link", { name: "Days: Write a number." }).waitFor();
    await timer.getByLabel("Days", { exact: true }).fill("30");
    await timer.getByRole("button", { name: "See what it would change" }).click();
    await page.getByText("waits for a decision").waitFor();
    await page.getByRole("cell", { name: "Enrolment in this service" }).waitFor();
    await expectAccessible(page, "a change of a timer");
    await page.getByRole("button", { name: "Take back" }).click();
    await page.getByText("taken back").waitFor();
    for (const one of [director, supervisor]) expect([one.outside, one.complaints]).toEqual([[], []]);
  });
});
