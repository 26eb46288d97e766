import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

// C7, A7: from the last requirement to a certificate that a stranger checks without script, and off the public roster again.
let program: Program;
let browser: Browser;
let faculty: Visitor;
let stranger: Visitor;
let seat = "";
let number = "";
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  faculty = await visit(browser, program);
  stranger = await visit(browser, program, { phone: true });
  await signIn(faculty, program, "faculty@demo.dyad");
  const post = async (address: string, data: object) => (await (await faculty.page.request.post(`/api${address}`, { data, headers: { origin: program.address }, failOnStatusCode: true })).json()) as Record<string, string>;
  const { cohortId } = await post("/cohorts", { name: "Cohort on paper", track: "nc-ctp", trackVersion: "2019", startsOn: "2024-01-08", places: 5 });
  const { seatId } = await post(`/cohorts/${cohortId}/seats`, { name: "Marlow Sedge-Made-Up", role: "clinician", fromDay: "2024-01-08", credential: "LCSW" });
  seat = `/app/cohorts/${cohortId}/people/${seatId}`;
  for (const requirement of ["nc2", "nc3", "nc4", "nc5"]) await post(`/cohorts/${cohortId}/waivers`, { seatId, requirement, reason: "Made up: kept on paper." });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

describe("graduation", () => {
  it("says what is missing, and is proposed once nothing is", async () => {
    const { page } = faculty;
    await page.goto(`${seat}/graduation`);
    await page.getByText("Not every requirement is met or waived today.").waitFor();
    await page.getByText("At least two clients with a full course").waitFor();
    expect(await page.getByRole("button", { name: "Propose graduation" }).count()).toBe(0);
    await expectAccessible(page, "what is missing");
    await page.getByRole("link", { name: "Open the cohort" }).click();
    await page.getByRole("link", { name: "Waived and set" }).click();
    await page.getByRole("button", { name: "Waive or set a figure" }).click();
    await page.getByLabel("Requirement").selectOption({ label: "At least two clients with a full course" });
    await page.getByRole("textbox", { name: "Reason" }).fill("Made up: kept on paper.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Made up: kept on paper.").nth(4).waitFor();
    await page.goto(`${seat}/graduation`);
    await page.getByText("Every requirement is met or waived today.").waitFor();
    await page.getByRole("button", { name: "Propose graduation" }).click();
    await page.locator("form").getByRole("button", { name: "Propose graduation" }).click();
    await page.getByText("You proposed it. Somebody else on the faculty confirms it.").waitFor();
    expect(await page.getByRole("button", { name: "Confirm graduation" }).count()).toBe(0);
  });

  it("is confirmed by a second person, with a number", async () => {
    const second = await visit(browser, program);
    await signIn(second, program, "faculty.2@demo.dyad");
    await second.page.goto(`${seat}/graduation`);
    await second.page.getByRole("button", { name: "Confirm graduation" }).click();
    number = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}/.exec(await second.page.getByText(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{5}/).first().innerText())![0];
    await expectAccessible(second.page, "a graduation");
    await second.context.close();
  });

  it("is checked by a stranger, who learns what the certificate says and nothing of any other number", async () => {
    const { page } = stranger;
    await page.goto("/certificates");
    await page.getByLabel("Number of the certificate").fill(`${number.slice(0, -1)}${number.endsWith("A") ? "C" : "A"}`);
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByText("No certificate has this number").waitFor();
    await expectAccessible(page, "no certificate");
    await page.getByLabel("Number of the certificate").fill(number.toLowerCase());
    await page.getByRole("button", { name: "Check" }).click();
    await page.getByText("Valid today").waitFor();
    await page.getByText("Marlow Sedge-Made-Up").waitFor();
    expect(await page.locator("main").innerText()).not.toMatch(/\bcertified\b/i);
    await expectAccessible(page, "a certificate");
    expect(stranger.outside).toEqual([]);
  });

  it("lists a graduate who agreed, and takes her off at once", async () => {
    const { page } = stranger;
    await page.goto("/roster");
    await page.getByText("Hannah Linde").waitFor();
    await expectAccessible(page, "the roster");
    const graduate = await visit(browser, program);
    await signIn(graduate, program, "clinician@demo.dyad");
    await graduate.page.goto("/app/roster");
    await graduate.page.getByRole("button", { name: "Take me off the roster" }).first().click();
    const confirm = graduate.page.locator("form").getByRole("button", { name: "Take me off the roster" });
    if ((await confirm.count()) > 0) await confirm.click();
    await graduate.page.getByText("You are off the roster.").first().waitFor();
    await page.goto("/roster");
    await page.getByText("Nobody is listed yet.").waitFor();
    await graduate.context.close();
  });
});
