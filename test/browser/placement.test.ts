import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/** Somebody moves or changes (C5, D3): foreseen step by step, recorded with one press, seen by all that hangs on it, taken back. */
let program: Program;
let browser: Browser;
let own: Visitor;
let former: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  own = await visit(browser, program);
  await signIn(own, program, "clinician@demo.dyad");
  former = await visit(browser, program, { phone: true, language: "es" });
  await signIn(former, program, "caregiver.b@demo.dyad");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

describe("a change of placement", () => {
  it("C5, D3: a mother's part ends by one press; her sign-in is dead, the tasks stand on Today, and it can be taken back", async () => {
    const { page } = own;
    const { cases } = (await (await page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
    const { caseId } = cases.find((one) => one.childGivenName === "River")!;
    await former.page.goto(`/app/families/${caseId}`);
    await former.page.getByRole("heading", { name: "River Maple" }).waitFor();

    await page.goto(`/app/families/${caseId}/people`);
    await page.getByRole("group", { name: "Mara Maple" }).getByText("Must not learn of: addresses").waitFor();
    await page.getByRole("group", { name: "Mara Maple" }).getByText("not the child's record").waitFor();
    await expectAccessible(page, "people with what each sees");
    await page.getByRole("link", { name: "Someone moves or changes" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Someone moves or changes" }).press("Enter");
    await page.getByRole("button", { name: "Show what would happen" }).press("Enter");
    await page.getByText("Choose what happens.").first().waitFor();
    await page.getByLabel("What happens").selectOption({ label: "Visits change" });
    await page.getByRole("combobox", { name: "Mara Maple, birth parent" }).selectOption({ label: "Has no part any more" });
    await page.getByRole("group", { name: "Goodbye with Mara Maple" }).getByLabel("Plan one").check();
    await page.getByRole("button", { name: "Show what would happen" }).press("Enter");
    await page.getByText("can open nothing").waitFor();
    await page.getByText("Left to you: Goodbye (Mara Maple)", { exact: false }).waitFor();
    await expectAccessible(page, "what a change would do");
    const record = page.getByRole("button", { name: "Record the change" });
    // What was shown is what is done: after another choice it is looked at anew.
    await page.getByRole("group", { name: "Goodbye with Mara Maple" }).getByLabel("Not safe").check();
    await page.getByText("Look at what would happen again").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Show what would happen" }).press("Enter");
    await page.getByText("Left to you: Goodbye (Mara Maple)", { exact: false }).waitFor({ state: "detached" });
    await record.press("Enter");
    await page.getByText("Say from whom it is known.").first().waitFor();
    await page.getByLabel("Known from whom").fill("The court clerk wrote");
    await record.press("Enter");
    await page.getByText("The court clerk wrote", { exact: false }).last().waitFor();

    expect((await former.page.request.get("/api/session")).status()).toBe(401);
    // Her open page: the next press leads to the door, and the way back shows nothing of the family.
    await former.page.locator('a[href="/app/families"]').filter({ visible: true }).first().press("Enter");
    await former.page.waitForURL(/\/app\/sign-in/);
    await former.page.goBack();
    await former.page.waitForURL(/\/app\/sign-in/);
    expect(await former.page.getByText("River Maple").count()).toBe(0);
    await page.goto("/app");
    await page.getByText("Addresses and ways to reach them", { exact: false }).first().waitFor();
    await page.goto(`/app/families/${caseId}/people`);
    await page.getByRole("group", { name: "Mara Maple" }).getByText(/^access ended after/).waitFor();

    await page.goto(`/app/families/${caseId}/change`);
    await page.getByRole("button", { name: /^Looked at: Addresses/ }).press("Enter");
    await page.getByRole("button", { name: /^Looked at: Addresses/ }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^Take it back/ }).press("Enter");
    await page.getByLabel("Reason").fill("The wrong adult was picked");
    await page.getByLabel("Reason").press("Enter");
    await page.getByText("taken back on", { exact: false }).waitFor();
    const { people } = (await (await page.request.get(`/api/cases/${caseId}`)).json()) as Outputs["cases"]["get"];
    expect(people.find((one) => one.givenName === "Mara")!.validTo).toBeNull();
    expect([...own.outside, ...former.outside]).toEqual([]);
  });
});
