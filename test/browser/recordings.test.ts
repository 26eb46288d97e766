import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { makeFilm } from "./film.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** A recording from its upload to its end (C6): sent in by keyboard, watched and spoken of by a colleague, destroyed when the consent is withdrawn. */
let program: Program;
let browser: Browser;
let own: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  own = await visit(browser, program);
  await signIn(own, program, "clinician@demo.dyad");
  await own.page.request.put("/api/session/language", { data: { language: "en" }, headers: { origin: program.address } });
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const recordingsOf = async (page: Page) => ((await (await page.request.get("/api/recordings")).json()) as Outputs["recordings"]["list"]).recordings;
const fitsSideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
/** What the film says of itself once it can be played. */
const filmState = (page: Page) => page.locator("video").evaluate(async (video: HTMLVideoElement) => {
  if (video.readyState < 2) await new Promise((done) => video.addEventListener("loadeddata", done, { once: true }));
  return { width: video.videoWidth, error: video.error?.code ?? null };
});

describe("C6: recordings", () => {
  it("one is sent in by keyboard, plays, and is watched and spoken of by who was asked; withdrawn, it answers 410", async () => {
    const { page } = own;
    await page.goto("/app/recordings");
    await page.getByRole("button", { name: "Send a recording in" }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Session", { exact: true }).selectOption({ index: 1 });
    await page.getByLabel("Video", { exact: true }).setInputFiles({ name: "visit.webm", mimeType: "video/webm", buffer: Buffer.from("this is no video, whatever its name says") });
    await page.getByLabel("a consultation call").check();
    await page.getByRole("button", { name: "Send it in" }).click();
    await page.getByText("This is not a video. Nothing of it was kept.").first().waitFor();
    await expectAccessible(page, "sending a recording in, refused");
    const before = await recordingsOf(page);
    await page.getByLabel("Video", { exact: true }).setInputFiles({ name: "visit.webm", mimeType: "video/webm", buffer: await makeFilm(page, 2500) });
    await page.getByRole("button", { name: "Send it in" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await recordingsOf(page)).filter((one) => one.state === "ready").length, { timeout: 20_000 }).toBe(before.filter((one) => one.state === "ready").length + 1);
    const made = (await recordingsOf(page)).find((one) => !before.some((each) => each.recordingId === one.recordingId))!;
    await page.goto(`/app/recordings/${made.recordingId}`);
    expect(await filmState(page)).toEqual({ width: 320, error: null });
    await page.getByLabel("Words").fill("Here the two of them found each other.");
    await page.getByRole("button", { name: "Say it" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("article").getByText("Here the two of them found each other.").waitFor();
    await page.getByRole("button", { name: "Name somebody" }).click();
    const colleague = await page.getByLabel("A colleague").last().locator("option").nth(1).textContent();
    await page.getByLabel("A colleague").last().selectOption({ index: 1 });
    await page.getByLabel("Purpose").selectOption({ label: "a consultation call" });
    await page.getByLabel("Until").fill(made.until);
    await page.getByRole("button", { name: "Name", exact: true }).click();
    await page.getByRole("listitem").filter({ hasText: colleague ?? "" }).getByText("not watched yet").waitFor();
    await expectAccessible(page, "a recording, for who sent it in");

    const { accounts } = (await (await page.request.get("/api/demo-accounts")).json()) as Outputs["account"]["demoAccounts"];
    const asked = accounts.find((one) => one.name === colleague)!.email;
    const other = await visit(browser, program, { phone: true, dark: true, language: "es" });
    await signIn(other, program, asked);
    await other.page.request.put("/api/session/language", { data: { language: "es" }, headers: { origin: program.address } });
    await other.page.goto("/app/recordings");
    await other.page.getByRole("heading", { name: "Para que usted las vea" }).waitFor();
    expect(await other.page.content()).not.toContain(made.childName);
    await other.page.goto(`/app/recordings/${made.recordingId}`);
    expect(await filmState(other.page)).toEqual({ width: 320, error: null });
    expect(await other.page.content()).not.toContain(made.childName);
    expect(await fitsSideways(other.page)).toBe(true);
    await expectAccessible(other.page, "a recording, for who was asked, phone, dark, Spanish");
    await other.page.getByLabel("Texto").fill("Lo vi también.");
    await other.page.getByRole("button", { name: "Decirlo" }).click();
    await other.page.getByRole("article").getByText("Lo vi también.").waitFor();

    const { consents } = (await (await page.request.get(`/api/cases/${made.caseId}/consents`)).json()) as Outputs["consents"]["list"];
    const consent = consents.find((one) => one.kind === "video" && one.withdrawnOn === null)!;
    expect((await page.request.post(`/api/cases/${made.caseId}/consents/${consent.consentId}/withdraw`, { data: {}, headers: { origin: program.address } })).status()).toBe(200);
    for (const visitor of [own, other]) expect((await visitor.page.request.get(`/api/recordings/${made.recordingId}/video`, { headers: { range: "bytes=0-9" } })).status()).toBe(410);
    await page.reload();
    await page.getByText("The family took the consent back. The recording and its key were destroyed.").waitFor();
    await page.goto("/app/recordings");
    await page.getByRole("heading", { name: "Not there any more" }).waitFor();
    expect(await fitsSideways(page)).toBe(true);
    await expectAccessible(page, "the list of recordings");
    for (const visitor of [own, other]) expect([visitor.outside, visitor.complaints]).toEqual([[], []]);
  });
});
