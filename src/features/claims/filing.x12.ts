import { groupBy } from "#kernel/grouping.ts";
import type { ClaimSet } from "#wire/x12/claims.ts";
import { checkClaims } from "#wire/x12/claim.check.ts";
import { CLAIM_VERSION } from "#wire/x12/claims.ts";
import { claimSegments } from "#wire/x12/claims.write.ts";
import { readTransactions } from "#wire/x12/transactions.ts";
import { type Draft, Unwritable, writeInterchange } from "#wire/x12/write.ts";
import type { ClaimContent } from "./assemble.x12.ts";
import type { ClaimFileHead, ClaimFileNumbers } from "./facts.rules.ts";
import type { ClaimFinding } from "./findings.contract.ts";

// From the contents of claims to the text of a file, and what its payer would find in it.

/** Claims that one transaction set holds at most, as the guide has it. */
export const MOST_IN_SET = 5_000;

/** ST02 of the sets of a file, counted from 0. */
export const setNumber = (at: number): string => String(at + 1).padStart(4, "0");

const nothing = { sender: { qualifier: "ZZ", id: "SENDER" }, receiver: { qualifier: "ZZ", id: "RECEIVER" }, submitter: { name: "SENDER", id: "SENDER", contact: "SENDER", telephone: "2025550100", email: null }, receiverName: "RECEIVER" } satisfies ClaimFileHead;

/** Claims of one child's insurance stand together under it. */
function providersOf(contents: readonly ClaimContent[]): ClaimSet["providers"] {
  const byProvider = groupBy(contents, (one) => JSON.stringify(one.provider));
  return [...byProvider.values()].map((all) => ({
    ...all[0]!.provider,
    subscribers: [...groupBy(all, (one) => JSON.stringify(one.subscriber)).values()].map((own) => ({ ...own[0]!.subscriber, claims: own.map((one) => one.claim) })),
  }));
}
function* segmentsOf(contents: Iterable<ClaimContent>, head: ClaimFileHead, numbers: ClaimFileNumbers, reference: string): Generator<Draft> {
  yield* claimSegments({ reference, day: numbers.day, time: numbers.time, submitter: head.submitter, receiver: { name: head.receiverName, id: head.receiver.id }, providers: providersOf([...contents]) });
}

/** A file of claims in the order in which they are given, part by part; every 5,000 a transaction set of their own. `pick` opens them, set by set. */
export function* writeClaims(count: number, pick: (from: number, to: number) => Iterable<ClaimContent>, head: ClaimFileHead, numbers: ClaimFileNumbers): Generator<string> {
  const { control, usage, day, time } = numbers;
  const sets = Array.from({ length: Math.ceil(count / MOST_IN_SET) }, (_, at) => {
    const number = setNumber(at);
    return { id: "837", control: number, segments: { [Symbol.iterator]: () => segmentsOf(pick(at * MOST_IN_SET, Math.min(count, (at + 1) * MOST_IN_SET)), head, numbers, `${String(control).padStart(9, "0")}${number}`) } };
  });
  yield* writeInterchange({ sender: head.sender, receiver: head.receiver, groupSender: head.sender.id, groupReceiver: head.receiver.id, usage, control, day, time }, [{ code: "HC", control, version: CLAIM_VERSION, sets }]);
}

/** What a payer would find in a file of these claims, by segment and element alone: what stands there may be of the chart. */
export function findFileFaults(contents: readonly ClaimContent[], today: string): ClaimFinding[] {
  const day = today.replaceAll("-", "");
  const goesOn = contents.some((one) => one.claim.otherPayers.length > 0);
  const say = (place: string): ClaimFinding => ({ ...(goesOn && ["CLM02", "SV102", "AMT02"].includes(place) ? { id: "unbalanced", field: "prior" } : { id: "file", field: "file" }), sessionId: null, value: place });
  try {
    const text = [...writeClaims(contents.length, (from, to) => contents.slice(from, to), nothing, { control: 1, usage: "T", day, time: "0000" })].join("");
    return [...new Set(checkClaims(readTransactions(text), day).map(({ id, element }) => `${id}${element ?? ""}`))].map(say);
  } catch (error) {
    if (error instanceof Unwritable) return [say(`${error.segment}${String(error.element).padStart(2, "0")}`)];
    throw error;
  }
}
