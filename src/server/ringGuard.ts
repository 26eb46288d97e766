import type pg from "pg";
import { sql } from "kysely";
import { type Database, row } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { OpenKeyRing } from "./keyRing.ts";
import { SettingError } from "./settings.ts";

// A database knows by which ring of keys it is sealed. A process that was started with another one (a folder of keys
// forgotten, a secret key mistyped) would seal what nobody else can open: it is refused before it does.

type Noted = { id: string; generation: number };
/** What a database notes of the ring of this process. */
const notedOf = (keys: OpenKeyRing): Noted => {
  const { id, generations } = keys.state();
  return { id, generation: generations.at(-1)!.number };
};

/** Throws a `SettingError` where a database is sealed by another ring, or by a later state of this one. */
export function judgeRing(here: Noted, there: Noted): void {
  const mend = "Give this process the DYAD_SECRET_KEY and the folder DYAD_KEYS of that installation. If they are lost for good, `bin/dyad keys accept` goes on without what they sealed.";
  if (here.id !== there.id) throw new SettingError(`This database is sealed by the key ring ${there.id}, and the keys of this process are those of ${here.id}. ${mend}`);
  if (here.generation < there.generation) throw new SettingError(`This database is sealed by generation ${there.generation} of the key ring ${there.id}, and the keys of this process end with generation ${here.generation}. ${mend}`);
}

/** Notes the ring of this process with the database, or throws a `SettingError` where it is not the database's. */
export async function claimRing(database: Database, keys: OpenKeyRing, at: Instant): Promise<void> {
  const here = notedOf(keys);
  judgeRing(here, (await row<Noted>(database, sql`select id, generation from dyad.claim_ring(${here.id}, ${here.generation}, ${at})`))!);
}

/** The same before a database is brought up to date, for which the way back is sealed by this ring. One that knows no ring yet takes any. */
export async function checkRing(owner: pg.ClientBase, keys: OpenKeyRing): Promise<void> {
  const known = await owner.query<{ there: boolean }>("select to_regclass('dyad.rings') is not null as there");
  if (!known.rows[0]!.there) return;
  const { rows } = await owner.query<Noted>("select id, generation from dyad.rings");
  if (rows[0]) judgeRing(notedOf(keys), rows[0]);
}

/**
 * Makes the ring of this process the database's, in place of one that is lost, or of a later state of its own that is. It
 * seals by a generation that the lost one never had, so that what that one sealed reads as destroyed instead of failing.
 * Answers the id of the lost one; null where nothing had to be done. Cut off in between, it is done again.
 */
export async function acceptRing(owner: pg.ClientBase, keys: OpenKeyRing, at: Instant): Promise<string | null> {
  const { rows } = await owner.query<Noted>("select id, generation from dyad.rings");
  const there = rows[0];
  const here = notedOf(keys);
  if (there === undefined || (there.id === here.id && there.generation <= here.generation)) return null;
  const generation = await keys.beginAbove(there.generation, at, there.id === here.id ? "kept" : "dropped");
  await owner.query("update dyad.rings set id = $1, generation = $2, noted_at = $3", [here.id, generation, at]);
  return there.id;
}
