import { expect, test } from "vitest";
import { byAgency } from "./demoPeople.ts";
import { readHashToken } from "./hashToken.ts";
import { safeTarget, slugOf } from "./signing.ts";

test("after signing in one goes on where one was, and never to another site", () => {
  expect(safeTarget("/app/families/019d?tab=people")).toBe("/app/families/019d?tab=people");
  expect(safeTarget("/app")).toBe("/app");
  for (const to of ["https://evil.example/app", "//evil.example", "/application", "/app/sign-in?to=/app", "/", undefined, 7]) expect(safeTarget(to)).toBe("/app");
});

test("a short name is made of a long one: no accents, no blanks, no hyphen at the ends", () => {
  expect(slugOf("Alondra Family Center")).toBe("alondra-family-center");
  expect(slugOf("  Niñez & Hogar — D.C. ")).toBe("ninez-hogar-d-c");
  expect(slugOf("¿?")).toBe("");
});

test("the token behind # is taken whole or not at all", () => {
  expect(readHashToken(`#${"a".repeat(43)}`)).toBe("a".repeat(43));
  expect(readHashToken("#short")).toBeNull();
  expect(readHashToken("")).toBeNull();
});

test("the made-up people stand under their agencies in the order in which they came", () => {
  const one = (name: string, agency: string) => ({ email: `${name}@demo.dyad`, name, agency, roles: ["clinician"] });
  expect(byAgency([one("a", "First"), one("b", "Second"), one("c", "First")]).map((group) => [group.agency, group.accounts.map((account) => account.name)])).toEqual([
    ["First", ["a", "c"]],
    ["Second", ["b"]],
  ]);
});
