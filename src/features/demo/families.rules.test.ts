import { expect, it } from "vitest";
import { ageInMonths, daysBetween, weekday } from "#kernel/dates.ts";
import { demoCases } from "./cases.rules.ts";
import { grownCases } from "./families.rules.ts";
import { grownPassages } from "./passages.rules.ts";
import { tell, tellObjective } from "./phrases.rules.ts";
import { demoStaff, furtherStaff } from "./programme.rules.ts";

// The full demo: 60 cases over 18 months, the same on every machine for one day, whatever weekday that is.

const days = ["2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20", "2026-11-21", "2026-11-22", "2027-02-28"];
const fullOn = (today: string) => {
  const byHand = demoCases(today);
  return { byHand, byRule: grownCases(today, byHand) };
};
const today = days[0]!;
const { byHand, byRule } = fullOn(today);
const all = [...byHand, ...byRule];
const isOpen = (one: (typeof all)[number]) => one.grown === undefined || one.grown.ending === null || one.grown.again !== null;
const hoursOf = (one: (typeof byRule)[number]) => [...one.grown.hours, ...(one.grown.again?.hours ?? [])];

it("has 60 families over 18 months: eleven of the licensed clinician are open, and about a third have ended, planned and not", () => {
  expect(all).toHaveLength(60);
  expect(Math.max(...all.map((one) => one.weeksAgo))).toBe(78);
  expect(all.filter((one) => isOpen(one) && one.clinician === "clinician@demo.dyad")).toHaveLength(11);
  expect(all.filter((one) => !isOpen(one))).toHaveLength(18);
  expect(new Set(byRule.flatMap((one) => one.grown.ending?.manner ?? []))).toEqual(new Set(["planned", "abrupt", "dropped"]));
  expect(byRule.filter((one) => one.grown.again !== null)).toHaveLength(2);
  expect(new Set(byRule.flatMap((one) => one.grown.ending?.reason ?? [])).size).toBeGreaterThan(6);
});

it("has every stage, age, language and kind of caregiver, a child near the age limit, moves and pauses", () => {
  const open = all.filter(isOpen);
  for (const stage of [1, 2, 3]) expect(open.filter((one) => one.stage === stage).length, `stage ${stage}`).toBeGreaterThan(4);
  const ages = all.map((one) => ageInMonths(one.child.birthDate, today));
  expect(ages.filter((age) => age >= 81 && age < 84).length).toBeGreaterThan(0);
  expect(Math.max(...ages)).toBeLessThan(84);
  for (const [from, to] of [[0, 18], [18, 36], [36, 84]] as const) expect(ages.filter((age) => age >= from && age < to).length, `${from} to ${to} months`).toBeGreaterThan(9);
  for (const language of ["en", "es"]) expect(all.filter((one) => one.child.language === language).length).toBeGreaterThan(19);
  for (const kind of ["birth_parent", "kin", "foster_parent", "adoptive_parent"]) expect(all.filter((one) => one.adults[0]!.kind === kind).length, kind).toBeGreaterThan(3);
  expect(byRule.filter((one) => one.grown.move !== null).length).toBeGreaterThan(4);
  expect(byRule.filter((one) => one.grown.hours.some((hour, place) => place > 0 && daysBetween(one.grown.hours[place - 1]!.on, hour.on) > 28)).length).toBeGreaterThan(2);
  expect(all.filter((one) => one.owesNote).length).toBeGreaterThan(3);
  for (const fate of ["cancelled", "no_show"]) expect(byRule.flatMap(hoursOf).filter((hour) => hour.fate === fate).length, fate).toBeGreaterThan(20);
});

