import { generate } from "otplib";
import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startProvider } from "../support/provider.ts";
import { expectAccessible, openBrowser, type Program, setupAddressOf, startProgram, visit, type Visitor } from "./support.ts";

/**
 * Who comes in and with what (45 CFR 164.312), in a programme that was just begun: its administrator makes a passkey, asks a
 * second factor of clinicians, invites one, and lets them in anew. The steps stand on each other.
 */
const PASSWORD = "a long enough password";
let program: Program;
let browser: Browser;
let chief: Visitor;
let page: Page;
let device: CDPSession;

beforeAll(async () => {
  program = await startProgram("0", "localhost", { DYAD_PRIVATE_PROVIDERS: "1" });
  browser = await openBrowser();
  chief = await visit(browser, program);
  page = chief.page;
  device = await chief.context.newCDPSession(page);
  await device.send("WebAuthn.enable");
  await device.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  const token = new URL(await setupAddressOf(program)).hash.slice(1);
  const words = { en: "English.", es: "Inglés." };
  await send(page, "POST", "/setup", { token, agencyName: "Made-Up Place", publicName: "Made-Up Place", slug: "made-up", timeZone: "America/New_York", practice: { phone: "2025550142", hours: words, languages: words }, name: "Ada Chief", email: "ada@example.org", password: PASSWORD });
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const send = async (from: Page, method: "POST" | "GET" | "PUT", path: string, data?: object) => {
  const answer = await from.request.fetch(`/api${path}`, { method, data, headers: { origin: program.address } });
  expect(`${path} ${answer.status()} ${answer.ok() ? "" : await answer.text()}`).toBe(`${path} 200 `);
  return answer.json();
};
const part = (on: Page, name: string) => on.getByRole("region", { name });
const signOut = (on: Page) => send(on, "GET", "/session").then(() => on.request.delete("/api/session", { headers: { origin: program.address } }));
const fits = (on: Page) => on.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

describe("who comes in, and with what", () => {
  it("a passkey is added and named, signs in alone, and makes the password alone too little", async () => {
    await page.goto("/app/account");
    const passkeys = part(page, "Passkeys");
    await passkeys.getByRole("button", { name: "Add a passkey" }).click();
    await passkeys.getByLabel("What to call it").fill("Work laptop");
    await passkeys.getByLabel("Your present password").fill(PASSWORD);
    await passkeys.getByRole("button", { name: "Add a passkey" }).click();
    await passkeys.getByText("Work laptop").waitFor();
    await part(page, "Second factor").getByText("On: a passkey is asked beside the password.").waitFor();
    await passkeys.getByRole("button", { name: "Rename: Work laptop" }).click();
    await passkeys.getByLabel("What to call it").fill("Laptop of the office");
    await passkeys.getByRole("button", { name: "Rename", exact: true }).click();
    await passkeys.getByText("Laptop of the office", { exact: true }).waitFor();
    await expectAccessible(page, "account");
    await signOut(page);
    await page.goto("/app/sign-in");
    await page.getByLabel("E-mail").fill("ada@example.org");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByText("This account asks for its passkey.").first().waitFor();
    await expectAccessible(page, "sign-in that asks for the passkey");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await page.waitForURL(/\/app\/?$/);
    expect(await send(page, "GET", "/session")).toMatchObject({ name: "Ada Chief", secondFactor: true });
  });

  it("a passkey's answer works once, for its own challenge, at this address", async () => {
    const tried = await page.evaluate(async () => {
      const post = (path: string, body: object) => fetch(`/api${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
      const begin = async () => (await post("/session/passkey/begin", {})).json();
      const bytes = (text: string) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
      const use = async (challenge: string) => ((await navigator.credentials.get({ publicKey: { challenge: bytes(challenge), rpId: location.hostname, userVerification: "required" } })) as PublicKeyCredential).toJSON() as object;
      const first = await begin();
      const answer = await use(first.options.challenge);
      const other = await begin();
      const wrongChallenge = (await post("/session/passkey", { step: other.step, response: answer })).status;
      const again = (await post("/session/passkey", { step: other.step, response: answer })).status;
      const right = (await post("/session/passkey", { step: first.step, response: answer })).status;
      const replayed = (await post("/session/passkey", { step: first.step, response: answer })).status;
      return { wrongChallenge, again, right, replayed };
    });
    expect(tried).toEqual({ wrongChallenge: 401, again: 410, right: 200, replayed: 410 });
  });

  it("recovery codes are shown once, and one of them opens in place of the passkey", async () => {
    await page.goto("/app/account");
    const codes = part(page, "Recovery codes");
    await codes.getByRole("button", { name: "Make recovery codes" }).click();
    await codes.getByLabel("Your present password").fill(PASSWORD);
    await codes.getByRole("button", { name: "Make recovery codes" }).click();
    const shown = (await codes.locator("code").innerText()).split(/\s+/);
    expect(shown).toHaveLength(10);
    await expectAccessible(page, "recovery codes");
    await codes.getByRole("button", { name: "I have kept them" }).click();
    await codes.getByText(/^10 of 10 are left/).waitFor();
    await signOut(page);
    await page.goto("/app/sign-in");
    await page.getByLabel("E-mail").fill("ada@example.org");
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.getByLabel("Recovery code").fill(shown[3]!);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL(/\/app\/?$/);
  });

  it("a clinician is invited, and with the second factor asked of the role gets as far as setting one up", async () => {
    const { staffId } = await send(page, "POST", "/invitations", { name: "Bea Clinician", email: "bea@example.org", language: "en", roles: ["clinician"], supervisorId: null });
    await page.goto("/app/programme");
    await page.getByRole("link", { name: "Who comes in" }).click();
    const roles = part(page, "Second factor by role");
    await roles.getByRole("checkbox", { name: "Clinician", exact: true }).check();
    await roles.getByRole("button", { name: "Keep" }).click();
    await roles.getByText("Kept.").waitFor();
    await part(page, "Invitations").getByRole("button", { name: "Send anew: Bea Clinician" }).click();
    const link = await part(page, "Invitations").locator("code").innerText();
    await expectAccessible(page, "who comes in");
    const bea = await visit(browser, program);
    await bea.page.goto(link);
    await bea.page.getByLabel("New password").fill(PASSWORD);
    await bea.page.getByRole("button", { name: "Set the password and go in" }).click();
    await bea.page.getByText("Your role needs a second factor.").waitFor();
    await bea.page.goto("/app/calendar");
    await bea.page.waitForURL(/\/app\/account$/);
    await bea.page.getByRole("button", { name: "Set up a code application" }).click();
    const secret = await bea.page.locator("code").first().innerText();
    await expectAccessible(bea.page, "account that owes a second factor");
    await bea.page.getByLabel("Code", { exact: true }).fill(await generate({ secret, epoch: Date.now() / 1000 }));
    await bea.page.getByRole("button", { name: "Switch on" }).click();
    await bea.page.getByRole("link", { name: "Go on" }).click();
    await bea.page.getByRole("link", { name: "Calendar" }).first().waitFor();
    await page.reload();
    await part(page, "Invitations").getByText("Taken up").waitFor();
    expect(staffId).toHaveLength(36);
    expect(bea.complaints).toEqual([]);
    await bea.context.close();
  });

  it("a colleague is let in anew: the link, the new password, and what their own page says of it; on a phone, in Spanish", async () => {
    const recoveries = part(page, "Letting somebody in anew");
    await recoveries.getByRole("button", { name: "Let somebody in anew" }).click();
    await recoveries.getByLabel("Who").locator("option", { hasText: "Bea Clinician" }).waitFor({ state: "attached" });
    expect(await recoveries.getByLabel("Who").locator("option").allInnerTexts()).toEqual(["Choose one", "Bea Clinician"]);
    await recoveries.getByLabel("Who").selectOption({ label: "Bea Clinician" });
    await recoveries.getByRole("radio", { name: "Both" }).check();
    await recoveries.getByLabel("Reason").fill("The telephone fell into a lake.");
    await recoveries.getByRole("button", { name: "Let somebody in anew" }).click();
    const link = await recoveries.locator("code").innerText();
    await recoveries.getByText("Waits for the person").waitFor();
    const bea = await visit(browser, program, { phone: true, language: "es", dark: true });
    await bea.page.goto(link);
    await bea.page.getByRole("heading", { name: "Volver a entrar en Dyad" }).waitFor();
    await bea.page.getByLabel("Contraseña nueva").fill("otra contraseña larga");
    await expectAccessible(bea.page, "recovery in Spanish on a phone");
    await bea.page.getByRole("button", { name: "Restablecer mi acceso" }).click();
    await bea.page.getByText("Hecho. Ahora puede entrar.").waitFor();
    await send(bea.page, "POST", "/session", { email: "bea@example.org", password: "otra contraseña larga" });
    await send(bea.page, "PUT", "/session/language", { language: "es" });
    await send(page, "PUT", "/access/second-factor", { roles: [] });
    await bea.page.goto("/app/account");
    await part(bea.page, "Su acceso se restableció").getByText(/por Ada Chief: Las dos cosas/).waitFor();
    await part(bea.page, "Dónde tiene abierto el acceso").getByText("Este dispositivo").waitFor();
    expect(await fits(bea.page)).toBe(true);
    await expectAccessible(bea.page, "account in Spanish on a phone");
    expect(bea.complaints).toEqual([]);
    await bea.context.close();
  });

  it("a colleague is given a role, covers for the one who is away, and takes her families over when she leaves", async () => {
    const { staff } = await send(page, "GET", "/staff");
    const bea = staff.find((one: { name: string }) => one.name === "Bea Clinician").staffId as string;
    await send(page, "POST", "/cases", { referralId: null, child: { givenName: "Robin", familyName: "Made-Up", birthDate: "2023-05-02", language: "en" }, caregivers: [], clinicianId: bea });
    const today = new Date().toLocaleDateString("en-CA", { timeZone: "America/New_York" });
    const after = (days: number) => new Date(Date.parse(`${today}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
    const roles = part(page, "Roles and their days");
    await roles.getByRole("button", { name: "Give a role" }).click();
    await roles.getByLabel("Who").selectOption({ label: "Ada Chief" });
    await roles.getByLabel("Role").selectOption({ label: "Clinician" });
    await roles.getByRole("button", { name: "Give a role" }).click();
    await roles.getByRole("button", { name: "Give it a last day: Ada Chief, Clinician" }).waitFor();
    await page.goto("/app/programme");
    const away = part(page, "Away, and who covers");
    await away.getByRole("button", { name: "Record an absence" }).click();
    await away.getByLabel("Who is away").selectOption({ label: "Bea Clinician" });
    await away.getByLabel("From").fill(today);
    await away.getByLabel("Last day").fill(after(2));
    await away.getByLabel("Who covers").selectOption({ label: "Ada Chief" });
    await away.getByRole("button", { name: "Save" }).click();
    await away.getByText(/Ada Chief covers one family/).waitFor();
    await expectAccessible(page, "programme with an absence");
    await page.goto("/app");
    await page.getByText(/^You cover for Bea Clinician/).waitFor();
    await send(page, "POST", `/workforce/staff/${bea}/end`, { lastDay: after(10), reason: "Another place." });
    await page.goto(`/app/programme/handover/${bea}`);
    await part(page, "Still with nobody").getByText("1 family without a successor").waitFor();
    await page.getByLabel("Successor").selectOption({ label: "Ada Chief" });
    await expectAccessible(page, "hand-over");
    await page.getByRole("button", { name: "Hand the chosen families over" }).click();
    await part(page, "Still with nobody").getByText("Everything that can be handed over is.").waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await fits(page)).toBe(true);
    await expectAccessible(page, "hand-over on a phone");
    expect(chief.outside).toEqual([]);
    expect(chief.complaints).toEqual([]);
  });

  it("at the organisation, the first time asks for the password and the passkey, and from then on for nothing", async () => {
    const provider = await startProvider(`${program.address}/single-sign-on/callback`);
    provider.is({ sub: "ada-there", email: "ada@example.org", email_verified: true });
    await page.setViewportSize({ width: 1440, height: 900 });
    await send(page, "PUT", "/access/organisation", { issuer: provider.issuer, clientId: provider.clientId, clientSecret: provider.clientSecret, emailDomain: "example.org", passwords: "allowed" });
    const goThere = async () => {
      await signOut(page);
      await page.goto("/app/sign-in");
      await page.getByRole("button", { name: "Sign in at your organisation" }).click();
      const form = page.locator("#at-organisation");
      await form.getByLabel("E-mail").fill("ada@example.org");
      await form.getByRole("button", { name: "Sign in at your organisation" }).click();
    };
    await goThere();
    await page.waitForURL(/\/app\/bind$/);
    await page.getByLabel("Password").fill("a guess of somebody's");
    await page.getByRole("button", { name: "Go in" }).click();
    await page.getByText("This is not the password of your account in Dyad.").first().waitFor();
    await page.getByLabel("Password").fill(PASSWORD);
    await page.getByRole("button", { name: "Go in" }).click();
    await page.getByText("This account asks for its passkey too").waitFor();
    await expectAccessible(page, "binding to the organisation");
    await page.getByRole("button", { name: "Use the passkey" }).click();
    await page.waitForURL(/\/app\/?$/);
    await goThere();
    await page.waitForURL(/\/app\/?$/);
    expect(await send(page, "GET", "/session")).toMatchObject({ name: "Ada Chief" });
    const invited = await send(page, "POST", "/invitations", { name: "Cleo Clinician", email: "cleo@example.org", language: "en", roles: ["clinician"], supervisorId: null });
    provider.is({ sub: "cleo-there", email: "cleo@example.org", email_verified: true });
    const cleo = await visit(browser, program, { phone: true });
    await cleo.page.goto(invited.link);
    await cleo.page.getByLabel("New password").waitFor();
    await expectAccessible(cleo.page, "invitation that leads to the organisation");
    await cleo.page.getByRole("button", { name: "Sign in at your organisation" }).click();
    await cleo.page.waitForURL(/\/app\/?$/);
    expect(await send(cleo.page, "GET", "/session")).toMatchObject({ name: "Cleo Clinician" });
    expect([...chief.complaints, ...cleo.complaints]).toEqual([]);
    await cleo.context.close();
    await provider.close();
  });

  it("a passkey is removed, and a code application replaced, with the present password", async () => {
    await page.goto("/app/account");
    const passkeys = part(page, "Passkeys");
    await passkeys.getByRole("button", { name: "Remove: Laptop of the office" }).click();
    await passkeys.getByLabel("Your present password").fill(PASSWORD);
    await expectAccessible(page, "removing a passkey");
    await passkeys.getByRole("button", { name: "Remove", exact: true }).click();
    await passkeys.getByText("You have none yet.").waitFor();
    const factor = part(page, "Second factor");
    const setUp = async () => {
      const secret = await factor.locator("code").first().innerText();
      await factor.getByLabel("Code", { exact: true }).fill(await generate({ secret, epoch: Date.now() / 1000 }));
      await factor.getByRole("button", { name: "Switch on" }).click();
      await factor.getByRole("button", { name: "Set up another code application" }).waitFor();
      return secret;
    };
    await factor.getByRole("button", { name: "Set up a code application" }).click();
    const first = await setUp();
    await factor.getByRole("button", { name: "Set up another code application" }).click();
    await factor.getByLabel("Your present password").fill(PASSWORD);
    await factor.getByRole("button", { name: "Set up another code application" }).click();
    expect(await setUp()).not.toBe(first);
    expect(chief.complaints).toEqual([]);
  });
});
