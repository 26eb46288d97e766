import { asActor } from "#database/actor.ts";
import { listAgencies } from "#features/account/store.ts";
import { findDamaged, findLeftOver } from "#features/documents/jobs.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { type ChainState, verifyAgency } from "#server/audit.ts";
import { openFor } from "../open.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";
import { countOrphanRows, type OrphanCount } from "./orphan-rows.ts";
import { words } from "./words.ts";

/** `bin/dyad verify [--json]`: proves the audit chain of every agency against its rows and the seal file, looks for orphan rows, and reads every file against its seal and its sum. */
export async function verifyCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  if (argv.some((word) => word !== "--json")) throw fieldFault("arguments", inEachLanguage((one) => words[one].verifyUsage));
  const opened = await openFor(environment);
  try {
    const { database, clock, dataDirectory } = opened.services;
    const chains: ChainState[] = [];
    const orphans: OrphanCount[] = [];
    const files: string[] = [];
    const agencies: { agencyId: string; timeZone: string }[] = [];
    for (const { agency_id: agencyId, slug, time_zone: timeZone } of await listAgencies(database)) {
      chains.push(await verifyAgency(database, clock, { agencyId, slug, timeZone }, dataDirectory));
      orphans.push(...(await asActor(database, clock, { kind: "operator", command: "verify", agencyId, timeZone }, countOrphanRows)));
      agencies.push({ agencyId, timeZone });
      files.push(...(await findDamaged(opened.services, { agencyId, timeZone })).map(({ fileId, what }) => words[language].fileFault(slug, fileId, what)));
    }
    files.push(...(await findLeftOver(opened.services, agencies)).map((fileId) => words[language].fileLeftOver(fileId)));
    return writeVerification(chains, { rows: orphans, files }, argv.includes("--json"), language);
  } finally {
    await opened.close();
  }
}

/** The answer as the door prints it; why a chain breaks, where orphans are and which files do not hold stands on standard error. */
export function writeVerification(chains: ChainState[], { rows: orphans, files }: { rows: OrphanCount[]; files: string[] }, wantsJson: boolean, language: Invocation["language"]): CommandAnswer {
  const say = words[language];
  const orphanRows = orphans.reduce((sum, one) => sum + one.rows, 0);
  const ok = orphanRows === 0 && files.length === 0 && chains.every((chain) => chain.brokenAt === null);
  const faults = [
    ...chains.flatMap(({ agency, brokenAt, why }) => (brokenAt === null ? [] : [say.agencyBroken(agency, brokenAt, why ?? "")])),
    ...orphans.map(({ child, parent, rows }) => `${child} → ${parent}: ${rows}`),
    ...files,
  ];
  const agencies = chains.map(({ agency, sealed, unsealed, brokenAt }) => ({ agency, sealed, unsealed, brokenAt }));
  const lines = [
    ...(chains.length === 0 ? [say.noAgency] : []),
    ...chains.flatMap(({ agency, sealed, unsealed, brokenAt }) => (brokenAt === null ? [say.agencyHolds(agency, sealed, unsealed)] : [])),
    say.orphans(orphanRows),
    say.files(files.length),
  ];
  return { exit: ok ? 0 : 1, stdout: wantsJson ? asJson({ ok, agencies }) : `${lines.join("\n")}\n`, stderr: faults.map((line) => `${line}\n`).join("") };
}
