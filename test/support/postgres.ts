import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "#database/embedded.ts";
import { type Installation, migrate } from "#database/migrate.ts";
import { listGrants } from "#features/disclosure/rules.ts";
import { queues } from "#server/queue.ts";
import { sealingStep } from "#server/resealing.ts";
import { type Connection, LOGIN, TEMPLATE } from "./connection.ts";
import { testKeys } from "./keys.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: Connection;
  }
}

const projectRoot = path.resolve(import.meta.dirname, "../..");

/** What a test's database has installed: the very same as the product's. */
export const testInstallation: Installation = { migrationsDirectory: path.join(projectRoot, "migrations"), steps: [sealingStep(testKeys())], grants: listGrants(), queues };

/** Starts one PostgreSQL for all database tests of a run, and migrates the database that every test's own is copied from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-test-"));
  fs.chmodSync(folder, 0o755); // as root, another account runs PostgreSQL
  const cluster = await startEmbedded(folder);
  const stop = async () => {
    await cluster.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const password = "of the tests only";
    const owner = new pg.Client({ ...cluster.config, database: "postgres" });
    await owner.connect();
    await owner.query("alter system set fsync = off; ");
    await owner.query("alter system set synchronous_commit = off");
    await owner.query("alter system set full_page_writes = off");
    await owner.query("select pg_reload_conf()");
    await owner.query(`create database ${TEMPLATE}`);
    await owner.end();
    const template = new pg.Client({ ...cluster.config, database: TEMPLATE });
    await template.connect();
    await migrate(template, testInstallation, { user: LOGIN, password });
    await template.end();
    project.provide("postgres", { owner: cluster.config as Connection["owner"], password });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}
