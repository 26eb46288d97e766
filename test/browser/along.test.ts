import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** Search in one family, and a family shown to one of its adults: by keyboard. */
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

const asked = async <T>(path: string) => (await (await own.page.request.get(`/api${path}`)).json()) as T;

describe("one family", () => {
  it("is searched by words from its page, and a hit leads to its passage", async () => {
    const { page } = own;
    const { cases } = await asked<Outputs["cases"]["list"]>("/cases");
    const { caseId } = cases.find((one) => one.stage === 2)!;
    await page.goto(`/app/families/${caseId}/timeline`);
    await page.getByRole("figure").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("BÉAR flash");
    await page.getByRole("option", { name: "Look for “BÉAR flash” in this family's record" }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("list", { name: "Found" }).waitFor();
    expect(await page.locator(".hit mark").first().textContent()).toBe("bear");
    await expectAccessible(page, "hits");
    await page.getByLabel("What", { exact: true }).selectOption("document");
    await page.getByText("Nothing with “BÉAR flash” that you may see.").waitFor();
    await page.getByLabel("What", { exact: true }).selectOption("passage");
    const hits = page.getByRole("list", { name: "Found" }).getByRole("link");
    await hits.first().focus();
    await page.keyboard.press("j");
    await expect.poll(() => hits.nth(1).evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/note#block-/);
    const passage = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
    await expect.poll(() => passage.evaluate((one) => one === document.activeElement && /bear/.test(one.textContent ?? ""))).toBe(true);
    await page.goBack();
    await expect.poll(() => page.getByLabel("Words, or a day").inputValue()).toBe("BÉAR flash");
    await page.getByLabel("Words, or a day").fill(new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 7));
    await page.getByText("Session, held").first().waitFor();
  });

  it("is shown to one of its adults with nothing of the others, over a reload, until it is ended", async () => {
    const { page } = own;
    // A family of two adults, of whom one told something of her own.
    let [caseId, personId, other] = ["", "", ""];
    for (const one of (await asked<Outputs["cases"]["list"]>("/cases")).cases) {
      const adults = (await asked<Outputs["cases"]["get"]>(`/cases/${one.caseId}`)).people.filter((each) => each.part === "caregiver" && each.validTo === null);
      const { blocks } = await asked<Outputs["cases"]["record"]>(`/cases/${one.caseId}/record?class=caregiver`);
      const told = adults.find((each) => blocks.some((block) => block.disclosure.ownerPersonId === each.personId));
      if (adults.length > 1 && told !== undefined) [caseId, personId, other] = [one.caseId, told.personId, adults.find((each) => each !== told)!.givenName];
    }
    expect(caseId).not.toBe("");
    await page.goto(`/app/families/${caseId}/people`);
    await page.getByRole("heading", { name: other }).first().waitFor();
    await page.keyboard.press("Control+.");
    await page.getByRole("dialog", { name: "Who reads along?" }).waitFor();
    await expectAccessible(page, "who reads along");
    await page.getByRole("button", { name: new RegExp(`^Show to ${other}`) }).focus();
    await page.keyboard.press("Enter");
    await page.getByText(`${other}`).and(page.locator(".show-bar .bar-word")).waitFor();
    // People is no part that is read along.
    await page.waitForURL(`**/app/families/${caseId}`);
    await page.getByRole("figure").waitFor();
    await expectAccessible(page, "shown to an adult");
    expect([await page.getByRole("navigation", { name: "Main" }).count(), await page.getByRole("search").count(), await page.title()]).toEqual([0, 0, "Dyad · Timeline"]);
    await page.getByRole("link", { name: "Record", exact: true }).click();
    await page.reload();
    await page.getByText("Which class").waitFor();
    const along = await asked<Outputs["cases"]["record"]>(`/cases/${caseId}/record?asAdultId=${personId}`);
    const secret = along.blocks.find((one) => one.disclosure.class === "caregiver" && one.words !== "")!.words;
    expect((await page.content()).includes(secret)).toBe(false);
    await page.goto("/app/calendar");
    await page.getByRole("heading", { name: "This page is not shown while somebody reads along." }).waitFor();
    await expectAccessible(page, "not shown");
    await page.getByRole("link", { name: "Back to what is shown" }).click();
    await page.locator(".show-bar").waitFor();
    await page.keyboard.press("Control+.");
    await page.getByRole("search").waitFor();
    await page.goto(`/app/families/${caseId}/record`);
    await page.getByText(secret).first().waitFor();
    expect([...own.outside, ...own.complaints]).toEqual([]);
  });
});