it("has a family that was handed over: hours before and after the last day of who treated it first, who is on a team and treats nobody else", () => {
  const handed = byRule.filter((one) => one.grown.before !== null);
  expect(handed).toHaveLength(1);
  const { clinician, until, apart } = handed[0]!.grown.before!;
  expect(isOpen(handed[0]!)).toBe(true);
  expect(all.filter((one) => one.clinician === clinician)).toEqual([]);
  expect(furtherStaff.find((one) => one.email === clinician)?.team).toBe(1);
  const held = hoursOf(handed[0]!).filter((hour) => hour.fate === "held");
  const first = held.filter((hour) => hour.on <= until);
  expect(first.length).toBeGreaterThan(Math.max(...Object.keys(apart).map(Number)));
  expect(held.length).toBeGreaterThan(first.length);
  expect(daysBetween(until, today)).toBeGreaterThan(14);
});

it("names nobody twice", () => {
  const children = all.map((one) => one.child.givenName);
  const families = all.map((one) => one.child.familyName);
  const adults = all.flatMap((one) => [...one.adults.map((adult) => adult.givenName), ...(one.grown?.move ? [one.grown.move.name] : [])]);
  const staff = [...demoStaff, ...furtherStaff].flatMap((one) => one.name.split(" "));
  for (const names of [families, [...children, ...adults]]) expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  expect(byRule.map((one) => one.child.familyName).filter((name) => staff.includes(name))).toEqual([]);
});

it("A8: no team has more than six clinicians to its supervisor, and every family's clinician is on a team", () => {
  const staff = [...demoStaff, ...furtherStaff];
  for (const team of [1, 2]) {
    expect(staff.filter((one) => one.team === team && one.part === "clinician").length).toBeLessThanOrEqual(6);
    expect(staff.filter((one) => one.team === team && one.part === "supervisor")).toHaveLength(1);
  }
  for (const one of all) expect(staff.find((member) => member.email === one.clinician)?.team).toBeDefined();
});

it("holds no two families of a clinician at the same hour, and none on a Sunday, whatever weekday today is", () => {
  for (const day of days) {
    const full = fullOn(day);
    const booked = full.byRule.flatMap((one) => hoursOf(one).map((hour) => `${one.clinician} ${hour.on} ${hour.hour}`));
    expect(new Set(booked).size, day).toBe(booked.length);
    // Those told by hand come on the weekday of today or of the day before, at an hour of their own.
    const handSlots = full.byHand.map((one, place) => `${one.clinician} ${((weekday(day) + 6 - (place % 2)) % 7) + 1} ${9 + place}`);
    expect(full.byRule.map((one) => `${one.clinician} ${one.grown.slot.weekday} ${one.grown.slot.hour}`).filter((slot) => handSlots.includes(slot)), day).toEqual([]);
    expect(full.byRule.flatMap(hoursOf).filter((hour) => weekday(hour.on) === 7)).toEqual([]);
  }
});

it("is the same twice, and no hour of it lies ahead", () => {
  expect(fullOn(today).byRule).toEqual(byRule);
  expect(byRule.flatMap(hoursOf).filter((hour) => hour.on > today)).toEqual([]);
});

it("tells a clinician of ten families no sentence ten times", () => {
  for (const { email } of [...demoStaff, ...furtherStaff].filter((one) => one.part === "clinician")) {
    const own = byRule.filter((one) => one.clinician === email);
    const said = own.flatMap((one) => [
      ...one.grown.hours.filter((hour) => hour.fate === "held").flatMap((_hour, number) => grownPassages(number, one.grown.voice).map((passage) => passage.words)),
      ...(["needs", "circumstances", "seen"] as const).map((list) => tell(list, one.grown.voice, 0)),
      ...(["childObjectives", "dyadObjectives"] as const).map((about) => tellObjective(about, one.grown.voice).words),
    ]).filter((words) => words !== "");
    const times = new Map<string, number>();
    for (const words of said) times.set(words, (times.get(words) ?? 0) + 1);
    expect([...times].filter(([, count]) => count > 7)).toEqual([]);
    expect(said.filter((words) => /[{}]/.test(words))).toEqual([]);
  }
});
