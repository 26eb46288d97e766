import { sql } from "kysely";
import { rows, type Transaction } from "#database/actor.ts";

/** Rows of one table whose parent is not there. */
export type OrphanCount = { child: string; parent: string; rows: number };

type Reference = { child: string; parent: string; columns: string[]; parent_columns: string[] };

/**
 * Looks at every reference between tables of the agency, and counts the rows that point to nothing. Keys make that
 * impossible while they are on; a restored or mended database is where one would be found. Empty is good.
 */
export async function countOrphanRows(tx: Transaction): Promise<OrphanCount[]> {
  const references = await rows<Reference>(
    tx,
    sql`select k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent,
        array(select a.attname::text from unnest(k.conkey) with ordinality u(number, place) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number order by u.place) as columns,
        array(select a.attname::text from unnest(k.confkey) with ordinality u(number, place) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.number order by u.place) as parent_columns
      from pg_constraint k
      where k.contype = 'f' and k.connamespace = 'dyad'::regnamespace and has_table_privilege(k.conrelid, 'select') and has_table_privilege(k.confrelid, 'select')
      order by 1, 2`,
  );
  const found: OrphanCount[] = [];
  for (const { child, parent, columns, parent_columns: parentColumns } of references) {
    const given = sql.join(columns.map((column) => sql`c.${sql.ref(column)} is not null`), sql` and `);
    const same = sql.join(columns.map((column, place) => sql`p.${sql.ref(parentColumns[place]!)} = c.${sql.ref(column)}`), sql` and `);
    const [count] = await rows<{ rows: number }>(tx, sql`select count(*) as rows from ${sql.table(child)} c where ${given} and not exists (select from ${sql.table(parent)} p where ${same})`);
    if (count!.rows > 0) found.push({ child, parent, rows: count!.rows });
  }
  return found;
}
