import { asActor } from "#database/actor.ts";
import { listAgencies } from "#features/account/store.ts";
import { judgeSafety } from "#features/operating/check.rules.ts";
import type { Check, CheckKey } from "#features/operating/contract.ts";
import { gatherFacts } from "#features/operating/gathering.handlers.ts";
import { sayChecks } from "#features/operating/handlers.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { openFor } from "../open.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";
import { words } from "./words.ts";

const marks = { unsafe: "!", unknown: "?", safe: "+" } as const;

/** What is of one agency; all else is of the installation and said once. */
const ofAgency: readonly CheckKey[] = ["second_factor", "audit_chain", "seals"];

/** `bin/dyad check [--json]`: what is not safe yet, of the installation and of each agency, with what it means and how it is mended. Exit 1 where something is not. */
export async function checkCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  if (argv.some((word) => word !== "--json")) throw fieldFault("arguments", inEachLanguage((one) => words[one].checkUsage));
  const opened = await openFor(environment);
  try {
    const { database, clock } = opened.services;
    let installation: Check[] = [];
    const agencies: { agency: string; checks: Check[] }[] = [];
    for (const { agency_id: agencyId, slug, time_zone: timeZone } of await listAgencies(database)) {
      const facts = await asActor(database, clock, { kind: "operator", command: "check", agencyId, timeZone }, (tx) => gatherFacts(tx, opened.services, "by the command"));
      const checks = sayChecks(judgeSafety(facts), language);
      agencies.push({ agency: slug, checks: checks.filter((one) => ofAgency.includes(one.key)) });
      installation = checks.filter((one) => !ofAgency.includes(one.key));
    }
    const isSafe = [installation, ...agencies.map((one) => one.checks)].every((checks) => checks.every((one) => one.state !== "unsafe"));
    const say = (one: Check) => `  ${marks[one.state]} ${one.title}: ${[one.means, one.mend].filter((part) => part !== "").join(" ")}`;
    const lines = agencies.length === 0 ? [words[language].noAgency] : [...installation.map(say), ...agencies.flatMap(({ agency, checks }) => [agency, ...checks.map(say)])];
    return { exit: isSafe ? 0 : 1, stdout: argv.includes("--json") ? asJson({ safe: isSafe, installation, agencies }) : `${lines.join("\n")}\n`, stderr: "" };
  } finally {
    await opened.close();
  }
}
