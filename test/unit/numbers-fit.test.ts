import type { AnyContractRouter } from "@orpc/contract";
import { expect, it } from "vitest";
import { z } from "zod";
import { contract } from "#features/contract.ts";
import { listProcedures } from "#server/procedure.ts";

// A whole number that a column cannot hold is refused at the door with its place, as every wrong input is.

type Schema = { type?: string | string[]; minimum?: number; maximum?: number; exclusiveMinimum?: number; properties?: Record<string, Schema>; items?: Schema; prefixItems?: Schema[]; anyOf?: Schema[]; oneOf?: Schema[]; allOf?: Schema[]; additionalProperties?: Schema | boolean };
/** The greatest whole number that PostgreSQL's `integer` holds. */
const GREATEST = 2_147_483_647;

function listUnbounded(schema: Schema, at = ""): string[] {
  const own = schema.type === "integer" && ((schema.maximum ?? Infinity) > GREATEST || (schema.minimum ?? schema.exclusiveMinimum ?? -Infinity) < -GREATEST - 1) ? [at] : [];
  const members = Object.entries(schema.properties ?? {}).flatMap(([name, one]) => listUnbounded(one, `${at}.${name}`));
  const rest = [schema.items, ...(schema.prefixItems ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? []), typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined];
  return [...own, ...members, ...rest.flatMap((one) => (one === undefined ? [] : listUnbounded(one, at)))];
}

it("every whole number of an input has bounds within what is kept of it", () => {
  const unbounded = listProcedures(contract as unknown as AnyContractRouter).flatMap(({ name, contract: one }) => {
    const { inputSchema } = (one as unknown as { "~orpc": { inputSchema?: z.ZodType } })["~orpc"];
    if (inputSchema === undefined) return [];
    // Both sides: what is turned into a number on the way in is text before and a number after.
    return (["input", "output"] as const).flatMap((io) => listUnbounded(z.toJSONSchema(inputSchema, { io, unrepresentable: "any" }) as Schema, name));
  });
  expect([...new Set(unbounded)]).toEqual([]);
});
