import { readFileSync } from "node:fs";
import path from "node:path";
import { findDataDirectory } from "#features/policy/policies.ts";
import { auditForm, type AuditForm } from "./form.contract.ts";

const loaded = new Map<string, AuditForm>();

/** The form that audits are rated by, read once from `data/audits`. Throws, naming the place, where the file is not as it should be. */
export function loadAuditForm(dataDirectory: string = findDataDirectory()): AuditForm {
  const known = loaded.get(dataDirectory);
  if (known) return known;
  const form = auditForm.parse(JSON.parse(readFileSync(path.join(dataDirectory, "audits", "annual-cpp.json"), "utf8")));
  const ids = form.items.map((one) => one.id);
  if (new Set(ids).size !== ids.length) throw new Error("data/audits/annual-cpp.json: a question stands in it twice.");
  const groups = form.groups.map((one) => one.id);
  const lost = form.items.find((one) => !groups.includes(one.group));
  if (lost) throw new Error(`data/audits/annual-cpp.json: the question ${lost.id} is of a group that is not there.`);
  loaded.set(dataDirectory, form);
  return form;
}
