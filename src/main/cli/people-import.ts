import { readFile } from "node:fs/promises";
import { asActor } from "#database/actor.ts";
import type { BroughtList, ListRow } from "#features/lists/contract.ts";
import { bringFile, readAgain, rowsOf, runList, showList } from "#features/lists/handlers.ts";
import { tellFaults } from "#features/lists/row.rules.ts";
import { workOn } from "#features/lists/working.handlers.ts";
import { verdictWords } from "#features/lists/screens.words.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage, type Language } from "#kernel/language.ts";
import { appendAudit } from "#server/audit.ts";
import type { Transaction } from "#database/actor.ts";
import type { Services } from "#server/procedure.ts";
import { openFor } from "../open.ts";
import { chooseAgency, takeAgency } from "./agency.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";
import { words } from "./words.ts";

/** Thrown so that nothing of what was only tried is kept. */
class OnlyTried extends Error {}

type Asked = { file: string; slug: string | null; dates: "iso" | "us"; makes: "referrals" | "cases"; isTried: "tried" | "done" };

function readArguments(argv: readonly string[]): Asked {
  const { slug, rest } = takeAgency(argv);
  const known = ["--json", "--dry-run", "--dates=us", "--dates=iso", "--cases"];
  const files = rest.filter((word) => !word.startsWith("--"));
  if (files.length !== 1 || rest.some((word) => word.startsWith("--") && !known.includes(word))) throw fieldFault("arguments", inEachLanguage((one) => words[one].peopleImportUsage));
  return { file: files[0]!, slug, dates: rest.includes("--dates=us") ? "us" : "iso", makes: rest.includes("--cases") ? "cases" : "referrals", isTried: rest.includes("--dry-run") ? "tried" : "done" };
}

/** `bin/dyad people import FILE [--agency SLUG] [--dates=us] [--cases] [--dry-run] [--json]`: brings a list in; who may be there already is left out, since nobody can be asked here. */
export async function peopleImportCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  const asked = readArguments(argv);
  const content = await readFile(asked.file).catch(() => {
    throw fieldFault("FILE", inEachLanguage((one) => words[one].cannotRead(asked.file)));
  });
  const opened = await openFor(environment);
  try {
    const agency = await chooseAgency(opened.services.database, asked.slug, opened.services.demo);
    const found = await bringIn(opened.services, { agencyId: agency.agency_id, timeZone: agency.time_zone }, content, asked);
    const { made, left, ready, alike, refused } = found.list.counts;
    const counted = asked.isTried === "tried" ? { rows: found.list.rows, ready, alike, refused, there: found.list.counts.there } : { rows: found.list.rows, made, left };
    const lines = found.rows.map((one) => say(one, language));
    const exit = asked.isTried === "tried" ? (ready === found.list.rows ? 0 : 1) : left === 0 ? 0 : 1;
    return { exit, stdout: argv.includes("--json") ? asJson({ ...counted, listId: asked.isTried === "tried" ? null : found.list.listId, notReady: found.rows.map(({ number, verdict, faults, why }) => ({ row: number, verdict, why, fields: faults.map(({ field, expected }) => ({ path: field, message: expected[language] })) })) }) : `${[...Object.entries(counted).map(([name, count]) => `${words[language].listCounts[name as keyof (typeof words)["en"]["listCounts"]]}: ${count}`), ...lines].join("\n")}\n`, stderr: "" };
  } finally {
    await opened.close();
  }
}

const say = ({ number, verdict, faults }: ListRow, language: Language) => `${number}: ${verdictWords[verdict][language]}${faults.length === 0 ? "" : ` – ${tellFaults(faults, language)}`}`;

/** Every row that is not simply made, a page after the other. */
async function notReady(tx: Transaction, listId: string): Promise<ListRow[]> {
  const found: ListRow[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page: Awaited<ReturnType<typeof rowsOf>> = await rowsOf(tx, { listId, show: "all", after });
    found.push(...page.rows.filter((one) => one.verdict !== "ready"));
    after = page.next;
  }
  return found;
}

async function bringIn(services: Services, agency: { agencyId: string; timeZone: string }, content: Buffer, { dates, makes, isTried }: Asked): Promise<{ list: BroughtList; rows: ListRow[] }> {
  const actor = { kind: "operator", command: "people import", ...agency } as const;
  const brought = await bringFile(services, agency.agencyId, content);
  let tried: { list: BroughtList; rows: ListRow[] } | null = null;
  let listId = "";
  try {
    await asActor(services.database, services.clock, actor, async (tx) => {
      const first = await brought.run(tx);
      const list = dates === "iso" && makes === "referrals" ? first : await readAgain(tx, services, { listId: first.listId, revision: first.revision, reading: { ...first.reading, dates, makes } });
      tried = { list, rows: await notReady(tx, list.listId) };
      if (isTried === "tried") throw new OnlyTried();
      listId = (await runList(tx, { listId: list.listId, revision: list.revision })).listId;
      await appendAudit(tx, { action: "write", procedure: "cli.peopleImport", outcome: "done", requestId: "command-line", subjectId: listId, details: { rows: list.rows } });
    });
  } catch (error) {
    await brought.undo();
    if (error instanceof OnlyTried) return tried!;
    throw error;
  }
  while (await workOn(services, agency, { listId, state: "running", makes }));
  return asActor(services.database, services.clock, actor, async (tx) => ({ list: await showList(tx, listId), rows: await notReady(tx, listId) }));
}
