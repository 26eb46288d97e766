import { sql } from "kysely";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import { openCase } from "#features/cases/handlers.ts";
import type { Relation } from "#features/intake/contract.ts";
import { findReferral, insertReferral, markOpened } from "#features/intake/store.ts";
import { judgeJoining, listGains } from "#features/merging/rules.ts";
import * as merging from "#features/merging/store.ts";
import type { Reading, RowContent, Why } from "./contract.ts";
import * as store from "./store.ts";

/** A row that does not come about: nothing of it is kept. */
class Refused extends Error {
  readonly why: Why;
  constructor(why: Why) {
    super(why);
    this.why = why;
  }
}

/** Why an import joins two records, as it stands beside the joining. */
const JOINED_BY_LIST = "Brought in with a list as the same child. / Traído con una lista como el mismo niño o la misma niña.";

/** What the adult who asked is to the child, in the words of a request. */
const asked: Record<RowContent["adults"][number]["kind"], Relation> = { birth_parent: "parent", adoptive_parent: "foster_or_adoptive", foster_parent: "foster_or_adoptive", kin: "grandparent_or_family", step_parent: "parent", guardian: "other_carer", other_caregiver: "other_carer" };

const spoken = (language: string) => (language === "en" || language === "es" ? { language: language as "en" | "es", otherLanguage: null } : { language: "other" as const, otherLanguage: language });

/** The referral of a row. It came with a list, so nobody was promised an answer and nobody holds a code. */
async function takeReferral(tx: Transaction, { child, adults, contact, source, reasons, words, payer, identifier }: RowContent): Promise<string> {
  const [adult] = adults;
  const name = adult === undefined ? null : `${adult.givenName} ${adult.familyName}`.trim().slice(0, 80);
  const referralId = await insertReferral(tx, {
    source, code: null, promisedBy: null, callMe: name, relation: source === "professional" ? "professional" : adult === undefined ? null : asked[adult.kind], childAge: child.age,
    childGivenName: child.givenName, childFamilyName: child.familyName === "" ? null : child.familyName, childBirthDate: child.birthDate, reasons, ownWords: words, contact, ...spoken(adult?.language ?? child.language), payer, sentAlong: null, sourceKey: null,
  });
  if (identifier !== null && !(await store.insertIdentifier(tx, referralId, identifier))) throw new Refused("there");
  return referralId;
}

/** The safe way of a referral as a way to reach the adult of a case; who asks not to be contacted has none. */
function wayOf(contact: RowContent["contact"]) {
  if (contact === null || contact.way === "do_not_contact") return null;
  if (contact.way === "email") return { way: "email" as const, value: contact.email, voicemail: "hang_up" as const, hours: [] };
  return { way: contact.way === "call" ? ("phone" as const) : ("text" as const), value: contact.phone, voicemail: contact.way === "call" ? contact.voicemail : ("hang_up" as const), hours: contact.safeHours };
}

const openFor = (tx: Transaction, referralId: string, { child, adults, contact }: RowContent) =>
  openCase(tx, {
    referralId,
    child: { givenName: child.givenName, familyName: child.familyName, birthDate: child.birthDate!, language: child.language },
    caregivers: adults.map((adult, place) => ({ ...adult, madeRequest: false, contact: place === 0 ? wayOf(contact) : null })),
    clinicianId: null,
  });

/**
 * Joins a new record to one that is there. An import opens nothing of that record to anybody: where it would, such as to an
 * adult whose right to the record comes with the row, the row is refused, and somebody joins the two by hand after reading who will see more.
 */
async function joinTo(tx: Transaction, caseId: string, intoCaseId: string): Promise<string> {
  await merging.holdJoining(tx);
  const [one, into] = [await merging.findStanding(tx, caseId), await merging.findStanding(tx, intoCaseId)];
  if (one === null || into === null) throw new Refused("gone");
  if (judgeJoining(one, into) !== null) throw new Refused("cannot_join");
  const both = [caseId, intoCaseId] as const;
  if (listGains(await merging.listRelatives(tx, both), both).some((gain) => gain.ofCaseId === intoCaseId)) throw new Refused("opens_record");
  return merging.insertMerge(tx, { caseId, intoCaseId, reason: JOINED_BY_LIST });
}

