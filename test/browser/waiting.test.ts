import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

// A family from the waiting list to an open case (A4, B1, B10): the front desk finds who can take it and offers it, the
// clinician says yes without having read a name, and the case is opened with her, with the reason for going over the limit.
let program: Program;
let browser: Browser;
let desk: Visitor;
let clinician: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  desk = await visit(browser, program);
  clinician = await visit(browser, program, { phone: true });
  await signIn(desk, program, "frontdesk@demo.dyad");
  await signIn(clinician, program, "clinician@demo.dyad");
  // The front desk of the demo reads Spanish; the journey is told in English.
  await desk.page.request.put("/api/session/language", { data: { language: "en" }, headers: { origin: program.address }, failOnStatusCode: true });
  // She has more than one family already: the limit that is agreed with her is low here, so that it is met.
  const director = await visit(browser, program);
  await signIn(director, program, "director@demo.dyad");
  const { people } = (await (await director.page.request.get("/api/caseload/terms")).json()) as { people: { staffId: string; name: string }[] };
  const hannah = people.find((one) => one.name === "Hannah Linde")!.staffId;
  const { today } = (await (await director.page.request.get("/api/caseload/rule")).json()) as { today: string };
  await director.page.request.post(`/api/caseload/people/${hannah}/limit`, { data: { tenths: null, families: 1, validFrom: today, note: "One day a week." }, headers: { origin: program.address }, failOnStatusCode: true });
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

describe("a family that waits", () => {
  it("stands in the list with why, and with who can take it", async () => {
    const { page } = desk;
    await page.goto("/app/waiting");
    const row = page.getByRole("listitem").filter({ hasText: "Kwame" });
    await row.getByText("too old within 12 months").waitFor();
    await row.getByText("a usual course no longer fits").waitFor();
    await expectAccessible(page, "waiting list");
    await page.getByText("Sort and filter").click();
    await page.getByLabel("Which").selectOption({ label: "Waits for a consent (1)" });
    await page.getByRole("listitem").filter({ hasText: "Noel" }).waitFor();
    expect(await page.getByText("Kwame").count()).toBe(0);
    await page.goto("/app/waiting?language=es");
    await page.getByRole("link", { name: "Find a place" }).first().waitFor();
    await page.getByRole("listitem").filter({ hasText: "Alma" }).getByRole("link", { name: "Find a place" }).click();
    await page.getByRole("heading", { name: "Who can take this family" }).waitFor();
    await page.getByText("works in Spanish").first().waitFor();
    expect(await page.locator(".who-can-take").textContent()).not.toMatch(/weight|\d+ families/);
    await expectAccessible(page, "a family that waits");
  });

  it("is offered to one person, who says yes without a name", async () => {
    const { page } = desk;
    const line = page.getByRole("listitem").filter({ hasText: "Hannah Linde" });
    await line.getByRole("button", { name: /^Offer/ }).click();
    const why = line.getByLabel("Why this person all the same");
    await line.getByRole("button", { name: "Offer this family" }).click();
    await line.getByText("Say why, in at least ten characters.").first().waitFor();
    await why.fill("She treated the older sister.");
    await line.getByRole("button", { name: "Offer this family" }).click();
    await line.getByText("offered, no answer yet").waitFor();
    const theirs = clinician.page;
    await theirs.goto("/app/caseload");
    await theirs.getByRole("link", { name: "Look and answer" }).click();
    const offer = theirs.getByRole("listitem").filter({ hasText: "Spanish" });
    expect(await offer.textContent()).not.toContain("Alma");
    await expectAccessible(theirs, "families offered");
    await offer.getByRole("button", { name: /^Yes, I can/ }).click();
    await theirs.getByText("You said yes.").waitFor();
  });

  it("is opened with her, over the limit only with a reason", async () => {
    const { page } = desk;
    await page.reload();
    await page.getByRole("link", { name: "Open the case with Hannah Linde" }).click();
    const why = page.getByLabel("Why this person all the same");
    await page.getByText("Would be over the limit").first().waitFor();
    await why.fill("She treated the older sister.");
    await page.getByRole("button", { name: "Open the case" }).click();
    await page.waitForURL(/\/app\/families\/[0-9a-f-]{36}/);
    await clinician.page.goto("/app/caseload");
    await clinician.page.getByRole("link", { name: "Alma" }).waitFor();
    await expectAccessible(clinician.page, "caseload");
    expect([...desk.complaints, ...clinician.complaints]).toEqual([]);
  });
});
