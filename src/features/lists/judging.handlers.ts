import { createHmac } from "node:crypto";
import { canonicalJson } from "#kernel/canonical.ts";
import type { Transaction } from "#database/actor.ts";
import { plainName } from "#features/merging/rules.ts";
import { findAmong, findInList } from "./alike.rules.ts";
import { byField } from "./columns.rules.ts";
import type { AlikeOne, Reading, RowContent, RowVerdict } from "./contract.ts";
import type { FileRead } from "./reading.handlers.ts";
import { judgeRow } from "./row.rules.ts";
import * as store from "./store.ts";

/** A row told from another by what it says; worthless without the secret key. */
const keyOf = (signingKey: string, said: unknown): string => createHmac("sha256", signingKey).update(`row of a list:${canonicalJson(said)}`).digest("base64url");

/** Judges every row of a file: what it says, whether it became something before, and who is there that it may be. */
export async function judgeRows(tx: Transaction, rows: FileRead["rows"], reading: Reading, signingKey: string): Promise<store.NewRow[]> {
  const judged = rows.map(({ number, cells }) => {
    const { content, faults } = judgeRow(byField(cells, reading.columns), reading, tx.today);
    return { number, cells, content, faults, sourceKey: keyOf(signingKey, content ?? cells) };
  });
  const found = await findAlike(tx, judged);
  return judged.map((one) => ({ ...one, ...found.get(one.number)! }));
}

type Asked = { number: number; sourceKey: string; content: RowContent | null };
/** Of each row who may be the same child, and what that makes of it. A row that stands twice in a file is there the second time. */
export async function findAlike(tx: Transaction, rows: readonly Asked[]): Promise<ReadonlyMap<number, { alike: AlikeOne[]; verdict: RowVerdict }>> {
  const valid = rows.flatMap((one) => (one.content === null ? [] : [{ number: one.number, sourceKey: one.sourceKey, content: one.content }]));
  const made = await store.listMade(tx, valid.map((one) => one.sourceKey));
  const asked = valid.map(({ number, content: { child, identifier } }) => ({ number, givenName: child.givenName, familyName: child.familyName, birthDate: child.birthDate, system: identifier?.system ?? null, value: identifier?.value ?? null }));
  const alike = new Map<number, AlikeOne[]>();
  const add = (number: number, one: AlikeOne) => {
    const known = alike.get(number) ?? [];
    if (known.length < 10 && !known.some((each) => each.kind === one.kind && each.id === one.id)) alike.set(number, [...known, one]);
  };
  for (const { number, kind, id } of await store.listNumbered(tx, asked.filter((one) => one.value !== null))) add(number, { kind, id, likeness: "number" });
  const there = await store.listThere(tx, [...new Set(asked.flatMap((one) => one.birthDate ?? []))], asked.map((one) => [plainName(one.givenName), plainName(one.familyName)]));
  for (const { number, other, likeness } of findAmong(asked, there)) add(number, { kind: other.kind, id: other.id, likeness });
  for (const { number, earlier, likeness } of findInList(asked)) add(number, { kind: "row", id: String(earlier), likeness });
  const seen = new Set<string>();
  return new Map(
    rows.map((one) => {
      const isThere = made.has(one.sourceKey) || seen.has(one.sourceKey);
      seen.add(one.sourceKey);
      const own = alike.get(one.number) ?? [];
      const verdict: RowVerdict = one.content === null ? "refused" : isThere ? "there" : own.length > 0 ? "alike" : "ready";
      return [one.number, { alike: verdict === "alike" ? own : [], verdict }];
    }),
  );
}
