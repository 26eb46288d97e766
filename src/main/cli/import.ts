import { proveArchive, takeArchiveIn, UnusableArchive } from "#server/agencyArchive.ts";
import { openFolder } from "#server/files.ts";
import { openKeyRing } from "#server/keyRing.ts";
import { makeSecret } from "#server/keys.ts";
import { openFor } from "../open.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import { secondsSince } from "./backup.ts";
import type { Invocation } from "./commands.ts";
import { takeGiven } from "./given.ts";
import { intoEmptyPlace } from "./restore.ts";
import { holds, verifyAll, writeVerification } from "./verify.ts";
import { words } from "./words.ts";
import { systemClock } from "#database/actor.ts";

/**
 * `bin/dyad import FILE [--json]`: an export into an empty place. It is read to its end before anything is made; its rows
 * come into the tables of its own release, which are then brought up to date; and what came of it is verified.
 */
export async function importCommand(asked: Invocation): Promise<CommandAnswer> {
  const { file, began, projectRoot, settings } = await takeGiven(asked, "importArchiveUsage");
  const { argv, environment, language } = asked;
  try {
    const contents = await proveArchive(file);
    const keys = openKeyRing(settings.keys, makeSecret(settings));
    const taken = await intoEmptyPlace(settings, projectRoot, keys, contents, (owner) =>
      takeArchiveIn(file, contents, { owner, files: openFolder(settings.files), dataDirectory: settings.dataDirectory, keys, now: systemClock.now() }),
    );
    const opened = await openFor(environment, { restorePoint: "none" });
    try {
      const verification = await verifyAll(opened.services, language);
      const verified = writeVerification(verification, false, language);
      const made = { ok: holds(verification), agency: contents.agency.slug, release: contents.release, ...taken, missing: contents.missing, seconds: secondsSince(began) };
      const say = words[language];
      return { exit: made.ok ? 0 : 1, stdout: argv.includes("--json") ? asJson(made) : `${say.imported(made.agency, made.rows, made.files, made.seconds)}\n${verified.stdout}${say.afterImport}\n`, stderr: verified.stderr };
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof UnusableArchive)) throw error;
    return { exit: 1, stdout: argv.includes("--json") ? asJson({ ok: false, why: error.why }) : "", stderr: `${file}: ${words[language].unusableArchive[error.why]}\n` };
  }
}
