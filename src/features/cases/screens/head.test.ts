import { expect, test } from "vitest";
import type { CaseView } from "#features/cases/contract.ts";
import { authoritiesInForce, holderName, languagesOf, livesWith } from "./head.ts";

const person = (personId: string, more: Partial<CaseView["people"][number]>): CaseView["people"][number] => ({ personId, givenName: personId, familyName: "", birthDate: null, language: "en", part: "caregiver", kind: "kin", livesWithChild: true, validFrom: "2026-01-01", validTo: null, hasOpenDyad: true, organization: "", hasPausedDyad: false, ...more });
const authority = (authorityId: string, more: Partial<CaseView["authorities"][number]>): CaseView["authorities"][number] => ({ authorityId, holderId: null, holderOrganization: "County", kind: "agency", document: "order", scopes: ["treatment"], limits: "", validFrom: "2026-01-01", validTo: null, ...more });

test("C5: the child lives with who is there on the day, not with who was before", () => {
  const people = [person("Kay", { validTo: "2026-07-07" }), person("Rosa", { validFrom: "2026-07-08" }), person("Mara", { livesWithChild: false })];
  expect(livesWith({ people, authorities: [], assignments: [] }, "2026-07-07").map((one) => one.personId)).toEqual(["Kay"]);
  expect(livesWith({ people, authorities: [], assignments: [] }, "2026-07-08").map((one) => one.personId)).toEqual(["Rosa"]);
});

test("the authority for treatment that ends first stands first, and one that has ended is not named", () => {
  const authorities = [authority("records", { scopes: ["records"] }), authority("open", {}), authority("ends", { validTo: "2026-11-30" }), authority("ended", { validTo: "2026-11-20" })];
  expect(authoritiesInForce({ people: [], authorities, assignments: [] }, "2026-11-21").map((one) => one.authorityId)).toEqual(["ends", "open", "records"]);
});

test("an authority is named by its holder, a person of the case or an organization", () => {
  const people = [person("Rosa", { familyName: "Maple" })];
  expect(holderName({ holderId: "Rosa", holderOrganization: null }, people)).toBe("Rosa Maple");
  expect(holderName({ holderId: null, holderOrganization: "County" }, people)).toBe("County");
});

test("languages are each named once, the child's first", () => {
  const people = [person("Rosa", { language: "es" }), person("River", { part: "child", language: "en" }), person("Mara", { language: "en" }), person("Before", { language: "fr", validTo: "2026-02-01" })];
  expect(languagesOf({ people, authorities: [], assignments: [] }, "2026-11-21")).toEqual(["en", "es"]);
});
