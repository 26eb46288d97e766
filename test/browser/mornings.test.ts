import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Owed } from "#features/day/contract.ts";
import { placeOfOwed } from "#features/day/screens/groups.ts";
import type { Outputs } from "../access/server.ts";
import { handOn, tell } from "./hand.ts";
import { day } from "./steps.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit, type Visitor } from "./support.ts";

// Each role's morning, as somebody new would go through it (A4, A5, A8, A9, B8, C5): from the first screen to the thing that is done,
// with what it takes counted and said. docs/benchmarks.md keeps the figures beside those to beat.

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
  const visitor = await visit(browser, program, device);
  people[who] = visitor;
  await signIn(visitor, program, `${who}@demo.dyad`);
  await visitor.page.request.put("/api/session/language", { data: { language: device.language ?? "en" }, headers: { origin: program.address } });
  await visitor.page.goto("/app");
  await visitor.page.locator("h1").first().waitFor();
  return visitor.page;
}
const today = async (page: Page) => (await (await page.request.get("/api/day")).json()) as Outputs["day"]["today"];
/** The row of Today that is about one thing. */
const rowOf = (page: Page, one: Pick<Owed, "kind" | "id" | "caseId" | "sessionId" | "record">) => page.locator(`a[href="${placeOfOwed(one)}"]`).filter({ visible: true }).first();

describe("what is owed", () => {
  it("opens the very spot, for each role and each kind that the demo has", async () => {
    const opened = new Set<string>();
    for (const who of ["clinician", "supervisor", "director", "frontdesk", "biller", "privacy"]) {
      const page = await as(who);
      const { owed } = await today(page);
      const kinds = new Map(owed.map((one) => [`${one.kind} ${one.record === "own" ? "own" : ""}`, one]));
      for (const one of kinds.values()) {
        const place = placeOfOwed(one);
        await page.goto("/app");
        await rowOf(page, one).click();
        await page.waitForURL((url) => `${url.pathname}${url.search}${url.hash}` === place);
        const target = place.split("#")[1];
        if (target !== undefined) await page.waitForFunction((id) => document.activeElement?.id === id, decodeURIComponent(target), { timeout: 15_000 }).catch(() => expect.fail(`${who}: ${place} did not reach #${target}`));
        expect(await page.locator(".state--error").count(), `${who}: ${place}`).toBe(0);
        opened.add(one.kind);
      }
      expect(people[who]!.complaints).toEqual([]);
    }
    process.stdout.write(` Today opened on the spot: ${opened.size} kinds of owed work\n`);
    expect(opened.size).toBeGreaterThanOrEqual(18);
  });
});

