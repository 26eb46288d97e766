import fs from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

// What is asked of a case is asked of its whole record: `case_id = any (record_of(…))`, so that two joined records of one
// child are read as one. Where a statement asks for the rows of one case alone, it is here, with the reason.

/** Stores that read or change rows of one case alone, with how many statements and why. */
const ofOneCase: Record<string, { count: number; why: string }> = {
  "audits/access.store.ts": { count: 1, why: "a sample is of the case that was drawn" },
  "audits/store.ts": { count: 2, why: "a sample is of the case that was drawn" },
  "cases/store.ts": { count: 2, why: "the stages of a case are its own" },
  "course/ending.store.ts": { count: 6, why: "steps, searches and closings are numbered within the courses of a case" },
  "course/resources.store.ts": { count: 1, why: "what came of help elsewhere is written to the case that asked for it" },
  "course/store.ts": { count: 5, why: "steps are numbered within the courses of a case" },
  "custody/store.ts": { count: 1, why: "psychotherapy notes stay with those of the record in which they were written" },
  "diagnoses/store.ts": { count: 1, why: "the next place in the case's own line of primary diagnoses" },
  "documents/store.ts": { count: 1, why: "a document that is named stands in the case of what names it" },
  "fidelity/kept.store.ts": { count: 3, why: "a packet, its review and its papers are of the case of its courses" },
  "fidelity/store.ts": { count: 2, why: "courses are numbered within a case; of two children of one record the case's own is shown" },
  "formulation/store.ts": { count: 6, why: "versions are numbered within a case; those of the other record are read at its address" },
  "formulation/triggers.store.ts": { count: 3, why: "a reminder is carried on where it was begun; those of the other record are read at its address" },
  "people/around.store.ts": { count: 1, why: "a document that is named stands in the case of what names it" },
  "people/store.ts": { count: 1, why: "of two children of one record the case's own is shown" },
  "plan/store.ts": { count: 1, why: "the next number of the case's own versions" },
  "privacy/glass.store.ts": { count: 1, why: "an emergency access is opened for one case" },
  "release/authorizations.store.ts": { count: 2, why: "an authorization opens what it was signed for, in the case in which it was signed" },
  "release/requests.store.ts": { count: 2, why: "a request is answered where it was entered" },
  "release/store.ts": { count: 3, why: "a release is prepared, read and handed out in one case; what it holds is of the whole record" },
  "remittances/worklist.store.ts": { count: 2, why: "money that is matched by hand is written to the case of its claim" },
  "safety/plans.store.ts": { count: 5, why: "a safety plan is an adult's own and numbered within a case" },
  "stories/family.store.ts": { count: 2, why: "a story is read and approved at the address of the record in which it was begun" },
  "stories/store.ts": { count: 3, why: "a story is told on where it was begun; those of the other record are read at its address" },
};

it("what is asked of a case is asked of its whole record, or is named here with the reason", () => {
  const features = path.resolve(import.meta.dirname, "../../src/features");
  const found: Record<string, number> = {};
  for (const file of fs.readdirSync(features, { recursive: true, encoding: "utf8" }).filter((name) => /(^|[./])store\.ts$/.test(name))) {
    const text = fs.readFileSync(path.join(features, file), "utf8");
    const count = text.split("\n").filter((line) => /case_id = \$\{/.test(line) && !/set status = 'opened', case_id = /.test(line)).length;
    if (count > 0) found[file.replaceAll("\\", "/")] = count;
  }
  expect(found).toEqual(Object.fromEntries(Object.entries(ofOneCase).map(([file, { count }]) => [file, count])));
});
