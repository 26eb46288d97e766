import { randomBytes } from "node:crypto";
import { dateInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { kernelWords } from "#kernel/words.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { ConsultationRequest } from "./contract.ts";
import { type Table, tableFile } from "#features/documents/tables.handlers.ts";
import { ageAgainstPromise, promisedBy, promiseFor } from "./promise.rules.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import type { intake, ReferralView } from "./referrals.contract.ts";
import { receiptCode } from "./rules.ts";
import { faultWords } from "./faults.words.ts";
import { fileWords } from "./screens.words.ts";
import { reasonNames, sourceLabels, statusLabels } from "./words.ts";
import * as store from "./store.ts";

const PAGE = 50;
/** Two work days, until an agency sets something else. */
export const promiseSettings = { promiseWorkDays: 2, holidays: [] as string[] };

function view(tx: Transaction, found: store.ReferralRow): ReferralView {
  const promise = found.promisedBy === null ? null : ageAgainstPromise({ ...found, promisedBy: found.promisedBy }, tx.now, tx.actor.timeZone).state;
  return { ...found, promise, disclosure: found.caseId === null ? null : tagOf("intake", found.caseId) };
}

/** A name typed with other spaces is the same name. */
const oneSpace = (text: string) => text.trim().replaceAll(/\s+/g, " ");

/**
 * Takes in a family's request from the public site: the referral, its receipt code, and the promised time. The same
 * `sending` a second time (a line that dropped, a button pressed twice) throws `changed_meanwhile` and makes no second one.
 */
export async function receiveRequest(tx: Transaction, request: ConsultationRequest, sending: { bytes: Uint8Array; key: string } | null = null): Promise<{ code: string; by: string }> {
  const code = receiptCode(sending?.bytes ?? randomBytes(24));
  const { by } = promiseFor(request, tx.now, promiseSettings, tx.actor.timeZone);
  await store.insertReferral(tx, { ...request, source: "public_request", code, promisedBy: by, childGivenName: null, childFamilyName: null, childBirthDate: null, payer: null, sentAlong: null, sourceKey: sending?.key ?? null });
  return { code, by };
}

type TakenOver = Pick<ConsultationRequest, "contact"> & { [Key in "callMe" | "ownWords" | "language"]: ConsultationRequest[Key] | null } & { code: string };
/** Takes over what somebody asked on the public pages and now wishes to be a request: the same referral, with the code that she has. */
export const takeOver = (tx: Transaction, one: TakenOver): Promise<string> =>
  store.insertReferral(tx, { ...one, source: "public_request", relation: null, childAge: null, promisedBy: promisedBy(tx.now, promiseSettings, tx.actor.timeZone), reasons: [], otherLanguage: null, childGivenName: null, childFamilyName: null, childBirthDate: null, payer: null, sentAlong: null, sourceKey: null });

type TakeIn = Parameters<Extract<Handlers<typeof intake>["add"], { open: false }>["run"]>[1];
/** Takes in what somebody told by telephone, or a professional brought. */
export async function takeIn(tx: Transaction, input: TakeIn): Promise<{ referralId: string }> {
  if (input.childBirthDate !== null && input.childBirthDate > tx.today) throw new Fault("malformed", kernelWords.birthInFuture, { fields: [{ path: "childBirthDate", message: kernelWords.orEarlier(tx.today) }] });
  return { referralId: await store.insertReferral(tx, { ...input, payer: input.payer === null ? null : oneSpace(input.payer), code: receiptCode(randomBytes(24)), promisedBy: promisedBy(tx.now, promiseSettings, tx.actor.timeZone), sentAlong: null, sourceKey: null }) };
}

/** The columns of the list as a file: what the screen shows of a referral. */
function tableOf(language: Language, timeZone: string): Table<ReferralView> {
  const columns: [string, (one: ReferralView) => string | null][] = [
    [fileWords.received[language], (one) => dateInZone(one.receivedAt, timeZone)],
    [fileWords.status[language], (one) => statusLabels[one.status][language]],
    [fileWords.callMe[language], (one) => one.callMe],
    [fileWords.child[language], (one) => one.childGivenName],
    [fileWords.reasons[language], (one) => one.reasons.map((reason) => reasonNames[reason][language]).join("; ")],
    [fileWords.source[language], (one) => sourceLabels[one.source][language]],
    [fileWords.promised[language], (one) => (one.promisedBy === null ? null : dateInZone(one.promisedBy, timeZone))],
    [fileWords.answered[language], (one) => (one.answeredAt === null ? null : dateInZone(one.answeredAt, timeZone))],
  ];
  return { name: fileWords.name[language], heads: columns.map(([head]) => head), cells: (one) => columns.map(([, cell]) => cell(one)), familyOf: ({ caseId, referralId }) => (caseId === null ? { referralId } : { caseId }) };
}

export const intakeHandlers: Handlers<typeof intake> = {
  list: handle(async (tx, { after, ...asked }) => {
    const { referrals, next } = await store.listReferrals(tx, asked, { after, size: PAGE });
    return { referrals: referrals.map((one) => view(tx, one)), next, count: after === null ? await store.countReferrals(tx, asked) : null };
  }),
  file: handle(async (tx, { format, says, ...asked }, call) =>
    tableFile(tx, call, "intake.file", tableOf(says, tx.actor.timeZone), { format, language: says }, async (after, size) => {
      const { referrals, next } = await store.listReferrals(tx, asked, { after, size });
      // The rows pass the projection here: a file goes through it as a whole.
      const { answer } = await call.services.projectAnswer(tx, referrals.map((one) => view(tx, one)));
      return { rows: answer, next };
    }),
  ),
  get: handle(async (tx, { referralId }) => {
    const found = await store.findReferral(tx, referralId);
    if (!found) throw new Fault("not_found", faultWords.noReferral);
    return view(tx, found);
  }),
  add: handle(takeIn),
  setPayer: handle(async (tx, { referralId, payer, revision }) => {
    if (!(await store.findReferral(tx, referralId))) throw new Fault("not_found", faultWords.noReferral);
    const changed = await store.updatePayer(tx, referralId, payer === null ? null : oneSpace(payer), revision);
    if (!changed) throw new Fault("changed_meanwhile", faultWords.changed);
    return view(tx, changed);
  }),
  setStatus: handle(async (tx, { referralId, status, closingReason, revision }) => {
    if (!(await store.findReferral(tx, referralId))) throw new Fault("not_found", faultWords.noReferral);
    if (status !== "in_contact" && !closingReason?.trim()) throw new Fault("malformed", faultWords.whyItEnds, { fields: [{ path: "closingReason", message: faultWords.expectReason }] });
    const changed = await store.updateStatus(tx, referralId, status, closingReason, revision);
    if (!changed) throw new Fault("changed_meanwhile", faultWords.changed);
    return view(tx, changed);
  }),
};
