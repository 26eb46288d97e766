import { expect, test, vi } from "vitest";
import type { Me } from "#features/account/contract.ts";
import { createSignIn } from "./signIn.ts";

const hannah: Me = { name: "Hannah Linde", email: "clinician@demo.dyad", language: "en", roles: ["clinician"], staffId: "019d3edd-8c40-741b-97b4-0c9f3341f2ee", personId: null, agency: { agencyId: "019d3edd-8c40-741b-97b4-0c9f3341f2ef", name: "Linden", slug: "demo-dc", timeZone: "America/New_York", isDemo: true }, secondFactor: false, owes: "nothing", endsAt: "2026-11-21T20:00:00.000Z" };

test("a call that finds the sign-in ended waits, the screen is locked, and goes on once the same person is back", async () => {
  const signIn = createSignIn();
  signIn.enter(hannah);
  const wentOn = vi.fn<() => void>();
  const waiting = signIn.whenSignedInAgain().then(wentOn);
  expect(signIn.read()).toMatchObject({ state: "locked", me: { name: "Hannah Linde" } });
  await Promise.resolve();
  expect(wentOn).not.toHaveBeenCalled();
  signIn.enter({ ...hannah, endsAt: "2026-11-21T21:00:00.000Z" });
  await waiting;
  expect(wentOn).toHaveBeenCalledOnce();
  expect(signIn.read()).toMatchObject({ state: "open", endsAt: "2026-11-21T21:00:00.000Z" });
});

test("another person who unlocks gets a page that knows nothing of the one before", async () => {
  const assign = vi.fn<(to: string) => void>();
  vi.stubGlobal("location", { assign });
  const signIn = createSignIn();
  signIn.enter(hannah);
  const wentOn = vi.fn<() => void>();
  void signIn.whenSignedInAgain().then(wentOn);
  signIn.enter({ ...hannah, email: "supervisor@demo.dyad", name: "Ines Solano" });
  await Promise.resolve();
  expect(assign).toHaveBeenCalledWith("/app");
  expect(wentOn).not.toHaveBeenCalled();
  expect(signIn.read().state).toBe("locked");
  vi.unstubAllGlobals();
});

test("a page of the family keeps nothing once its sign-in has ended: it leads to the door, and not back", async () => {
  const replace = vi.fn<(to: string) => void>();
  vi.stubGlobal("location", { replace, pathname: "/app/families/x" });
  const signIn = createSignIn();
  signIn.enter({ ...hannah, roles: ["caregiver"] });
  void signIn.whenSignedInAgain();
  signIn.lock();
  expect(replace.mock.calls).toEqual([["/app/sign-in?to=%2Fapp%2Ffamilies%2Fx"], ["/app/sign-in?to=%2Fapp%2Ffamilies%2Fx"]]);
  expect(signIn.read().state).toBe("open");
  vi.unstubAllGlobals();
});

test("entering is not a touch of the page: who is only asked does not stay signed in", () => {
  const signIn = createSignIn();
  signIn.enter(hannah);
  expect(signIn.touchedAt()).toBe(0);
  signIn.touched();
  expect(signIn.touchedAt()).toBeGreaterThan(0);
});
