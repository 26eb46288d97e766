import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

// C6, C7, C11: a cohort from its making to one trainee's own way through it; an agency lends figures, and nobody sees a chart.
let program: Program;
let browser: Browser;
let faculty: Visitor;
let clinician: Visitor;
let code = "";
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  faculty = await visit(browser, program);
  clinician = await visit(browser, program, { phone: true });
  await signIn(faculty, program, "faculty@demo.dyad");
  await signIn(clinician, program, "clinician.3@demo.dyad");
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

describe("a cohort", () => {
  it("is made on a track, with its calendar and a place", async () => {
    const { page } = faculty;
    await page.goto("/app");
    await page.getByRole("link", { name: "To the cohorts" }).click();
    await page.getByRole("link", { name: "Piedmont cohort (demo)", exact: true }).waitFor();
    await page.getByRole("button", { name: "Make a cohort" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Harbor cohort");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Expected a track.").first().waitFor();
    await page.getByLabel("Track").selectOption({ label: "nc-ctp, 2019" });
    const { today } = (await (await page.request.get("/api/cohorts")).json()) as { today: string };
    await page.getByLabel("First day").fill(today);
    await page.getByLabel("Places").fill("1");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { name: "Harbor cohort" }).waitFor();
    await page.getByRole("button", { name: "Give a place" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Beatrice Holly");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("link", { name: "Beatrice Holly" }).waitFor();
    await page.getByRole("button", { name: "Give a place" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("One Too Many");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("All 1 places of this cohort are taken.").first().waitFor();
    await page.getByRole("button", { name: "Not now" }).click();
    await page.getByRole("link", { name: "Days and calls" }).click();
    await page.getByRole("button", { name: "Plan a day or a call" }).click();
    await page.getByLabel("What").selectOption({ label: "Training day" });
    await page.getByRole("textbox", { name: "Day", exact: true }).fill(today);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("nobody marked yet").waitFor();
    await expectAccessible(page, "the calendar of a cohort");
  });

  it("invites somebody of another agency, who agrees to what is lent and sees the own way", async () => {
    const { page } = faculty;
    await page.getByRole("link", { name: "How everybody stands" }).click();
    await page.getByRole("link", { name: "Beatrice Holly" }).click();
    await page.getByRole("button", { name: "Make an invitation" }).click();
    await page.getByText("It is shown once").waitFor();
    code = (await page.locator(".copy-text code").first().textContent())!.trim();
    const own = clinician.page;
    await own.goto("/app/training");
    await own.getByText("You have no place in a cohort here.").waitFor();
    await own.getByRole("button", { name: "Take a place" }).click();
    await own.getByLabel("Code of the invitation").fill("guessed");
    await own.getByRole("checkbox", { name: "I agree to what is lent" }).check();
    await own.getByRole("button", { name: "Take a place" }).click();
    await own.getByText("This code opens no place").first().waitFor();
    await own.getByLabel("Code of the invitation").fill(code);
    await own.getByRole("button", { name: "Take a place" }).click();
    await own.getByText("Harbor cohort").first().waitFor();
    await own.getByRole("button", { name: "Gather now" }).click();
    await own.getByText(/^Gathered/).waitFor();
    await expectAccessible(own, "my training");
  });

  it("takes down who came, and shows how somebody stands by figures alone", async () => {
    const { page } = faculty;
    await page.getByRole("link", { name: "Back: Harbor cohort" }).click();
    await page.getByRole("link", { name: "Days and calls" }).click();
    await page.getByRole("table").getByRole("link").first().click();
    await page.getByRole("button", { name: "All others came" }).click();
    await page.getByRole("button", { name: "Save who came" }).click();
    await page.getByText("Saved.").waitFor();
    await page.goto("/app/cohorts");
    await page.getByRole("link", { name: "Harbor cohort" }).click();
    await page.getByText("1 of 10").waitFor();
    await page.getByRole("link", { name: "Beatrice Holly" }).click();
    await page.getByText("Works in Dyad, and lends evidence").waitFor();
    for (const path of ["/api/cases", "/api/caseload"]) expect((await page.request.get(path)).status()).toBe(403);
    await page.getByRole("button", { name: "Take something down" }).click();
    await page.getByLabel("What").selectOption({ label: "A case presented" });
    await page.getByRole("textbox", { name: "Code of the case" }).fill("A1B2C3");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("A case presented: A1B2C3").waitFor();
    await expectAccessible(page, "somebody in a cohort");
    const own = clinician.page;
    await own.reload();
    await own.getByText("1 of 10").waitFor();
    await own.getByRole("button", { name: "Lend nothing more" }).click();
    await own.getByText("From today on nothing more is gathered.").waitFor();
    await own.locator("form").getByRole("button", { name: "Lend nothing more" }).click();
    await own.getByText(/^You lend nothing since/).waitFor();
  });
});
