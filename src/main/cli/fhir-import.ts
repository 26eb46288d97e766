import { readFile } from "node:fs/promises";
import { asActor } from "#database/actor.ts";
import { outcomeText, prepareImport } from "#features/exchange/command.ts";
import { importBundle } from "#features/exchange/handlers.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { appendAudit } from "#server/audit.ts";
import { openFor } from "../open.ts";
import { chooseAgency, takeAgency } from "./agency.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";
import { words } from "./words.ts";

/** `bin/dyad fhir import FILE [--agency SLUG] [--json]`: all of the file, or nothing of it. */
export async function fhirImportCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  const { slug, rest } = takeAgency(argv);
  const [file, ...more] = rest.filter((word) => word !== "--json");
  if (file === undefined || file.startsWith("--") || more.length > 0) throw fieldFault("arguments", inEachLanguage((one) => words[one].importUsage));
  const content = await readFile(file).catch(() => {
    throw fieldFault("FILE", inEachLanguage((one) => words[one].cannotRead(file)));
  });
  const read = prepareImport(content, file);
  if (read.kind === "none") return { exit: 1, stdout: outcomeText(read.faults, language), stderr: "" };
  const opened = await openFor(environment);
  try {
    const { database, clock, demo } = opened.services;
    const agency = await chooseAgency(database, slug, demo);
    const made = await asActor(database, clock, { kind: "operator", command: "fhir import", agencyId: agency.agency_id, timeZone: agency.time_zone }, async (tx) => {
      const answer = await importBundle(tx, read, language);
      await appendAudit(tx, { action: "write", procedure: "cli.fhirImport", outcome: "done", requestId: "command-line", subjectId: answer.referralId, details: { created: answer.created.length, matched: answer.matched.length } });
      return answer;
    });
    return { exit: 0, stdout: asJson(made), stderr: "" };
  } finally {
    await opened.close();
  }
}
