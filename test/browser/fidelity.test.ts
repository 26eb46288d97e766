import fs from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** A fidelity packet (C7, D6): what falls out of the record is looked at, one rating changed, two given, confirmed, returned and corrected. By keyboard. */
let program: Program;
let browser: Browser;
let own: Visitor;
let supervisor: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  own = await visit(browser, program);
  await signIn(own, program, "clinician@demo.dyad");
  supervisor = await visit(browser, program);
  await signIn(supervisor, program, "supervisor@demo.dyad");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

describe("fidelity", () => {
  it("C7, D6: a packet is confirmed with two answers, returned, corrected and agreed", async () => {
    const { page } = own;
    const { owed } = (await (await page.request.get("/api/day")).json()) as Outputs["day"]["today"];
    const { caseId } = owed.find((one) => one.kind === "fidelity_packet")!;
    const address = `/app/families/${caseId}/fidelity`;
    await page.goto(address);
    await page.getByRole("heading", { name: "What no record has" }).waitFor();
    await page.getByText("The two ratings about your own part").waitFor();
    await expectAccessible(page, "fidelity packet");
    await page.getByRole("group", { name: "Emotional process" }).getByText(/^seen in/).first().click();
    await page.getByRole("link", { name: /^note of/ }).first().waitFor();

    const changed = page.getByLabel("What made it hard: Procedural");
    await changed.selectOption({ label: "low" });
    await page.getByText("The record suggests: none.").waitFor();
    await page.getByRole("button", { name: "Confirm the packet" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText("Choose an answer.").first().waitFor();
    await page.getByRole("group", { name: "How much did this work strain you?" }).getByLabel("moderate").focus();
    await page.keyboard.press("Space");
    await page.getByRole("group", { name: /^How far could you notice/ }).getByLabel("emerging").focus();
    await page.keyboard.press("Space");
    await page.getByLabel("Reflection").fill("Made up: I hurry when it becomes quiet.");
    await page.getByRole("button", { name: "Confirm the packet" }).press("Enter");
    await page.getByText("confirmed, waits for the supervisor").first().waitFor();

    const slot = await (async () => {
      const { packets } = (await (await page.request.get(`/api/cases/${caseId}/fidelity`)).json()) as Outputs["fidelity"]["list"];
      return packets.findLast((one) => one.state === "confirmed")!;
    })();
    await supervisor.page.goto(address);
    const fold = supervisor.page.locator("details.fidelity-packet", { hasText: "confirmed, waits for the supervisor" }).last();
    if ((await fold.getAttribute("open")) === null) await fold.locator("summary").first().press("Enter");
    await fold.getByText("Made up: I hurry when it becomes quiet.").waitFor();
    await fold.getByLabel("Return it").check();
    await fold.getByRole("button", { name: "Keep it" }).click();
    await fold.getByText("Expected what the clinician should look at again.").first().waitFor();
    await fold.getByLabel("Words for the clinician").fill("Made up: look at bedtime again.");
    await expectAccessible(supervisor.page, "looking a packet over");
    await fold.getByRole("button", { name: "Keep it" }).click();
    await supervisor.page.getByText("returned by the supervisor").first().waitFor();

    await page.goto(address);
    await page.getByText("Made up: look at bedtime again.").waitFor();
    await expect.poll(() => page.getByLabel("What made it hard: Procedural").inputValue()).toBe("low");
    await page.getByRole("button", { name: "Confirm as a corrected version" }).press("Enter");
    await expect.poll(async () => ((await (await page.request.get(`/api/cases/${caseId}/fidelity/${slot.slotId}`)).json()) as Outputs["fidelity"]["packet"]).packet.version).toBe(2);
    const [sheet] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "As CSV" }).click()]);
    expect(fs.readFileSync(await sheet.path(), "utf8")).toMatch(/^Day,Kind,/);

    const phone = await visit(browser, program, { phone: true, language: "es" });
    await signIn(phone, program, "clinician@demo.dyad");
    await phone.page.request.put("/api/session/language", { data: { language: "es" }, headers: { origin: program.address } });
    await phone.page.goto(address);
    await phone.page.getByRole("heading", { name: "Registro de contactos" }).waitFor();
    expect(await phone.page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await expectAccessible(phone.page, "fidelity, phone, Spanish");
    expect([...own.outside, ...phone.outside, ...supervisor.outside]).toEqual([]);
  });
});
