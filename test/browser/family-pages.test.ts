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

/** A link with a short questionnaire, as staff hand it over, and the birth year that opens it. */
async function handOver(language: "en" | "es"): Promise<{ link: string; year: string }> {
  const staff = await visit(browser, program);
  await signIn(staff, program, "clinician@demo.dyad");
  const { request } = staff.page;
  const post = async (address: string, data: object) => (await (await request.post(`/api${address}`, { data, headers: { origin: program.address } })).json()) as { batteries: { batteryId: string }[]; address: string };
  const { cases } = (await (await request.get("/api/cases")).json()) as { cases: { caseId: string; status: string }[] };
  const caseId = cases.find((one) => one.status === "open")!.caseId;
  const { people } = (await (await request.get(`/api/cases/${caseId}`)).json()) as { people: { personId: string; part: string; birthDate: string | null }[] };
  const battery = await post(`/cases/${caseId}/batteries`, { to: [{ respondentId: people.find((one) => one.part === "caregiver")!.personId, instruments: ["gad-7"], language, delivery: "none" }] });
  const { address } = await post(`/batteries/${battery.batteries[0]!.batteryId}/link`, {});
  await staff.context.close();
  return { link: new URL(address!).pathname, year: people.find((one) => one.part === "child")!.birthDate!.slice(0, 4) };
}

/** What is wider than the window, at the smallest phone, a phone and a desk. */
async function whatStandsOut(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of [320, 390, 1440]) {
    await page.setViewportSize({ width, height: 844 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) found.push(`${wide} wide in a window of ${width}`);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  return found;
}

/** Walks the page by Tab: each stop must show its focus, and nothing that is pinned may lie over it. */
async function whatTabMeets(page: Page): Promise<{ stops: number; wrong: string[] }> {
  await page.evaluate(() => {
    // Without the body's own focus, Tab would go on from where the focus was before.
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
  });
  const wrong: string[] = [];
  for (let stops = 0; ; stops++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      if (element === document.body || element.dataset.walked !== undefined) return null;
      element.dataset.walked = "";
      const target = element.closest("label") ?? element;
      const rings = [element, target].some((one) => getComputedStyle(one).outlineStyle !== "none" && Number.parseFloat(getComputedStyle(one).outlineWidth) >= 3);
      // A link may run over two lines: its first piece is what is looked at.
      const box = target.getClientRects()[0]!;
      const front = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const name = (element.getAttribute("aria-label") ?? target.textContent ?? "").trim().slice(0, 40) || element.id;
      return { name, rings, isInFront: front !== null && (target.contains(front) || front.contains(target)), isNamed: name !== "" };
    });
    if (stop === null || stops > 120) return { stops, wrong };
    if (!stop.isNamed) wrong.push(`stop ${stops} has no name`);
    if (!stop.rings) wrong.push(`${stop.name}: no focus to be seen`);
    if (!stop.isInFront) wrong.push(`${stop.name}: lies under something`);
  }
}

