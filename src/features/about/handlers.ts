import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { type OwnWords, type PartNow, type SiteContent, type SitePart, type SiteVersion, siteParts, type siteTexts } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { findMissing } from "./rules.ts";
import * as store from "./store.ts";

/** What the public pages show of the practice's own words. */
export async function readOwnWords(tx: Transaction): Promise<OwnWords> {
  return Object.fromEntries((await store.listShown(tx)).map(({ part, content }) => [part, content]));
}

const withoutPart = ({ part: _part, ...version }: SiteVersion & { part: SitePart }): SiteVersion => version;

export async function listParts(tx: Transaction): Promise<PartNow[]> {
  const found = await store.listNewest(tx);
  return siteParts.map((part) => {
    const own = found.filter((one) => one.part === part);
    const decides = own.find((one) => one.state !== "draft");
    return {
      part,
      number: own[0]?.number ?? 0,
      shown: decides?.state === "published" ? withoutPart(decides) : null,
      draft: own[0]?.state === "draft" ? withoutPart(own[0]) : null,
    };
  });
}

/** The versions of a part, the newest first. Throws `not_found` where nothing was ever written. */
async function requireVersions(tx: Transaction, part: SitePart) {
  const versions = await store.listVersions(tx, part);
  if (versions.length === 0) throw new Fault("not_found", faultWords.noVersion);
  return versions;
}

/** Keeps another version after the one that the writer saw. */
async function keep(tx: Transaction, after: number, one: { state: SiteVersion["state"]; content: SiteContent; note: string }): Promise<{ number: number }> {
  const newest = (await store.listVersions(tx, one.content.part))[0]?.number ?? 0;
  if (newest !== after || !(await store.insertVersion(tx, { ...one, number: after + 1 }))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { number: after + 1 };
}

export const save = (tx: Transaction, { after, content, note }: { after: number; content: SiteContent; note: string }) => keep(tx, after, { state: "draft", content, note });

export async function publish(tx: Transaction, { part, after }: { part: SitePart; after: number }): Promise<{ number: number }> {
  const newest = (await requireVersions(tx, part))[0]!;
  if (newest.state !== "draft") throw new Fault("refused", faultWords.noDraft);
  const missing = findMissing(newest.content);
  if (missing.length > 0) throw new Fault("refused", missing.some(({ message }) => message === faultWords.nothing) ? faultWords.nothing : faultWords.oneLanguage, { fields: missing.map(({ path, message }) => ({ path: `content.${path}`, message })) });
  return keep(tx, after, { state: "published", content: newest.content, note: newest.note });
}

export async function withdraw(tx: Transaction, { part, after }: { part: SitePart; after: number }): Promise<{ number: number }> {
  await requireVersions(tx, part);
  const shown = (await listParts(tx)).find((one) => one.part === part)?.shown ?? null;
  if (shown === null) throw new Fault("refused", faultWords.notShown);
  return keep(tx, after, { state: "withdrawn", content: shown.content, note: "" });
}

export const siteTextsHandlers: Handlers<typeof siteTexts> = {
  list: handle(async (tx, _input, call) => ({ address: call.services.baseUrl, parts: await listParts(tx) })),
  versions: handle(async (tx, { part }) => ({ versions: (await requireVersions(tx, part)).map(withoutPart) })),
  save: handle(save),
  publish: handle(publish),
  withdraw: handle(withdraw),
};
