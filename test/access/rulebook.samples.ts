import path from "node:path";
import { loadPolicies } from "#features/policy/policies.ts";
import { newChange, newChangedVersion } from "./scene.ts";
import { type Sample, TODAY } from "./sample.ts";
import type { Scene } from "./scene.ts";
import { projectRoot } from "./server.ts";

// The rules of an agency as the routes ask for them.

let counter = 0;
/** A version that is the agency's own, with a draft clause. */
const aVersion = async (scene: Scene) => ({ policy: "dc-mhrs", version: await newChangedVersion(scene), clause: "same-day-idt" });
const aChange = async (scene: Scene) => ({ changeId: await newChange(scene) });
export const rulebookSamples: Record<string, Sample> = {
  "rulebook.list": {},
  "rulebook.get": { given: aVersion },
  "rulebook.use": { body: () => ({ session: "dc-mhrs", eligibility: ["dc-mhrs"], team: ["dc-mhrs"] }) },
  "rulebook.confirm": { given: aVersion, body: () => ({ registerWords: "Made-up wording of a register.", registerSource: "A made-up register", registerOn: TODAY }) },
  "rulebook.changeClause": { given: async (scene) => ({ ...(await aVersion(scene)), clause: "age" }), body: () => ({ parameters: { minYears: 0, maxYearsExclusive: 6, leapDayBirthday: "mar1" }, severity: "block", reason: "Only to see what it would do." }) },
  "rulebook.confirmTimer": { given: async (scene) => ({ ...(await aVersion(scene)), timer: "plan-of-care" }), body: () => ({ registerWords: "Made-up wording of a register.", registerSource: "A made-up register", registerOn: TODAY }) },
  "rulebook.changeTimer": { given: async (scene) => ({ ...(await aVersion(scene)), timer: "intake" }), body: () => ({ parameters: { from: "enrolled", to: "intake", days: 9, dayKind: "calendar", repeatEvery: null }, severity: "warn", reason: "Only to see what it would do." }) },
  "rulebook.importVersion": { body: () => ({ file: JSON.stringify({ ...loadPolicies(path.join(projectRoot, "data"))[0]!.versions[0]!, id: `own-${++counter}` }), reason: "A policy of our own." }) },
  "rulebook.restore": { given: aVersion, body: () => ({ reason: "It is not needed." }) },
  "rulebook.getChange": { given: aChange },
  "rulebook.listEffects": { given: aChange },
  "rulebook.accept": { given: aChange, body: () => ({}) },
  "rulebook.withdraw": { given: aChange, body: () => ({}) },
};
