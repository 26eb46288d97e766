import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "./steps.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, type Visitor, visit } from "./support.ts";

/** An annual audit (A10): from the sample to the plan and the pack; the auditor's sign-in is for the sample alone, and ends. */
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

const PASSWORD = "a long enough password";
type Item = { id: string; of: "case" | "agency" };
type Audit = { auditId: string; form: { items: Item[] }; cases: { caseId: string; code: string; state: string }[]; ratings: { item: string; caseId: string | null; mark: number | string | null; comment: { words: string } | null }[] };
const ask = async <T>({ page }: Visitor, path: string): Promise<T> => (await (await page.request.get(`/api${path}`)).json()) as T;

describe("an annual audit", () => {
  it("runs from the sample to the corrective plan and the pack, and the auditor's sign-in ends with it", async () => {
    const director = await visit(browser, program);
    await signIn(director, program, "director@demo.dyad");
    const { page } = director;

    // The room leads to the audits; an audit is opened with its seed, and drawing again gives the same.
    await page.goto("/app/compliance");
    await page.getByRole("link", { name: "Fidelity audits" }).click();
    await page.getByRole("heading", { level: 1, name: "Fidelity audits" }).waitFor();
    await page.getByRole("button", { name: "Open an audit" }).click();
    await page.getByRole("button", { name: "Draw the sample" }).click();
    await page.getByText("Give the audit a name.").first().waitFor();
    await page.getByLabel("Name of the audit").fill("The audit of this journey");
    await page.getByLabel("Period from").fill(day(-300));
    await page.getByLabel("Period to").fill(day(-1));
    await page.getByText(/cases have a signed session in this period/).waitFor();
    await page.getByLabel("To be finished by").fill(day(40));
    await page.getByLabel("Who audits").fill("Rae Reader, made up");
    await page.getByLabel("How many cases").fill("2");
    await page.getByLabel("Seed of the draw").fill("a seed of the journey");
    await expectAccessible(page, "opening an audit");
    await page.getByRole("button", { name: "Draw the sample" }).click();
    await page.getByRole("heading", { level: 1, name: "The audit of this journey" }).waitFor();
    await page.getByText("Drawn again just now: the same sample.").waitFor();
    const auditId = /audits\/(?<id>[0-9a-f-]+)/.exec(page.url())!.groups!.id!;

    // A case is taken out with its reason, and the next one in the order takes its place.
    const first = page.getByRole("row").filter({ hasText: "C01" });
    await first.getByRole("button", { name: /Take out/ }).click();
    await first.getByLabel("Reason").fill("The record is under a legal hold.");
    await first.getByRole("button", { name: "Take out and draw the next" }).click();
    await page.getByText("Taken out; C03 in its place").waitFor();
    await page.getByRole("button", { name: "Signed sessions of C02 in the period" }).click();
    await page.getByRole("heading", { level: 2, name: "Signed sessions of C02 in the period" }).waitFor();
    await page.getByText("C02-S01").waitFor();
    await expectAccessible(page, "the sample");

    // The auditor is invited until a day, and goes in by the link.
    await page.getByRole("link", { name: "Auditor", exact: true }).click();
    await page.getByRole("button", { name: "Invite an auditor" }).click();
    await page.getByLabel("Name", { exact: false }).first().fill("Rae Reader");
    await page.getByLabel("E-mail").fill("rae@review.example");
    await page.getByRole("button", { name: "Open the sample to this person" }).click();
    const link = (await page.locator(".copy-text code").textContent())!;
    await expectAccessible(page, "the invitation");
    const auditor = await visit(browser, program, { phone: true });
    await auditor.page.goto(`/app/invitation${new URL(link).hash}`);
    await auditor.page.getByLabel("New password").fill(PASSWORD);
    await auditor.page.getByRole("button", { name: "Set the password and go in" }).click();
    // Their first page is their audits, and says until when.
    await auditor.page.getByRole("heading", { level: 1, name: "Your audits" }).waitFor();
    await expectAccessible(auditor.page, "the auditor's own page");
    const before = await ask<Audit>(auditor, `/audits/${auditId}`);
    const sample = before.cases.filter((one) => one.state === "sampled").map((one) => one.caseId);
    const { cases } = await ask<{ cases: { caseId: string }[] }>(auditor, "/cases?status=all");
    expect(cases.map((one) => one.caseId).sort()).toEqual([...sample].sort());
    const everyone = (await ask<{ cases: { caseId: string }[] }>(director, "/cases?status=all")).cases.map((one) => one.caseId);
    for (const caseId of everyone.filter((one) => !sample.includes(one))) expect((await auditor.page.request.get(`/api/cases/${caseId}`)).status()).toBe(404);

    // A rating is kept as it is given, with its comment; the page read anew shows it.
    await auditor.page.getByRole("link", { name: "The audit of this journey" }).click();
    const question = auditor.page.getByRole("listitem").filter({ hasText: "Reflective practice" });
    await question.getByRole("radio", { name: "1 Partly" }).check({ force: true });
    await question.getByText(/^Saved/).waitFor();
    await question.getByText("Comment").first().click();
    await question.getByRole("textbox").fill("Little is said of what was wondered about.");
    await expect.poll(async () => (await ask<Audit>(auditor, `/audits/${auditId}`)).ratings.map((one) => one.comment?.words)).toEqual(["Little is said of what was wondered about."]);
    // Another window wrote more meanwhile; the line breaks while a mark is given, and that of which only the answer was lost
    // is taken back. What is seen last is what is kept, and nothing that was written is gone.
    const item = before.form.items.find((one) => JSON.stringify(one).includes("Reflective practice"))!.id;
    const caseId = (await ask<Audit>(auditor, `/audits/${auditId}`)).ratings.find((one) => one.item === item)!.caseId;
    await auditor.page.request.put(`/api/audits/${auditId}/ratings`, { data: { item, caseId, comment: "Written in another window." }, headers: { origin: program.address } });
    await auditor.page.route(/\/ratings$/, async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await question.getByRole("radio", { name: /^2 / }).check({ force: true });
    await question.getByText(/Not saved/).waitFor();
    await auditor.context.setOffline(true);
    await question.getByRole("radio", { name: "1 Partly" }).check({ force: true });
    await question.getByText(/Not saved/).waitFor();
    await auditor.context.setOffline(false);
    await question.getByText(/^Saved/).waitFor();
    const kept = (await ask<Audit>(auditor, `/audits/${auditId}`)).ratings.find((one) => one.item === item)!;
    expect([kept.mark, kept.comment?.words]).toEqual([1, "Written in another window."]);
    await auditor.page.request.put(`/api/audits/${auditId}/ratings`, { data: { item, caseId, comment: "Little is said of what was wondered about." }, headers: { origin: program.address } });
    await auditor.page.reload();
    await expect.poll(() => auditor.page.getByRole("listitem").filter({ hasText: "Reflective practice" }).getByRole("radio", { name: "1 Partly" }).isChecked()).toBe(true);
    expect(await auditor.page.getByRole("listitem").filter({ hasText: "Reflective practice" }).getByRole("textbox").inputValue()).toBe("Little is said of what was wondered about.");
    await auditor.page.setViewportSize({ width: 390, height: 6000 });
    await expectAccessible(auditor.page, "the questions on a phone");
    await auditor.page.setViewportSize({ width: 390, height: 844 });
    // What the auditor wrote about one child is not shown to who runs the agency.
    expect(JSON.stringify(await ask(director, `/audits/${auditId}`))).not.toContain("wondered about");
    for (const item of before.form.items) {
      for (const caseId of item.of === "agency" ? [null] : sample) {
        const kept = await auditor.page.request.put(`/api/audits/${auditId}/ratings`, { data: { item: item.id, caseId, mark: item.id === "programme-last-plan" ? "not_applicable" : 1 }, headers: { origin: program.address } });
        expect(kept.status()).toBe(200);
      }
    }
    await auditor.page.reload();
    await auditor.page.getByText(/\b(\d+) of \1 answered/).waitFor();
    await auditor.page.getByRole("button", { name: "Hand in the rating" }).click();
    expect(await auditor.page.getByRole("radio", { name: "Not acceptable" }).isChecked()).toBe(true);
    await auditor.page.getByRole("button", { name: "Hand in", exact: true }).click();
    await auditor.page.getByText(/Local rating by Rae Reader/).waitFor();

    // Who runs the programme says what fell short and plans what mends it; without that it is not closed.
    await page.goto(`/app/audits/${auditId}?part=pack`);
    await page.getByRole("button", { name: "Close the audit" }).click();
    await page.getByRole("button", { name: "Close it" }).click();
    await page.getByText(/needs at least one finding/).first().waitFor();
    await page.getByRole("link", { name: "Findings" }).click();
    await page.getByRole("button", { name: "Add a finding" }).click();
    await page.getByLabel("What was found").fill("The notes rarely name a goal.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("The notes rarely name a goal.").waitFor();
    await expectAccessible(page, "findings");
    await page.getByRole("link", { name: "Plan", exact: true }).click();
    await page.getByRole("button", { name: "Add an action" }).click();
    await page.getByLabel("What is done").fill("Read the goals at each start.");
    await page.getByLabel("Who does it").selectOption({ label: "Hannah Linde" });
    await page.getByLabel("By when").fill(day(10));
    await page.getByLabel("It is done when").fill("Ten notes in a row name one.");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Read the goals at each start.").first().waitFor();
    await expectAccessible(page, "the plan");
    await page.getByRole("link", { name: "Pack", exact: true }).click();
    await page.getByRole("button", { name: "Close the audit" }).click();
    await page.getByRole("button", { name: "Close it" }).click();
    await page.getByText("Closed: every time it is built").waitFor();
    await expectAccessible(page, "the pack");

    // The pack is downloaded twice, the same to the byte.
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download the pack" }).click()]);
    expect(download.suggestedFilename()).toBe(`fidelity-audit-${day(-1)}.zip`);
    const packs = await Promise.all([1, 2].map(async () => (await page.request.get(`/api/audits/${auditId}/pack`)).body()));
    expect(packs[0]!.equals(packs[1]!)).toBe(true);
    expect(packs[0]!.subarray(0, 2).toString()).toBe("PK");
    for (const name of ["River Maple", "Luz Olivo", "Noor Anise"]) expect(packs[0]!.toString("latin1")).not.toContain(name);

    // The auditor reads nothing any more, and is asked to sign in, which no longer opens anything.
    expect((await auditor.page.request.get(`/api/audits/${auditId}`)).status()).toBe(401);
    for (const caseId of sample) expect((await auditor.page.request.get(`/api/cases/${caseId}`)).status()).toBe(401);
    await auditor.page.goto("/app/audits");
    await auditor.page.waitForURL(/\/app\/sign-in/);
    expect((await auditor.page.request.post("/api/session", { data: { email: "rae@review.example", password: PASSWORD }, headers: { origin: program.address } })).status()).toBe(401);

    // The rating is the agency's certificate.
    await page.goto("/app/programme");
    await page.getByRole("row").filter({ hasText: "The audit of this journey" }).getByText("Not acceptable").waitFor();

    // The action stands in the owed work of the one it is for, who says that it is done, by keyboard.
    const clinician = await visit(browser, program);
    await signIn(clinician, program, "clinician@demo.dyad");
    await clinician.page.goto("/app");
    await clinician.page.getByText("Read the goals at each start.").waitFor();
    await clinician.page.goto("/app/audits");
    await clinician.page.getByRole("button", { name: /Say that it is done/ }).focus();
    await clinician.page.keyboard.press("Enter");
    await clinician.page.getByLabel("What shows it").fill("Ten notes, read with the supervisor.");
    await expectAccessible(clinician.page, "one's own actions");
    await clinician.page.keyboard.press("Tab");
    await clinician.page.keyboard.press("Enter");
    await clinician.page.getByText("No plan asks anything of you.").waitFor();
    expect((await (await page.request.get(`/api/audits/${auditId}/pack`)).body()).equals(packs[0]!)).toBe(true);

    for (const one of [director, auditor, clinician]) {
      expect(one.outside).toEqual([]);
      await one.context.close();
    }
  });

  it("reads in Spanish, at each size, light and dark, and never scrolls sideways", async () => {
    for (const device of [{ language: "es", dark: true, phone: true }, { language: "es" }] as const) {
      const director = await visit(browser, program, device);
      await signIn(director, program, "director@demo.dyad");
      const { page, context } = director;
      await context.addInitScript(() => localStorage.setItem("dyad.language", "es"));
      const { audits } = await ask<{ audits: { auditId: string }[] }>(director, "/audits");
      for (const part of ["sample", "auditor", "ratings", "findings", "plan", "pack"]) {
        await page.goto(`/app/audits/${audits.at(-1)!.auditId}?part=${part}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.locator(".loading-row").first().waitFor({ state: "detached" });
        for (const width of "phone" in device ? [390] : [768, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          expect(await page.evaluate(() => document.scrollingElement!.scrollWidth - innerWidth), `${part} at ${width}`).toBeLessThanOrEqual(0);
        }
        // So tall that nothing lies half under the bar at the bottom.
        await page.setViewportSize({ width: "phone" in device ? 390 : 1440, height: 6000 });
        await expectAccessible(page, `${part} in Spanish`);
        // Findings and plans are what somebody wrote.
        if (part !== "findings" && part !== "plan") expect(await page.locator("main").innerText(), part).not.toMatch(/\b(the|sample|rating|auditor reads)\b/);
      }
      await context.close();
    }
  });
});
