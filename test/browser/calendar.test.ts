import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { day } from "./steps.ts";
import { expectAccessible, openBrowser, type Program, signIn, startProgram, visit } from "./support.ts";

/** The calendar as it is worked with: a session that repeats, moving with the pointer and without one, taking back, a marked day, a team's day (A3, B8, C4). */
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

async function as(who: string, device: Parameters<typeof visit>[2] = {}): Promise<Page> {
  const visitor = await visit(browser, program, device);
  await signIn(visitor, program, `${who}@demo.dyad`);
  await visitor.page.request.put("/api/session/language", { data: { language: device.language ?? "en" }, headers: { origin: program.address } });
  return visitor.page;
}
/** The Monday of the week after the next, and days of that week. */
const monday = () => {
  const ahead = 14 + ((8 - new Date(`${day(14)}T12:00:00Z`).getUTCDay()) % 7);
  return (more: number) => day(ahead + more);
};
const inWeek = monday();

async function fillBooking(page: Page, on: string, start: string): Promise<ReturnType<Page["getByRole"]>> {
  await page.getByRole("button", { name: "Book a session" }).waitFor();
  await page.keyboard.press("b");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("combobox", { name: "Family" }).selectOption({ label: "River Maple" });
  await dialog.getByRole("textbox", { name: "Day" }).fill(on);
  await dialog.getByRole("textbox", { name: "Begins at" }).fill(start);
  await dialog.getByRole("combobox", { name: "Kind" }).selectOption("caregiver_alone");
  await dialog.locator(".verdict").waitFor();
  return dialog;
}
const cardsAt = async (page: Page, from: string, to: string, start: string) => {
  const { sessions } = (await (await page.request.get(`/api/sessions?from=${from}&to=${to}`)).json()) as { sessions: { childName: string; startsAt: string; status: string; sessionId: string }[] };
  return sessions.filter((one) => one.childName === "River Maple" && one.status === "booked" && new Date(one.startsAt).toLocaleTimeString("en-GB", { timeZone: "America/New_York", hour: "2-digit", minute: "2-digit" }) === start);
};

