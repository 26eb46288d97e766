import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Outputs } from "../access/server.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/**
 * One child entered twice: who opens a case is told, an administrator sees both side by side with who will see more,
 * joins them and parts them again. And what the agency's table suggests for a diagnosis of the very young.
 */
let program: Program;
let browser: Browser;
let director: Visitor;
let clinician: Visitor;
let river: { caseId: string; name: string; familyName: string; birthDate: string };
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  [director, clinician] = [await visit(browser, program), await visit(browser, program)];
  await signIn(director, program, "director@demo.dyad");
  await signIn(clinician, program, "clinician@demo.dyad");
  const { cases } = (await (await clinician.page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
  const found = cases.find((one) => one.childGivenName === "River")!;
  river = { caseId: found.caseId, name: found.childGivenName, familyName: found.childFamilyName, birthDate: found.childBirthDate! };
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const press = async (page: Page, name: string | RegExp) => {
  await page.getByRole("button", { name }).focus();
  await page.keyboard.press("Enter");
};

describe("one child entered twice (product.md feature 6)", () => {
  it("is said when a case is opened; the two are joined by who has read who will see more, and parted again", async () => {
    const { page } = director;
    await page.goto("/app/open-case");
    await page.getByRole("textbox", { name: "Given name" }).first().fill("Ríver");
    await page.getByRole("textbox", { name: "Family name" }).first().fill(river.familyName.toUpperCase());
    await page.getByLabel("Birth date").first().fill(river.birthDate);
    const said = page.getByRole("region", { name: "May be the same child" });
    await said.getByRole("link", { name: `River ${river.familyName}` }).waitFor();
    expect(await said.textContent()).toContain("Same name, same birth date");
    // It stops nobody: another record is made all the same.
    const made = await page.request.post("/api/cases", { headers: { origin: new URL(page.url()).origin }, data: { referralId: null, child: { givenName: "Ríver", familyName: river.familyName, birthDate: river.birthDate }, caregivers: [], clinicianId: null } });
    expect(made.status(), await made.text()).toBe(200);
    await page.goto("/app/same-child");
    await page.getByRole("link", { name: /^Compare: .*Ríver/ }).press("Enter");
    await page.getByRole("table").getByRole("rowheader", { name: "Caregivers" }).waitFor();
    const gains = page.getByRole("region", { name: "Who will see more than before" });
    await gains.getByRole("listitem").filter({ hasText: /holds the right to the child's record: the child's chart/ }).first().waitFor();
    expect(await page.getByRole("radio", { checked: true }).count()).toBe(1);
    await expectAccessible(page, "two records side by side");
    await press(page, "Join the two records");
    await page.getByText("Read who will see more, and say so.").first().waitFor();
    await page.getByRole("textbox", { name: /Why they are the same child/ }).fill("Entered twice at intake, seen with the papers.");
    await page.getByRole("checkbox", { name: "I have read who will see more" }).press("Space");
    await press(page, "Join the two records");
    await page.waitForURL(`**/app/families/${river.caseId}`);
    await page.getByText("This record is read together with another one of the same child.").waitFor();
    await page.goto("/app/same-child");
    await press(page, /^Undo/);
    await page.getByRole("textbox", { name: "Why they are parted" }).fill("Two children after all.");
    await press(page, "Part the two records");
    await page.getByText(/^Undone by .*Two children after all\./).waitFor();
    await expectAccessible(page, "records that were parted");
  });
});

describe("the axes of DC:0-5", () => {
  it("a level is written by keyboard, and the agency's table suggests a code that somebody chooses", async () => {
    await director.page.goto("/app/rulebook/codes");
    await director.page.getByText("The table is empty.").waitFor();
    await press(director.page, "Add a line");
    await director.page.getByRole("textbox", { name: "DC:0-5 code" }).fill("made-up-1");
    await director.page.getByRole("combobox", { name: "ICD-10-CM code" }).fill("F43.10");
    await press(director.page, "Add");
    await director.page.getByRole("cell", { name: /^F43\.10/ }).waitFor();
    await expectAccessible(director.page, "the table from DC:0-5 to ICD-10-CM");

    const { page } = clinician;
    await page.goto(`/app/families/${river.caseId}/chart`);
    const axes = page.getByRole("region", { name: "Relationships and circumstances (DC:0-5, axes II to V)" });
    await axes.getByText(/level 2 on/).first().waitFor();
    await press(page, "Add an entry");
    await page.getByRole("combobox", { name: "Relationship with" }).selectOption({ index: 1 });
    await page.getByRole("radio", { name: "Level 1" }).press("Space");
    await page.getByRole("combobox", { name: "Shared pleasure" }).selectOption("strength");
    await expectAccessible(page, "an entry of axis II");
    await axes.getByRole("button", { name: "Add", exact: true }).press("Enter");
    await axes.getByText(/level 1 on/).waitFor();
    expect(await axes.getByText("Shared pleasure: strength").count()).toBeGreaterThan(0);

    const told = await page.request.post(`/api/cases/${river.caseId}/diagnoses`, { headers: { origin: new URL(page.url()).origin }, data: { system: "DC:0-5", code: "made-up-1", label: "Made-up label", foundOn: river.birthDate } });
    expect(told.status(), await told.text()).toBe(200);
    await page.reload();
    await press(page, "Add a diagnosis");
    await page.getByText("Your table leads from the DC:0-5 diagnosis to F43.10. Press the down arrow to choose.").waitFor();
    await page.getByRole("combobox", { name: "ICD-10-CM code" }).press("ArrowDown");
    expect(await page.getByRole("option").first().textContent()).toContain("from made-up-1 by your table, draft");
    await page.keyboard.press("Enter");
    expect(await page.getByRole("combobox", { name: "ICD-10-CM code" }).inputValue()).toBe("F43.10");
  });
});
