import { createHash } from "node:crypto";
import pg from "pg";

/** How many statements a process keeps plans for; the code's own are fewer, and their text is fixed. */
const MOST_KEPT = 1_000;
const names = new Map<string, string>();

function nameOf(text: string): string | null {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST_KEPT) return null;
  const name = `dyad_${createHash("sha256").update(text).digest("hex").slice(0, 40)}`;
  names.set(text, name);
  return name;
}

const isPlanned = (text: string) => /^\s*(select|insert|update|delete|with)\b/i.test(text);

/**
 * A connection that names its statements, so that PostgreSQL keeps their plans. Under row-level security planning costs
 * more than the work itself: every policy of every table is planned with every statement. What has no plan, such as
 * `begin`, is sent as it is.
 */
export class PlanKeepingClient extends pg.Client {
  override query(...asked: unknown[]): never {
    const [text, values, ...rest] = asked;
    const name = typeof text === "string" && Array.isArray(values) && isPlanned(text) ? nameOf(text) : null;
    return Reflect.apply(super.query, this, name === null ? asked : [{ name, text, values }, ...rest]) as never;
  }
}
