import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csv } from "#kernel/csv.ts";
import { findInList } from "./alike.rules.ts";
import { byField, findColumns, withoutPlace } from "./columns.rules.ts";
import { listFields } from "./contract.ts";
import { judgeRow } from "./row.rules.ts";
import { decode, findSeparator, plainCell } from "./text.rules.ts";
import { fieldTitles } from "./words.ts";

const today = "2026-11-20";
const base = { child_given_name: "Nadia", child_birth_date: "2022-05-02", source: "phone" } as const;
const judge = (more: object, reading: Partial<Parameters<typeof judgeRow>[1]> = {}) => judgeRow({ ...base, ...more }, { dates: "iso", makes: "referrals", ...reading }, today);
const refused = (more: object, reading = {}) => judge(more, reading).faults.map((one) => one.field);

describe("columns", () => {
  it("are found by their headings in both languages, whatever their case and accents, each once", () => {
    for (const language of ["en", "es"] as const) expect(findColumns(listFields.map((field) => fieldTitles[field][language].toUpperCase()))).toEqual([...listFields]);
    expect(findColumns(["DOB", "First Name", "APELLIDOS", "celular", "Favorite colour", "Last name"])).toEqual(["child_birth_date", "child_given_name", "child_family_name", "phone", null, null]);
    expect(byField(["a", "", "c"], ["child_given_name", "phone", null])).toEqual({ child_given_name: "a" });
    expect(withoutPlace(["authority", "phone"], "referrals")).toEqual(["authority"]);
    expect(withoutPlace(["authority", "phone"], "cases")).toEqual([]);
  });
});

describe("a row", () => {
  it.each<[string, string, string, string | null]>([
    ["iso", "2021-02-28", "2021-02-28", null],
    ["iso", "2/28/2021", "", "child_birth_date"],
    ["iso", "2021-02-29", "", "child_birth_date"],
    ["us", "2/28/2021", "2021-02-28", null],
    ["us", "02-28-2021", "2021-02-28", null],
    ["us", "28/2/2021", "", "child_birth_date"],
    ["us", "2/28/21", "", "child_birth_date"],
    ["us", "2021-02-28", "2021-02-28", null],
    ["iso", "2027-01-01", "", "child_birth_date"],
  ])("with dates as %s reads %s as “%s”", (dates, written, read, field) => {
    const { content, faults } = judge({ child_birth_date: written }, { dates: dates as "iso" });
    expect(content?.child.birthDate ?? "").toBe(read);
    expect(faults[0]?.field ?? null).toBe(field);
  });

  it.each<[object, string[]]>([
    [{ phone: "2025550142" }, ["contact_way"]],
    [{ contact_way: "call", phone: "2025550142" }, ["safe_hours"]],
    [{ contact_way: "call", phone: "1125550142", safe_hours: "any" }, ["phone"]],
    [{ contact_way: "do not contact", phone: "2025550142" }, ["phone"]],
    [{ contact_way: "e-mail", email: "ana" }, ["email"]],
    [{ contact_way: "call", phone: "2025550142", safe_hours: "mon_morning|sometimes" }, ["safe_hours"]],
    [{ authority: "parent", adult_given_name: "Rosa", adult_relation: "mother" }, ["authority_document", "authority_scopes"]],
    [{ authority_document: "Order", adult_given_name: "Rosa", adult_relation: "mother" }, ["authority"]],
    [{ adult_relation: "mother" }, ["adult_given_name"]],
    [{ adult_given_name: "Rosa" }, ["adult_relation"]],
    [{ identifier: "A-1" }, ["identifier_system"]],
    [{ reasons: "loss|boredom" }, ["reasons"]],
    [{ source: "fhir" }, ["source"]],
    [{ child_given_name: "x".repeat(201) }, ["child_given_name"]],
    [{ child_age: "old" }, ["child_age"]],
  ])("with %j is refused at %j", (more, fields) => expect(refused(more)).toEqual(fields));

  it("is read in either language, and its phone is brought to ten digits", () => {
    expect(judge({ adult_given_name: "Rosa", adult_relation: "abuela", adult_lives_with_child: "sí", contact_way: "llamada", phone: "+1 (202) 555-0142", safe_hours: "cualquiera", reasons: "Pérdida, separation", child_language: "Español" }).content).toMatchObject({ adults: [{ kind: "kin", livesWithChild: true }], contact: { way: "call", phone: "2025550142", voicemail: "hang_up" }, reasons: ["loss", "separation"], child: { language: "es" } });
  });

  it("that becomes a case needs the birth date, and a referral the age at least", () => {
    const aged = { child_birth_date: undefined, child_age: "3" };
    expect(refused(aged)).toEqual([]);
    expect(refused(aged, { makes: "cases" })).toEqual(["child_birth_date"]);
    expect(refused({ child_birth_date: undefined })).toEqual(["child_birth_date"]);
    expect(judge({ ...aged, child_age: "por nacer" }).content?.child.age).toBe("not_born");
    expect(judge({ ...aged, child_age: "9" }).content?.child.age).toBe("7_or_older");
  });

  it("of anything at all is judged, never thrown at", () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...listFields), fc.string({ unit: "binary", maxLength: 60 })), fc.constantFrom("iso" as const, "us" as const), fc.constantFrom("referrals" as const, "cases" as const), (cells, dates, makes) => {
      const { content, faults } = judgeRow(cells, { dates, makes }, today);
      expect((content === null) === faults.length > 0).toBe(true);
    }));
  });
});

describe("a text", () => {
  it("is told by its letters and by what divides its cells", () => {
    expect(decode(Buffer.from("José"))).toEqual({ text: "José", encoding: "utf-8" });
    expect(decode(Buffer.from("José", "latin1"))).toEqual({ text: "José", encoding: "windows-1252" });
    expect(decode(Buffer.from("\ufeffJosé", "utf16le"))).toMatchObject({ encoding: "utf-16" });
    expect(decode(Buffer.from([80, 0, 1]))).toBeNull();
    expect([findSeparator("a;b,c;d\n,,,,"), findSeparator("a,b"), findSeparator("a\tb"), findSeparator('"a;b;c",d'), findSeparator("a")]).toEqual([";", ",", "\t", ",", ","]);
  });

  it("that our own files guard against being a formula comes back as it was", () => {
    for (const text of ["=1+1", "+1", "-1", "@a", "O'Hara", "'tis"]) expect(plainCell(csv([[text]]).trim().replace(/^"|"$/g, ""))).toBe(text);
  });
});

it("a child who stands in a file twice is found at the later row, and a file of one name is not compared without end", () => {
  const rows = [{ number: 2, givenName: "Nadia", familyName: "Example", birthDate: "2022-05-02" }, { number: 3, givenName: "Omar", familyName: "Other", birthDate: "2022-05-02" }, { number: 4, givenName: "Nádia", familyName: "Example", birthDate: "2022-05-02" }];
  expect(findInList(rows)).toEqual([{ number: 4, earlier: 2, likeness: "same" }]);
  expect(findInList(Array.from({ length: 3000 }, (_, place) => ({ ...rows[0]!, number: place + 2 }))).length).toBeLessThan(3000 * 51);
});
