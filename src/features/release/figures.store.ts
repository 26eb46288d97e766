import { sql } from "kysely";
import { rows, type Transaction } from "#database/actor.ts";
import type { PrivacyRule } from "./figures.contract.ts";

/** The newest figure of each kind that the agency set. An adult whom they concern is answered by them as well. */
export const listOwnFigures = (tx: Transaction) => rows<PrivacyRule>(tx, sql`select content ->> 'key' as key, (content ->> 'value')::integer as value, (content ->> 'extension')::integer as extension, content ->> 'status' as status, content ->> 'source' as source from own_figures() content`);
