import { describe, expect, it } from "vitest";
import { staffRoles } from "#features/disclosure/contract.ts";
import { actions, actionsFor, matchActions, readCommand, waysTo } from "./actions.rules.ts";

const keysFor = (...roles: string[]) => actionsFor(roles).map((one) => one.key);
const family = { caseId: "c", lastSessionId: "s" };

describe("what can be done from the search", () => {
  it("is one's own: who treats writes, the desk takes in, whoever runs the programme sets it up", () => {
    expect(keysFor("clinician")).toEqual(expect.arrayContaining(["note", "plan", "measure", "call", "book", "book-for"]));
    expect(keysFor("front_desk")).toEqual(expect.arrayContaining(["request", "open-case", "book-for", "measure"]));
    expect(keysFor("front_desk")).not.toEqual(expect.arrayContaining(["note"]));
    for (const key of ["note", "plan", "record", "settings"]) expect(keysFor("biller")).not.toContain(key);
    for (const role of staffRoles) expect(keysFor(role)).toContain("account");
  });

  it("has an address of its own each, and of a family none without what it needs", () => {
    expect(new Set(actions.map((one) => one.key)).size).toBe(actions.length);
    for (const one of actions) expect(one.of === "programme" ? one.address : one.addressFor(family)).toMatch(/^\/app\//);
    const note = actions.find((one) => one.key === "note")!;
    expect(note.of === "family" && note.addressFor({ caseId: "c", lastSessionId: null })).toBeNull();
  });

  it("is found by beginnings, in any order, nearly right, and by other words for it", () => {
    const all = actionsFor(["administrator", "clinician"]);
    const first = (typed: string, language: "en" | "es" = "en") => matchActions(typed.split(" "), all, language)[0]?.key;
    expect([first("book"), first("appointment"), first("sesion reser", "es"), first("setings"), first("duplicate"), first("xylophone")]).toEqual(["book-for", "book-for", "book-for", "settings", "same-child", undefined]);
    expect(matchActions(["calen"], waysTo([{ href: "/app/calendar", label: { en: "Calendar", es: "Calendario" } }]), "en")).toHaveLength(1);
  });

  it.each([
    ["note maple", "en", "note", "maple"],
    ["plan for River Maple", "en", "plan", "River Maple"],
    ["maple plan", "en", "plan", "maple"],
    ["reservar sesion de luz", "es", "book-for", "luz"],
    ["plan", "en", null, null],
    ["river maple", "en", null, null],
  ] as const)("%s is told apart in %s", (text, language, key, name) => {
    const command = readCommand(text, actionsFor(["clinician"]), language);
    expect([command?.actions[0]?.key ?? null, command?.name ?? null]).toEqual([key, name]);
  });
});
