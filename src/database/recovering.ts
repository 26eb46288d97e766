import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Account, accountFor, type Cluster, homeIn, startEmbedded } from "./embedded.ts";

/** The journal ends before the moment to which it was to be gone through. */
export class JournalTooShort extends Error {}
/** A moment as PostgreSQL takes it in a setting: it knows no Z there. */
const inSetting = (moment: string): string => moment.replace("T", " ").replace("Z", "+00");

/** Fetches a part of the journal by its name into a file; false where there is none. */
type FetchPart = (name: string, into: string) => Promise<boolean>;

/**
 * Starts PostgreSQL on a copy of a cluster and lets it go through the journal to a moment, or to its end; it is stopped
 * again then. `putCopy` puts the copy into an empty home. Throws `JournalTooShort` where the journal ends before.
 */
export async function goThroughJournal(dataDirectory: string, putCopy: (home: string) => Promise<void>, until: string | null, fetch: FetchPart): Promise<void> {
  const base = path.resolve(dataDirectory);
  const home = homeIn(base);
  fs.mkdirSync(base, { recursive: true });
  const account = accountFor(base, path.join(home, "data"));
  await putCopy(home);
  const parts = path.join(home, "parts");
  fs.mkdirSync(parts, { mode: 0o700 });
  fs.writeFileSync(path.join(home, "data", "recovery.signal"), "");
  own(home, account);
  const asked = path.join(parts, "%f");
  // PostgreSQL asks by a file's name and waits; this process lays the part there, or says that there is none.
  const command = `touch "${asked}.want"; while [ ! -f "${asked}.have" ] && [ ! -f "${asked}.none" ]; do sleep 0.02; done; rm -f "${asked}.none"; [ -f "${asked}.have" ] && mv "${asked}.have" "%p"`;
  const stopAsking = answerAsked(parts, account, fetch);
  try {
    const cluster = await startEmbedded(dataDirectory, { settings: [`restore_command=${command}`, "recovery_target_action=promote", "hot_standby=on", ...(until === null ? [] : [`recovery_target_time=${inSetting(until)}`])] });
    try {
      await untilPromoted(cluster);
    } finally {
      await cluster.stop();
    }
  } catch (error) {
    const said = fs.readFileSync(path.join(home, "server.log"), "utf8");
    throw said.includes("recovery ended before configured recovery target was reached") ? new JournalTooShort("the journal ends before that moment", { cause: error }) : error;
  } finally {
    await stopAsking();
    fs.rmSync(parts, { recursive: true, force: true });
  }
}

function own(folder: string, { uid, gid }: Account): void {
  if (uid === undefined) return;
  fs.chownSync(folder, uid, gid!);
  for (const one of fs.readdirSync(folder, { recursive: true, encoding: "utf8" })) fs.lchownSync(path.join(folder, one), uid, gid!);
}

/** Lays parts where they are asked for, until told to stop. One that cannot be fetched is thrown when it is. */
function answerAsked(parts: string, account: Account, fetch: FetchPart): () => Promise<void> {
  let isOver = false;
  let failed: unknown = null;
  const answer = async () => {
    while (!isOver) {
      for (const name of fs.readdirSync(parts).filter((one) => one.endsWith(".want")).map((one) => one.slice(0, -5))) {
        fs.rmSync(path.join(parts, `${name}.want`), { force: true });
        const file = path.join(parts, `${name}.part`);
        const found = await fetch(name, file).catch((error: unknown) => {
          failed = error;
          return false;
        });
        if (found && account.uid !== undefined) fs.chownSync(file, account.uid, account.gid!);
        if (found) fs.renameSync(file, path.join(parts, `${name}.have`));
        else fs.writeFileSync(path.join(parts, `${name}.none`), "");
      }
      await sleep(10);
    }
  };
  const answering = answer();
  return async () => {
    isOver = true;
    await answering;
    if (failed !== null) throw failed;
  };
}

async function untilPromoted({ config, exited }: Cluster): Promise<void> {
  let isOver = false;
  void exited.then(() => (isOver = true));
  for (;;) {
    if (isOver) throw new Error(`PostgreSQL ended while it went through the journal; its own words are beside its data.`);
    const client = new pg.Client(config);
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query("select pg_is_in_recovery() as goes_on");
      if (!rows[0].goes_on) return;
    } catch {
      // It is about to end, or not there yet.
    } finally {
      await client.end().catch(() => {});
    }
    await sleep(50);
  }
}
