import { addDays, type CivilDate, dateInZone } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { requireRoom } from "#features/caseload/next.handlers.ts";
import { ruleOn } from "#features/caseload/rules.ts";
import { faultWords as intakeFaults } from "#features/intake/faults.words.ts";
import { findReferral, type ReferralRow } from "#features/intake/store.ts";
import { frameOf, letterheadNow, writeLetter as writePaper } from "#features/letters/handlers.ts";
import { findAgency } from "#features/letters/store.ts";
import { listStaff } from "#features/workforce/store.ts";
import type { waiting, WaitingContent } from "./contract.ts";
import { shippedOrder } from "./default.rules.ts";
import { faultWords } from "./faults.words.ts";
import { waitingFile } from "./file.handlers.ts";
import { writeReply } from "./letters.rules.ts";
import { hasReferrer, latestLater, letterStateOf } from "./rules.ts";
import { get, list, offered } from "./reading.handlers.ts";
import * as store from "./store.ts";

const kept = { kept: true as const };
const has = (tx: Transaction, ...roles: string[]) => tx.actor.kind === "staff" && tx.actor.roles.some((role) => roles.includes(role));
const shipped = { number: 0, content: shippedOrder, validFrom: null, note: "", madeBy: null, madeAt: null };

async function rule(tx: Transaction) {
  const all = [...(await store.listRules(tx)), shipped];
  const current = ruleOn(all, tx.today)!;
  return { today: tx.today, current, others: all.filter((one) => one !== current), mayEdit: has(tx, "administrator") };
}

/** Keeps another version of the order after the one that the writer saw. */
export async function saveRule(tx: Transaction, { after, content, validFrom, note }: { after: number; content: WaitingContent; validFrom: CivilDate; note: string }): Promise<{ number: number }> {
  if (validFrom < tx.today) throw fieldFault("validFrom", faultWords.fromToday(tx.today));
  const newest = (await store.listRules(tx))[0]?.number ?? 0;
  if (newest !== after || !(await store.insertRule(tx, { number: after + 1, content, validFrom, note }))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { number: after + 1 };
}

async function requireWaiting(tx: Transaction, referralId: string): Promise<store.WaitingRow> {
  const [found] = await store.listWaiting(tx, referralId);
  if (found === undefined) throw new Fault("not_found", faultWords.notWaiting);
  return found;
}

/** Notes what a family waits for, or what makes it pressing, each once. */
export async function mark(tx: Transaction, input: { referralId: string; mark: store.WaitingRow["marks"][number]["mark"]; since: CivilDate; until: CivilDate | null }) {
  await requireWaiting(tx, input.referralId);
  if (input.since > tx.today) throw fieldFault("since", faultWords.untilToday(tx.today));
  if (input.mark === "later" && input.until === null) throw fieldFault("until", faultWords.laterUntil);
  if (input.until !== null && input.until < tx.today) throw fieldFault("until", faultWords.fromToday(tx.today));
  if (input.until !== null && input.until > latestLater(tx.today)) throw fieldFault("until", faultWords.within(latestLater(tx.today)));
  if (!(await store.insertMark(tx, { ...input, until: input.mark === "later" ? input.until : null }))) throw fieldFault("mark", faultWords.noted);
  return kept;
}

export async function place(tx: Transaction, input: { referralId: string; place: "first" | "last" | "rule"; reason: string }) {
  await requireWaiting(tx, input.referralId);
  await store.insertPlace(tx, input);
  return kept;
}

/** Offers a family to somebody who treats; over a limit that the agency has set, only with a reason. */
export async function offer(tx: Transaction, input: { referralId: string; staffId: string; startsOn: CivilDate | null; overReason: string | null }) {
  await requireWaiting(tx, input.referralId);
  if (!(await listStaff(tx)).some((one) => one.staffId === input.staffId && one.roles.some((role) => role === "clinician" || role === "trainee"))) throw fieldFault("staffId", faultWords.treatsOnly);
  if (input.startsOn !== null && input.startsOn < tx.today) throw fieldFault("startsOn", faultWords.fromToday(tx.today));
  if (input.startsOn !== null && input.startsOn > addDays(tx.today, 366)) throw fieldFault("startsOn", faultWords.within(addDays(tx.today, 366)));
  const overReason = await requireRoom(tx, { staffId: input.staffId, on: input.startsOn ?? tx.today, reason: input.overReason, path: "overReason" });
  const offerId = await store.insertOffer(tx, { ...input, overReason });
  if (offerId === null) throw fieldFault("staffId", faultWords.offered);
  return { offerId };
}

async function requireReferral(tx: Transaction, referralId: string): Promise<ReferralRow> {
  const found = await findReferral(tx, referralId);
  if (!found) throw new Fault("not_found", intakeFaults.noReferral);
  if (found.caseId !== null) noteCase(tx, found.caseId);
  return found;
}

/** Keeps a letter with the word of who prints it that the family allowed it: nothing else records such a permission before a case is open. */
export async function writeLetter(tx: Transaction, input: { referralId: string; language: "en" | "es"; recipient: string; allowedBy: string; allowedOn: CivilDate }) {
  const found = await requireReferral(tx, input.referralId);
  if (!hasReferrer(found)) throw new Fault("refused", faultWords.noReferrer);
  if (input.allowedOn > tx.today) throw fieldFault("allowedOn", faultWords.untilToday(tx.today));
  return { letterId: await store.insertLetter(tx, { ...input, state: letterStateOf(found.status), letterhead: (await letterheadNow(tx)).number }) };
}

/** The letter as it was kept. Its file name tells nothing of the family. */
async function letterPaper(tx: Transaction, { referralId, letterId }: { referralId: string; letterId: string }): Promise<File> {
  const found = await requireReferral(tx, referralId);
  const letter = await store.findLetter(tx, referralId, letterId);
  if (!letter) throw new Fault("not_found", faultWords.noLetter);
  // With the letterhead that it was made with, so that it is the same paper each time.
  const frame = await frameOf(tx, letter.language, await store.findLetterhead(tx, letterId));
  const { phone } = await findAgency(tx);
  const reply = writeReply({ ...letter, practice: frame.head.name, phone, receivedOn: dateInZone(found.receivedAt, tx.actor.timeZone), code: found.code }, letter.language);
  const bytes = writePaper({ ...frame, ...reply, notices: [], authorization: [], authorizationTitle: "" }, letter.language);
  return new File([bytes as Uint8Array<ArrayBuffer>], `letter.${letter.language}.pdf`, { type: "application/pdf" });
}

/** What a statement answers that found nothing to change. */
const orNone = (found: boolean, words: Words) => {
  if (!found) throw new Fault("not_found", words);
  return kept;
};

export const waitingHandlers: Handlers<typeof waiting> = {
  list: handle(list),
  file: handle(waitingFile),
  get: handle(get),
  mark: handle(mark),
  endMark: handle(async (tx, input) => orNone(await store.endMark(tx, input), faultWords.noMark)),
  place: handle(place),
  offer: handle(offer),
  withdraw: handle(async (tx, { offerId }) => orNone(await store.withdrawOffer(tx, offerId), faultWords.noOffer)),
  offered: handle(offered),
  answer: handle(async (tx, { offerId, answer }) => orNone(await store.answerOffer(tx, offerId, answer), faultWords.noOffer)),
  rule: handle(rule),
  saveRule: handle(saveRule),
  writeLetter: handle(writeLetter),
  letterPaper: handle(letterPaper),
};
