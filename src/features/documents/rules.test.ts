import { describe, expect, it } from "vitest";
import { documentClass } from "./contract.ts";
import { fileNameOf, missingOf, ownedClasses, safestClass } from "./rules.ts";
import { byStanding, sayBytes } from "./screens/naming.ts";

const adult = "019a0000-0000-7000-8000-000000000001";
const plain = { ownerPersonId: null, counterpartStaffId: null, part2: false };

describe("The class of a document", () => {
  it("is the most closed that fits, and asks for nothing that is not there", () => {
    expect([safestClass(null), safestClass(adult)]).toEqual(["child_chart", "caregiver"]);
    for (const owner of [null, adult]) expect(missingOf({ ...plain, class: safestClass(owner), ownerPersonId: owner })).toEqual([]);
  });

  it("asks whose it is where it belongs to one adult, or carries the label Part 2, and with whom it is shared", () => {
    for (const one of documentClass.options) {
      expect(missingOf({ ...plain, class: one }).includes("ownerPersonId"), one).toBe(ownedClasses.includes(one));
      expect(missingOf({ ...plain, class: one, part2: true }).includes("ownerPersonId"), one).toBe(true);
      expect(missingOf({ ...plain, class: one }).includes("counterpartStaffId"), one).toBe(one === "supervision");
    }
  });
});

it("A file's name on somebody's device says its day, and nothing of what it is", () => {
  const one = { datedOn: "2026-03-04", addedOn: "2026-11-20", mediaType: "application/pdf" as const };
  expect(fileNameOf(one, "en")).toBe("document-2026-03-04.pdf");
  expect(fileNameOf({ ...one, datedOn: null, mediaType: "image/jpeg" }, "es")).toBe("documento-2026-11-20.jpg");
});

it("Sizes are said as people read them, and what was replaced stands apart", () => {
  expect([sayBytes(3, "en"), sayBytes(4_400, "en"), sayBytes(1_250_000, "en"), sayBytes(26_214_400, "es")]).toEqual(["1 kB", "4 kB", "1.3 MB", "26,2 MB"]);
  const [newer, older] = [{ documentId: "b", supersedes: "a", supersededBy: null }, { documentId: "a", supersedes: null, supersededBy: "b" }];
  expect(byStanding([newer, older])).toEqual({ standing: [newer], former: [older] });
});
