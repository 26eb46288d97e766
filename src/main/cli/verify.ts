import { asActor } from "#database/actor.ts";
import { listAgencies } from "#features/account/store.ts";
import { findDamaged, findLeftOver } from "#features/documents/jobs.ts";
import { listReturnedRecords } from "#features/privacy/retention.handlers.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage, type Language } from "#kernel/language.ts";
import { type ChainState, verifyAgency } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
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
    return writeVerification(await verifyAll(opened.services, language), argv.includes("--json"), language);
  } finally {
    await opened.close();
  }
}

/** What was proved: the chain of each agency, rows without their parents, and a sentence for each file that does not hold and for each purged case that is there again. */
export type Verification = { chains: ChainState[]; rows: OrphanCount[]; files: string[]; returned: string[] };
export const holds = ({ chains, rows, files, returned }: Verification): boolean => rows.length === 0 && files.length === 0 && returned.length === 0 && chains.every((chain) => chain.brokenAt === null);

/** Proves the audit chain of every agency, looks for orphan rows, and reads every file. */
export async function verifyAll(services: Services, language: Language): Promise<Verification> {
  const { database, clock, dataDirectory } = services;
  const found: Verification = { chains: [], rows: [], files: [], returned: [] };
  const agencies: { agencyId: string; timeZone: string }[] = [];
  for (const { agency_id: agencyId, slug, time_zone: timeZone } of await listAgencies(database)) {
    found.chains.push(await verifyAgency(database, clock, { agencyId, slug, timeZone }, dataDirectory));
    found.rows.push(...(await asActor(database, clock, { kind: "operator", command: "verify", agencyId, timeZone }, countOrphanRows)));
    const returned = await asActor(database, clock, { kind: "operator", command: "verify", agencyId, timeZone }, listReturnedRecords);
    found.returned.push(...returned.map((one) => words[language].purgedIsBack(slug, one.caseId, one.purgeId)));
    agencies.push({ agencyId, timeZone });
    found.files.push(...(await findDamaged(services, { agencyId, timeZone })).map(({ fileId, what }) => words[language].fileFault(slug, fileId, what)));
  }
  found.files.push(...(await findLeftOver(services, agencies)).map((fileId) => words[language].fileLeftOver(fileId)));
  return found;
}

/** The answer as the door prints it; why a chain breaks, where orphans are and which files do not hold stands on standard error. */
export function writeVerification(verification: Verification, wantsJson: boolean, language: Language): CommandAnswer {
  const say = words[language];
  const { chains, rows: orphans, files, returned } = verification;
  const orphanRows = orphans.reduce((sum, one) => sum + one.rows, 0);
  const ok = holds(verification);
  const faults = [
    ...chains.flatMap(({ agency, brokenAt, why }) => (brokenAt === null ? [] : [say.agencyBroken(agency, brokenAt, why ?? "")])),
    ...orphans.map(({ child, parent, rows }) => `${child} → ${parent}: ${rows}`),
    ...files,
    ...returned,
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
