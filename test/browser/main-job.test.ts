import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerUntil, day, findFreeStart } from "./steps.ts";
import { expectAccessible, openBrowser, type Program, startProgram, visit, type Visitor } from "./support.ts";

/**
 * The main job (A3–A5, A11, B1, B8, D3): one family from the first request to a signed, billable session and a first
 * chart, each person at an own device. The steps stand on each other.
 */
let program: Program;
let browser: Browser;
const people: Record<string, Visitor> = {};
beforeAll(async () => {
  program = await startProgram("markers");
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await program?.stop();
});

/** One tap on the sign-in page of the demo. */
async function tapIn(name: string, phone = false): Promise<Page> {
  people[name] ??= await visit(browser, program, { phone });
  const { page } = people[name];
  await page.goto("/app/sign-in");
  await page.getByRole("button", { name: new RegExp(name) }).click();
  await page.waitForURL("**/app");
  return page;
}
let caseUrl = "";
let noteUrl = "";

let begins = "";

/** Fills the booking for the new family, at an hour of today, and sends it. */
async function bookSession(page: Page): Promise<void> {
  begins = await findFreeStart(page);
  await page.goto("/app/calendar");
  await page.getByRole("button", { name: /Book a session/ }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Family" }).selectOption({ label: "Wren Oakley" });
  await dialog.getByRole("textbox", { name: "Begins at" }).fill(begins);
  await dialog.getByRole("checkbox", { name: /Ember/ }).waitFor();
  await dialog.getByRole("button", { name: "Book a session" }).click();
}

describe("the main job, end to end", () => {
  it("1: a caregiver asks for a consultation from a phone", async () => {
    const { page, outside } = await visit(browser, program, { phone: true });
    await page.goto("/ask");
    await page.locator("[name='callMe']").fill("Ember");
    await page.locator("[name='relation'][value='parent']").check({ force: true });
    await page.locator("[name='childAge'][value='3']").check({ force: true });
    await page.locator("[name='contact.way'][value='email']").check({ force: true });
    await page.locator("[name='contact.email']").fill("ember@family.example");
    await page.locator("[name='language'][value='en']").check({ force: true });
    await page.locator("form.ask button[type='submit'], form.ask button:not([type])").first().click();
    await page.locator(".code-letters").waitFor();
    expect(outside).toEqual([]);
  });

  it("2: the front desk, whose language is Spanish, sees it with its promised time and opens the case without retyping", async () => {
    const page = await tapIn("Marisol Birch");
    await expectAccessible(page, "today of the front desk");
    await page.getByRole("link", { name: "Solicitudes" }).first().click();
    await expectAccessible(page, "referrals");
    await page.getByRole("link", { name: /Ember/ }).first().click();
    await page.getByRole("heading", { name: /Ember/ }).waitFor();
    await expectAccessible(page, "referral");
    await page.getByRole("link", { name: "Abrir el caso" }).click();
    await page.locator("input[value='Ember']").first().waitFor();
    await expectAccessible(page, "opening a case");
    expect(await page.locator("input[value='Ember']").count()).toBeGreaterThan(0);
    expect(await page.locator("input[value='ember@family.example']").count()).toBeGreaterThan(0);
    const child = page.getByRole("group", { name: "El niño o la niña", exact: true });
    await child.getByRole("textbox", { name: "Nombre" }).fill("Wren");
    await child.getByRole("textbox", { name: /Apellidos/ }).fill("Oakley");
    await child.getByLabel("Fecha de nacimiento").fill(`${Number(day(0).slice(0, 4)) - 3}-01-15`);
    const adult = page.getByRole("group", { name: "Persona adulta 1" });
    await adult.getByRole("textbox", { name: /Apellidos/ }).fill("Oakley");
    await adult.getByRole("checkbox", { name: /Tiene autoridad/ }).check({ force: true });
    await adult.getByRole("combobox", { name: "La tiene como" }).selectOption({ label: "madre o padre" });
    await adult.getByRole("combobox", { name: "Del niño o la niña" }).selectOption({ index: 1 });
    await adult.getByRole("textbox", { name: /Documento/ }).fill("Acta de nacimiento, vista");
    for (const scope of [/tratamiento/, /expediente/]) await adult.getByRole("checkbox", { name: scope }).first().check({ force: true });
    await page.getByRole("combobox", { name: "Terapeuta" }).selectOption({ label: "Hannah Linde" });
    await expectAccessible(page, "opening a case, filled in");
    await page.getByRole("button", { name: "Abrir el caso" }).click();
    await page.waitForURL(/\/app\/families\/[0-9a-f-]{36}/);
    caseUrl = new URL(page.url()).pathname.split("/").slice(0, 4).join("/");
  });

  it("3: the confidential address is kept for those who must know it", async () => {
    const page = await tapIn("Hannah Linde");
    await page.goto(`${caseUrl}/people`);
    await page.getByRole("button", { name: "Add an address: Ember" }).click();
    await page.getByRole("checkbox", { name: /confidential/ }).check();
    await page.getByRole("textbox", { name: /Street/ }).fill("7 Quiet Lane");
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("7 Quiet Lane").waitFor();
    await expectAccessible(page, "people of a case");
    const desk = people["Marisol Birch"]!;
    expect(await (await desk.page.request.get(`/api/cases/${caseUrl.split("/").at(-1)}`)).text()).not.toContain("Quiet Lane");
  });

  it("4: eligibility is decided by rule, with what is missing and how to mend it", async () => {
    const { page } = people["Hannah Linde"]!;
    await page.goto(`${caseUrl}/eligibility`);
    await page.getByText(/Unknown: \d facts? missing/).first().waitFor();
    await expectAccessible(page, "eligibility");
    await page.getByRole("link", { name: /Record the diagnoses/ }).first().click();
    await page.getByRole("combobox", { name: "ICD-10-CM code" }).fill("F43.10");
    // Nothing can be chosen before the list of codes has come.
    await page.getByRole("option", { name: /F43\.10/ }).first().waitFor();
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("F43.10").first().waitFor();
    await page.getByRole("button", { name: "Add a traumatic event" }).click();
    await page.getByRole("combobox", { name: "Kind" }).selectOption({ label: "Violence at home" });
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("Violence at home").first().waitFor();
    await page.getByRole("button", { name: "Add a problem" }).click();
    await page.getByRole("combobox", { name: "Kind" }).selectOption({ label: "Post-traumatic stress" });
    await page.getByRole("radio", { name: "It follows from the events" }).check({ force: true });
    await page.getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("Post-traumatic stress").first().waitFor();
    await expectAccessible(page, "the child's chart");
    await page.goto(`${caseUrl}/eligibility`);
    await page.getByText("Eligible: yes").first().waitFor();
    expect(await page.getByText("Eligible: yes").count()).toBe(2);
  });

  it("5: stage two waits for a plan, or a supervisor's reason, and its sessions for a consent, which is signed on screen by who holds the authority", async () => {
    const { page } = people["Hannah Linde"]!;
    const chief = await tapIn("Ines Solano");
    for (const one of [page, chief]) {
      await one.goto(`${caseUrl}/chart`);
      await one.getByRole("button", { name: "Change the stage" }).click();
      await one.getByRole("radio", { name: "Two, together" }).check({ force: true });
    }
    await page.getByText("A supervisor may begin this stage all the same, with a reason.").waitFor();
    await chief.getByLabel("Why this stage begins without a signed plan").fill("The plan is being written with the family.");
    await chief.getByRole("button", { name: "Set the stage" }).click();
    await chief.getByText("Two, together").first().waitFor();
    await bookSession(page);
    await page.getByText("No consent to treatment holds on that day.").first().waitFor();
    expect(await page.getByRole("textbox", { name: "Begins at" }).inputValue()).toBe(begins);
    await page.goto(`${caseUrl}/consents`);
    await expectAccessible(page, "consents");
    await page.getByRole("button", { name: "Have a consent signed" }).click();
    await page.getByRole("combobox", { name: "Consent" }).selectOption({ label: "Treatment" });
    await page.getByRole("button", { name: "Open the page to sign" }).click();
    await page.getByRole("radio", { name: "Yes, I agree" }).check({ force: true });
    await expectAccessible(page, "the page to sign");
    await page.getByRole("textbox", { name: "Your full name" }).fill("Ember Oakley");
    await page.getByRole("button", { name: "Sign", exact: true }).click();
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByText(/Consent to treatment holds/).first().waitFor();
  });

  it("6: a session is booked in the agency's zone, an hour long", async () => {
    const { page } = people["Hannah Linde"]!;
    await bookSession(page);
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    const { sessions } = (await (await page.request.get(`/api/sessions?from=${day(0)}&to=${day(0)}&caseId=${caseUrl.split("/").at(-1)}`)).json()) as { sessions: { sessionId: string; startsAt: string; endsAt: string; timeZone: string }[] };
    expect(sessions).toHaveLength(1);
    expect((Date.parse(sessions[0]!.endsAt) - Date.parse(sessions[0]!.startsAt)) / 60_000).toBe(60);
    expect(sessions[0]!.timeZone).toBe("America/New_York");
    noteUrl = `/app/sessions/${sessions[0]!.sessionId}/note`;
    await page.goto("/app/calendar");
    await page.getByText(/Wren/).first().waitFor();
    await expectAccessible(page, "calendar");
  });

  it("7: the note saves itself, survives a killed tab, shows that the session counts, and is signed", async () => {
    const visitor = people["Hannah Linde"]!;
    let { page } = visitor;
    await page.goto(noteUrl);
    await page.getByRole("button", { name: "Everybody here, as booked" }).click();
    await page.getByRole("textbox", { name: "Text: Regulation" }).fill("Came in watchful, left calm. «Aquí estás» 🧸");
    await page.getByText(/^Saved \d\d:\d\d/).filter({ visible: true }).first().waitFor();
    await page.getByText("Counts: yes · 4 units").filter({ visible: true }).first().waitFor();
    await expectAccessible(page, "note");
    // The last words are typed and the tab is gone in the same breath.
    await page.getByRole("textbox", { name: "Text: Regulation" }).press("Control+End");
    await page.getByRole("textbox", { name: "Text: Regulation" }).pressSequentially(" And again.");
    await page.waitForTimeout(150);
    await page.close({ runBeforeUnload: false });
    page = visitor.page = await visitor.context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(noteUrl);
    await expect.poll(() => page.getByRole("textbox", { name: "Text: Regulation" }).inputValue()).toBe("Came in watchful, left calm. «Aquí estás» 🧸 And again.");
    // Without a network what is typed is kept here, and sent when it is back.
    await visitor.context.setOffline(true);
    await page.getByRole("textbox", { name: "Text: Regulation" }).press("Control+End");
    await page.getByRole("textbox", { name: "Text: Regulation" }).pressSequentially(" Offline.");
    await page.waitForTimeout(2_500);
    await visitor.context.setOffline(false);
    await expect.poll(async () => JSON.stringify(await (await page.request.get(noteUrl.replace("/app", "/api"))).json()), { timeout: 30_000 }).toContain("And again. Offline.");
    await page.getByText(/^Saved \d\d:\d\d/).filter({ visible: true }).first().waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByRole("dialog").waitFor();
    await expectAccessible(page, "before signing");
    await page.getByRole("dialog").getByRole("button", { name: /^Sign/ }).click();
    await page.getByText(/Signed/).filter({ visible: true }).first().waitFor();
    const note = (await (await page.request.get(noteUrl.replace("/app", "/api"))).json()) as { status: string };
    expect(note.status).toBe("signed");
    await expectAccessible(page, "signed note");
  });

  it("8: measures go by a link through the outbox, are answered on a phone, and an answer that shows danger asks for a review", async () => {
    const { page } = people["Hannah Linde"]!;
    await page.goto(`${caseUrl}/measures`);
    await page.getByRole("button", { name: /Send measures/ }).first().click();
    await page.getByRole("checkbox", { name: /PHQ-9/ }).check({ force: true });
    await page.getByRole("checkbox", { name: /PCL-5/ }).check({ force: true });
    await page.getByRole("radio", { name: /By e-mail/ }).check({ force: true });
    await expectAccessible(page, "sending measures");
    await page.getByRole("button", { name: "Send the link" }).click();
    const outbox = async () => ((await (await page.request.get("/api/outbox")).json()) as { messages: { messageId: string; kind: string }[] }).messages.filter((one) => one.kind === "measure_link");
    await expect.poll(async () => (await outbox()).length, { timeout: 15_000 }).toBe(1);
    const letter = await (await page.request.get(`/api/outbox/${(await outbox())[0]!.messageId}`)).text();
    expect(letter).not.toMatch(/Wren|PHQ|PCL|therap|depress/i);
    const link = /\/m\/[\w-]+/.exec(letter)![0];

    const phone = await visit(browser, program, { phone: true });
    const family = phone.page;
    await family.goto(link);
    expect(await family.title()).toBe("Questions");
    await expectAccessible(family, "birth year");
    await family.locator("[name='birthYear']").fill("1999");
    await family.locator("form button").last().click();
    await family.getByRole("alert").waitFor();
    await family.locator("[name='birthYear']").fill(String(Number(day(0).slice(0, 4)) - 3));
    await family.locator("form button").last().click();
    await family.getByText(/Question 1 of \d+/).first().waitFor();
    await expectAccessible(family, "question");
    // Every answer is the second one; the ninth item of the PHQ-9 among them shows danger, and help stands there at once.
    await answerUntil(family, async () => (await family.getByText(/988/).count()) > 0);
    await expectAccessible(family, "988 shown");
    // It is read the same day, sent or not: the clinician's first screen has it on top already.
    await page.goto("/app");
    await page.getByRole("link", { name: /Review now/ }).first().waitFor();
    // Closed and opened again, it goes on where it was.
    await family.goto(link);
    await answerUntil(family, async () => (await family.locator("[name='answer']").count()) === 0);
    await expectAccessible(family, "before sending");
    await family.getByRole("button", { name: "Send my answers" }).click();
    await family.getByText(/Thank you/).first().waitFor();
    expect(phone.outside).toEqual([]);
    expect((await family.goto(link))!.status()).toBe(410);
    await phone.context.close();
  });

  it("8b: the review is written and leaves the top of the list", async () => {
    const { page } = people["Hannah Linde"]!;
    await page.goto("/app/reviews");
    await page.getByText(/Ember/).first().waitFor();
    await page.locator("form textarea").first().waitFor();
    await expectAccessible(page, "reviews");
    for (const radio of await page.locator("form.review-form").getByRole("radio", { name: "No", exact: true }).all()) await radio.check({ force: true });
    for (const text of await page.locator("form.review-form textarea").all()) await text.fill("Made up: talked by telephone, her sister is with them tonight.");
    await page.getByRole("button", { name: /Write this review/ }).click();
    await page.getByText("The review is written.").first().waitFor();
    await page.goto("/app");
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await page.getByText(/asks for a review/).count()).toBe(0);
  });

  it("9: the course stands on one axis, with the adult's own marked as hers", async () => {
    const { page } = people["Hannah Linde"]!;
    await page.goto(`${caseUrl}/timeline`);
    await page.getByText(/PHQ-9/).first().waitFor();
    await page.getByText(/'s own/).first().waitFor();
    await expectAccessible(page, "time axis");
  });

  it("10: the signed session stands among the services ready to bill, with its decision as evidence", async () => {
    const page = await tapIn("Theo Rowan");
    await page.goto("/app/services?status=ready");
    await page.getByRole("link", { name: /Wren/ }).first().click();
    await page.getByText("22-A DCMR § 3427.5").first().waitFor();
    await expectAccessible(page, "service and its evidence");
    for (const [who, visitor] of Object.entries(people)) expect({ who, outside: visitor.outside, complaints: visitor.complaints }).toEqual({ who, outside: [], complaints: [] });
  });
});
