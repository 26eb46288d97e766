import { CompiledQuery } from "kysely";
import type pg from "pg";
import PgBoss from "pg-boss";
import type { Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";

/** The queues there are, with what their payloads hold: ids only. Made by the owner at migration. */
export const queues = ["send-message", "count-policy-change", "redecide-case", "escalate-alert", "send-access-letter", "destroy-keys", "send-newsletter", "capture-service"] as const;
export type QueueName = (typeof queues)[number];
export type JobPayload = { agencyId: string; id: string };

/** Puts a job into the queue inside the transaction that causes it, to be worked off at once or not before a moment. */
export type Enqueue = (tx: Transaction, queue: QueueName, payload: JobPayload, notBefore?: Instant) => Promise<void>;

/** A queue that only takes jobs in: for the command line, and for processes with `DYAD_ROLE=web`. */
export function makeQueue(config: pg.PoolConfig): { boss: PgBoss; enqueue: Enqueue } {
  const boss = new PgBoss({ ...(config as PgBoss.ConstructorOptions), max: 4, schema: "pgboss", migrate: false, schedule: false, supervise: true, application_name: "dyad-queue" });
  boss.on("error", () => {});
  const enqueue: Enqueue = async (tx, queue, payload, notBefore) => {
    const executeSql = async (text: string, values: unknown[]) => {
      const found = await tx.executeQuery<object>(CompiledQuery.raw(text, values));
      return { rows: found.rows, rowCount: found.rows.length };
    };
    await boss.send(queue, payload, { db: { executeSql } as never, ...(notBefore === undefined ? {} : { startAfter: notBefore }) });
  };
  return { boss, enqueue };
}
