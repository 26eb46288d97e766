import { parseArgs } from "node:util";
import { asActor } from "#database/actor.ts";
import { startRecovery } from "#features/account/recovery.handlers.ts";
import { listRecoverable } from "#features/account/store.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { appendAudit } from "#server/audit.ts";
import { openFor } from "../open.ts";
import { chooseAgency, takeAgency } from "./agency.ts";
import type { CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";
import { words } from "./words.ts";

/** `bin/dyad let-in --agency SLUG --email E`: a one-time address for somebody whom no other administrator can let in. */
export async function letInCommand({ argv, language, environment }: Invocation): Promise<CommandAnswer> {
  const say = words[language];
  const { slug, rest } = takeAgency(argv);
  const { email } = parseArgs({ args: rest, options: { email: { type: "string" } }, strict: false }).values;
  if (typeof email !== "string") throw fieldFault("--email", inEachLanguage((each) => words[each].letInUsage));
  const { services, close } = await openFor(environment);
  try {
    const agency = await chooseAgency(services.database, slug, services.demo);
    const actor = { kind: "operator", command: "let-in", agencyId: agency.agency_id, timeZone: agency.time_zone } as const;
    const made = await asActor(services.database, services.clock, actor, async (tx) => {
      const staff = await listRecoverable(tx, email.trim().toLowerCase());
      if (!staff) throw fieldFault("--email", inEachLanguage((each) => words[each].letInNobody));
      const started = await startRecovery(tx, { staffId: staff.id, lost: "both", reason: "bin/dyad let-in" }, { services, requestId: "command-line" });
      await appendAudit(tx, { action: "write", procedure: "recoveries.start", outcome: "done", requestId: "command-line", subjectId: staff.id, details: { recoveryId: started.recoveryId } });
      return started;
    });
    return { exit: 0, stdout: `${say.letInReady}\n${made.link}\n`, stderr: "" };
  } finally {
    await close();
  }
}
