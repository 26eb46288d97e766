import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import zlib from "node:zlib";
import pg from "pg";
import { register } from "tsx/esm/api";
import { root } from "./prepare.mjs";
import { makeTeller, runScript, StepFailed } from "./say.mjs";

// `node scripts/dump-release.mjs [FILE]`: keeps what a database of this release looks like, so that the tests of later
// releases can bring it up to date. The demo programme with its markers, made up throughout; without FILE it is
// `test/releases/<version>.jsonl.gz`. Once, when a release is made: a dump that is there is never written again.

register();
const { openServices } = await import("../src/main/open.ts");
const { readSettings } = await import("../src/server/settings.ts");
const { fillDemo } = await import("../src/features/demo/handlers.ts");
const { attachEmbedded } = await import("../src/database/embedded.ts");
const { sealAgency } = await import("../src/server/audit.ts");
const { listAgencies } = await import("../src/features/account/store.ts");

const version = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")).version;
/** Written by every migration anew, or told in the head of the dump. */
const LEFT_OUT = ["migrations", "disclosure_grants"];

async function writeDump(client, file, files) {
  const { rows: tables } = await client.query("select c.relname as name from pg_class c where c.relnamespace = 'dyad'::regnamespace and c.relkind = 'r' and c.relname <> all ($1::text[]) order by 1", [LEFT_OUT]);
  const { rows: migrations } = await client.query("select name, checksum from dyad.migrations order by name");
  const pack = zlib.createGzip({ level: 9 });
  const written = once(pack.pipe(fs.createWriteStream(file)), "close");
  const line = (value) => pack.write(`${JSON.stringify(value)}\n`);
  line({ release: version, migrations });
  let count = 0;
  for (const { name } of tables) {
    // The order of the key, so that two dumps of the same rows are the same.
    const { rows } = await client.query(`select to_jsonb(t) as row from dyad.${client.escapeIdentifier(name)} t order by to_jsonb(t)::text`);
    line({ table: name, rows: rows.length });
    for (const { row } of rows) line(row);
    count += rows.length;
  }
  for (const { name, text } of files) line({ file: name, text });
  pack.end();
  await written;
  return { tables: tables.length, rows: count };
}

await runScript(async () => {
  const teller = makeTeller();
  const file = path.resolve(process.argv[2] ?? path.join(root, "test", "releases", `${version}.jsonl.gz`));
  if (fs.existsSync(file)) throw new StepFailed(`${file} is there already. A dump of a release is made once; remove it only where that release was never given to anybody.`);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-release-"));
  fs.chmodSync(folder, 0o755);
  try {
    const settings = readSettings({ DYAD_DATA_DIR: folder, DYAD_DEMO: "markers" }, root);
    const { services, close } = await openServices({ projectRoot: root, settings, manner: "own" });
    try {
      await teller.step("Filling the demo programme with its markers", () => fillDemo(services, { size: "handful" }));
      for (const agency of await listAgencies(services.database)) await sealAgency(services.database, services.clock, { agencyId: agency.agency_id, timeZone: agency.time_zone }, folder);
      const seals = fs.readdirSync(path.join(folder, "seals")).sort().map((name) => ({ name: `seals/${name}`, text: fs.readFileSync(path.join(folder, "seals", name), "utf8") }));
      const client = new pg.Client((await attachEmbedded(folder)).config);
      await client.connect();
      const { tables, rows } = await writeDump(client, file, seals).finally(() => client.end());
      teller.say(`${path.relative(root, file)}: ${tables} tables, ${rows} rows, ${Math.round(fs.statSync(file).size / 1024)} kB`);
    } finally {
      await close();
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
