import type { Browser, Page } from "playwright-core";
import { expect } from "vitest";
import { expectAccessible, type Program, signIn, visit } from "./support.ts";

export const desk = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

type Place = { email: string; path: string };

/** The addresses, with a case, a note and a referral of the made-up programme. */
async function placesOf({ clinician, office, runs, faculty }: Record<"clinician" | "office" | "runs" | "faculty", Page>): Promise<Place[]> {
  const ask = async <T>(page: Page, path: string) => (await (await page.request.get(`/api${path}`)).json()) as T;
  const { cases } = await ask<{ cases: { caseId: string; stage: number }[] }>(clinician, "/cases");
  const { owed } = await ask<{ owed: { kind: string; sessionId: string | null }[] }>(clinician, "/day");
  const { audits } = await ask<{ audits: { auditId: string }[] }>(runs, "/audits");
  const { staff } = await ask<{ staff: { staffId: string; name: string }[] }>(runs, "/staff");
  const { cohorts } = await ask<{ cohorts: { cohortId: string; name: string }[] }>(faculty, "/cohorts");
  const cohort = `/app/cohorts/${cohorts.find((one) => one.name === "Piedmont cohort (demo)")!.cohortId}`;
  const { today, meetings, seats } = await ask<{ today: string; meetings: { meetingId: string; kind: string; onDay: string }[]; seats: { seatId: string; name: string }[] }>(faculty, cohort.slice("/app".length));
  const day = meetings.findLast((one) => one.kind === "training_day" && one.onDay < today)!;
  const audit = `/app/audits/${audits[0]!.auditId}`;
  const { referrals } = await ask<{ referrals: { referralId: string }[] }>(office, "/referrals");
  const { questions } = await ask<{ questions: { questionId: string }[] }>(office, "/questions");
  const { articles } = await ask<{ articles: { articleId: string }[] }>(clinician, "/articles");
  const { recordings } = await ask<{ recordings: { recordingId: string; state: string }[] }>(clinician, "/recordings");
  const { payers } = await ask<{ payers: { payerId: string }[] }>(runs, "/payers");
  const family = `/app/families/${cases.find((one) => one.stage === 2)!.caseId}`;
  const note = owed.find((one) => one.kind === "note")!.sessionId!;
  const referral = `/app/referrals/${referrals[0]!.referralId}`;
  const tabs = ["timeline", "visits", "record", "chart", "people", "eligibility", "consents", "messages", "conversation", "portal", "change", "safety", "dates", "plan", "steps", "fidelity", "formulation", "triggers", "stories", "telling", "documents", "release", "measures", "search?q=bear"].map((tab) => `${family}/${tab}`);
  const of = (email: string, ...paths: string[]) => paths.map((path) => ({ email, path }));
  return [
    ...of("clinician@demo.dyad", "/app", "/app/calendar", "/app/calendar?view=day", "/app/calendar/feed", "/app/visiting", "/app/families", "/app/families?stage=2&sort=next", ...tabs, `/app/sessions/${note}/note`, "/app/reviews", "/app/caseload", "/app/supervision", "/app/supervision/ratings", "/app/offered", "/app/recordings", `/app/recordings/${recordings.find((one) => one.state === "ready")!.recordingId}`, "/app/messages?status=all", "/app/resources", "/app/fidelity-rules", "/app/measure-schedule", "/app/note-templates", "/app/articles", `/app/articles/${articles[0]!.articleId}`, "/app/account", "/app/roster", "/app/nowhere"),
    ...of("frontdesk@demo.dyad", "/app/calendar?view=team", "/app/calendar/days", "/app/referrals", referral, `${referral}/open`, "/app/waiting", `/app/waiting/${referrals[0]!.referralId}`, "/app/waiting/rule", "/app/outbox", "/app/questions", `/app/questions/${questions[0]!.questionId}`),
    ...of("supervisor@demo.dyad", "/app/supervision", "/app/supervision/meetings?plan=yes", "/app/supervision/hours", "/app/supervision/signing", "/app/supervision/rules"),
    ...of("faculty@demo.dyad", "/app/applications", "/app/applications?status=all&kind=single"),
    ...of("biller@demo.dyad", "/app/services", "/app/payers", ...["asks", "codes", "places"].map((part) => `/app/payers/${payers[0]!.payerId}?part=${part}`), "/app/claims", "/app/claims?tab=held", "/app/claims/files", "/app/claims/checks", "/app/payers/agency", "/app/payers/people", "/app/payers/checks", "/app/clearing", "/app/remittances", ...["waiting", "files", "strays"].map((part) => `/app/remittances?part=${part}`), "/app/denials", "/app/denials?show=appealed", "/app/denials?show=rejected", "/app/ledger", `${family}/insurance`),
    ...of("biller@demo.dyad", "/app/services", "/app/money", "/app/money/claims?behind=open", "/app/money/papers", "/app/grants", `${family}/bills`, "/app/payers", ...["asks", "codes", "places"].map((part) => `/app/payers/${payers[0]!.payerId}?part=${part}`), "/app/payers/agency", "/app/payers/people", "/app/payers/checks", `${family}/insurance`),
    ...of("privacy@demo.dyad", "/app/records", "/app/privacy", ...["trail", "requests", "breaches", "retention", "rules", "own"].map((part) => `/app/privacy?part=${part}`)),
    ...of("director@demo.dyad", "/app/rulebook", "/app/compliance", "/app/compliance?part=ages", "/app/compliance?part=exceptions", "/app/compliance?policy=dc-mhrs&rule=intake&of=case", "/app/programme", "/app/measure-schedule", "/app/programme/on-call", "/app/programme/reminders", "/app/programme/access", "/app/programme/site", "/app/programme/training-issuers", "/app/caseload/rule", "/app/letters", "/app/newsletter", `/app/programme/handover/${(staff.find((one) => one.name === "Desmond Ash") ?? staff[0]!).staffId}`, "/app/begin", "/app/check", "/app/settings", "/app/lists", "/app/instruments", "/app/instruments/pcl-5", "/app/instruments-import", "/app/outcomes", "/app/outcomes?part=definitions", "/app/outcomes?part=leave", "/app/outcomes/offer", "/app/outcomes/reports", "/app/outcomes/reports?kind=board&return=yes", "/app/open-case", "/app/return", "/app/audits", `${audit}?part=sample`, `${audit}?part=pack`),
    ...of("trainee@demo.dyad", "/app/training"),
    ...of("faculty@demo.dyad", "/app", "/app/implementation", "/app/cohorts", "/app/graduates", cohort, `${cohort}?part=calendar`, `${cohort}?part=waivers`, `${cohort}?part=materials`, `${cohort}/meetings/${day.meetingId}`, `${cohort}/people/${seats.find((one) => one.name === "Jonah Pine")!.seatId}`, `${cohort}/people/${seats.find((one) => one.name === "Jonah Pine")!.seatId}/graduation`),
    ...of("auditor@demo.dyad", "/app/audits", audit),
  ];
}

