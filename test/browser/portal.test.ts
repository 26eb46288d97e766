import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

let program: Program;
let browser: Browser;
let clinician: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  clinician = await visit(browser, program);
  await signIn(clinician, program, "clinician@demo.dyad");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const OWN = "730461";
const told = async <T>(path: string) => (await (await clinician.page.request.get(`/api${path}`)).json()) as T;
/** The newest message of a kind to somebody, opened as the demo lets it be opened. */
async function letterTo(name: string, kind: string): Promise<string> {
  let address = "";
  await expect.poll(async () => {
    const { messages } = await told<Outputs["messages"]["outbox"]>("/outbox");
    const found = messages.find((one) => one.kind === kind && one.personName === name);
    address = found ? (await told<Outputs["messages"]["open"]>(`/outbox/${found.messageId}`)).address : "";
    return address;
    // A link leaves at a moment by chance, within seconds.
  }, { timeout: 20_000 }).not.toBe("");
  return new URL(address).pathname;
}
/** A phone of old: no script at all. */
async function plainPhone(language: "en" | "es"): Promise<Page> {
  const context = await browser.newContext({ baseURL: program.address, javaScriptEnabled: false, viewport: { width: 320, height: 640 }, locale: language === "es" ? "es-US" : "en-US" });
  return context.newPage();
}
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

