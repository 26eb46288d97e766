import { dateInZone, daysBetween } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { readIdKey } from "#kernel/paging.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import type { Call } from "#server/procedure.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { ruleOn } from "#features/caseload/rules.ts";
import { findReferral } from "#features/intake/store.ts";
import { findAmong } from "#features/lists/alike.rules.ts";
import { listThere } from "#features/lists/store.ts";
import { plainName } from "#features/merging/rules.ts";
import { policiesOf, policySettings } from "#features/policy/agency.handlers.ts";
import { ageOf, versionInForce } from "#features/policy/validity.rules.ts";
import { findPolicySettings } from "#features/workforce/store.ts";
import { type AgePolicy, bornWithin, clocksOf, monthsOld } from "./clock.rules.ts";
import type { Mark, Offered, WaitingContent, WaitingFamily } from "./contract.ts";
import { shippedOrder } from "./default.rules.ts";
import { faultWords } from "./faults.words.ts";
import { daysHeld, hasReferrer, inOrder, isAsked, type Sort, type Waiter, whyOf } from "./rules.ts";
import * as store from "./store.ts";

type Asking = Pick<Call, "services" | "language">;
const PAGE = 50;
type Wanted = { sort: Sort; mark: Mark | "any" | "none"; language: string | null };
const has = (tx: Transaction, ...roles: string[]) => tx.actor.kind === "staff" && tx.actor.roles.some((role) => roles.includes(role));
const languageOf = (one: { language: string | null; otherLanguage: string | null }) => (one.language === "other" ? one.otherLanguage : one.language);

/** The order that holds today; number 0 is the shipped draft. */
async function orderToday(tx: Transaction): Promise<{ number: number; content: WaitingContent }> {
  return ruleOn([...(await store.listRules(tx)), { number: 0, content: shippedOrder, validFrom: null }], tx.today)!;
}

/** How old a child may be by each policy that the agency asks about eligibility, by the edition in force today. */
async function agePolicies(tx: Transaction, call: Asking): Promise<AgePolicy[]> {
  const asked = policySettings(await findPolicySettings(tx)).eligibility;
  return (await policiesOf(tx, call)).filter((one) => asked.includes(one.id)).flatMap((policy) => {
    const version = versionInForce(policy, tx.today);
    const age = ageOf(version);
    return version === null || age === null ? [] : [{ policy: policy.id, title: version.title[call.language], ...age }];
  });
}

type Known = Waiter & { row: store.WaitingRow; marks: store.WaitingRow["marks"]; language: string | null };
function knowledgeOf(tx: Transaction, row: store.WaitingRow, policies: readonly AgePolicy[], content: WaitingContent): Known {
  const receivedOn = dateInZone(row.receivedAt, tx.actor.timeZone);
  const clocks = clocksOf(bornWithin(row.birthDate, row.childAge, receivedOn), policies, tx.today, content.courseMonths);
  return { referralId: row.referralId, receivedOn, marks: row.marks, placed: row.place === "rule" ? null : row.place, clocks, row, language: languageOf(row) };
}

function show(tx: Transaction, { row, receivedOn, clocks, placed, ...one }: Known, content: WaitingContent): WaitingFamily {
  const childName = [row.givenName, row.familyName].filter((part) => part !== null).join(" ");
  return {
    referralId: row.referralId,
    status: row.status,
    source: row.source,
    code: row.code,
    callMe: row.callMe,
    childName: childName === "" ? null : childName,
    receivedOn,
    daysWaiting: Math.max(0, daysBetween(receivedOn, tx.today)),
    language: one.language,
    ageMonths: monthsOld(bornWithin(row.birthDate, row.childAge, receivedOn), tx.today),
    clocks: [...clocks],
    marks: row.marks.map((mark) => ({ ...mark, days: daysHeld(mark.since, tx.today) })),
    offers: row.offers,
    placing: placed === null ? null : { place: placed, reason: row.placeReason ?? "", byName: row.placedBy, at: row.placedAt! },
    why: whyOf(content, { ...one, receivedOn, clocks, placed }, tx.today),
  };
}

/** Every family that waits, and those that were asked for in their order, which is worked out anew each time from days and codes. */
async function standing(tx: Transaction, input: Wanted, call: Asking) {
  const { number, content } = await orderToday(tx);
  const policies = await agePolicies(tx, call);
  const all = (await store.listWaiting(tx)).map((row) => knowledgeOf(tx, row, policies, content));
  return { number, content, all, asked: inOrder(content, all.filter((one) => isAsked(one, input)), tx.today, input.sort) };
}

/** All families that were asked for, in their order: what a file is made of. */
export async function listAll(tx: Transaction, input: Wanted, call: Asking): Promise<WaitingFamily[]> {
  const { asked, content } = await standing(tx, input, call);
  return asked.map(({ family }) => show(tx, family, content));
}

