import { expect, it } from "vitest";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import { writeData } from "./data.rules.ts";
import { type RecordPart, writeSections } from "./parts.rules.ts";

const disclosure: DisclosureTag = { class: "child_chart", caseId: "ID-OF-OURS", ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false };
const part = (kind: RecordPart["kind"], on: string | null, words: string): RecordPart => ({ kind, on, factIds: ["ID-OF-OURS"], disclosure, words: { en: words, es: `${words}, en español` } });
const shared = { on: "2026-11-20", language: "en" as const, from: "An agency", recipient: { name: "Ms. Made-Up", organization: "A school", address: "", fax: "ITS-FAX", email: "ITS-MAIL", personId: "ID-OF-OURS" }, about: "Robin", purpose: "Planning", notices: [], authorization: [], paperHash: "0".repeat(64) };

it("says as data what stands on the paper, part by part in its order, and no id of ours", () => {
  const goes = [part("note", "2026-11-02", "second"), part("diagnosis", "2026-10-01", "first"), part("note", "2026-11-01", "before it")];
  const text = writeData({ ...shared, goes: { record: goes } });
  const onPaper = writeSections(goes, "en").flatMap((section) => section.rows.map((row) => row.words));
  expect(JSON.parse(text).parts.map((one: { words: string }) => one.words)).toEqual(onPaper);
  expect(text).not.toMatch(/ID-OF-OURS|ITS-FAX|ITS-MAIL|en español/);
  expect(JSON.parse(text)).toMatchObject({ format: "dyad-release", about: "Robin", recipient: { name: "Ms. Made-Up" }, paperHash: "0".repeat(64) });
});

it("is the same bytes for the same release, whatever the order in which its keys came", () => {
  const goes = { letter: [{ source: "own" as const, words: "A sentence.", factIds: [], on: null, disclosure }] };
  const again = Object.fromEntries(Object.entries({ ...shared, goes }).toReversed()) as never;
  expect(writeData(again)).toBe(writeData({ ...shared, goes }));
  expect(JSON.parse(writeData({ ...shared, goes })).parts).toEqual([{ kind: "sentence", on: null, class: "child_chart", part2: false, words: "A sentence." }]);
});