describe("the portal", () => {
  it("D3, B7: an adult is let in by two halves, chooses a code, comes in by a link to the safe address, and reads what is theirs, without script", async () => {
    const { cases } = await told<Outputs["cases"]["list"]>("/cases");
    const family = cases.find((one) => one.childGivenName === "River")!;
    const { people } = await told<Outputs["cases"]["get"]>(`/cases/${family.caseId}`);
    const adult = people.find((one) => one.part === "caregiver" && one.livesWithChild === true)!;
    const name = `${adult.givenName} ${adult.familyName}`;

    const { page } = clinician;
    await page.goto(`/app/families/${family.caseId}/portal`);
    const one = page.getByRole("group", { name, exact: true });
    await one.getByRole("button", { name: /^Let in/ }).press("Enter");
    const opening = (await one.locator("code").first().textContent())!;
    expect(opening).toMatch(/^\d{6}$/);
    await one.getByText("Invited, not opened yet").waitFor();
    await expectAccessible(page, "the way into the portal");

    const phone = await plainPhone("es");
    await phone.goto(await letterTo(name, "invitation"));
    for (const [field, code] of [["opening", opening], ["own", OWN], ["again", "730462"]] as const) await phone.locator(`[name='${field}']`).fill(code);
    await phone.locator("form.one button[type='submit']").click();
    await phone.getByText("Las dos no son iguales.").waitFor();
    for (const [field, code] of [["opening", opening], ["own", OWN], ["again", OWN]] as const) await phone.locator(`[name='${field}']`).fill(code);
    await phone.locator("form.one button[type='submit']").click();
    await phone.waitForURL("**/portal");
    await phone.getByRole("heading", { name: "Su próxima visita" }).waitFor();
    expect(await phone.title()).toBe("Linden Street");
    await page.reload();
    await one.getByText("Comes in").waitFor();

    for (const address of ["/portal/visits", "/portal/papers", "/portal/messages", "/portal/privacy", "/portal"]) {
      await phone.goto(address);
      await phone.getByRole("heading", { level: 1 }).waitFor();
    }
    await phone.getByRole("button", { name: "Salir de mi cuenta" }).click();
    await phone.getByLabel("Su correo o su número de celular").waitFor();

    // The link goes to the address that was called safe; known or not, the same is said.
    const { contactWays } = await told<Outputs["cases"]["get"]>(`/cases/${family.caseId}`);
    const safe = contactWays.find((way) => way.personId === adult.personId && way.isSafe && way.way === "email")!;
    const said: string[] = [];
    for (const typed of ["nobody@example.org", safe.value]) {
      await phone.goto("/portal?lang=es");
      await phone.locator("[name='address']").fill(typed);
      await phone.locator("form.one button[type='submit']").first().click();
      await phone.getByRole("heading", { name: "Mire sus mensajes" }).waitFor();
      said.push((await phone.locator("main").textContent())!);
    }
    expect(said[0]).toBe(said[1]);
    await phone.goto(`${await letterTo(name, "portal_link")}?lang=es`);
    await phone.locator("[name='code']").fill(OWN);
    await phone.locator("form.one button[type='submit']").click();
    await phone.waitForURL("**/portal");
    await phone.getByRole("button", { name: "Salir de mi cuenta" }).click();
  });

  it("D3: is calm for both adults on a phone and a wide screen, in both languages, for keyboard and screen reader", async () => {
    for (const [email, device] of [["caregiver.a@demo.dyad", { phone: true, dark: true }], ["caregiver.b@demo.dyad", { phone: false, dark: false }]] as const) {
      const visitor = await visit(browser, program, device);
      const { page } = visitor;
      await page.goto("/portal");
      await expectAccessible(page, `${email}, the door`);
      await page.locator(`button[value='${email}']`).press("Enter");
      await page.locator("button[name='language']").first().waitFor();
      for (const language of ["en", "es"]) {
        await page.locator(`button[name='language'][value='${language}']`).press("Enter");
        await expect.poll(() => page.locator("html").getAttribute("lang")).toBe(language);
        for (const address of ["/portal", "/portal/visits", "/portal/papers", "/portal/messages", "/portal/reach", "/portal/help", "/portal/story", "/portal/words", "/portal/privacy"]) {
          await page.goto(address);
          await expectAccessible(page, `${email} ${address} ${language}`);
          expect(await fits(page), `${email} ${address} ${language}`).toBe(true);
        }
      }
      expect(visitor.outside).toEqual([]);
      expect(visitor.complaints).toEqual([]);
      await visitor.context.close();
    }
  });

  it("B5, D6, D10: an adult reads the family's story page by page, says what to change, says yes; and takes words for others off the first page, without script", async () => {
    const page = await plainPhone("en");
    await page.goto("/portal?lang=en");
    await page.locator("button[value='caregiver.a@demo.dyad']").click();
    await page.locator("button[name='language'][value='en']").click();
    await page.goto("/portal");
    await page.getByRole("heading", { name: "A story waits for your yes" }).waitFor();
    await page.getByRole("link", { name: "Read it: River and Tía's story" }).click();
    await page.getByText("She sang in the car.").waitFor();
    for (let place = 2; place <= 5; place++) {
      await page.getByRole("link", { name: "Next page" }).click();
      await page.getByText(`Page ${place} of 5`).waitFor();
      expect(await fits(page)).toBe(true);
    }
    await page.getByRole("link", { name: "To the end" }).click();
    await page.getByText("I would change something").click();
    await page.getByRole("button", { name: "Send this" }).click();
    await page.getByRole("link", { name: "Write a few words. Or go back and read on." }).waitFor();
    await page.getByLabel("What would you change?").fill("Tía sings first.");
    await page.getByRole("button", { name: "Send this" }).click();
    await page.getByText("We read it before your next visit.").waitFor();
    const owed = (await told<Outputs["day"]["today"]>("/day")).owed.find((one) => one.kind === "story_wish")!;
    await clinician.page.goto(`/app/families/${owed.caseId}/stories?story=${owed.id}`);
    await clinician.page.getByText("Tía sings first.").waitFor();
    await expectAccessible(clinician.page, "a wish about a story");
    await clinician.page.getByRole("button", { name: "We talked about it" }).press("Enter");
    await clinician.page.getByText(/^Settled/).waitFor();
    await page.getByRole("link", { name: "Read it: River and Tía's story" }).click();
    await page.getByRole("link", { name: "All pages at once" }).click();
    await page.getByRole("button", { name: "This is our story" }).click();
    await page.getByText("It is your story now.").waitFor();

    await page.goto("/");
    await page.getByText("I learned to sit down on the floor with him.").waitFor();
    await clinician.page.goto(`/app/families/${owed.caseId}/telling`);
    await clinician.page.getByText("Take it off the page").waitFor();
    await expectAccessible(clinician.page, "words for other families");
    await page.goto("/portal/words");
    await page.getByRole("button", { name: "Take my words back" }).click();
    await page.getByText("Your words are off the page now.").waitFor();
    await page.goto("/");
    await page.getByText("What families told us").waitFor();
    expect(await page.getByText("I learned to sit down on the floor with him.").count()).toBe(0);
  });

  it("D3: on a shared phone it leaves one entry in the history, a neutral title, and nothing to whoever goes back", async () => {
    const visitor = await visit(browser, program, { phone: true });
    const { page, context } = visitor;
    await context.route("https://www.weather.gov/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>Weather</title>" }));
    await page.goto("about:blank");
    const comeIn = async () => {
      await page.goto("/portal?lang=en");
      await page.locator("button[value='caregiver.a@demo.dyad']").click();
      await page.locator("button[name='language']").first().waitFor();
    };
    await comeIn();
    const entries = () => page.evaluate(() => history.length);
    const before = await entries();
    for (const address of ["/portal/visits", "/portal/papers", "/portal/privacy"]) {
      await page.locator(".menu summary").click();
      await page.locator(`.menu a[href='${address}']`).click();
      await page.waitForURL(`**${address}`);
      expect(await page.title()).toBe("Linden Street");
    }
    // Who was read to last decides in which language it opens: the first change is always one.
    const first = (await page.locator("html").getAttribute("lang")) === "en" ? ["es", "en"] : ["en", "es", "en"];
    for (const language of first) {
      await page.locator(`button[name='language'][value='${language}']`).click();
      await expect.poll(() => page.locator("html").getAttribute("lang")).toBe(language);
    }
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Your email or your mobile number").waitFor();
    expect(await entries()).toBe(before);
    await page.goBack();
    expect(page.url()).toBe("about:blank");

    // Left open, looked at elsewhere, ended meanwhile: what comes back is the door.
    await comeIn();
    await page.goto("/visit");
    expect((await page.request.delete("/api/session", { headers: { origin: program.address } })).ok()).toBe(true);
    await page.goBack();
    await page.getByLabel("Your email or your mobile number").waitFor();

    await comeIn();
    await page.locator(".exit").click();
    await page.waitForURL("https://www.weather.gov/");
    // Nobody is signed in any more, also where this address stood in the history before.
    await page.goto("/portal?lang=en");
    await page.getByLabel("Your email or your mobile number").waitFor();
    await context.close();
  });
});