async function makeReferral(tx: Transaction, { content, choice, sameAs }: store.RowToMake): Promise<store.Made> {
  // A referral of the same child waits already: a second one would only be answered twice.
  if (choice === "same" && sameAs?.kind === "referral") throw new Refused("there");
  const referralId = await takeReferral(tx, content);
  if (choice === "same" && sameAs !== null) {
    if ((await merging.findStanding(tx, sameAs.id)) === null) throw new Refused("gone");
    await markOpened(tx, referralId, sameAs.id, null);
  }
  return { referralId, openedReferral: null, caseId: null, mergeId: null };
}

async function makeCase(tx: Transaction, { content, choice, sameAs }: store.RowToMake): Promise<store.Made> {
  if (choice === "same" && sameAs?.kind === "referral") {
    const there = await findReferral(tx, sameAs.id);
    if (there === null || there.caseId !== null) throw new Refused("gone");
    const { caseId } = await openFor(tx, there.referralId, content);
    return { referralId: null, openedReferral: { referralId: there.referralId, status: there.status, answeredAt: there.answeredAt }, caseId, mergeId: null };
  }
  const referralId = await takeReferral(tx, content);
  const { caseId } = await openFor(tx, referralId, content);
  const mergeId = choice === "same" && sameAs !== null ? await joinTo(tx, caseId, sameAs.id) : null;
  return { referralId, openedReferral: null, caseId, mergeId };
}

/** Makes one row, whole or not at all: what breaks off in the midst of it leaves only that it did. */
export async function makeRow(tx: Transaction, listId: string, row: store.RowToMake, makes: Reading["makes"]): Promise<void> {
  await sql`savepoint one_row`.execute(tx);
  try {
    const made = await (makes === "cases" ? makeCase(tx, row) : makeReferral(tx, row));
    await store.markMade(tx, listId, row.number, made);
    await appendAudit(tx, { action: "job", procedure: "lists.make", outcome: "done", requestId: "bring-list", caseId: made.caseId, subjectId: made.referralId, details: { listId, row: row.number, ...(made.mergeId === null ? {} : { mergeId: made.mergeId }) } });
    await sql`release savepoint one_row`.execute(tx);
  } catch (error) {
    const why = whyNot(error);
    if (why === null) throw error;
    await sql`rollback to savepoint one_row`.execute(tx);
    await store.markRow(tx, listId, row.number, why === "there" ? "there" : "refused", why);
  }
}

/** Why a row did not come about; null where the fault is not the row's, so that the job comes again. */
function whyNot(error: unknown): Why | null {
  if (error instanceof Refused) return error.why;
  if (error instanceof Fault) return "failed";
  const code = String((error as { code?: string }).code ?? "");
  // Somebody else made the same row meanwhile; or the database refuses what the row holds.
  if (code === "23505") return "there";
  return /^(22|23|DY)/.test(code) ? "failed" : null;
}

/** Takes one row back where it is as it was made and nothing was written to it since; else all of it stays. */
export async function takeRowBack(tx: Transaction, listId: string, { number, caseId, referralId }: { number: number; caseId: string | null; referralId: string | null }): Promise<void> {
  const answer = await store.takeBack(tx, listId, number);
  if (answer === "taken_back" || answer === "nothing") await store.markRow(tx, listId, number, "taken_back", null);
  else await store.markRow(tx, listId, number, "kept", answer);
  await appendAudit(tx, { action: "job", procedure: "lists.takeBack", outcome: answer === "taken_back" ? "done" : "refused", requestId: "bring-list", caseId, subjectId: referralId, details: { listId, row: number } });
}
