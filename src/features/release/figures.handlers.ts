import path from "node:path";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import type { RuleBook } from "./figures.contract.ts";
import { loadPrivacyRules } from "./figures.policies.ts";
import { ruleBook } from "./figures.rules.ts";
import { listOwnFigures } from "./figures.store.ts";

type OfServices = { services: Pick<Call["services"], "projectRoot"> };

/** The figures that ship. */
export const shippedRules = ({ services }: OfServices) => loadPrivacyRules(path.join(services.projectRoot, "data"));
/** What the agency counts with: its own figures, else what ships. */
export const rulesOf = async (tx: Transaction, call: OfServices): Promise<RuleBook> => ruleBook(shippedRules(call), await listOwnFigures(tx));
