import { madeUpList, newList } from "./lists.ts";
import type { Sample } from "./sample.ts";

const reading = { dates: "iso", makes: "referrals", columns: ["child_given_name", "child_family_name", "child_birth_date", "source"] };

/** One for each procedure of a new installation: lists of families, the check, the settings, the first steps. */
export const beginSamples: Record<string, Sample> = {
  "lists.receive": { bytes: madeUpList },
  "lists.list": {},
  "lists.template": { query: "language=es" },
  "lists.get": { given: (scene) => newList(scene) },
  "lists.rows": { given: (scene) => newList(scene) },
  "lists.read": { given: (scene) => newList(scene), body: (_scene, { revision }) => ({ revision, reading }) },
  "lists.choose": { given: (scene) => newList(scene), body: () => ({ choice: "leave_out" }) },
  "lists.run": { given: (scene) => newList(scene), body: (_scene, { revision }) => ({ revision }) },
  "lists.undo": { given: (scene) => newList(scene, "done"), body: (_scene, { revision }) => ({ revision }) },
  "lists.forget": { given: (scene) => newList(scene), body: (_scene, { revision }) => ({ revision }) },
  "lists.left": { given: (scene) => newList(scene), query: "language=en" },
  "operating.check": {},
  "operating.settings": {},
  "begin.get": {},
};
