import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, type Visitor, visit } from "./support.ts";

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

/** The six that an adult can be sent, with their items. */
const battery = { "phq-9": 10, "gad-7": 7, "pcl-5": 20, "ces-d": 20, "cesd-r": 20, "lec-5": 17 };
const TOTAL = Object.values(battery).reduce((sum, one) => sum + one, 0);
/** A slow mobile line: 400 kbit a second, 400 ms there and back. */
const slow = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const away = { ...slow, offline: true };
const quick = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
const MOST_BYTES = 60_000;

type Sent = { staff: Visitor; caseId: string; link: string; batteryId: string; year: string };
/** A battery that staff prepared for an adult, and the birth year that opens it. */
async function send(instruments: string[], language: "en" | "es"): Promise<Sent> {
  const staff = await visit(browser, program);
  await signIn(staff, program, "clinician@demo.dyad");
  const { request } = staff.page;
  const post = async (address: string, data: object) => (await (await request.post(`/api${address}`, { data, headers: { origin: program.address } })).json()) as { batteries: { batteryId: string }[]; address: string };
  const { cases } = (await (await request.get("/api/cases?search=Luz")).json()) as { cases: { caseId: string }[] };
  const { caseId } = cases[0]!;
  const { people } = (await (await request.get(`/api/cases/${caseId}`)).json()) as { people: { personId: string; part: string; birthDate: string | null }[] };
  const { batteryId } = (await post(`/cases/${caseId}/batteries`, { to: [{ respondentId: people.find((one) => one.part === "caregiver")!.personId, instruments, language, delivery: "none" }] })).batteries[0]!;
  const { address } = await post(`/batteries/${batteryId}/link`, {});
  return { staff, caseId, batteryId, link: new URL(address).pathname, year: people.find((one) => one.part === "child")!.birthDate!.slice(0, 4) };
}

/** Every byte that came over the line since, as it was sent. */
async function countBytes(line: CDPSession): Promise<() => number> {
  let bytes = 0;
  await line.send("Network.enable");
  line.on("Network.loadingFinished", ({ encodedDataLength }) => void (bytes += encodedDataLength));
  return () => bytes;
}
const at = async (page: Page) => Number(/Pregunta (\d+)/.exec(await page.locator("#step").innerText())?.[1]);
/** Answers the questions up to one by the same forms, without waiting for the pictures of a browser. */
async function answerUntil(page: Page, until: number): Promise<void> {
  const hidden = async () => Object.fromEntries(await page.locator("form.one input[type=hidden]").evaluateAll((all) => all.map((one) => [(one as HTMLInputElement).name, (one as HTMLInputElement).value])));
  const { csrf } = await hidden();
  const action = (await page.locator("form.one").getAttribute("action"))!;
  for (let step = await at(page); step < until; step++) expect((await page.request.post(action, { form: { csrf: csrf!, step: String(step), answer: "1", go: "next" }, headers: { origin: program.address }, maxRedirects: 0 })).status()).toBe(303);
}

