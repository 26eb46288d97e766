import { Fault } from "#kernel/faults.ts";
import type { Actor } from "#database/actor.ts";
import { auditRefusal } from "#server/audit.ts";
import type { Call } from "#server/procedure.ts";
import { NotScanned, scan } from "#server/scanning.ts";
import { faultWords } from "./faults.words.ts";

export type Asker = { services: Pick<Call["services"], "settings" | "database" | "clock" | "log">; actor: Actor; requestId?: string };

/**
 * Has the scanner look at a file that is not in its place yet. Where something is found that it was sent stands in the trail,
 * with what the scanner calls it; where no verdict comes about nothing is taken in. Throws a fault in both cases.
 */
export async function requireClean({ services, actor, requestId = "" }: Asker, procedure: string, read: () => AsyncIterable<Uint8Array>): Promise<void> {
  const { settings, database, clock, log } = services;
  if (settings.scan === null) return;
  try {
    const found = await scan(settings.scan, read());
    if (found.verdict === "clean") return;
    await auditRefusal(database, clock, actor, { procedure, outcome: "infected", requestId, details: { found: found.name } });
  } catch (error) {
    if (!(error instanceof NotScanned)) throw error;
    log.error({ why: error.message, requestId }, "a file could not be checked by the scanner and was not taken in");
    throw new Fault("not_ready", faultWords.notChecked, { cause: error });
  }
  throw new Fault("refused", faultWords.infected);
}
