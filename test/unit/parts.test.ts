import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { listParts, writeParts } from "../../scripts/parts.mjs";

const root = path.resolve(import.meta.dirname, "../..");
const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8");
/** Licences that let everybody use, change and hand on what is made with them. MPL-2.0 asks so of its own files alone. */
const PERMISSIVE = ["MIT", "Apache-2.0", "ISC", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0", "MPL-2.0", "OFL-1.1", "Unlicense", "MIT-0", "(MIT OR CC0-1.0)"];

it("the page of parts names every part of the lock file, and every licence lets us hand on what we make", () => {
  const parts = listParts(read("package-lock.json"));
  expect(read("docs/parts.md"), "make it anew by: node scripts/parts.mjs").toBe(writeParts(parts));
  expect(parts.filter((one) => !PERMISSIVE.includes(one.licence)).map((one) => `${one.name}: ${one.licence}`)).toEqual([]);
  expect(parts.filter((one) => one.runs).length).toBeGreaterThan(50);
});