describe.each(["en", "es"] as const)("every family page fits, shows its focus and can be read by a machine (D3), %s", (language) => {
  it("at 320, 390 and 1440", async () => {
    const { link, year } = await handOver(language);
    const { page, context, outside } = await visit(browser, program, { phone: true, language, dark: language === "es" });
    const own = language === "es" ? "/es" : "";
    const main = page.locator(".actions .button.main, form.ask button[type='submit']");
    const steps: [name: string, go: () => Promise<unknown>][] = [
      ["home", () => page.goto(own || "/")],
      ["what to expect", () => page.goto(language === "es" ? "/es/que-esperar" : "/expect")],
      ["team", () => page.goto(language === "es" ? "/es/equipo" : "/team")],
      ["visit", () => page.goto(language === "es" ? "/es/visitas" : "/visit")],
      ["studies", () => page.goto(language === "es" ? "/es/estudios" : "/studies")],
      ["privacy", () => page.goto(language === "es" ? "/es/privacidad" : "/privacy")],
      ["no page", () => page.goto(`${own}/nothing-here`)],
      ["request", () => page.goto(language === "es" ? "/es/pedir" : "/ask")],
      ["request with errors", async () => {
        await page.locator("[name='contact.way'][value='call']").check({ force: true });
        await main.click();
        await page.locator(".fault-summary:focus").waitFor();
        // A link of the summary leads into the field.
        await page.locator(".fault-summary a").first().press("Enter");
        expect(await page.evaluate(() => document.activeElement?.id)).toBe("callMe");
      }],
      ["ask something", () => page.goto(language === "es" ? "/es/pregunta" : "/question")],
      ["ask something, with errors", async () => {
        await page.locator("[name='contact.way'][value='call']").check({ force: true });
        await main.click();
        await page.locator(".fault-summary:focus").waitFor();
        await page.locator(".fault-summary a").first().press("Enter");
        expect(await page.evaluate(() => document.activeElement?.id)).toBe("question");
      }],
      ["ask something: sent, and read with its code", async () => {
        await page.goto(language === "es" ? "/es/pregunta" : "/question");
        await page.locator("#question").fill("Made up?");
        await page.locator("#word").fill("made up word");
        await main.click();
        const code = await page.locator(".code-letters").textContent();
        await page.goto(language === "es" ? "/es/pregunta/respuesta" : "/question/answer");
        await page.locator("#code").fill(code ?? "");
        await page.locator("#word").fill("made up word");
        await main.click();
        await page.locator(".receipt h1").waitFor();
      }],
      ["a code that opens nothing", async () => {
        await page.goto(language === "es" ? "/es/pregunta/respuesta" : "/question/answer");
        await main.click();
        await page.locator(".fault-summary:focus").waitFor();
      }],
      ["articles", () => page.goto(language === "es" ? "/es/articulos" : "/articles")],
      ["tips by mail", () => page.goto(language === "es" ? "/es/noticias" : "/news")],
      ["articles again", () => page.goto(language === "es" ? "/es/articulos" : "/articles")],
      ["an article", () => page.locator(".article-list h2 a").last().click()],
      ["link that is none", () => page.goto(`/m/${"x".repeat(43)}?lang=${language}`)],
      ["birth year", () => page.goto(link)],
      ["wrong birth year", async () => {
        await page.locator("#birth-year").fill("1901");
        await main.click();
        await page.locator("#birth-year:focus").waitFor();
      }],
      ["question", async () => {
        await page.locator("#birth-year").fill(year);
        await main.click();
        await page.locator("#answer-0").waitFor();
      }],
      ["question without an answer", async () => {
        await main.click();
        await page.locator("#pick-one:focus").waitFor();
        // A phone lets the page go and asks for its address anew: the question, and no error of a program.
        await page.reload();
        await page.locator("#answer-0").waitFor();
        await main.click();
        await page.locator("#pick-one").waitFor();
      }],
      ["before sending", () => page.goto(`${link}?q=review`)],
    ];
    for (const [name, go] of steps) {
      await go();
      expect({ name, title: await page.title(), exits: (await page.locator(".exit").count()) }).toEqual({ name, title: /link|year|question|sending/.test(name) ? (language === "es" ? "Preguntas" : "Questions") : "Linden Street", exits: 1 });
      expect({ name, standsOut: await whatStandsOut(page) }).toEqual({ name, standsOut: [] });
      await expectAccessible(page, name);
      const { stops, wrong } = await whatTabMeets(page);
      expect({ name, wrong }).toEqual({ name, wrong: [] });
      expect({ name, stops: stops > 2 }).toEqual({ name, stops: true });
    }
    expect(outside).toEqual([]);
    await context.close();
  });
});

/** Every address of the public site that the site itself names. */
async function publicPages(page: Page): Promise<string[]> {
  const map = ["/", "/expect", "/team", "/visit", "/studies", "/ask", "/privacy"];
  const found: string[] = [];
  for (const path of map) {
    await page.goto(path);
    found.push(path, ...(await page.locator(".languages a[hreflang='es']").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""))));
  }
  return found;
}

describe("with what people have (D3)", () => {
  it("every public page holds letters of twice the size, with no script, and the menu opens", async () => {
    const context = await browser.newContext({ baseURL: program.address, javaScriptEnabled: true, viewport: { width: 320, height: 640 } });
    const page = await context.newPage();
    const paths = await publicPages(page);
    expect(paths.length).toBe(14);
    await context.close();
    const plain = await browser.newContext({ baseURL: program.address, javaScriptEnabled: false, viewport: { width: 640, height: 640 } });
    const quiet = await plain.newPage();
    // Twice the letters, as somebody sets them in the browser: the page's own sizes follow.
    await quiet.route("**/site/family.css", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: `${await answer.text()}\nhtml { font-size: 200%; }` });
    });
    for (const path of paths) {
      await quiet.goto(path);
      const size = await quiet.locator("body").evaluate((body) => Number.parseFloat(getComputedStyle(body).fontSize));
      const wide = await quiet.evaluate(() => document.documentElement.scrollWidth);
      expect({ path, size, wide: wide <= 640 ? "fits" : wide }).toEqual({ path, size: 36, wide: "fits" });
      await quiet.locator(".menu summary").click();
      expect(await quiet.locator(".menu a").first().isVisible()).toBe(true);
    }
    await plain.close();
  });
});

describe("leaving quickly (D3)", () => {
  it("puts the weather in place of the page: Back leads to what was before it, not to it", async () => {
    const { page, context } = await visit(browser, program, { phone: true });
    await context.route("https://www.weather.gov/**", (route) => route.fulfill({ contentType: "text/html", body: "<title>Weather</title>" }));
    for (const leave of [() => page.locator(".exit").click(), async () => { for (const key of ["Escape", "Escape", "Escape"]) await page.keyboard.press(key); }]) {
      await page.goto("about:blank");
      await page.goto("/ask");
      await page.locator("[name='callMe']").fill("Dana");
      await leave();
      await page.waitForURL("https://www.weather.gov/");
      await page.goBack();
      expect(page.url()).toBe("about:blank");
    }
    await context.close();
  });
});
