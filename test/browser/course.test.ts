import fs from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** A course of treatment (D5-D7): steps by keyboard, a referral out, the plan for afterwards, closing and opening again. */
let program: Program;
let browser: Browser;
let own: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  own = await visit(browser, program);
  await signIn(own, program, "clinician@demo.dyad");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

describe("the course", () => {
  it("D5-D7: a decision opens gate G1, help elsewhere is closed, the family keeps its plan, a case ends and begins anew", async () => {
    const { page } = own;
    const { cases } = (await (await page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
    const idOf = (name: string) => cases.find((one) => one.childGivenName === name)!.caseId;
    const address = (name: string) => `/app/families/${idOf(name)}/steps`;

    await page.goto(address("Aya"));
    await page.getByText("Nobody has decided yet whether it is safe").waitFor();
    const decide = page.getByRole("button", { name: "Record: Safe to include the child?, Jun Thyme" });
    await decide.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Keep it" }).press("Enter");
    await page.getByText("Choose an answer.").first().waitFor();
    await page.getByLabel("Safe to include the child", { exact: true }).selectOption({ label: "not now" });
    await page.getByLabel("If not: what we do instead").waitFor();
    await page.getByLabel("Safe to include the child", { exact: true }).selectOption({ label: "yes" });
    await expectAccessible(page, "recording a step");
    await page.getByRole("button", { name: "Keep it" }).press("Enter");
    await page.getByText("It was decided that it is safe to include the child.").waitFor();
    await page.getByRole("button", { name: "Record anew: Safe to include the child?, Jun Thyme" }).waitFor();

    await page.getByRole("button", { name: "Note a referral" }).click();
    await page.getByLabel("Place", { exact: true }).selectOption({ label: "Little Steps (made up), Whole city" });
    await page.getByLabel("For what").fill("Hearing test.");
    await page.getByLabel("Permission to tell them something").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByText("Hearing test.").waitFor();
    await page.getByRole("button", { name: "Note what came of it: Little Steps (made up)" }).click();
    await page.getByLabel("What came of it", { exact: true }).selectOption({ label: "began there" });
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByText("settled").waitFor();
    await page.getByRole("link", { name: "Directory of help" }).click();
    await page.getByText("Acorn Pantry (made up)").waitFor();
    await expectAccessible(page, "directory of help");

    await page.goto(address("Theo"));
    await page.getByText(/weekly sessions? remain/).waitFor();
    await expectAccessible(page, "course in its third stage");
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Print in English" }).click()]);
    expect(fs.readFileSync(await download.path(), "latin1").startsWith("%PDF-")).toBe(true);
    await page.getByRole("button", { name: "Close the case" }).click();
    for (const [label, option] of [["Who wished for the ending", "both"], ["How it came", "planned, with goodbyes"], ["Since the beginning", "much better"], ["Outlook", "good"]] as const) await page.getByLabel(label).selectOption({ label: option });
    await page.getByRole("group", { name: "Why", exact: true }).getByRole("checkbox", { name: "treatment completed" }).check();
    await expectAccessible(page, "closing a case");
    // A session that took place waits for its note, so the case stays open; nobody came to it after all.
    const closing = page.getByRole("button", { name: "Close the case" });
    await closing.click();
    await page.getByText("A session that took place has no signed note yet.").first().waitFor();
    const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
    const { sessions } = (await (await page.request.get(`/api/sessions?from=${day(-14)}&to=${day(1)}&caseId=${idOf("Theo")}`)).json()) as Outputs["calendar"]["list"];
    for (const one of sessions.filter((each) => each.status === "booked")) await page.request.post(`/api/sessions/${one.sessionId}/cancel`, { data: { status: "no_show", reason: "Nobody came.", revision: one.revision }, headers: { origin: program.address } });
    await closing.click();
    await page.getByText("This case is closed.").first().waitFor();
    await page.getByRole("button", { name: "Open the case again" }).click();
    await page.getByRole("combobox", { name: "Course" }).waitFor();
    expect(((await (await page.request.get(`/api/cases/${idOf("Theo")}/course`)).json()) as Outputs["course"]["get"]).course.number).toBe(2);
    expect(own.outside).toEqual([]);
  });
});