/** Families that wait, a page at a time, which goes on after the place of the last row. */
export async function list(tx: Transaction, input: Wanted & { after: string | null }, call: Asking) {
  // A place ends in the id of its row; what does not is no place.
  if (input.after !== null) readIdKey(input.after.slice(-36));
  const { number, content, all, asked } = await standing(tx, input, call);
  const further = input.after === null ? asked : asked.filter(({ place }) => place > input.after!);
  const page = further.slice(0, PAGE);
  const byMark: Record<string, number> = {};
  for (const { mark } of all.flatMap((one) => one.marks)) byMark[mark] = (byMark[mark] ?? 0) + 1;
  return {
    today: tx.today,
    ruleNumber: number,
    total: asked.length,
    counts: { all: all.length, byMark, tooOldSoon: all.filter((one) => one.clocks[0]?.fits === "no").length },
    languages: [...new Set(all.flatMap((one) => one.language ?? []))].toSorted(),
    families: page.map(({ family }) => show(tx, family, content)),
    next: further.length > PAGE ? page.at(-1)!.place : null,
  };
}

/** Records and other referrals that may be of the same child; nobody where the child has no name yet, or the actor may read none. */
async function alikeOf(tx: Transaction, referralId: string, row: { givenName: string | null; familyName: string | null; birthDate: string | null }) {
  if (row.givenName === null) return [];
  const named = { number: 1, givenName: row.givenName, familyName: row.familyName ?? "", birthDate: row.birthDate };
  const there = await listThere(tx, row.birthDate === null ? [] : [row.birthDate], [[plainName(named.givenName), plainName(named.familyName)]]);
  return findAmong([named], there.filter((one) => one.id !== referralId)).map(({ other, likeness }) => ({ kind: other.kind, id: other.id, childName: `${other.givenName} ${other.familyName}`.trim(), childBirthDate: other.birthDate, likeness }));
}

/** One family that waits; of a referral that is over, only its letters, for who takes in. */
export async function get(tx: Transaction, { referralId }: { referralId: string }, call: Asking) {
  const takesIn = has(tx, "administrator", "front_desk");
  const referral = takesIn ? await findReferral(tx, referralId) : null;
  const [row] = await store.listWaiting(tx, referralId);
  if (row === undefined && !referral) throw new Fault("not_found", faultWords.notWaiting);
  if (referral?.caseId != null) noteCase(tx, referral.caseId);
  const { content } = await orderToday(tx);
  return {
    today: tx.today,
    status: referral?.status ?? row!.status,
    family: row === undefined ? null : show(tx, knowledgeOf(tx, row, await agePolicies(tx, call), content), content),
    alike: row === undefined || !takesIn ? [] : await alikeOf(tx, referralId, row),
    letters: takesIn ? await store.listLetters(tx, referralId) : [],
    mayWrite: takesIn,
    mayPlace: row !== undefined && has(tx, "administrator", "supervisor"),
    mayMark: row !== undefined && takesIn,
    hasReferrer: referral !== null && hasReferrer(referral),
    disclosure: referral?.caseId == null ? null : tagOf("intake", referral.caseId),
  };
}

export type OfferedTo = { referralId: string; childName: string | null; code: string | null; language: string | null; ageMonths: { from: number; to: number } | null; answer: "yes" | null };
/** Families that wait and are offered to somebody who treats, or to anybody (null), for who reads the list; without names for who may not read the referral. */
export async function listOfferedTo(tx: Transaction, staffId: string | null): Promise<OfferedTo[]> {
  return (await store.listWaiting(tx)).flatMap((row): OfferedTo[] => {
    const offer = row.offers.find((one) => (staffId === null || one.staffId === staffId) && one.answer !== "no");
    if (offer === undefined) return [];
    const childName = [row.givenName, row.familyName].filter((part) => part !== null).join(" ");
    const ageMonths = monthsOld(bornWithin(row.birthDate, row.childAge, dateInZone(row.receivedAt, tx.actor.timeZone)), tx.today);
    return [{ referralId: row.referralId, childName: childName === "" ? null : childName, code: row.code, language: languageOf(row), ageMonths, answer: offer.answer === "yes" ? "yes" : null }];
  });
}

/** What is offered to whoever asks. */
export async function offered(tx: Transaction): Promise<{ offered: Offered[] }> {
  return {
    offered: (await store.listOffered(tx)).map(({ offeredAt, birthDate, childAge, receivedAt, otherLanguage, ...one }) => ({
      ...one,
      offeredOn: dateInZone(offeredAt, tx.actor.timeZone),
      language: languageOf({ ...one, otherLanguage }),
      ageMonths: monthsOld(bornWithin(birthDate, childAge, dateInZone(receivedAt, tx.actor.timeZone)), tx.today),
    })),
  };
}
