import fs from "node:fs/promises";
import path from "node:path";
import { homeIn } from "#database/embedded.ts";
import { goThroughJournal, JournalTooShort } from "#database/recovering.ts";
import { asActor } from "#database/actor.ts";
import { listAgencies } from "#features/account/store.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { openFolder } from "#server/files.ts";
import { listBaseCopies, openPart, placesIn, putBaseBack } from "#server/journal.ts";
import { openKeyRing } from "#server/keyRing.ts";
import type { Services } from "#server/procedure.ts";
import { readSettings } from "#server/settings.ts";
import { UnusableBackup } from "#server/sealedFile.ts";
import { sql } from "kysely";
import { openServices } from "../open.ts";
import { findProjectRoot } from "../root.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import { asOwner, noteForEveryAgency, secondsSince } from "./backup.ts";
import type { Invocation } from "./commands.ts";
import { requireSecret } from "./given.ts";
import { recoverWords } from "./recover.words.ts";
import { holds, verifyAll, writeVerification } from "./verify.ts";
import { words } from "./words.ts";

function takeWords(argv: readonly string[]): { folder: string; until: string | null } {
  const [folder, option, until, ...more] = argv.filter((word) => word !== "--json");
  const isGood = folder !== undefined && !folder.startsWith("--") && (option === undefined || (option === "--until" && until !== undefined)) && more.length === 0;
  if (!isGood || (until !== undefined && Number.isNaN(Date.parse(until)))) throw fieldFault("arguments", inEachLanguage((one) => recoverWords[one].usage));
  return { folder: path.resolve(folder), until: until === undefined ? null : new Date(until).toISOString() };
}

/**
 * `bin/dyad recover FOLDER [--until MOMENT] [--json]`: the embedded database as it stood at a moment, from the copy of the
 * cluster before it and the journal after that copy, into an empty place, with the files and the heads of the audit chains.
 */
export async function recoverCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  const { folder, until } = takeWords(argv);
  const began = performance.now();
  const projectRoot = findProjectRoot();
  const settings = readSettings(environment, projectRoot);
  const say = recoverWords[language];
  if (settings.databaseUrl !== null) throw fieldFault("DATABASE_URL", inEachLanguage((one) => recoverWords[one].onlyEmbedded));
  if (await fs.access(homeIn(settings.dataDirectory)).then(() => true, () => false)) throw fieldFault("DYAD_DATA_DIR", inEachLanguage((one) => recoverWords[one].inUse(settings.dataDirectory)));
  const secret = requireSecret(settings);
  const copy = (await listBaseCopies(folder)).findLast((one) => until === null || one.madeAt < until);
  if (copy === undefined) throw fieldFault("FOLDER", inEachLanguage((one) => recoverWords[one].noCopy(folder)));
  const keys = openKeyRing(settings.keys, secret);
  let parts = 0;
  const fetch = async (name: string, into: string) => {
    const isThere = await openPart(folder, name, into, keys);
    if (isThere) parts += 1;
    return isThere;
  };
  try {
    await goThroughJournal(settings.dataDirectory, (home) => putBaseBack(copy.file, home, keys), until, fetch);
  } catch (error) {
    await fs.rm(homeIn(settings.dataDirectory), { recursive: true, force: true });
    if (!(error instanceof UnusableBackup) && !(error instanceof JournalTooShort)) throw error;
    const why = error instanceof UnusableBackup ? error.why : "not_reached";
    return { exit: 1, stdout: argv.includes("--json") ? asJson({ ok: false, why }) : "", stderr: `${error instanceof UnusableBackup ? words[language].unusable[error.why] : say.notReached}\n` };
  }
  await putBeside(folder, settings);
  const opened = await openServices({ projectRoot, settings, manner: "own", restorePoint: "none" });
  try {
    // As after every restore: who was signed in has to sign in again.
    await asOwner(opened.open, (owner) => owner.query("update dyad.sign_ins set ended_at = greatest(created_at, now()) where ended_at is null"));
    if (until !== null) await dropLaterHeads(opened.services);
    const reached = await lastMoment(opened.services);
    const verification = await verifyAll(opened.services, language);
    await noteForEveryAgency(opened.services, "restore", { madeAt: copy.madeAt, parts });
    const isGood = holds(verification);
    const verified = writeVerification(verification, false, language);
    const seconds = secondsSince(began);
    return { exit: isGood ? 0 : 1, stdout: argv.includes("--json") ? asJson({ ok: isGood, from: copy.madeAt, until, reached, parts, seconds }) : `${say.recovered(copy.madeAt, reached ?? copy.madeAt, parts, seconds)}\n${verified.stdout}${words[language].afterRestore}\n`, stderr: verified.stderr };
  } finally {
    await opened.close();
  }
}

/** Puts files and the heads of the chains beside the database. */
async function putBeside(folder: string, settings: { files: string; dataDirectory: string }): Promise<void> {
  const from = placesIn(folder);
  const files = openFolder(settings.files);
  for await (const { fileId } of openFolder(from.files).list()) await files.putSealed(fileId, openFolder(from.files).readSealed(fileId));
  const seals = path.join(settings.dataDirectory, "seals");
  await fs.mkdir(seals, { recursive: true });
  for (const name of await fs.readdir(from.seals).catch(() => [])) await fs.copyFile(path.join(from.seals, name), path.join(seals, name));
}

/** Of an earlier moment, heads of what came after it are let go: that those rows are gone is what was asked for. */
async function dropLaterHeads({ database, clock, dataDirectory }: Services): Promise<void> {
  for (const { agency_id: agencyId, time_zone: timeZone } of await listAgencies(database)) {
    const file = path.join(dataDirectory, "seals", `${agencyId}.log`);
    const text = await fs.readFile(file, "utf8").catch(() => "");
    const { rows } = await asActor(database, clock, { kind: "operator", command: "recover", agencyId, timeZone }, (tx) => sql<{ last: number }>`select coalesce(max(position), 0) as last from audit_chain`.execute(tx));
    const kept = text.split("\n").filter((line) => line !== "" && (JSON.parse(line) as { position: number }).position <= rows[0]!.last);
    await fs.writeFile(file, kept.map((line) => `${line}\n`).join(""), { mode: 0o600 });
  }
}

/** The moment of the last row of any trail: up to here the record reaches. */
async function lastMoment({ database, clock }: Services): Promise<string | null> {
  let last: string | null = null;
  for (const { agency_id: agencyId, time_zone: timeZone } of await listAgencies(database)) {
    const { rows } = await asActor(database, clock, { kind: "operator", command: "recover", agencyId, timeZone }, (tx) => sql<{ at: string | null }>`select max(at) as at from audit_entries`.execute(tx));
    const at = rows[0]?.at ?? null;
    if (at !== null && (last === null || at > last)) last = at;
  }
  return last;
}
