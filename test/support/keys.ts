import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openKeyRing, type OpenKeyRing } from "#server/keyRing.ts";

/** The secret key of the tests' installations. */
export const TEST_SECRET = "a key of tests, of which it is enough that it is long";

let made: OpenKeyRing | null = null;
/** The keys that follow from it. Tests that destroy keys open a ring of their own. */
export function testKeys(): OpenKeyRing {
  made ??= openKeyRing(fs.mkdtempSync(path.join(os.tmpdir(), "dyad-keys-")), { kind: "given", key: TEST_SECRET, before: null });
  return made;
}
