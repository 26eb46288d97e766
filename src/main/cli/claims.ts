import { open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { asActor, type Transaction } from "#database/actor.ts";
import { batchReady, markSent, textOfBatch } from "#features/claims/batches.handlers.ts";
import { sumReady } from "#features/claims/listing.handlers.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { appendAudit } from "#server/audit.ts";
import { openFor } from "../open.ts";
import { chooseAgency, takeAgency } from "./agency.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";
import { words } from "./words.ts";

type Asked = { slug: string | null; file: string; payer: string | null };
function readArguments(argv: readonly string[]): Asked {
  const { slug, rest } = takeAgency(argv);
  const wrong = () => fieldFault("arguments", inEachLanguage((one) => words[one].claimsBatchUsage));
  const given = new Map<string, string>();
  const left = rest.filter((word) => word !== "--json");
  for (let at = 0; at < left.length; at += 2) {
    const [option, value] = [left[at]!, left[at + 1]];
    if (!["--out", "--payer", "--language"].includes(option) || value === undefined || value.startsWith("--") || given.has(option)) throw wrong();
    given.set(option, value);
  }
  const out = given.get("--out");
  if (out === undefined) throw wrong();
  return { slug, file: path.resolve(out), payer: given.get("--payer") ?? null };
}

/** Whose claims go into the file: the payer that is named, or each with claims that are ready. Test claims never stand beside those that ask for money: they wait for the next file. */
async function choosePayers(tx: Transaction, payer: string | null): Promise<string[]> {
  const ready = (await sumReady(tx)).filter((one) => payer === null || one.payerNumber === payer);
  return ready.filter((one) => one.usage === (ready.some(({ usage }) => usage === "P") ? "P" : "T")).map((one) => one.payerId);
}

/** Writes and hands on what is ready for some payers: the parts of the file, an interchange for each, and how many claims stand in it. */
async function writeAll(tx: Transaction, asking: Parameters<typeof batchReady>[1], payerIds: readonly string[]): Promise<{ parts: string[]; batchIds: string[]; claims: number }> {
  const parts: string[] = [];
  const written: Awaited<ReturnType<typeof batchReady>> = [];
  for (const payerId of payerIds) {
    for (const one of await batchReady(tx, asking, { payerId })) {
      written.push(one);
      for (const part of (await textOfBatch(tx, one.batchId)).parts) parts.push(part);
      await markSent(tx, one.batchId, "command");
    }
  }
  return { parts, batchIds: written.map((one) => one.batchId), claims: written.reduce((sum, one) => sum + one.claims, 0) };
}

/** Writes a file beside its place, to the disk; it is put there once everything else is done. */
async function writeBeside(file: string, parts: readonly string[]): Promise<void> {
  const handle = await open(file, "w", 0o600);
  try {
    // Written in pieces: a file of many claims is not held twice.
    for (let at = 0; at < parts.length; at += 5_000) await handle.write(parts.slice(at, at + 5_000).join(""));
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** `bin/dyad claims batch --agency ID --out FILE [--payer NUMBER] [--json]`: the ready claims as a file, an interchange for each payer. With none ready there is no file. */
export async function claimsBatchCommand({ argv, environment, language }: Invocation): Promise<CommandAnswer> {
  const { slug, file, payer } = readArguments(argv);
  const opened = await openFor(environment);
  const beside = `${file}.part`;
  try {
    const { services } = opened;
    const agency = await chooseAgency(services.database, slug, services.demo);
    const claims = await asActor(services.database, services.clock, { kind: "operator", command: "claims batch", agencyId: agency.agency_id, timeZone: agency.time_zone }, async (tx) => {
      const { parts, batchIds, claims: count } = await writeAll(tx, { services, language }, await choosePayers(tx, payer));
      if (count === 0) return 0;
      await writeBeside(beside, parts).catch(() => {
        throw fieldFault("--out", inEachLanguage((one) => words[one].cannotWrite(file)));
      });
      await appendAudit(tx, { action: "export", procedure: "cli.claimsBatch", outcome: "done", requestId: "command-line", details: { claims: count, batchIds } });
      return count;
    });
    if (claims > 0) await rename(beside, file);
    return { exit: 0, stdout: asJson({ claims }), stderr: "" };
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  } finally {
    await opened.close();
  }
}