describe("the calendar", () => {
  it("A3: books a session that repeats, shows its days before, and takes it back with Z", async () => {
    const page = await as("clinician");
    await page.goto(`/app/calendar?day=${inWeek(0)}`);
    const dialog = await fillBooking(page, inWeek(1), "06:15");
    await dialog.getByRole("combobox", { name: "Repeats" }).selectOption("1");
    await dialog.getByLabel("Until").fill(inWeek(1 + 7 * 9));
    await dialog.getByText(/^(9|10) sessions, the last on/).waitFor();
    await expectAccessible(page, "a booking that repeats");
    await dialog.getByRole("button", { name: /^Book (9|10) sessions$/ }).press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.getByText(/^(9|10) sessions booked\./).waitFor();
    const booked = await cardsAt(page, inWeek(0), inWeek(70), "06:15");
    expect(booked.length).toBeGreaterThanOrEqual(9);
    await page.keyboard.press("z");
    await page.getByText("Taken back. All is as it was.").waitFor();
    expect(await cardsAt(page, inWeek(0), inWeek(70), "06:15")).toEqual([]);
  });

  it("B8: moves a session with the pointer, and without one, and each is taken back", async () => {
    const page = await as("clinician");
    await page.goto(`/app/calendar?day=${inWeek(0)}`);
    const dialog = await fillBooking(page, inWeek(3), "06:00");
    await dialog.getByRole("button", { name: /^Book (a session|it all the same)$/ }).press("Enter");
    await dialog.waitFor({ state: "detached" });
    // What was done is said above the grid: it stands there before anything is measured.
    await page.getByText(/^Booked: /).waitFor();
    await page.waitForLoadState("networkidle");
    const sessionId = (await cardsAt(page, inWeek(3), inWeek(3), "06:00"))[0]!.sessionId;
    const card = page.locator(`[data-session="${sessionId}"]`);
    await card.scrollIntoViewIfNeeded();
    const box = (await card.boundingBox())!;
    await page.mouse.move(box.x + 30, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + 30, box.y + 60, { steps: 4 });
    await page.mouse.move(box.x + 30, box.y + 30 + 38, { steps: 4 });
    await page.mouse.up();
    await page.getByText(/^Moved to .*06:30\.$/).waitFor();
    await page.getByRole("button", { name: "Take back" }).click();
    await page.getByText("Taken back. All is as it was.").waitFor();
    expect((await cardsAt(page, inWeek(3), inWeek(3), "06:00")).length).toBe(1);
    await card.locator("[data-stop]").focus();
    for (const key of ["m", "ArrowUp", "ArrowUp", "Shift+ArrowUp", "Enter"]) await page.keyboard.press(key);
    await page.getByText(/^Moved to .*05:30\.$/).waitFor();
    await page.keyboard.press("z");
    await page.getByText("Taken back. All is as it was.").waitFor();
    await expectAccessible(page, "the calendar after something was taken back");
  });

  it("D7: a marked day is seen in the week and asks before a booking; the front desk learns that, and not why", async () => {
    const page = await as("clinician");
    const { cases } = (await (await page.request.get("/api/cases?search=River")).json()) as { cases: { caseId: string }[] };
    const court = inWeek(4);
    expect((await page.request.post(`/api/cases/${cases[0]!.caseId}/life-events`, { data: { happensOn: court, kind: "court", label: "Hearing about visits" }, headers: { origin: program.address } })).status()).toBe(200);
    await page.goto(`/app/calendar?day=${court}`);
    await page.getByText("River M.: Hearing about visits").waitFor();
    const dialog = await fillBooking(page, court, "06:45");
    await dialog.getByText(/This day is marked for this family.*Hearing about visits/).waitFor();
    await expectAccessible(page, "a booking on a marked day");
    await dialog.getByRole("button", { name: /^Book (a session|it all the same)$/ }).press("Enter");
    await dialog.locator(".error-summary").waitFor();
    await dialog.getByRole("checkbox", { name: /I have seen this/ }).press("Space");
    await dialog.getByRole("button", { name: /^Book (a session|it all the same)$/ }).press("Enter");
    await dialog.waitFor({ state: "detached" });
    const desk = await as("frontdesk", { language: "es" });
    await desk.goto(`/app/calendar?day=${court}&view=team`);
    await desk.getByRole("heading", { name: "Hannah Linde" }).waitFor();
    expect(await desk.getByText("Hearing about visits").count()).toBe(0);
    await expectAccessible(desk, "a team's day");
  });

  it("A3: the hour of a cancelled session is offered to another family, and a yes asks to be booked", async () => {
    const page = await as("clinician");
    const week = { from: inWeek(0), to: inWeek(6) };
    const { staffId } = (await (await page.request.get("/api/session")).json()) as { staffId: string };
    const { sessions } = (await (await page.request.get(`/api/sessions?from=${week.from}&to=${week.to}&clinicianId=${staffId}`)).json()) as { sessions: { sessionId: string; childName: string; status: string; revision: number }[] };
    // Three families have nothing left in that week.
    for (const one of sessions.filter(({ childName, status }) => status === "booked" && childName !== "River Maple").slice(0, 3)) expect((await page.request.post(`/api/sessions/${one.sessionId}/cancel`, { data: { status: "cancelled", reason: "Ill", by: "family", revision: one.revision }, headers: { origin: program.address } })).status()).toBe(200);
    await page.goto(`/app/calendar?day=${week.from}`);
    const booking = await fillBooking(page, inWeek(2), "06:30");
    await booking.getByRole("button", { name: /^Book (a session|it all the same)$/ }).press("Enter");
    await booking.waitFor({ state: "detached" });
    await page.getByText(/^Booked: /).waitFor();
    await page.getByRole("button", { name: "Session: River M., 06:30" }).press("Enter");
    const details = page.getByRole("dialog");
    await details.getByRole("button", { name: "Cancel it" }).press("Enter");
    await details.getByRole("radio", { name: "It was cancelled" }).check();
    await details.getByLabel("Why, in few words").fill("The family is ill");
    await details.getByRole("button", { name: "Say so" }).press("Enter");
    await page.getByRole("button", { name: "Who could use this hour?" }).press("Enter");
    const free = page.getByRole("dialog");
    const offer = free.getByRole("button", { name: /^Offer it to the family of/ }).first();
    await offer.waitFor();
    expect(await free.getByText("River M.").count()).toBe(0);
    await offer.press("Enter");
    await free.getByRole("button", { name: "Offer it", exact: true }).waitFor();
    await expectAccessible(page, "who could use an hour");
    const spoken = free.getByRole("radio", { name: "I speak with them myself" });
    if ((await spoken.count()) > 0) await spoken.check();
    await free.locator(".offer-form").getByRole("button", { name: "Offer it" }).press("Enter");
    await free.getByText(/waits for an answer, until/).waitFor();
    await free.getByRole("button", { name: /^They said yes/ }).press("Enter");
    await free.getByText("said yes, not booked yet").waitFor();
    await free.getByRole("button", { name: "Close" }).last().press("Enter");
    await page.locator(".offers").getByRole("button", { name: "Book it" }).press("Enter");
    const filled = page.getByRole("dialog");
    await filled.getByRole("textbox", { name: "Begins at" }).waitFor();
    expect([await filled.getByRole("textbox", { name: "Begins at" }).inputValue(), await filled.getByRole("textbox", { name: "Day" }).inputValue()]).toEqual(["06:30", inWeek(2)]);
    await expectAccessible(page, "a booking that an offer filled");
  });

  it("C4: a session is moved by finger, with the verb on its own card", async () => {
    const page = await as("clinician", { phone: true });
    await page.goto(`/app/calendar?day=${inWeek(0)}`);
    await page.getByRole("button", { name: /^Move: / }).first().tap();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Begins at" }).waitFor();
    await expectAccessible(page, "a session that is moved by finger");
    await dialog.getByRole("textbox", { name: "Day" }).fill(inWeek(5));
    await dialog.getByRole("textbox", { name: "Begins at" }).fill("19:00");
    await dialog.getByRole("button", { name: "Move", exact: true }).tap();
    const anyway = dialog.getByRole("button", { name: "I have seen it: move" });
    await Promise.race([dialog.waitFor({ state: "detached" }), anyway.waitFor()]);
    if ((await anyway.count()) > 0) await anyway.tap();
    await page.getByText(/^Moved to .*19:00\.$/).waitFor();
    await page.getByRole("button", { name: "Take back" }).tap();
    await page.getByText("Taken back. All is as it was.").waitFor();
  });

  it("has rooms, closed days and one's own calendar on the telephone, by keyboard and on a phone", async () => {
    const desk = await as("director", { phone: true });
    await desk.goto("/app/calendar/days");
    await desk.getByLabel("Name of the room").fill("Quiet room");
    await desk.getByRole("button", { name: "Add a room" }).press("Enter");
    await desk.getByText("Quiet room", { exact: true }).waitFor();
    await expectAccessible(desk, "rooms and closed days");
    await desk.goto("/app/calendar/feed");
    await desk.getByRole("button", { name: "Make an address" }).press("Enter");
    const address = await desk.getByText(/\/feed\/.*calendar\.ics/).first().innerText();
    expect((await desk.request.get(new URL(address.trim()).pathname)).status()).toBe(200);
    await expectAccessible(desk, "one's own calendar on the telephone");
    await desk.getByRole("button", { name: "End it" }).first().press("Enter");
    await desk.getByText("Ended. It answers nobody any more.").waitFor();
    expect((await desk.request.get(new URL(address.trim()).pathname)).status()).toBe(410);
  });
});
