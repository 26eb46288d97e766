import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { inject } from "vitest";
import type { Invocation } from "#main/cli/commands.ts";
import type { CommandAnswer } from "#main/cli/answers.ts";
import { LOGIN } from "./connection.ts";
import type {} from "./postgres.ts";

/** Places beside the one under test: folders and databases of their own, and commands run on them as an operator would. */
export function makeElsewhere(secretKey: string) {
  const { owner, password } = inject("postgres");
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-elsewhere-"));
  const made: string[] = [];
  const urlOf = (user: string, word: string, database: string) => `postgres://${user}:${encodeURIComponent(word)}@/${database}?host=${encodeURIComponent(owner.host)}`;

  async function asOwnerOf<T>(database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ ...owner, database });
    await client.connect();
    return work(client).finally(() => client.end());
  }
  return {
    folder,
    asOwnerOf,
    fileOf: (name: string) => path.join(folder, name),
    dataOf: (name: string) => {
      const data = path.join(folder, name);
      fs.mkdirSync(data, { recursive: true });
      return data;
    },
    emptyDatabase: async () => {
      const name = `dyad_${randomBytes(6).toString("hex")}`;
      await asOwnerOf("postgres", (client) => client.query(`create database ${name}`));
      made.push(name);
      return name;
    },
    environmentOf: (database: string, data: string, more: Record<string, string> = {}): Record<string, string> => ({ DATABASE_URL: urlOf(LOGIN, password, database), DATABASE_OWNER_URL: urlOf(owner.user, owner.password, database), DYAD_DATA_DIR: data, DYAD_SECRET_KEY: secretKey, ...more }),
    run: async (command: (asked: Invocation) => Promise<CommandAnswer>, argv: string[], environment: Record<string, string>) => {
      const { exit, stdout, stderr } = await command({ argv: [...argv, "--json"], language: "en", dataDirectory: "", environment, readInput: async () => "" });
      return { exit, answer: stdout === "" ? null : JSON.parse(stdout), stderr };
    },
    clear: async () => {
      for (const name of made) await asOwnerOf("postgres", (client) => client.query(`drop database if exists ${name} with (force)`));
      fs.rmSync(folder, { recursive: true, force: true });
    },
  };
}
