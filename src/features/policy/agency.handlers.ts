import path from "node:path";
import type { Transaction } from "#database/actor.ts";
import type { Services } from "#server/procedure.ts";
import type { Policy } from "./contract.ts";
import { loadPolicies } from "./policies.ts";
import { listInstalled, policiesOfAgency } from "./store.ts";

/** Which policies an agency works by: one decides about sessions; eligibility is shown, and teams are checked, by one or more. */
export type PolicySettings = { session: string; eligibility: string[]; team: string[] };
/** The regulated policy decides, the model's own answer stands beside it; teams are checked by what decides about sessions. */
const defaults = { session: "dc-mhrs", eligibility: ["dc-mhrs", "cpp-model"] };
export function policySettings(set: Record<string, unknown> | null): PolicySettings {
  const chosen = { ...defaults, ...(set as Partial<PolicySettings> | null) };
  return { team: [chosen.session], ...chosen };
}

type Asking = { services: Pick<Services, "projectRoot"> };

const loaded = new Map<string, Policy[]>();
/** The policies that are shipped, read once. */
export function shippedPolicies(call: Asking): Policy[] {
  const directory = path.join(call.services.projectRoot, "data");
  if (!loaded.has(directory)) loaded.set(directory, loadPolicies(directory));
  return loaded.get(directory)!;
}
/** The policies as the agency has them today: shipped ones, with its own editions in their place. */
export const policiesOf = async (tx: Transaction, call: Asking): Promise<Policy[]> => policiesOfAgency(tx, shippedPolicies(call), await listInstalled(tx));