describe("Six measures on a phone", () => {
  it("B13, D3: in Spanish on a slow line the first page is small; a tab that died and a line that dropped lose no answer, and all is sent once", async () => {
    const { staff, caseId, link, year } = await send(Object.keys(battery), "es");
    const phone = await visit(browser, program, { phone: true, language: "es" });
    let page = phone.page;
    let line = await phone.context.newCDPSession(page);
    const bytes = await countBytes(line);
    await line.send("Network.emulateNetworkConditions", slow);
    await page.goto(link);
    const first = bytes();
    console.error(`first page of a link: ${(first / 1000).toFixed(1)} kB over the line`);
    expect(first).toBeGreaterThan(5_000);
    expect(first).toBeLessThan(MOST_BYTES);
    await page.getByLabel("Escriba el año de nacimiento").fill(year);
    await page.getByRole("button", { name: "Seguir", exact: true }).click();
    await page.getByText(`Pregunta 1 de ${TOTAL}`).waitFor();
    await expectAccessible(page, "first question");
    await page.locator(".choice").nth(2).click();
    await page.getByRole("button", { name: "Siguiente" }).click();
    await page.getByText(`Pregunta 2 de ${TOTAL}`).waitFor();
    // The tab dies with the phone's memory; the same link goes on where it was.
    await page.close();
    page = await phone.context.newPage();
    line = await phone.context.newCDPSession(page);
    await line.send("Network.enable");
    await page.goto(link);
    expect(await at(page)).toBe(2);
    // The line drops while an answer is on its way.
    await page.locator(".choice").nth(3).click();
    await line.send("Network.emulateNetworkConditions", away);
    await page.getByRole("button", { name: "Siguiente" }).click();
    await page.getByText("Se cortó la línea", { exact: false }).waitFor();
    expect(await page.locator("input[name=answer]:checked").inputValue()).toBe("3");
    await line.send("Network.emulateNetworkConditions", quick);
    await page.getByRole("button", { name: "Siguiente" }).click();
    await page.getByText(`Pregunta 3 de ${TOTAL}`).waitFor();
    // PCL-5 is in English, and says so in Spanish.
    await answerUntil(page, 18);
    await page.goto(link);
    expect(await at(page)).toBe(18);
    expect([await page.locator("legend").getAttribute("lang"), await page.getByText("Esta parte está en inglés").isVisible(), await page.getByRole("button", { name: "Prefiero que me la lean" }).isVisible()]).toEqual(["en", true, true]);
    await expectAccessible(page, "a question in English");
    await answerUntil(page, TOTAL);
    await page.goto(link);
    await page.locator("input[type=checkbox]").nth(0).check();
    await page.locator("input[type=checkbox]").nth(2).check();
    await expectAccessible(page, "a question with several answers");
    const targets = await page.locator(".choice").evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.min(...targets)).toBeGreaterThanOrEqual(44);
    await page.getByRole("button", { name: "Siguiente" }).click();
    await page.getByText("Contestó todas las preguntas.").waitFor();
    await page.getByRole("button", { name: "Enviar mis respuestas" }).click();
    await page.getByRole("heading", { name: "Gracias. Tenemos sus respuestas." }).waitFor();
    const { requests, scores, answers } = (await (await staff.page.request.get(`/api/cases/${caseId}/measures`)).json()) as { requests: { requestId: string; instrument: string; submittedAt: string | null; mode: string }[]; scores: { requestId: string; instrument: string; language: string; complete: boolean }[]; answers: { requestId: string; answers: Record<string, unknown> }[] };
    const newest = Object.keys(battery).map((id) => requests.find((one) => one.instrument === id)!);
    expect(newest.map((one) => [one.instrument, Object.keys(answers.find((each) => each.requestId === one.requestId)!.answers).length, scores.find((each) => each.requestId === one.requestId)!.complete])).toEqual(Object.entries(battery).map(([id, count]) => [id, count, true]));
    expect(answers.find((one) => one.requestId === newest[0]!.requestId)!.answers).toMatchObject({ "1": 2, "2": 3, "3": 1 });
    expect(answers.find((one) => one.requestId === newest[5]!.requestId)!.answers["17"]).toEqual([0, 2]);
    expect(newest.map((one) => scores.find((each) => each.requestId === one.requestId)!.language)).toEqual(["es", "es", "en", "en", "en", "en"]);
    expect(phone.outside).toEqual([]);
    await phone.context.close();
    await staff.context.close();
  });

  it("the device that is handed over shows nothing of staff: not by going back, not in another tab, not by an address", async () => {
    const { staff, caseId, year } = await send(["gad-7"], "en");
    const { page, context } = staff;
    const measures = `/app/families/${caseId}/measures`;
    const other = await context.newPage();
    await other.goto(`/app/families/${caseId}/people`);
    await other.getByText("Carmen").first().waitFor();
    await page.goto(measures);
    await page.getByRole("button", { name: "Open in the room" }).first().click();
    await page.getByRole("button", { name: "Hand over this device" }).click();
    await page.getByRole("button", { name: "Sign out here and open the questions" }).click();
    await page.getByLabel("Type the birth year").waitFor();
    await other.waitForURL(/sign-in/);
    expect(await other.getByText("Carmen").count()).toBe(0);
    await page.goBack().catch(() => null);
    await page.waitForTimeout(300);
    expect(await page.getByText("Luz").count()).toBe(0);
    await page.goto(measures);
    await page.waitForURL(/sign-in/);
    expect((await page.request.get(`/api/cases/${caseId}`)).status()).toBe(401);
    await context.close();
    expect(year).toMatch(/^\d{4}$/);
  });
});

describe("Answers that staff record", () => {
  it("a form is read aloud by keys alone, corrected, and a paper form entered twice; what was corrected says so", async () => {
    const staff = await visit(browser, program);
    await signIn(staff, program, "clinician@demo.dyad");
    const { page } = staff;
    const { cases } = (await (await page.request.get("/api/cases?search=Luz")).json()) as { cases: { caseId: string }[] };
    await page.goto(`/app/families/${cases[0]!.caseId}/measures`);
    await page.getByRole("button", { name: "Record answers" }).click();
    await page.getByLabel("Which measure").selectOption("gad-7");
    await page.getByText("Read aloud, here or by telephone").click();
    await page.getByRole("button", { name: "Go on" }).click();
    await page.getByText("Question 1 of 7").waitFor();
    await expectAccessible(page, "reading aloud");
    for (let question = 1; question <= 7; question++) {
      await page.keyboard.press("1");
      if (question < 7) await page.getByText(`Question ${question + 1} of 7`).waitFor();
    }
    await page.getByText("That was the last question.").waitFor();
    await page.getByRole("button", { name: "Finish and score" }).press("Enter");
    await page.locator(".battery", { hasText: "Read aloud, here or by telephone" }).first().getByText("Correct or withdraw").click();
    await page.getByRole("button", { name: "Correct an answer" }).locator("visible=true").click();
    await page.locator("[data-item='7'] input").nth(3).check();
    await page.getByLabel("Why it is corrected").fill("The last answer was heard wrongly.");
    await page.getByRole("button", { name: "Correct and score anew" }).click();
    await page.getByText("Corrected since: counts in no series").waitFor();
    await page.getByRole("button", { name: "Record answers" }).click();
    await page.getByLabel("Which measure").selectOption("phq-9");
    await page.getByText("On paper", { exact: true }).click();
    await page.getByRole("button", { name: "Go on" }).click();
    for (const [entry, places] of [["Enter it a second time", "1111111110"], ["Compare both entries", "1111112110"]] as const) {
      await page.locator("[data-item='1'] input").first().focus();
      for (const place of places) await page.keyboard.press(place);
      await page.getByRole("button", { name: entry }).click();
    }
    await page.getByText("One item differs.").waitFor();
    await expectAccessible(page, "what differs");
    await page.locator("[data-item='7'] input").nth(1).check();
    await page.getByRole("button", { name: "Record it" }).click();
    await page.getByText("PHQ-9: Recorded.").waitFor();
    await expectAccessible(page, "recorded");
    expect([staff.outside, staff.complaints]).toEqual([[], []]);
    await staff.context.close();
  });
});
