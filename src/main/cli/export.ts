import fs from "node:fs/promises";
import path from "node:path";
import { asActor } from "#database/actor.ts";
import { listMigrations } from "#database/migrate.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { writeArchive } from "#server/agencyArchive.ts";
import { appendAudit } from "#server/audit.ts";
import { installation, openFor, programVersion } from "../open.ts";
import { chooseAgency, takeAgency } from "./agency.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import { asOwner, requireNew, secondsSince } from "./backup.ts";
import type { Invocation } from "./commands.ts";
import { explainArchive, readTableWords } from "./exportPage.ts";
import { words } from "./words.ts";

/** `bin/dyad export --agency SLUG --out FILE [--json]`: everything of an agency, of one moment, in open formats. */
export async function exportCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  const { slug, rest } = takeAgency(argv);
  const [option, out, ...more] = rest.filter((word) => word !== "--json");
  if (option !== "--out" || out === undefined || out.startsWith("--") || more.length > 0) throw fieldFault("arguments", inEachLanguage((one) => words[one].exportUsage));
  const file = path.resolve(out);
  await requireNew(file);
  const began = performance.now();
  const opened = await openFor(environment);
  try {
    const { services, open } = opened;
    const { database, clock, dataDirectory, files, keys, projectRoot, demo } = services;
    const { agency_id: agencyId, slug: name, time_zone: timeZone } = await chooseAgency(database, slug, demo);
    const tableWords = readTableWords(listMigrations(installation(projectRoot, keys).migrationsDirectory));
    const contents = await asOwner(open, (owner) =>
      writeArchive(file, { owner, files, dataDirectory, keys, release: programVersion(projectRoot), demo, agency: { agencyId, slug: name }, page: (tables) => explainArchive(name, tables, tableWords) }),
    );
    const rows = contents.tables.reduce((sum, one) => sum + one.rows, 0);
    const held = contents.parts.filter((one) => one.path.startsWith("files/")).length;
    await asActor(database, clock, { kind: "operator", command: "export", agencyId, timeZone }, (tx) => appendAudit(tx, { action: "export", procedure: "cli.export", outcome: "done", requestId: "command-line", details: { rows, files: held, missing: contents.missing.length } }));
    const { size } = await fs.stat(file);
    const made = { ok: contents.missing.length === 0, file, agency: name, tables: contents.tables.length, rows, files: held, missing: contents.missing, bytes: size, seconds: secondsSince(began) };
    const say = words[language];
    return {
      exit: made.ok ? 0 : 1,
      stdout: argv.includes("--json") ? asJson(made) : `${say.exported(file, name, rows, held, size, made.seconds)}\n${say.exportIsOpen}\n`,
      stderr: contents.missing.map((fileId) => `${say.fileNotThere(fileId)}\n`).join(""),
    };
  } finally {
    await opened.close();
  }
}
