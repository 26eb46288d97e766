import type { Transaction } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import { type PowerKind, rolesOfPower } from "./power.contract.ts";
import { insertAttention, listToldOfPower } from "./power.store.ts";

type Teller = { services: Pick<Services, "enqueue">; requestId: string };

/** Writes down what gives power over others, for the privacy desk, and tells everybody who answers for that, without a name. */
export async function tellOfPower(tx: Transaction, { services, requestId }: Teller, { kind, subjectId }: { kind: PowerKind; subjectId: string }): Promise<void> {
  // Beside the call's own row, and with an id that leads back to it.
  await appendAudit(tx, { action: "write", procedure: "access.told", outcome: "done", requestId: `told ${requestId}`, subjectId, details: { kind } });
  for (const { staffId, language } of await listToldOfPower(tx)) {
    const id = await insertAttention(tx, { staffId, subjectId, language });
    await services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id });
  }
}

/** The same of roles that somebody is given: those with power, and any that somebody gives to themself. */
export async function tellOfRoles(tx: Transaction, call: Teller, { staffId, roles }: { staffId: string; roles: readonly string[] }): Promise<void> {
  if (tx.actor.kind === "staff" && tx.actor.staffId === staffId) return tellOfPower(tx, call, { kind: "role_to_oneself", subjectId: staffId });
  if (roles.some((role) => rolesOfPower.includes(role))) await tellOfPower(tx, call, { kind: "role_of_power", subjectId: staffId });
}
