import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

const OWN = "730461";
const phoneOf = { viewport: { width: 390, height: 800 }, locale: "en-US" } as const;
let program: Program;
let browser: Browser;
let clinician: Visitor;
beforeAll(async () => {
  // Passkeys are made for a name, and for no number.
  program = await startProgram("1", "localhost");
  browser = await openBrowser();
  clinician = await visit(browser, program);
  await signIn(clinician, program, "clinician@demo.dyad");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const told = async <T>(path: string) => (await (await clinician.page.request.get(`/api${path}`)).json()) as T;
/** Lets the adult of a family of the demo in, and answers where that is begun and with which code. */
async function letIn(child: string): Promise<{ address: string; opening: string }> {
  const family = (await told<Outputs["cases"]["list"]>("/cases")).cases.find((one) => one.childGivenName === child)!;
  const adult = (await told<Outputs["cases"]["get"]>(`/cases/${family.caseId}`)).people.find((one) => one.part === "caregiver" && one.livesWithChild === true)!;
  const letters = async () => (await told<Outputs["messages"]["outbox"]>("/outbox")).messages.filter((one) => one.kind === "invitation" && one.personName === `${adult.givenName} ${adult.familyName}`);
  const before = (await letters()).map((one) => one.messageId);
  const given = (await (await clinician.page.request.post(`/api/cases/${family.caseId}/people/${adult.personId}/portal`, { headers: { origin: program.address } })).json()) as Outputs["portal"]["give"];
  let address = given.address ?? "";
  await expect.poll(async () => {
    const found = (await letters()).find((one) => !before.includes(one.messageId));
    if (address === "" && found) address = (await told<Outputs["messages"]["open"]>(`/outbox/${found.messageId}`)).address;
    return address;
  }).not.toBe("");
  return { address: new URL(address).pathname, opening: given.openingCode };
}
async function newPhone(script: "with script" | "without"): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: program.address, javaScriptEnabled: script === "with script", ...phoneOf });
  return { context, page: await context.newPage() };
}

describe("a passkey at the portal's door", () => {
  it("D3: an adult sets one with the own code, comes in by it alone, and removes it; without script the link stays the way in", async () => {
    const { context, page } = await newPhone("with script");
    const device = await context.newCDPSession(page);
    await device.send("WebAuthn.enable");
    const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
    const { address, opening } = await letIn("Theo");
    await page.goto(address);
    for (const [field, code] of [["opening", opening], ["own", OWN], ["again", OWN]] as const) await page.locator(`[name='${field}']`).fill(code);
    await page.locator("form.one button[type='submit']").click();
    await page.waitForURL("**/portal");
    await page.getByRole("button", { name: "English" }).click();
    await page.getByText("From now on you read this in English.").waitFor();

    await page.goto("/portal/privacy");
    await page.getByRole("link", { name: "Your passkeys" }).click();
    await page.getByText("Then do not set one.").waitFor();
    await page.getByLabel("What do you call this phone?").fill("My phone");
    await page.getByLabel("Your own code, once more").fill("111222");
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByRole("link", { name: "That is not the code." }).waitFor();
    expect(await page.getByLabel("What do you call this phone?").inputValue()).toBe("My phone");
    await expectAccessible(page, "passkeys of the portal, a wrong code");
    await page.getByLabel("Your own code, once more").fill(OWN);
    await page.getByLabel("Your own code, once more").press("Enter");
    await page.getByRole("heading", { name: "Now your phone asks you" }).waitFor();
    await expectAccessible(page, "a passkey to be made");
    // Whoever holds the phone is not known to it: nothing is set, and it can be tried once more.
    await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await page.getByRole("button", { name: "Set the passkey" }).click();
    await page.getByText("No passkey was set.").waitFor();
    await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
    await page.getByRole("button", { name: "Set the passkey" }).press("Enter");
    await page.getByText("Your passkey is set.").waitFor();
    await page.getByText("My phone", { exact: true }).waitFor();
    await expectAccessible(page, "passkeys of the portal");

    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Use a passkey" }).waitFor();
    await expectAccessible(page, "the door with a passkey");
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await page.getByRole("button", { name: "Use a passkey" }).press("Enter");
    await page.waitForURL("**/portal");
    await page.getByRole("heading", { level: 1, name: /Ben/ }).waitFor();

    await page.goto("/portal/privacy/keys");
    await page.getByRole("button", { name: /^Remove\s?: My phone$/ }).click();
    await page.getByText("That passkey opens nothing now.").waitFor();
    await page.getByText("You have none yet.").waitFor();
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("button", { name: "Use a passkey" }).click();
    await page.getByText("That passkey does not open.").waitFor();
    await page.getByRole("button", { name: "Use a passkey" }).waitFor();
    await context.close();

    const plain = await newPhone("without");
    await plain.page.goto("/portal");
    await plain.page.getByRole("button", { name: "Send me a link" }).waitFor();
    expect(await plain.page.getByRole("button", { name: "Use a passkey" }).isVisible()).toBe(false);
    const again = await letIn("Theo");
    await plain.page.goto(again.address);
    for (const [field, code] of [["opening", again.opening], ["own", OWN], ["again", OWN]] as const) await plain.page.locator(`[name='${field}']`).fill(code);
    await plain.page.locator("form.one button[type='submit']").click();
    await plain.page.goto("/portal/privacy/keys");
    await plain.page.getByText("The link with your code stays your way in.").waitFor();
    expect(await plain.page.getByLabel("What do you call this phone?").isVisible()).toBe(false);
    await plain.context.close();
  });
});
