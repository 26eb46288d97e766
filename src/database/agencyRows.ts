import pg from "pg";

/** A table with rows of one agency: which columns leave, in which order, and how the agency's rows are found. `own` tables are the agency's; `server` ones are kept for all agencies and leave in part. */
export type AgencyTable = { name: string; kind: "own" | "server"; columns: { name: string; type: string }[]; key: string[] };

/** Of the server's own tables what belongs to an agency ($1 is its id). */
const OF_SERVER: Record<string, string> = {
  accounts: "account_id in (select account_id from dyad.memberships where agency_id = $1)",
  memberships: "agency_id = $1",
  links: "agency_id = $1",
};
/** What is only of use on the installation that made it: keys wrapped by its secret key, tokens worked out from it, second factors. */
const STAYS: Record<string, readonly string[]> = { files: ["wrapped_key"], links: ["token_hash"], accounts: ["second_factor_secret", "second_factor_last_step"] };
/** Worked out from the rest, and worked out anew where it comes to. */
const DERIVED = ["outcome_changes", "outcome_courses", "outcome_reasons", "outcome_pairs", "name_words", "name_keys"];
/** Of use on this installation alone: who is signed in here, a secret that was given to this address, addresses here that a telephone reads, how often a code was tried here, and by which code a reviewer or an application is named here. All are begun anew elsewhere. */
const OF_THIS_PLACE = ["sign_ins", "single_sign_on", "calendar_feeds", "question_tries", "readiness_tries", "application_codes", "reviewer_codes"];

/** Every table that holds something of an agency, by name. */
export async function listAgencyTables(client: pg.ClientBase): Promise<AgencyTable[]> {
  const { rows } = await client.query<{ name: string; columns: { name: string; type: string }[]; key: string[]; own: boolean }>(
    `select c.relname as name, bool_or(a.attname = 'agency_id') and not c.relname = any ($1::text[]) as own,
       json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns,
       (select array_agg(k.attname::text order by array_position(i.indkey::smallint[], k.attnum)) from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = any (i.indkey::smallint[]) where i.indrelid = c.oid and i.indisprimary) as key
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'dyad'::regnamespace and c.relkind = 'r' group by c.oid, c.relname order by c.relname`,
    [Object.keys(OF_SERVER)],
  );
  return rows.flatMap(({ name, columns, key, own }): AgencyTable[] => {
    if ((!own && !(name in OF_SERVER)) || DERIVED.includes(name) || OF_THIS_PLACE.includes(name)) return [];
    const stays = STAYS[name] ?? [];
    return [{ name, kind: own ? "own" : "server", columns: columns.filter((one) => !stays.includes(one.name)), key: key.filter((one) => !stays.includes(one)) }];
  });
}

const quoted = (name: string) => pg.escapeIdentifier(name);
const ROWS_AT_ONCE = 1000;

/** The agency's rows of a table as JSON, one a line, in the order of its key, with every digit and every moment as it is kept. */
export async function* readAgencyRows(client: pg.ClientBase, table: AgencyTable, agencyId: string): AsyncGenerator<string> {
  const typeOf = new Map(table.columns.map((one) => [one.name, one.type]));
  // The same order wherever the database stands, whatever its language.
  const order = (table.key.length > 0 ? table.key : ["link_id"]).map((one) => `${quoted(one)}${typeOf.get(one) === "text" ? ' collate "C"' : ""}`);
  await client.query("set local timezone = 'UTC'");
  // A line's end within JSON can only stand between its parts: within text it is written otherwise.
  await client.query(
    `declare agency_rows no scroll cursor for select replace(row_to_json(t)::text, e'\\n', ' ') as line from (select ${table.columns.map((one) => quoted(one.name)).join(", ")} from dyad.${quoted(table.name)}
     where ${(OF_SERVER[table.name] ?? "agency_id = $1").replace("$1", pg.escapeLiteral(agencyId))} order by ${order.join(", ")}) t`,
  );
  try {
    for (;;) {
      const { rows } = await client.query<{ line: string }>(`fetch ${ROWS_AT_ONCE} from agency_rows`);
      if (rows.length === 0) return;
      for (const { line } of rows) yield line;
    }
  } finally {
    await client.query("close agency_rows").catch(() => {});
  }
}

/** Puts rows into a table, each a line of JSON that names the columns; the transaction must have keys and triggers off. */
export async function putAgencyRows(client: pg.ClientBase, name: string, columns: readonly string[], lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const list = columns.map(quoted).join(", ");
  const table = `dyad.${quoted(name)}`;
  await client.query(`insert into ${table} (${list}) overriding system value select ${list} from json_populate_recordset(null::${table}, $1::json)`, [`[${lines.join(",")}]`]);
}

/** Begins a transaction in which the rows of an agency are put in as they were. Needs a super-user. */
export async function beginTakingIn(client: pg.ClientBase): Promise<void> {
  await client.query("begin");
  await client.query("set local statement_timeout = 0");
  await client.query("set local session_replication_role = replica");
}

/** Lets every column that counts by itself go on after the highest that came in. */
export async function putCounters(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>("select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relnamespace = 'dyad'::regnamespace and c.relkind = 'r' and a.attidentity <> ''");
  for (const { table, column } of rows) await client.query(`select setval(pg_get_serial_sequence('dyad.${table}', $1), greatest(1, (select coalesce(max(${quoted(column)}), 0) from dyad.${quoted(table)})), exists (select from dyad.${quoted(table)}))`, [column]);
}

/** Works out anew by what people are found; a release that did not know it works it out when it is brought up to date. */
export async function indexNames(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>("select to_regprocedure('dyad.index_names()') is not null as there");
  if (rows[0]!.there) await client.query("select dyad.index_names()");
}