/** What is wrong with the stops of the Tab key: one that cannot be seen, shows nothing, or is taken out of the page's order. */
async function walkByTab(page: Page): Promise<string[]> {
  // One real press: from here on the page knows that somebody works by keyboard.
  await page.keyboard.press("Tab");
  return page.evaluate(() => {
    const wrong = new Set<string>();
    const stops = [...document.querySelectorAll<HTMLElement>("a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex]")].filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }) && one.closest("[popover]:not(:popover-open), dialog:not([open])") === null);
    for (const stop of stops) {
      const label = stop.closest("label");
      const name = `${stop.tagName.toLowerCase()} "${(stop.getAttribute("aria-label") ?? label?.textContent ?? stop.textContent ?? "").slice(0, 40)}"`;
      stop.focus();
      if (document.activeElement !== stop) wrong.add(`takes no focus: ${name}`);
      if (stop.tabIndex > 0) wrong.add(`out of order: ${name}`);
      const box = (label !== null && getComputedStyle(stop).opacity === "0" ? label : stop).getBoundingClientRect();
      const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
      const hit = [0.5, 0.15, 0.85].some((part) => {
        const there = document.elementFromPoint(x, box.top + box.height * part);
        return there !== null && (stop.contains(there) || there.contains(stop) || label?.contains(there) === true);
      });
      if (!hit) wrong.add(`out of sight: ${name}`);
      let shows = false;
      for (let one: Element | null = stop, up = 0; one !== null && up < 5 && !shows; one = one.parentElement, up++) shows = getComputedStyle(one).outlineStyle !== "none";
      if (!shows) wrong.add(`no outline: ${name}`);
    }
    if (stops.length === 0) wrong.add("nothing takes the focus");
    return [...wrong];
  });
}

