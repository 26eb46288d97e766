import fs from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { asActor } from "#database/actor.ts";
import { seesEverything } from "#database/copying.ts";
import type { OpenDatabase } from "#database/open.ts";
import { listAgencies } from "#features/account/store.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { inEachLanguage, type Language } from "#kernel/language.ts";
import { appendAudit } from "#server/audit.ts";
import { type Counted, writeBackup } from "#server/backup.ts";
import type { Services } from "#server/procedure.ts";
import { openFor, programVersion } from "../open.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";
import { words } from "./words.ts";

/** The one file that a command takes, beside `--json`. Throws where it is not exactly one. */
export function takeFile(argv: readonly string[], usage: "backupUsage" | "restoreUsage" | "importArchiveUsage" | "drillUsage"): string {
  const [file, ...more] = argv.filter((word) => word !== "--json");
  if (file === undefined || file.startsWith("--") || more.length > 0) throw fieldFault("arguments", inEachLanguage((one) => words[one][usage]));
  return path.resolve(file);
}

/** Notes in the trail of every agency what the operator did with all of it. */
export async function noteForEveryAgency({ database, clock }: Pick<Services, "database" | "clock">, command: "backup" | "restore" | "keys.renew" | "keys.retire" | "keys.accept", details: Record<string, unknown>): Promise<string[]> {
  const agencies = await listAgencies(database);
  for (const { agency_id: agencyId, time_zone: timeZone } of agencies)
    await asActor(database, clock, { kind: "operator", command, agencyId, timeZone }, (tx) => appendAudit(tx, { action: command === "backup" ? "export" : "write", procedure: `cli.${command}`, outcome: "done", requestId: "command-line", details }));
  return agencies.map((one) => one.slug);
}

/** `bin/dyad backup FILE [--json]`: everything of the running system, sealed, read again before it has its name. */
export async function backupCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  const file = takeFile(argv, "backupUsage");
  await requireNew(file);
  const began = performance.now();
  const opened = await openFor(environment);
  try {
    const { services, open } = opened;
    const now = services.clock.now();
    const counted = await asOwner(open, (owner) => writeBackup(file, { owner, files: services.files, dataDirectory: services.dataDirectory, release: programVersion(services.projectRoot), now }, services.keys));
    const { size } = await fs.stat(file);
    const agencies = await noteForEveryAgency(services, "backup", { rows: counted.rows, files: counted.files, missing: counted.missing.length });
    return writeMade({ file, madeAt: now, bytes: size, agencies, ...counted, seconds: secondsSince(began) }, argv.includes("--json"), language);
  } finally {
    await opened.close();
  }
}

/** Does something as an account that sees every row. Throws a `Fault` where the settings name none. */
export async function asOwner<T>({ ownerConfig }: Pick<OpenDatabase, "ownerConfig">, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const none = () => new Fault("refused", inEachLanguage((one) => words[one].needsOwner));
  if (ownerConfig === null) throw none();
  const owner = new pg.Client(ownerConfig);
  await owner.connect();
  try {
    if (!(await seesEverything(owner))) throw none();
    return await work(owner);
  } finally {
    await owner.end();
  }
}

export const secondsSince = (began: number): number => Math.round((performance.now() - began) / 100) / 10;
/** Throws where a file of that name is there, or no folder for it. */
export async function requireNew(file: string): Promise<void> {
  if (await isThere(file)) throw fieldFault("FILE", inEachLanguage((one) => words[one].isThere(file)));
  if (!(await isThere(path.dirname(file)))) throw fieldFault("FILE", inEachLanguage((one) => words[one].noFolder(path.dirname(file))));
}
const isThere = (place: string): Promise<boolean> => fs.access(place).then(() => true, () => false);

type Made = Counted & { file: string; madeAt: string; bytes: number; agencies: string[]; seconds: number };
function writeMade(made: Made, wantsJson: boolean, language: Language): CommandAnswer {
  const say = words[language];
  const lines = [say.backedUp(made.file, made.rows, made.files, made.bytes, made.seconds), say.keepKeyApart];
  return {
    exit: made.missing.length === 0 ? 0 : 1,
    stdout: wantsJson ? asJson({ ok: made.missing.length === 0, ...made }) : `${lines.join("\n")}\n`,
    stderr: made.missing.map((fileId) => `${say.fileNotThere(fileId)}\n`).join(""),
  };
}
