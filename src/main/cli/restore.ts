import pg from "pg";
import { dropSchema, isUnused } from "#database/copying.ts";
import { listSteps } from "#database/migrate.ts";
import { openApplicationDatabase, withOwner } from "#database/open.ts";
import { Fault } from "#kernel/faults.ts";
import { inEachLanguage, type Language } from "#kernel/language.ts";
import { type Counted, proveBackup, type Proven, putBack } from "#server/backup.ts";
import { UnusableBackup } from "#server/sealedFile.ts";
import { openFolder } from "#server/files.ts";
import { openKeyRing, type OpenKeyRing } from "#server/keyRing.ts";
import type { Settings } from "#server/settings.ts";
import { installation, openFor } from "../open.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import { noteForEveryAgency, secondsSince } from "./backup.ts";
import type { Invocation } from "./commands.ts";
import { requireSecret, takeGiven } from "./given.ts";
import { holds, verifyAll, type Verification, writeVerification } from "./verify.ts";
import { words } from "./words.ts";

/**
 * `bin/dyad restore FILE [--json]`: a backup into an empty place. The backup is read to its end before anything is made;
 * its rows are put into the tables of its own release, which are then brought up to date; and what came of it is verified.
 */
export async function restoreCommand(asked: Invocation): Promise<CommandAnswer> {
  const { file, began, projectRoot, settings } = await takeGiven(asked, "restoreUsage");
  const { argv, environment, language } = asked;
  const secret = requireSecret(settings);
  try {
    const keys = openKeyRing(settings.keys, secret);
    const proven = await proveBackup(file, keys);
    const counted = await restoreInto(settings, projectRoot, file, keys, proven);
    const opened = await openFor(environment, { restorePoint: "none" });
    try {
      const verification = await verifyAll(opened.services, language);
      await noteForEveryAgency(opened.services, "restore", { madeAt: proven.manifest.madeAt, rows: counted.rows, files: counted.files });
      return writeRestored({ madeAt: proven.manifest.madeAt, release: proven.manifest.release, ...counted, seconds: secondsSince(began) }, verification, argv.includes("--json"), language);
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof UnusableBackup)) throw error;
    return { exit: 1, stdout: argv.includes("--json") ? asJson({ ok: false, why: error.why }) : "", stderr: `${file}: ${words[language].unusable[error.why]}\n` };
  }
}

/** Puts a backup that was proved into the place that the settings name. */
export const restoreInto = (settings: Settings, projectRoot: string, file: string, keys: OpenKeyRing, proven: Proven): Promise<Counted> =>
  intoEmptyPlace(settings, projectRoot, keys, proven.manifest, (owner) => putBack(file, keys, { owner, files: openFolder(settings.files), dataDirectory: settings.dataDirectory }, proven));

/** Makes the tables as a release had them in an empty place, and does something with them as the account that owns all. Throws a `Fault` where the place is in use, or where this release cannot know those tables. */
export async function intoEmptyPlace<T>(settings: Settings, projectRoot: string, keys: OpenKeyRing, of: { release: string; migrations: readonly { name: string; checksum: string }[] }, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const installed = installation(projectRoot, keys);
  const here = new Map(listSteps(installed).map((one) => [one.name, one.checksum]));
  const unknown = of.migrations.find((one) => here.get(one.name) !== one.checksum);
  if (unknown !== undefined) throw new Fault("refused", inEachLanguage((one) => words[one].otherRelease(of.release, unknown.name)));
  const place = { dataDirectory: settings.dataDirectory, url: settings.databaseUrl, ownerUrl: settings.databaseOwnerUrl };
  await withOwner(place, async (owner) => {
    if (!(await isUnused(owner))) throw new Fault("refused", inEachLanguage((one) => words[one].placeInUse));
    // Tables of another release, which an earlier try may have left, are made anew.
    await dropSchema(owner);
  });
  const open = await openApplicationDatabase(place, { ...installed, only: of.migrations.map((one) => one.name) }, keys);
  try {
    if (open.ownerConfig === null) throw new Fault("refused", inEachLanguage((one) => words[one].needsOwner));
    const owner = new pg.Client(open.ownerConfig);
    await owner.connect();
    try {
      return await work(owner);
    } finally {
      await owner.end();
    }
  } finally {
    await open.close();
  }
}

type Restored = Counted & { madeAt: string; release: string; seconds: number };
function writeRestored(restored: Restored, verification: Verification, wantsJson: boolean, language: Language): CommandAnswer {
  const say = words[language];
  const isGood = holds(verification);
  const verified = writeVerification(verification, false, language);
  const stdout = wantsJson
    ? asJson({ ok: isGood, ...restored, agencies: verification.chains.map(({ agency, sealed, unsealed, brokenAt }) => ({ agency, sealed, unsealed, brokenAt })) })
    : `${say.restored(restored.madeAt, restored.rows, restored.files, restored.seconds)}\n${verified.stdout}${say.afterRestore}\n`;
  return { exit: isGood ? 0 : 1, stdout, stderr: verified.stderr };
}
