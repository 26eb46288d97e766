import { createHash, randomBytes } from "node:crypto";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { promiseSettings } from "#features/intake/handlers.ts";
import { promisedBy } from "#features/intake/promise.rules.ts";
import type { SentAlong } from "#features/intake/referrals.contract.ts";
import { receiptCode } from "#features/intake/rules.ts";
import { findReferralBySource, insertReferral } from "#features/intake/store.ts";
import type { OutsideDirectory, OutsideIdentifier, ReferralFromBundle } from "./contract.ts";
import { leftOutLines, leftOutOfReferences, type ReadBundle } from "./fhir.ts";
import { matchKeys, wholeName } from "./parts.fhir.ts";
import * as store from "./store.ts";

/** What an import did. `created` and `matched` name what became of it, such as `Referral/<id>`. */
export type ImportAnswer = { referralId: string | null; created: string[]; matched: string[]; leftOut: { path: string; reason: string }[] };

const kindOfType: Record<string, store.DirectoryEntry["kind"]> = { Practitioner: "professional", Organization: "organization", Location: "place" };

const firstKey = (identifiers: OutsideIdentifier[]) => identifiers.find((one) => one.system !== null && one.use !== "old" && one.use !== "temp");

/** Outside professionals, organizations and places that carry a number of their own. */
function entriesOf(directory: OutsideDirectory): store.DirectoryEntry[] {
  const entry = (kind: store.DirectoryEntry["kind"], identifiers: OutsideIdentifier[], name: string | null, details: unknown): store.DirectoryEntry[] => {
    const key = firstKey(identifiers);
    return key ? [{ kind, system: key.system!, value: key.value, name: name ?? key.value, details }] : [];
  };
  const found = [
    ...directory.organisations.flatMap((one) => entry("organization", one.identifiers, one.name, one)),
    ...directory.professionals.flatMap((one) => entry("professional", one.identifiers, wholeName(one), one)),
    ...directory.places.flatMap((one) => entry("place", one.identifiers, one.name, one)),
  ];
  return [...new Map(found.map((one) => [`${one.kind}|${one.system}|${one.value}`, one])).values()];
}

/** Takes in a checked bundle: a referral, once for one child, and the directory that it holds. */
export async function importBundle(tx: Transaction, read: Exclude<ReadBundle, { kind: "none" }>, language: Language): Promise<ImportAnswer> {
  const directory = await store.storeDirectory(tx, entriesOf(read.directory));
  const known = new Set<unknown>();
  for (const one of read.elsewhere) {
    const kind = kindOfType[one.resourceType ?? ""];
    if (kind && one.identifier?.system && (await store.isInDirectory(tx, kind, one.identifier.system, one.identifier.value))) known.add(one);
  }
  const leftOut = leftOutLines([...read.leftOut, ...leftOutOfReferences(read.elsewhere, (one) => known.has(one))], language);
  const entries = (ids: string[]) => ids.map((id) => `DirectoryEntry/${id}`);
  const answer: ImportAnswer = { referralId: null, created: entries(directory.created), matched: entries(directory.matched), leftOut };
  if (read.kind === "directory") return answer;
  const { referralId, isNew } = await takeReferral(tx, read.referral, read.sourceText, leftOut);
  (isNew ? answer.created : answer.matched).unshift(`Referral/${referralId}`);
  return { ...answer, referralId };
}

async function takeReferral(tx: Transaction, referral: ReferralFromBundle, sourceText: string, leftOut: SentAlong["leftOut"]): Promise<{ referralId: string; isNew: boolean }> {
  const sourceKey = `fhir:${createHash("sha256").update(sourceText).digest("hex")}`;
  const usable = new Set(matchKeys(referral.child.identifiers));
  const keys = referral.child.identifiers.filter((one) => usable.has(`${one.system}|${one.value}`)).map((one) => ({ system: one.system!, value: one.value }));
  const before = (await findReferralBySource(tx, sourceKey))?.referralId ?? (await store.findReferralByIdentifier(tx, keys));
  if (before) return { referralId: before, isNew: false };
  const { child } = referral;
  const referralId = await insertReferral(tx, {
    source: "fhir",
    code: receiptCode(randomBytes(24)),
    promisedBy: promisedBy(tx.now, promiseSettings, tx.actor.timeZone),
    callMe: null,
    relation: null,
    childAge: null,
    childGivenName: child.given.join(" ") || child.nameText,
    childFamilyName: child.family,
    childBirthDate: child.birthDate,
    reasons: [],
    ownWords: null,
    contact: null,
    language: child.language === null ? null : child.language.startsWith("es") ? "es" : child.language.startsWith("en") ? "en" : "other",
    otherLanguage: child.language !== null && !/^(es|en)/.test(child.language) ? child.language.slice(0, 60) : null,
    payer: null,
    sentAlong: sentAlong(referral, leftOut),
    sourceKey,
  });
  await store.insertReferralIdentifiers(tx, referralId, keys);
  return { referralId, isNew: true };
}

function sentAlong(referral: ReferralFromBundle, leftOut: SentAlong["leftOut"]): SentAlong {
  return {
    conditions: referral.conditions.map((one) => ({ system: one.system ?? "", code: one.code ?? "", display: one.display ?? "", onset: one.onset, clinicalStatus: one.clinicalStatus })),
    coverage: referral.coverage.map((one) => ({ payer: one.payerName, memberId: one.memberId })),
    history: referral.history.map((one) => ({ start: one.period?.start ?? "", end: one.period?.end ?? null, kind: one.kind ?? "", reason: one.reason })),
    leftOut,
  };
}
