import type { Page } from "playwright-core";
import { expect } from "vitest";

/** A civil day, so many days from today, on the calendar of the demo's agency. */
export const day = (daysAhead: number) => new Date(Date.now() + daysAhead * 86_400_000).toLocaleDateString("en-CA", { timeZone: "America/New_York" });

/** A time of today that has begun, on the clocks of the agency, and at which the clinician is free for an hour. */
export async function findFreeStart(page: Page): Promise<string> {
  const { sessions } = (await (await page.request.get(`/api/sessions?from=${day(0)}&to=${day(0)}`)).json()) as { sessions: { clinicianName: string; startsAt: string; endsAt: string }[] };
  const taken = sessions.filter((one) => one.clinicianName === "Hannah Linde").map((one) => [Date.parse(one.startsAt), Date.parse(one.endsAt)] as const);
  const onTheWall = (at: number) => new Date(at).toLocaleTimeString("en-GB", { timeZone: "America/New_York", hour: "2-digit", minute: "2-digit" });
  const minute = Math.floor(Date.now() / 60_000) * 60_000;
  for (let at = minute; new Date(at).toLocaleDateString("en-CA", { timeZone: "America/New_York" }) === day(0); at -= 60_000) {
    const end = at + 3_600_000;
    if (onTheWall(end) > onTheWall(at) && taken.every(([from, to]) => end <= from || at >= to)) return onTheWall(at);
  }
  throw new Error("no free hour today");
}

/** Answers one question after another until something holds. */
export async function answerUntil(family: Page, holds: () => Promise<boolean>): Promise<void> {
  for (let most = 40; most > 0 && !(await holds()); most--) {
    const before = family.url();
    await family.locator("[name='answer'][value='1']").check({ force: true });
    await family.getByRole("button", { name: "Next" }).click();
    await family.waitForURL((url) => url.href !== before);
  }
  expect(await holds()).toBe(true);
}
