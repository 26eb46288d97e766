import type { Browser } from "playwright-core";
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

const said = {
  en: { home: "/", askLink: /Ask for a consultation/, callMe: "Dana", language: "English", sent: /Your request/i, ask: "/ask" },
  es: { home: "/es", askLink: /Pida una consulta/, callMe: "Pilar", language: "Español", sent: /petición/i, ask: "/es/pedir" },
} as const;

describe.each(["en", "es"] as const)("a caregiver on a phone asks for a consultation (D1, D3, D8), %s", (language) => {
  it("reads, is told what is missing without losing a word, sends, and sees what happens next", async () => {
    const visitor = await visit(browser, program, { phone: true, language });
    const { page, outside, complaints } = visitor;
    await page.goto(said[language].home);
    expect(await page.title()).toBe("Linden Street");
    await expectAccessible(page, `home ${language}`);
    await page.getByRole("link", { name: said[language].askLink }).first().click();
    await page.waitForURL(`**${said[language].ask}`);
    expect(await page.getByRole("link", { name: language === "en" ? /Leave quickly/ : /Salir rápido/ }).count()).toBe(1);
    await expectAccessible(page, `request ${language}`);

    await page.locator("[name='callMe']").fill(`${said[language].callMe} <b>&"`);
    await page.locator("[name='contact.way'][value='call']").check({ force: true });
    await page.locator("[name='contact.phone']").fill("202 555 013");
    await page.locator("form.ask button[type='submit'], form.ask button:not([type])").first().click();
    await page.locator("[role='alert'], .summary, .fault-summary").first().waitFor();
    expect(await page.locator("[name='callMe']").inputValue()).toBe(`${said[language].callMe} <b>&"`);
    expect(await page.locator("[name='contact.phone']").inputValue()).toBe("202 555 013");
    await expectAccessible(page, `request with errors ${language}`);

    await page.locator("[name='relation'][value='parent']").check({ force: true });
    await page.locator("[name='childAge'][value='4']").check({ force: true });
    for (const fold of ["form.ask details.fold", "form.ask details.own"]) {
      if ((await page.locator(fold).getAttribute("open")) === null) await page.locator(`${fold} > summary`).click();
    }
    await page.locator("[name='reasons'][value='violence_at_home']").check({ force: true });
    await page.locator("[name='ownWords']").fill("He hides when a door slams. <script>alert(1)</script> 🧸 مرحبا");
    await page.locator("[name='contact.phone']").fill("202 555 0137");
    await page.locator("[name='contact.safeHours'][value='mon_morning']").check({ force: true });
    await page.locator(`[name='language'][value='${language}']`).check({ force: true });
    await page.locator("form.ask button[type='submit'], form.ask button:not([type])").first().click();
    const code = (await page.locator(".code-letters").textContent())!.replace(/\W/g, "");
    expect(code).toMatch(/^[2-9CDFGHJKMNPQRTVWXY]{6}$/);
    await expectAccessible(page, `receipt ${language}`);
    expect(outside).toEqual([]);
    expect(complaints).toEqual([]);

    // The front desk sees it at once, with its own words as text and its age against the promised time.
    const desk = await visit(browser, program);
    await signIn(desk, program, "frontdesk@demo.dyad");
    const { referrals } = (await (await desk.page.request.get("/api/referrals")).json()) as { referrals: { code: string; ownWords: string; promise: string; reasons: string[]; callMe: string }[] };
    const found = referrals.find((one) => one.code === code)!;
    expect(found).toMatchObject({ ownWords: "He hides when a door slams. <script>alert(1)</script> 🧸 مرحبا", reasons: ["violence_at_home"], callMe: `${said[language].callMe} <b>&"` });
    expect(["waiting", "due_today"]).toContain(found.promise);
    await desk.context.close();
    await visitor.context.close();
  });

  it("works without script, and leaves quickly", async () => {
    const context = await browser.newContext({ baseURL: program.address, javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(said[language].ask);
    expect(await page.locator("form.ask").count()).toBe(1);
    expect(await page.getByRole("link", { name: language === "en" ? /Leave quickly/ : /Salir rápido/ }).getAttribute("href")).toMatch(/^https:\/\/www\.weather\.gov/);
    await context.close();
  });
});