/** What does not fit at a size: the page scrolls sideways, or a part of the head lies over the next one. What is drawn anew for the size has a second to be there. */
async function misfitsAt(page: Page, size: typeof desk): Promise<string[]> {
  await page.setViewportSize(size);
  const deadline = Date.now() + 1_000;
  let found = await findMisfits(page);
  while (found.length > 0 && Date.now() < deadline) {
    await page.waitForTimeout(50);
    found = await findMisfits(page);
  }
  return found;
}

const findMisfits = (page: Page) =>
  page.evaluate(() => {
    const ends = [...document.querySelectorAll(".top-nav li:not(.is-cut), .top-more, .search-box, .top-agency, .account-button")].map((one) => one.getBoundingClientRect()).filter((box) => box.width > 0);
    const over = ends.some((box, place) => place > 0 && box.left < ends[place - 1]!.right - 0.5);
    return [...(document.scrollingElement!.scrollWidth > innerWidth ? [`scrolls sideways at ${innerWidth}`] : []), ...(over ? [`has a head in which parts lie over each other at ${innerWidth}`] : [])];
  });

/**
 * Walks every address of the staff application in a language and a size: the page never scrolls sideways, here nor at the
 * other size, each stop of the Tab key comes into sight and shows that it has the focus, and on the phone axe finds nothing.
 */
export async function walkScreens(browser: Browser, program: Program, language: "en" | "es", size: typeof desk, other: typeof desk): Promise<void> {
  const own = await visit(browser, program, { language });
  const office = await visit(browser, program, { language });
  await signIn(own, program, "clinician@demo.dyad");
  await signIn(office, program, "frontdesk@demo.dyad");
  const director = await visit(browser, program, { language });
  await signIn(director, program, "director@demo.dyad");
  const teacher = await visit(browser, program, { language });
  await signIn(teacher, program, "faculty@demo.dyad");
  const places = await placesOf({ clinician: own.page, office: office.page, runs: director.page, faculty: teacher.page });
  for (const one of [director, teacher]) await one.context.close();
  const { page, context } = own;
  await context.addInitScript((chosen) => localStorage.setItem("dyad.language", chosen), language);
  let who = "clinician@demo.dyad";
  const wrong: string[] = [];
  for (const { email, path } of places) {
    if (email !== who) await signIn(own, program, email);
    who = email;
    await page.setViewportSize(size);
    await page.goto(path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.locator(".loading-row").first().waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
    const found = [...(await misfitsAt(page, other)), ...(await misfitsAt(page, size)), ...(await walkByTab(page))];
    wrong.push(...found.map((one) => `${path}: ${one}`));
    if (size !== phone) continue;
    await expectAccessible(page, path);
}
  expect(wrong).toEqual([]);
  expect(own.complaints).toEqual([]);
  await context.close();
  await office.context.close();
}
