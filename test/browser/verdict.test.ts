import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day, findFreeStart } from "./steps.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

/**
 * Whether the hour counts, where the work happens (A3–A5, A9): at the referral, while a session is booked, in the week, at
 * the door, in the note and over a signature. By keyboard only. The steps stand on each other.
 */
let program: Program;
let browser: Browser;
const people: Record<string, Visitor> = {};
beforeAll(async () => {
  program = await startProgram("1");
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

async function as(who: string, device: Parameters<typeof visit>[2] = {}): Promise<Page> {
  const name = `${who} ${JSON.stringify(device)}`;
  if (!people[name]) {
    people[name] = await visit(browser, program, device);
    await signIn(people[name], program, `${who}@demo.dyad`);
    await people[name].page.request.put("/api/session/language", { data: { language: device.language ?? "en" }, headers: { origin: program.address } });
  }
  return people[name].page;
}
/** Presses a key on what has a name, as somebody without a mouse does. */
const press = async (page: Page, target: ReturnType<Page["locator"]>, key: string) => {
  await target.focus();
  await page.keyboard.press(key);
};
/** The day on which the licence of the second team has ended, and a week in which nobody is looked for at that hour. */
const UNLICENSED = day(30);

describe("whether the hour counts", () => {
  it("A9: while a session is booked, says that it will not count, by which clause and what mends it; it is booked by a deliberate press", async () => {
    const page = await as("clinician.2");
    await page.goto("/app/calendar");
    await page.getByRole("button", { name: "Book a session" }).waitFor();
    await page.keyboard.press("b");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("With the family, the people, the day and the time", { exact: false }).waitFor();
    await dialog.getByRole("combobox", { name: "Family" }).selectOption({ index: 1 });
    await dialog.getByLabel("Day", { exact: true }).fill(UNLICENSED);
    await dialog.getByRole("textbox", { name: "Begins at" }).fill("07:15");
    await dialog.getByText("Will not count").waitFor();
    const line = dialog.locator(".verdict");
    expect(await line.innerText()).toContain("22-A DCMR § 3427.9");
    expect(await dialog.locator(".finding--not_met").first().innerText()).toMatch(/licence/i);
    expect(await dialog.locator(".finding--not_met .finding-fix, .finding--not_met a").count()).toBeGreaterThan(0);
    await expectAccessible(page, "a booking that will not count");
    // A day on which the licence still holds: the line follows while one types.
    await dialog.getByLabel("Day", { exact: true }).fill(day(3));
    await dialog.getByText(/Will count · 4 units/).waitFor();
    await dialog.getByRole("textbox", { name: "Minutes" }).fill("45");
    await dialog.getByText(/Will count · 3 units/).waitFor();
    await dialog.getByLabel("Day", { exact: true }).fill(UNLICENSED);
    await press(page, dialog.getByRole("button", { name: "Book it all the same" }), "Enter");
    await dialog.waitFor({ state: "detached" });
    const kept = page.locator(".session", { hasText: "will not count" }).first();
    await kept.waitFor();
  });

  it("A5: the child alone will not count; with the caregiver it does", async () => {
    const page = await as("clinician");
    await page.goto("/app/calendar");
    await page.getByRole("button", { name: "Book a session" }).waitFor();
    await page.keyboard.press("b");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("combobox", { name: "Family" }).selectOption({ label: "River Maple" });
    await dialog.getByLabel("Day", { exact: true }).fill(day(4));
    await dialog.getByRole("textbox", { name: "Begins at" }).fill("06:30");
    await dialog.getByText(/Will count · 4 units/).waitFor();
    const caregiver = dialog.getByRole("checkbox", { name: /Rosa/ });
    await press(page, caregiver, "Space");
    await dialog.getByText("Will not count").waitFor();
    expect(await dialog.locator(".verdict").innerText()).toContain("22-A DCMR § 3427.5");
    // The whole answer is a key away, also within the dialog.
    await press(page, dialog.getByRole("button", { name: "Close" }).last(), "v");
    await dialog.locator("details[open]").waitFor();
    await press(page, caregiver, "Space");
    await dialog.getByText(/Will count · 4 units/).waitFor();
    await page.keyboard.press("Escape");
  });

  it("in the week each session says what it counts for, and why not where it has the focus; the front desk is told nothing of why", async () => {
    const page = await as("clinician.2");
    await page.goto(`/app/calendar?week=${UNLICENSED}`);
    const card = page.locator(".session", { hasText: "will not count" }).first();
    await card.waitFor();
    await press(page, card.locator("[data-stop]"), "Shift");
    const why = card.locator(".session-why");
    expect(await why.isVisible()).toBe(true);
    expect(await why.innerText()).toContain("22-A DCMR § 3427.9");
    expect(await card.locator("[data-stop]").getAttribute("aria-describedby")).toBe(await why.getAttribute("id"));
    await page.getByRole("list", { name: "Does it count?" }).waitFor();
    await expectAccessible(page, "the week");
    await press(page, card.getByRole("button").last(), "Enter");
    await page.getByRole("dialog").getByText("22-A DCMR § 3427.9").first().waitFor();
    await page.keyboard.press("Escape");
    const desk = await as("frontdesk");
    const answers: string[] = [];
    desk.on("response", async (answer) => {
      if (answer.url().includes("/api/sessions")) answers.push(await answer.text().catch(() => ""));
    });
    await desk.goto(`/app/calendar?week=${UNLICENSED}`);
    await desk.locator(".session", { hasText: "will not count" }).first().waitFor();
    expect(await desk.locator("main").innerText()).not.toMatch(/licen|(?<![-\da-f])3427(?![-\da-f])/i);
    expect(answers.length).toBeGreaterThan(1);
    for (const answer of answers) expect(answer).not.toMatch(/licen|(?<![-\da-f])3427(?![-\da-f])/i);
  });

  it("A5, B8: at the door, a caregiver who does not come makes it no, by its clause; what is marked is what the note begins with", async () => {
    const page = await as("clinician");
    const start = await findFreeStart(page);
    const { cases } = (await (await page.request.get("/api/cases")).json()) as { cases: { caseId: string; childGivenName: string }[] };
    const { caseId } = cases.find((one) => one.childGivenName === "River")!;
    const found = (await (await page.request.get(`/api/cases/${caseId}`)).json()) as { people: { personId: string; givenName: string }[] };
    const me = (await (await page.request.get("/api/session")).json()) as { staffId: string };
    const idOf = (name: string) => found.people.find((one) => one.givenName === name)!.personId;
    const end = new Date(Date.parse(`2026-01-01T${start}:00Z`) + 3_600_000).toISOString().slice(11, 16);
    const booked = await page.request.post(`/api/cases/${caseId}/sessions`, { data: { kind: "dyadic", place: "service_site", modality: "in_person", clinicianId: me.staffId, start: `${day(0)}T${start}`, end: `${day(0)}T${end}`, personIds: [idOf("River"), idOf("Rosa")] }, headers: { origin: program.address } });
    expect(booked.status()).toBe(200);
    const { sessionId } = (await booked.json()) as { sessionId: string };
    await page.goto("/app/calendar");
    const card = page.locator(".session", { has: page.locator(`a[href="/app/sessions/${sessionId}/note"]`) });
    await press(page, card.getByRole("button").last(), "Enter");
    await press(page, page.getByRole("button", { name: "Who came" }), "Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Who came, and when").waitFor();
    await expectAccessible(page, "who came");
    await press(page, dialog.getByRole("group", { name: /Did River/ }).getByRole("radio", { name: "here" }), "Space");
    await dialog.getByText(/Unknown: \d facts? missing/).waitFor();
    await press(page, dialog.getByRole("group", { name: /Did Rosa/ }).getByRole("radio", { name: "absent" }), "Space");
    await dialog.getByText("Counts: no").waitFor();
    expect(await dialog.locator(".verdict").innerText()).toContain("22-A DCMR § 3427.5");
    expect(await dialog.locator(".finding--not_met").first().innerText()).toMatch(/caregiver/i);
    await press(page, dialog.getByRole("group", { name: /Did Rosa/ }).getByRole("radio", { name: "late" }), "Space");
    await dialog.getByLabel("The session began at").fill(start);
    await dialog.getByLabel("The session ended at").fill(end);
    await dialog.getByText(/Counts: yes · 4 units/).waitFor();
    await expectAccessible(page, "who came, marked");
    await page.keyboard.press("Escape");

    // On a line that loses the answer of a mark, what is pressed next is kept, and nobody is told that somebody was faster.
    const lossy = await visit(browser, program);
    await signIn(lossy, program, "clinician@demo.dyad");
    await lossy.page.goto("/app/calendar");
    await lossy.page.locator(".session", { has: lossy.page.locator(`a[href="/app/sessions/${sessionId}/note"]`) }).getByRole("button").last().click();
    await lossy.page.getByRole("button", { name: "Who came" }).click();
    await lossy.page.route(/check-in$/, async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    const rosa = lossy.page.getByRole("dialog").getByRole("group", { name: /Did Rosa/ });
    await rosa.getByRole("radio", { name: "absent" }).check({ force: true });
    await lossy.page.getByRole("button", { name: "Try again" }).waitFor();
    await rosa.getByRole("radio", { name: "here" }).check({ force: true });
    await lossy.page.getByText(/Counts: yes · 4 units/).waitFor();
    await rosa.getByRole("radio", { name: "late" }).check({ force: true });
    await expect.poll(async () => ((await (await page.request.get(`/api/sessions/${sessionId}`)).json()) as { attendees: { name: string; status: string }[] }).attendees.find((one) => one.name.startsWith("Rosa"))?.status).toBe("late");
    await lossy.context.close();

    await page.goto(`/app/sessions/${sessionId}/note`);
    await page.getByRole("group", { name: /Was Rosa/ }).getByRole("radio", { name: "late" }).waitFor({ state: "attached" });
    expect(await page.getByRole("group", { name: /Was Rosa/ }).getByRole("radio", { name: "late" }).isChecked()).toBe(true);
    expect(await page.getByRole("group", { name: /Was River/ }).getByRole("radio", { name: "here" }).isChecked()).toBe(true);
    expect(await page.getByLabel("Session began at").inputValue()).toBe(start);
  });

  it("in the note the whole answer opens by V, and a note that waits for its second signature is held and not a yes", async () => {
    const page = await as("clinician");
    const { owed } = (await (await page.request.get("/api/day")).json()) as { owed: { kind: string; sessionId: string }[] };
    await page.goto(`/app/sessions/${owed.find((one) => one.kind === "note")!.sessionId}/note`);
    const side = page.locator(".note-verdict");
    await side.locator(".verdict").waitFor();
    expect(await side.locator("details[open]").count()).toBe(0);
    await page.keyboard.press("v");
    await side.locator("details[open]").waitFor();
    await page.keyboard.press("v");
    await side.locator("details:not([open])").waitFor();
    const chief = await as("supervisor");
    const waiting = ((await (await chief.request.get("/api/day")).json()) as { owed: { kind: string; sessionId: string }[] }).owed.find((one) => one.kind === "cosignature")!;
    await chief.goto(`/app/sessions/${waiting.sessionId}/note`);
    await chief.getByText(/Held until co-signed · \d units?/).first().waitFor();
    expect(await chief.getByText("Counts: yes").count()).toBe(0);
    await expectAccessible(chief, "a note that waits for its second signature");
  });

  it("A4: at the referral, in Spanish, says what is known so far and what to find out next, and follows the birth date before a case is opened", async () => {
    for (const device of [{ language: "es" }, { language: "es", phone: true, dark: true }] as const) {
      const page = await as("frontdesk", device);
      const { referrals } = (await (await page.request.get("/api/referrals")).json()) as { referrals: { referralId: string }[] };
      await page.goto(`/app/referrals/${referrals[0]!.referralId}`);
      const soFar = page.getByRole("region", { name: "¿Cumple los requisitos, según lo que se sabe?" });
      await soFar.getByText("No se sabe: faltan", { exact: false }).first().waitFor();
      const birthDateAsked = soFar.locator(".so-far-ask li", { hasText: "Anote la fecha de nacimiento del niño o la niña." });
      await birthDateAsked.waitFor();
      await page.setViewportSize({ width: page.viewportSize()!.width, height: await page.evaluate(() => document.documentElement.scrollHeight + 200) });
      await expectAccessible(page, `referral ${JSON.stringify(device)}`);
      await page.goto(`/app/referrals/${referrals[0]!.referralId}/open`);
      await birthDateAsked.waitFor();
      await page.getByLabel("Fecha de nacimiento").first().fill(`${Number(day(0).slice(0, 4)) - 9}-01-15`);
      await soFar.getByText("Cumple los requisitos: no").first().waitFor();
      await page.getByLabel("Fecha de nacimiento").first().fill(`${Number(day(0).slice(0, 4)) - 3}-01-15`);
      await birthDateAsked.waitFor({ state: "detached" });
      expect(await soFar.getByText("Cumple los requisitos: no").count()).toBe(0);
    }
  });

  it("nothing was asked of elsewhere and no page complained", () => {
    for (const visitor of Object.values(people)) expect([visitor.outside, visitor.complaints]).toEqual([[], []]);
  });
});
