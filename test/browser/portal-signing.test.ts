import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit } from "./support.ts";

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

/** A phone of old, narrow and without script, at which one of the made-up adults is signed in. */
async function plainPhone(email: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: program.address, javaScriptEnabled: false, viewport: { width: 320, height: 640 }, locale: "en-US" });
  const page = await context.newPage();
  await page.goto("/portal");
  await page.locator(`button[value='${email}']`).click();
  await page.locator("button[name='language'][value='en']").click();
  await page.getByRole("heading", { name: "For you to do" }).waitFor();
  return page;
}
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

describe("signing in the portal", () => {
  it("D3: an adult signs what was asked, takes it back, and asks for a copy, without script on a narrow phone; the team is told", async () => {
    const phone = await plainPhone("caregiver.a@demo.dyad");
    const ask = phone.locator("article", { hasText: "Yes or no to video visits" });
    await ask.getByRole("link", { name: "Read it" }).click();
    expect(await phone.title()).toBe("Linden Street");
    expect(await phone.locator("input[type='radio']:checked").count()).toBe(0);
    await phone.getByLabel("Your full name").fill("Rosa Maple");
    await phone.getByRole("button", { name: "Sign", exact: true }).click();
    await phone.getByText("Nothing was signed. What you wrote is still here.").waitFor();
    expect(await phone.getByLabel("Your full name").inputValue()).toBe("Rosa Maple");
    await phone.getByLabel("Yes", { exact: true }).check();
    expect(await fits(phone)).toBe(true);
    await phone.getByRole("button", { name: "Sign", exact: true }).click();
    await phone.getByText("You said yes. Your copy is here.").waitFor();
    const copy = await phone.getByRole("link", { name: "Your copy: Yes or no to video visits" }).getAttribute("href");
    const paper = await phone.request.get(copy!);
    expect([paper.status(), paper.headers()["content-type"]]).toEqual([200, "application/pdf"]);

    await phone.getByRole("link", { name: "Take it back: Yes or no to video visits" }).click();
    await phone.getByText("We can meet in person.").waitFor();
    expect(await fits(phone)).toBe(true);
    await phone.getByRole("button", { name: "Yes, take it back" }).click();
    await phone.getByText("You took it back. It counts from now on.").waitFor();

    await phone.getByRole("link", { name: "Ask for a copy of the record" }).click();
    await phone.getByLabel("A copy of the record").check();
    await phone.getByRole("button", { name: "Send my request" }).click();
    await phone.getByText("You have an answer by").waitFor();

    const clinician = await visit(browser, program);
    await signIn(clinician, program, "clinician@demo.dyad");
    const { page } = clinician;
    const { owed } = await (await page.request.get("/api/day")).json();
    expect(owed.filter((one: { kind: string }) => one.kind === "consent_taken_back")).toHaveLength(1);
    const { cases } = await (await page.request.get("/api/cases")).json();
    await page.goto(`/app/families/${cases.find((one: { childGivenName: string }) => one.childGivenName === "River").caseId}/consents`);
    await page.getByRole("button", { name: /^Seen: Visits by video/ }).press("Enter");
    await page.getByText("Noted as seen.").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Ask in the portal" }).press("Enter");
    await page.getByLabel("Consent", { exact: true }).selectOption({ label: "Visits by video or telephone" });
    await expectAccessible(page, "asking for a signature in the portal");
    await page.getByRole("radio", { name: "Rosa Maple", exact: true }).check();
    await page.getByRole("button", { name: "Ask for the signature" }).press("Enter");
    await page.getByRole("button", { name: /^Ask no longer: Visits by video/ }).waitFor();
    expect(clinician.complaints).toEqual([]);
    await clinician.context.close();
    await phone.goto("/portal");
    await phone.locator("article", { hasText: "Yes or no to video visits" }).waitFor();
    await phone.context().close();
  });

  it("D3: covers the words on a device that asks for it until they are tapped, never on paper, and leads to the door when left alone", async () => {
    const phone = await plainPhone("caregiver.a@demo.dyad");
    const plan = phone.locator(".objectives").first();
    expect(await plan.isVisible()).toBe(true);
    await phone.getByRole("button", { name: "Cover the words on this device" }).click();
    await phone.getByText("The words are covered.").waitFor();
    expect(await plan.isVisible()).toBe(false);
    await phone.locator("[id^='cover-plan']").press("Space");
    expect(await plan.isVisible()).toBe(true);
    await phone.goto("/portal/papers");
    expect(await phone.locator(".covered").first().isVisible()).toBe(false);
    await phone.emulateMedia({ media: "print" });
    expect(await phone.locator(".covered").first().isVisible()).toBe(true);
    await phone.emulateMedia({ media: "screen" });
    // The browser asks anew by itself when the ten minutes are over; the server then knows nobody.
    const answer = (await phone.goto("/portal"))!;
    expect(await answer.text()).toContain('<noscript><meta http-equiv="refresh" content="615"/></noscript>');
    await phone.getByRole("button", { name: "Stop covering the words" }).click();
    expect(await phone.locator(".objectives").first().isVisible()).toBe(true);
    await phone.context().close();
  });

  it("D3: its pages are calm for keyboard and screen reader in both languages", async () => {
    const visitor = await visit(browser, program, { phone: true, dark: true });
    const { page } = visitor;
    await page.goto("/portal");
    await page.locator("button[value='caregiver.a@demo.dyad']").press("Enter");
    await page.locator("button[name='language']").first().waitFor();
    for (const language of ["en", "es"]) {
      await page.locator(`button[name='language'][value='${language}']`).press("Enter");
      await expect.poll(() => page.locator("html").getAttribute("lang")).toBe(language);
      const to = await page.locator(".ask-row a.main").first().getAttribute("href");
      await page.goto("/portal/papers");
      const back = await page.locator("a[href*='take-back']").first().getAttribute("href");
      for (const address of [to!, back!, "/portal/privacy/ask"]) {
        await page.goto(address);
        await expectAccessible(page, `${address} ${language}`);
        expect(await fits(page), address).toBe(true);
      }
      await page.goto("/portal");
      await page.locator(".cover-choice button").press("Enter");
      await page.locator(".cover").first().waitFor();
      await expectAccessible(page, `covered ${language}`);
      await page.locator(".cover-choice button").press("Enter");
      await page.locator(".cover").first().waitFor({ state: "detached" });
    }
    // With a script: the clock of a device that was left alone, and nobody signed in when it asks.
    await page.clock.install();
    await page.goto("/portal/papers");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.request.delete("/api/session", { headers: { origin: program.address } });
    await page.clock.fastForward(600_000);
    expect(await page.locator("nav.portal-pages").count()).toBe(1);
    await page.clock.fastForward(25_000);
    await page.locator("[name='address']").waitFor();
    expect(visitor.outside).toEqual([]);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  });
});
