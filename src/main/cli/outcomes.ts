import { asActor } from "#database/actor.ts";
import { listAgencies } from "#features/account/store.ts";
import { deriveAll } from "#features/outcomes/working.handlers.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { appendAudit } from "#server/audit.ts";
import { openFor } from "../open.ts";
import { chooseAgency, takeAgency } from "./agency.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";
import { words } from "./words.ts";

/**
 * `bin/dyad outcomes derive [--agency SLUG] [--json]`: derives from the record anew what is counted of every course, of one
 * agency or of each. What was shown of a programme stays; the next counting counts from what was derived.
 */
export async function outcomesDeriveCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  const { slug, rest } = takeAgency(argv);
  if (rest.some((word) => word !== "--json")) throw fieldFault("arguments", inEachLanguage((one) => words[one].deriveUsage));
  const opened = await openFor(environment);
  try {
    const { database, clock, demo } = opened.services;
    const derived: { agency: string; derived: number }[] = [];
    for (const agency of slug === null ? await listAgencies(database) : [await chooseAgency(database, slug, demo)]) {
      const of = { agencyId: agency.agency_id, timeZone: agency.time_zone };
      const count = await deriveAll(opened.services, of);
      await asActor(database, clock, { kind: "operator", command: "outcomes derive", ...of }, (tx) => appendAudit(tx, { action: "write", procedure: "cli.outcomesDerive", outcome: "done", requestId: "command-line", subjectId: null, details: { derived: count } }));
      derived.push({ agency: agency.slug, derived: count });
    }
    return { exit: 0, stdout: rest.includes("--json") ? asJson({ agencies: derived }) : derived.map((one) => `${words[language].derived(one.agency, one.derived)}\n`).join(""), stderr: "" };
  } finally {
    await opened.close();
  }
}
