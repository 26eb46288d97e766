import type { DisclosureClass, Relation, Role, View } from "#features/disclosure/contract.ts";
import { disclosureTable, part2ByConsent } from "#features/disclosure/rules.ts";
import type { Marked } from "./programme.ts";

// Turns the rule itself round, in either wall: what a crawl that notices nothing is worth is found out with it.

export type Wall = "database" | "code";
export const walls: readonly Wall[] = ["database", "code"];
type Table = Record<Role, Partial<Record<DisclosureClass, Partial<Record<Relation, View>>>>>;
const table = disclosureTable as Table;

/** A policy as it is read when rows of one class are taken for another: by their own column where they have one, else by what the policy asks of the class. */
export function readAs(qual: string, from: DisclosureClass, to: DisclosureClass): string {
  const column = /\b(class|from_class|to_class)\b(?= (?:=|<>) )/g;
  if (column.test(qual)) return qual.replace(column, (name) => `(case ${name} when '${from}' then '${to}' else ${name} end)`);
  return qual.replaceAll(new RegExp(`\\b(cases_for|sees_all)\\('${from}'::text\\)|\\bgranted\\('${from}'::text`, "g"), (call) => call.replace(`'${from}'`, `'${to}'`));
}

/** Does something while a class is read as another, in the walls that are named; then all is as it was. */
export async function withClassReadAs<T>({ asOwner }: Marked, from: DisclosureClass, to: DisclosureClass, of: readonly Wall[], work: () => Promise<T>): Promise<T> {
  const kept = Object.entries(table).map(([role, grants]) => ({ role: role as Role, grant: grants[from] }));
  const policies = of.includes("database") ? await asOwner<{ name: string; place: string; qual: string }>("select policyname as name, format('%I.%I', schemaname, tablename) as place, qual from pg_policies where schemaname = 'dyad' and cmd = 'SELECT' and 'dyad_app' = any (roles) and qual like $1", [`%'${from}'%`]) : [];
  const changed = policies.map((one) => ({ ...one, now: readAs(one.qual, from, to) })).filter((one) => one.now !== one.qual);
  const put = (which: "now" | "qual") => (changed.length === 0 ? Promise.resolve([]) : asOwner(changed.map((one) => `alter policy ${one.name} on ${one.place} using (${one[which]})`).join(";")));
  try {
    await put("now");
    if (of.includes("code")) for (const { role } of kept) table[role][from] = table[role][to];
    return await work();
  } finally {
    await put("qual");
    for (const { role, grant } of kept) {
      if (grant === undefined) delete table[role][from];
      else table[role][from] = grant;
    }
  }
}

export type Grant = { role: string; class: string; relation: string; view: string };

/** Does something while one grant of the table is not there, in the walls that are named; then it is back. */
export async function withoutGrant<T>({ asOwner }: Marked, grant: Grant, of: readonly Wall[], work: () => Promise<T>): Promise<T> {
  const role = grant.role as Role;
  const relations = grant.class === "part2" ? null : table[role][grant.class as DisclosureClass]!;
  const values = [grant.role, grant.class, grant.relation, grant.view];
  try {
    if (of.includes("database")) await asOwner("delete from disclosure_grants where role = $1 and class = $2 and relation = $3 and view = $4", values);
    if (of.includes("code")) {
      if (relations === null) delete part2ByConsent[role];
      else delete relations[grant.relation as Relation];
    }
    return await work();
  } finally {
    if (of.includes("database")) await asOwner("insert into disclosure_grants (role, class, relation, view) values ($1, $2, $3, $4)", values);
    if (relations === null) part2ByConsent[role] = grant.view as View;
    else relations[grant.relation as Relation] = grant.view as View;
  }
}
