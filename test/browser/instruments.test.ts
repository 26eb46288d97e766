import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileOf, madeUpInstrument, madeUpText } from "#features/instruments/site.test-support.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, type Visitor, visit } from "./support.ts";

// A programme brings in an instrument of its own (B11, B12, B13): all that is wrong is seen first, it is tried out, taken in,
// and from then on it can be sent; whoever only reads has no verb.

let program: Program;
let browser: Browser;
let director: Visitor;
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
  director = await visit(browser, program);
  await signIn(director, program, "director@demo.dyad");
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

const own = madeUpInstrument("evening-check");
const words = madeUpText("evening-check");

describe("instruments", () => {
  it("an own instrument of three items: wrong first, then tried out, taken in, and it can be sent", async () => {
    const { page } = director;
    await page.goto("/app/instruments");
    await page.getByRole("link", { name: "Bring in an instrument or a wording" }).click();
    await page.getByRole("button", { name: "Look at it" }).click();
    await page.getByRole("link", { name: "Choose a file, or paste its text." }).waitFor();
    await page.getByLabel("Its text").fill(fileOf({ ...own, total: { ...own.total, maximum: 9 } }, { ...words, items: words.items.slice(1) }));
    await page.getByRole("button", { name: "Look at it" }).click();
    await page.getByRole("heading", { name: "2 things are wrong" }).waitFor();
    await page.getByRole("cell", { name: "The items reach up to 6." }).waitFor();
    await expectAccessible(page, "what is wrong with a file");
    await page.getByLabel("Its text").fill(fileOf(own, words));
    await page.getByRole("button", { name: "Look at it" }).click();
    const result = page.getByRole("status", { name: "Result" });
    await result.getByText("Incomplete. Missing: 1, 2, 3.").waitFor();
    await page.getByLabel("1. Evenings were loud.").selectOption("Often");
    await page.getByLabel("2. Evenings were long.").selectOption("Often");
    await page.getByLabel("3. Evenings were good.").selectOption("Often");
    await result.getByText("Total 4").waitFor();
    await result.getByText("tense").waitFor();
    await page.getByRole("button", { name: "highest" }).click();
    await result.getByText("Total 6").waitFor();
    await expectAccessible(page, "a test run");
    await page.getByRole("button", { name: "Take it in" }).click();
    await page.getByRole("link", { name: "Write why, in at least ten characters." }).waitFor();
    await page.getByLabel("Why").fill("For the evenings of this journey.");
    await page.getByRole("button", { name: "Take it in" }).click();
    await page.getByRole("heading", { level: 1, name: "Made-up evening check" }).waitFor();
    await page.getByText("shown: own wording, there is no owner's form").waitFor();
    await expectAccessible(page, "an instrument");

    const clinician = await visit(browser, program, { phone: true, language: "es", dark: true });
    await signIn(clinician, program, "clinician@demo.dyad");
    await clinician.page.request.put("/api/session/language", { data: { language: "es" }, headers: { origin: program.address } });
    const read = async <T>(path: string) => (await (await clinician.page.request.get(`/api${path}`)).json()) as T;
    const { caseId } = (await read<{ cases: { caseId: string; stage: number }[] }>("/cases")).cases.find((one) => one.stage === 2)!;
    const { people } = await read<{ people: { personId: string; part: string; validTo: string | null }[] }>(`/cases/${caseId}`);
    const respondentId = people.find((one) => one.part === "caregiver" && one.validTo === null)!.personId;
    const sent = await clinician.page.request.post(`/api/cases/${caseId}/batteries`, { data: { to: [{ respondentId, instruments: [own.id], language: "en", delivery: "none" }] }, headers: { origin: program.address } });
    expect([sent.status(), ((await sent.json()) as { batteries: { requests: { version: string }[] }[] }).batteries[0]?.requests[0]?.version]).toEqual([200, "1"]);
    await clinician.page.goto(`/app/instruments/${own.id}`);
    await clinician.page.getByRole("heading", { level: 1 }).waitFor();
    expect(await clinician.page.locator("main").getByRole("button", { name: /Anotar|Introducir|Retirar|Dejar/ }).count()).toBe(0);
    await expectAccessible(clinician.page, "an instrument on a phone");
    for (const one of [director, clinician]) expect([one.outside, one.complaints]).toEqual([[], []]);
  });
});
