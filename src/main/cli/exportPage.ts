import type { Contents } from "#server/agencyArchive.ts";

/** What the migrations themselves say of a table, in the lines over the statement that makes it. */
export function readTableWords(migrations: readonly { text: string }[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { text } of migrations) {
    for (const [, comment = "", name] of text.matchAll(/((?:^--.*\n)*)^create table (\w+) \(/gm)) found.set(name!, comment.replaceAll(/^-- ?/gm, "").replaceAll("\n", " ").trim());
  }
  return found;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** The page of an archive that explains it to whoever opens it, on any system, in English and in Spanish. */
export function explainArchive(agency: string, tables: Contents["tables"], tableWords: ReadonlyMap<string, string>): string {
  const rows = tables.reduce((sum, one) => sum + one.rows, 0);
  const sections = tables.map(({ name, columns, rows: count }) => {
    const about = tableWords.get(name) ?? "";
    return `<section id="${name}"><h3><a href="tables/${name}.jsonl"><code>${name}</code></a> · ${count}</h3>${about === "" ? "" : `<p>${escaped(about)}</p>`}<p class="columns">${columns.map((one) => `<code>${escaped(one.name)}</code> ${escaped(one.type)}`).join(" · ")}</p></section>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(agency)} · Dyad</title>
<style>
body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; color: #22302f; background: #fdfcf9; }
h1, h2, h3 { line-height: 1.25; } section { border-top: 1px solid #d8d4c9; padding-top: .5rem; overflow-wrap: anywhere; } .columns { color: #55625f; font-size: .9rem; }
@media (prefers-color-scheme: dark) { body { color: #e9e5da; background: #16211f; } a { color: #8ecfc4; } .columns { color: #b3bdb8; } section { border-color: #3a4744; } }
</style>
</head>
<body>
<main>
<h1>${escaped(agency)}: everything that Dyad held</h1>
<p>This archive holds all records of one agency: ${tables.length} tables with ${rows} rows, the documents as they were received, and the heads of the audit chain. It is not encrypted. Keep it as you would keep the record itself: psychotherapy notes, reports and confidential addresses are in it.</p>
<ul>
<li><code>tables/NAME.jsonl</code>: one table, one row a line, as JSON (UTF-8). Moments are ISO 8601 in UTC, days are <code>YYYY-MM-DD</code>, bytes are hexadecimal after <code>\\x</code>.</li>
<li><code>files/ID.pdf</code>, <code>.jpg</code>, <code>.png</code>: documents. <code>tables/files.jsonl</code> tells type and size, <code>tables/documents.jsonl</code> what each is and whose.</li>
<li><code>audit/seals.log</code>: the heads of the chain of <code>tables/audit_chain.jsonl</code> over <code>tables/audit_entries.jsonl</code>, as they were written outside of the database.</li>
<li><code>contents.json</code>: every part with its size and SHA-256, and the columns of every table. <code>bin/dyad import FILE</code> takes the archive into an empty Dyad.</li>
</ul>
<p>Every row names its agency (<code>agency_id</code>); <code>case_id</code> is the case, and <code>class</code> with <code>owner_person_id</code> says whose secret a row is: a reader must go on keeping it. Not in it: second factors, keys and tokens of the former installation, who was signed in, and counts that are worked out anew.</p>
<h2 lang="es">En español</h2>
<p lang="es">Este archivo contiene todos los registros de una agencia: ${tables.length} tablas con ${rows} filas, los documentos tal como se recibieron y las cabezas de la cadena de auditoría. No está cifrado: guárdelo como guardaría el propio expediente. Cada tabla está en <code>tables/NOMBRE.jsonl</code>, una fila por línea en JSON; los documentos, en <code>files</code>; la lista de todo con su suma SHA-256, en <code>contents.json</code>. Con <code>bin/dyad import ARCHIVO</code> se recibe en un Dyad vacío.</p>
<h2>Tables</h2>
${sections.join("\n")}
</main>
</body>
</html>
`;
}
