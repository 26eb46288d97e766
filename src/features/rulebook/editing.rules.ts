import type { CivilDate } from "#kernel/dates.ts";
import { Fault, type FieldWords } from "#kernel/faults.ts";
import { writeDay } from "#kernel/saying.ts";
import type { Clause, Policy, PolicyVersion } from "#features/policy/contract.ts";
import { changeClause, changeTimer, confirmClause, confirmTimer } from "#features/policy/history.rules.ts";
import { readPolicyVersion } from "#features/policy/reading.rules.ts";
import type { Timer } from "#features/policy/timers.contract.ts";
import { faultWords } from "./faults.words.ts";
import { lineOfParseFault, lineOfPath } from "#kernel/lines.ts";

const versionOf = (policy: Policy, version: string): PolicyVersion => policy.versions.find((one) => one.version === version)!;

/** What of a version is confirmed or changed by itself. */
export type Provision = { kind: "clause"; of: Clause } | { kind: "timer"; of: Timer };

/** The edition with one draft clause or timer confirmed. Throws `refused` where it is no draft. */
export function confirmed(before: PolicyVersion, { kind, of }: Provision, by: { name: string; on: CivilDate; register: string }): PolicyVersion {
  if (of.status !== "draft") throw new Fault("refused", faultWords.notDraft);
  const policy: Policy = { id: before.id, versions: [before] };
  const confirm = kind === "clause" ? confirmClause : confirmTimer;
  return checked(versionOf(confirm(policy, before.version, of.id, { by: by.name, on: by.on, register: by.register }), before.version));
}

/** The edition with other parameters for one clause or timer. What was confirmed becomes the agency's own; a draft stays one. Throws `malformed` with the place of a parameter that the rule does not take. */
export function withParameters(before: PolicyVersion, provision: Provision, parameters: Record<string, unknown>, severity: Clause["severity"]): PolicyVersion {
  const policy: Policy = { id: before.id, versions: [before] };
  const { kind, of } = provision;
  const standing = { severity, status: of.status === "draft" ? ("draft" as const) : ("local" as const), confirmed: null };
  const after =
    kind === "clause"
      ? changeClause(policy, before.version, of.id, (one) => ({ ...one, ...standing, rule: { ...parameters, kind: one.rule.kind } as Clause["rule"] }))
      : changeTimer(policy, before.version, of.id, ({ id, cite, words, certainty, kind: same }) => ({ ...parameters, id, cite, words, certainty, kind: same, ...standing }) as Timer);
  try {
    return checked(versionOf(after, before.version));
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    const here = kind === "clause" ? `clauses.${before.clauses.indexOf(of)}.rule.` : `timers.${before.timers?.indexOf(of)}.`;
    throw new Fault("malformed", fault.words, { fields: fault.fields.map((field) => ({ path: field.path.startsWith(here) ? `parameters.${field.path.slice(here.length)}` : "parameters", message: field.message })) });
  }
}

/** What a change makes is read as a file would be, so that nothing comes into force that a file could not hold. */
const checked = (version: PolicyVersion): PolicyVersion => readPolicyVersion(version, version.id);

/** A version from the text of a file. Throws `malformed`; each field is `file`, its message names the line and the place. */
export function readFile(text: string): PolicyVersion {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (fault) {
    const why = (fault as Error).message;
    const message = faultWords.notJson(why);
    const line = lineOfParseFault(text, why);
    const said = line === null ? message : faultWords.atLine(line, "", message);
    throw new Fault("malformed", said, { fields: [{ path: "file", message: said }] });
  }
  try {
    return readPolicyVersion(content, "");
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    const fields: FieldWords[] = fault.fields.map((field) => ({ path: "file", message: faultWords.atLine(lineOfPath(text, field.path), field.path, field.message) }));
    throw new Fault("malformed", fields[0]?.message ?? fault.words, { fields });
  }
}

const ALWAYS = "0000-01-01";
const beginOf = ({ effective }: PolicyVersion) => effective.from ?? ALWAYS;

/**
 * Throws `refused` where the version would hold on a day on which another one holds too. One without an end holds until
 * the next begins; one with an end must have ended by then, and no two begin on the same day.
 */
export function refuseOverlap(version: PolicyVersion, others: readonly PolicyVersion[]): void {
  const clash = others.find((other) => {
    if (other.version === version.version) return false;
    const [older, newer] = beginOf(other) <= beginOf(version) ? [other, version] : [version, other];
    return beginOf(older) === beginOf(newer) || (older.effective.to !== null && older.effective.to >= beginOf(newer));
  });
  if (!clash) return;
  const { from } = clash.effective;
  const message = faultWords.overlaps(clash.version, from === null ? null : { en: writeDay(from, "en"), es: writeDay(from, "es") });
  throw new Fault("refused", message, { fields: [{ path: "file", message }] });
}
