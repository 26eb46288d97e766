import { createHash } from "node:crypto";
import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import type { Policy, PolicyVersion } from "./contract.ts";

/** The name of an edition: SHA-256 of its text with the keys of every object in order, so that the same rule has the same name. */
export function digestOf(version: PolicyVersion): string {
  const known = digests.get(version);
  if (known) return known;
  const digest = createHash("sha256").update(JSON.stringify(inOrder(version))).digest("hex");
  digests.set(version, digest);
  return digest;
}
const digests = new WeakMap<PolicyVersion, string>();

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, inner]) => [key, inOrder(inner)]));
}

/** Which edition of a version an agency has put in force instead of the one that is shipped, or beside it. */
export type Installed = { policy: string; version: string; digest: string };
/** The installed editions as a column of another statement, so that asking costs no way of its own. */
export const installedColumn = sql`coalesce((select jsonb_agg(jsonb_build_object('policy', i.policy, 'version', i.version, 'digest', i.digest)) from policy_installed i), '[]')`;
export const listInstalled = async (tx: Transaction) => (await row<{ installed: Installed[] }>(tx, sql`select ${installedColumn} as installed`))!.installed;

/** Editions that were read once: their name is that of their content, so they never change. */
const read = new Map<string, PolicyVersion>();
const MOST_READ = 500;

/** Editions by name. Throws where one is not kept. */
export async function readEditions(tx: Transaction, names: readonly string[]): Promise<Map<string, PolicyVersion>> {
  const missing = [...new Set(names)].filter((digest) => !read.has(digest));
  if (missing.length > 0) {
    if (read.size + missing.length > MOST_READ) read.clear();
    const found = await rows<{ digest: string; body: PolicyVersion }>(tx, sql`select digest, body from policy_editions where digest = any (${missing}::text[])`);
    for (const { digest, body } of found) {
      if (digestOf(body) !== digest) throw new Error(`The edition ${digest} of a policy is not what its name says.`);
      read.set(digest, body);
    }
  }
  return new Map(
    names.map((digest) => {
      const body = read.get(digest);
      if (!body) throw new Error(`The edition ${digest} of a policy is not kept here.`);
      return [digest, body];
    }),
  );
}

/** Policies as the agency has them: what is shipped, with its own editions in their place and its own versions and policies beside them. */
export async function policiesOfAgency(tx: Transaction, shipped: readonly Policy[], installed: readonly Installed[]): Promise<Policy[]> {
  if (installed.length === 0) return [...shipped];
  const editions = await readEditions(tx, installed.map((one) => one.digest));
  const byId = new Map(shipped.map((policy) => [policy.id, policy]));
  for (const { policy, version, digest } of installed) {
    const others = (byId.get(policy)?.versions ?? []).filter((one) => one.version !== version);
    const versions = [...others, editions.get(digest)!].toSorted((one, other) => (one.effective.from ?? "").localeCompare(other.effective.from ?? ""));
    byId.set(policy, { id: policy, versions });
  }
  return [...byId.values()].toSorted((one, other) => one.id.localeCompare(other.id));
}

/** Keeps an edition, word for word, for as long as there are decisions that rest on it. Returns its name. */
export async function keepEdition(tx: Transaction, version: PolicyVersion): Promise<string> {
  const digest = digestOf(version);
  await sql`insert into policy_editions (agency_id, digest, policy, version, body, kept_at) values (${tx.actor.agencyId}, ${digest}, ${version.id}, ${version.version}, ${JSON.stringify(version)}::jsonb, ${tx.now}) on conflict do nothing`.execute(tx);
  return digest;
}

/** Puts an edition in force for the agency, in place of the version that it is an edition of. */
export const installEdition = (tx: Transaction, one: Installed) =>
  sql`insert into policy_installed (agency_id, policy, version, digest, installed_at) values (${tx.actor.agencyId}, ${one.policy}, ${one.version}, ${one.digest}, ${tx.now}) on conflict (agency_id, policy, version) do update set digest = excluded.digest, installed_at = excluded.installed_at`.execute(tx);
/** Takes the agency's own edition out of force: what is shipped holds again, if anything is. */
export const uninstall = (tx: Transaction, policy: string, version: string) => sql`delete from policy_installed where policy = ${policy} and version = ${version}`.execute(tx);