describe("the morning of a clinician", () => {
  it("A5, A9: sees why a signed session will not be paid, with the clause, by one press", async () => {
    const page = await as("clinician");
    const held = (await today(page)).owed.find((one) => one.kind === "held_service")!;
    const hand = handOn(page);
    await hand.pressOn(rowOf(page, held));
    await page.getByText("DCMR §", { exact: false }).filter({ visible: true }).first().waitFor();
    tell("why a session will not be paid, from Today to the clause", hand.told());
    expect(hand.told().actions).toBe(1);
    await expectAccessible(page, "a held session of one's own");
  });

  it("B8: moves tomorrow's visit by an hour without a pointer, and takes it back", async () => {
    const page = await as("clinician");
    const { sessions } = (await (await page.request.get(`/api/sessions?from=${day(1)}&to=${day(6)}`)).json()) as Outputs["calendar"]["list"];
    const own = sessions.find((one) => one.clinicianName === "Hannah Linde" && one.status === "booked")!;
    await page.goto(`/app/calendar?day=${own.startsAt.slice(0, 10)}`);
    const card = page.locator(`[data-session="${own.sessionId}"]`);
    await card.locator("a, button").first().focus();
    const hand = handOn(page);
    await hand.key("m");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    await hand.key("Enter");
    // It belongs to a series: whether the others move as well is asked, and "only this one" stands already.
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await expectAccessible(page, "moving one of a series");
    await hand.pressOn(dialog.getByRole("button", { name: /^Move/ }));
    await dialog.waitFor({ state: "detached" });
    await page.getByRole("button", { name: /^Take back/ }).first().waitFor();
    tell("moving a visit by an hour, by keyboard (arrows not counted)", hand.told());
    expect(hand.told().actions).toBeLessThanOrEqual(3);
    await page.keyboard.press("z");
    await expect.poll(async () => ((await (await page.request.get(`/api/sessions?from=${day(1)}&to=${day(6)}`)).json()) as Outputs["calendar"]["list"]).sessions.find((one) => one.sessionId === own.sessionId)?.startsAt).toBe(own.startsAt);
  });
  it("B13: sends a battery to two caregivers in two languages by one sending", async () => {
    const page = await as("clinician");
    const { cases } = (await (await page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
    const withTwo = await Promise.all(cases.map(async (one) => ({ caseId: one.caseId, adults: ((await (await page.request.get(`/api/cases/${one.caseId}`)).json()) as Outputs["cases"]["get"]).people.filter((each) => each.part === "caregiver" && each.validTo === null) })));
    const family = withTwo.find((one) => one.adults.length >= 2)!;
    await page.goto(`/app/families/${family.caseId}/measures`);
    const hand = handOn(page);
    await hand.press("Send measures");
    await hand.pressOn(page.getByRole("checkbox", { name: /^PHQ-9/ }));
    await hand.pressOn(page.getByRole("checkbox", { name: /^GAD-7/ }));
    const form = page.locator("#send-measures");
    for (const adult of family.adults.slice(0, 2)) await hand.pressOn(form.getByRole("checkbox", { name: new RegExp(`^${adult.givenName}`) }));
    // Each adult's language stands as it is recorded; where both read the same, one of them is given the other.
    const spanish = form.getByRole("radio", { name: "Spanish" });
    const [first, second] = [await spanish.nth(0).isChecked(), await spanish.nth(1).isChecked()];
    if (first === second) await hand.pressOn(form.getByText(first ? "English" : "Spanish", { exact: true }).first());
    for (const place of [0, 1]) await hand.pressOn(form.getByText("Here, in the room").nth(place));
    const [answer] = await Promise.all([page.waitForResponse((one) => one.url().endsWith(`/api/cases/${family.caseId}/batteries`)), hand.pressOn(form.locator("button[type='submit']"))]);
    const { batteries } = (await answer.json()) as Outputs["measures"]["sendBattery"];
    expect(batteries.map((one) => one.requests.length)).toEqual([2, 2]);
    expect(new Set(batteries.map((one) => one.requests[0]!.language))).toEqual(new Set(["en", "es"]));
    await page.getByText(batteries[0]!.requests[0]!.respondentName).first().waitFor();
    tell("a battery of two measures to two caregivers in two languages", hand.told());
    expect(hand.told().actions).toBeLessThanOrEqual(9);
  });

  it("C5: ends an adult's part by one recording, and her sign-in is dead within the minute", async () => {
    const former = await visit(browser, program, { phone: true, language: "es" });
    await signIn(former, program, "caregiver.b@demo.dyad");
    expect((await former.page.request.get("/api/session")).status()).toBe(200);
    const page = await as("clinician");
    const { cases } = (await (await page.request.get("/api/cases")).json()) as Outputs["cases"]["list"];
    await page.goto(`/app/families/${cases.find((one) => one.childGivenName === "River")!.caseId}/people`);
    const hand = handOn(page);
    await hand.press("Someone moves or changes");
    await hand.press("Someone moves or changes");
    await hand.pick("What happens", "Visits change");
    await hand.pick("Mara Maple, birth parent", "Has no part any more");
    await hand.pressOn(page.getByRole("group", { name: "Goodbye with Mara Maple" }).getByText("Not safe"));
    await hand.press("Show what would happen");
    await page.getByText("can open nothing").waitFor();
    await hand.fill(page.getByLabel("Known from whom"), "The court clerk wrote");
    await hand.press("Record the change");
    const pressed = Date.now();
    await expect.poll(async () => (await former.page.request.get("/api/session")).status(), { timeout: 60_000 }).toBe(401);
    tell("a change of placement, an adult cut off", hand.told(), `, cut off after ${((Date.now() - pressed) / 1000).toFixed(1)} s`);
    expect(hand.told().actions).toBeLessThanOrEqual(8);
  });
});

describe("the morning of a supervisor", () => {
  it("A8: reads a note that waits and signs it second, from Today", async () => {
    const page = await as("supervisor");
    const waiting = (await today(page)).owed.find((one) => one.kind === "cosignature")!;
    const hand = handOn(page);
    await hand.pressOn(rowOf(page, waiting));
    await page.getByRole("button", { name: "Co-sign" }).first().waitFor();
    await hand.key("Control+Enter");
    await page.getByRole("dialog").getByRole("button", { name: "Co-sign" }).waitFor();
    await hand.pressOn(page.getByRole("dialog").getByRole("button", { name: "Co-sign" }));
    await page.getByText(/^Co-signed by/).first().waitFor();
    tell("reading and co-signing a note, from Today", hand.told());
    expect(hand.told().actions).toBeLessThanOrEqual(3);
    await page.goto("/app");
    await page.locator("h1").first().waitFor();
    expect((await today(page)).owed.some((one) => one.id === waiting.id && one.kind === "cosignature")).toBe(false);
  });
});

describe("the morning of who runs the programme", () => {
  it("A9: records the renewal of a licence that ends, from Today", async () => {
    const page = await as("director");
    await page.getByRole("link", { name: /^Today in the program: \d+ visits?/ }).waitFor();
    const ending = (await today(page)).owed.find((one) => one.kind === "credential_ending")!;
    const hand = handOn(page);
    await hand.pressOn(rowOf(page, ending));
    const renew = page.locator(`#credential-${ending.id}`).getByRole("button", { name: /^Record the renewal/ });
    await renew.waitFor();
    await hand.pressOn(renew);
    const form = page.locator(`#credential-${ending.id}`);
    await hand.fill(form.getByLabel("To", { exact: false }).first(), day(700));
    await hand.pressOn(form.getByRole("button", { name: "Add", exact: true }));
    await expect.poll(async () => (await today(page)).owed.some((one) => one.kind === "credential_ending" && one.id === ending.id)).toBe(false);
    tell("recording the renewal of a licence, from Today", hand.told());
    expect(hand.told().actions).toBeLessThanOrEqual(4);
  });
});

describe("the morning of a biller", () => {
  it("A11: opens what is held, with the clause that holds it", async () => {
    const page = await as("biller");
    const held = (await today(page)).owed.find((one) => one.kind === "held_service")!;
    const hand = handOn(page);
    await hand.pressOn(rowOf(page, held));
    await page.getByText("DCMR §", { exact: false }).filter({ visible: true }).first().waitFor();
    tell("a held session, from Today to the clause", hand.told());
    expect(hand.told().actions).toBe(1);
  });
});

describe("the morning of the front desk", () => {
  it("B8: notes who has come, from Today, with three presses", async () => {
    const page = await as("frontdesk", { language: "es" });
    const { sessions } = await today(page);
    const arriving = sessions.find((one) => one.status === "booked" && one.noteStatus === "none" && one.attendees.every((each) => each.status === "expected"))!;
    const hand = handOn(page);
    await hand.pressOn(page.locator(`a[href$="session=${arriving.sessionId}"]`).first());
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    await expectAccessible(page, "a session from Today");
    await hand.pressOn(dialog.getByRole("button", { name: "Quién vino" }));
    await dialog.getByRole("button", { name: "Volver" }).waitFor();
    await expectAccessible(page, "who came");
    await hand.pressOn(dialog.getByRole("button", { name: "Vinieron todos, como estaba previsto" }));
    await expect.poll(async () => (await today(page)).sessions.find((one) => one.sessionId === arriving.sessionId)!.attendees.every((one) => one.status === "present")).toBe(true);
    tell("noting that a family has come, from Today", hand.told());
    expect(hand.told().actions).toBeLessThanOrEqual(3);
  });

  it("A4: leads a public request to a booked first visit with no field typed again", async () => {
    const { page: asking } = await visit(browser, program, { phone: true });
    await asking.goto("/ask");
    await asking.locator("[name='callMe']").fill("Ember");
    await asking.locator("[name='relation'][value='parent']").check({ force: true });
    await asking.locator("[name='childAge'][value='3']").check({ force: true });
    await asking.locator("[name='contact.way'][value='email']").check({ force: true });
    await asking.locator("[name='contact.email']").fill("ember@family.example");
    await asking.locator("[name='language'][value='en']").check({ force: true });
    await asking.locator("form.ask button[type='submit'], form.ask button:not([type])").first().click();
    await asking.locator(".code-letters").waitFor();

    const page = await as("frontdesk", { language: "es" });
    const asked = (await today(page)).owed.find((one) => one.kind === "referral" && one.who === "Ember")!;
    const hand = handOn(page);
    await hand.pressOn(rowOf(page, asked));
    await hand.pressOn(page.getByRole("link", { name: "Abrir el caso" }));
    await page.locator("input[value='Ember']").first().waitFor();
    // What the request said stands in the form: nothing of it is typed again.
    for (const given of ["Ember", "ember@family.example"]) expect(await page.locator(`input[value='${given}']`).count(), given).toBeGreaterThan(0);
    const child = page.getByRole("group", { name: "El niño o la niña", exact: true });
    await hand.fill(child.getByRole("textbox", { name: "Nombre" }), "Wren");
    await hand.fill(child.getByRole("textbox", { name: /Apellidos/ }), "Oakley");
    await hand.fill(child.getByLabel("Fecha de nacimiento"), `${Number(day(0).slice(0, 4)) - 3}-01-15`);
    await hand.fill(page.getByRole("group", { name: "Persona adulta 1" }).getByRole("textbox", { name: /Apellidos/ }), "Oakley");
    await hand.pick("Terapeuta", "Hannah Linde");
    await hand.pressOn(page.getByRole("button", { name: "Abrir el caso" }));
    await page.waitForURL(/\/app\/families\/[0-9a-f-]{36}/);
    const caseId = new URL(page.url()).pathname.split("/")[3]!;
    await hand.key("/");
    await page.getByRole("dialog").waitFor();
    await hand.fill(page.getByRole("combobox", { name: /Buscar|Persona, sesión o acción/ }), "reservar");
    await page.getByRole("option", { name: /Reservar/ }).first().waitFor();
    await hand.key("Enter");
    const booking = page.getByRole("dialog");
    await booking.getByRole("combobox", { name: "Tipo" }).waitFor();
    await expect.poll(() => booking.getByRole("combobox", { name: "Familia" }).inputValue()).toBe(caseId);
    await hand.pick("Tipo", "Persona cuidadora sola");
    await hand.fill(booking.getByRole("textbox", { name: /^Día/ }), day(6));
    await hand.fill(booking.getByRole("textbox", { name: /^Empieza/ }), "06:30");
    await booking.getByRole("checkbox", { name: /Ember/ }).waitFor();
    await hand.pressOn(booking.getByRole("button", { name: /^Reservar/ }));
    await expect.poll(async () => ((await (await page.request.get(`/api/sessions?from=${day(0)}&to=${day(8)}&caseId=${caseId}`)).json()) as Outputs["calendar"]["list"]).sessions.filter((one) => one.status === "booked").length).toBe(1);
    tell("a public request to a booked first visit, 0 fields typed again", hand.told());
  });
});
