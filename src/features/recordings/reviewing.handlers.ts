import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { recordings } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { rowFor } from "./listing.handlers.ts";
import * as store from "./store.ts";
import { atHome, requireLead, requireWatch, type Watched } from "./watching.handlers.ts";
import { mayReadComment } from "./watching.rules.ts";

type Contract = Pick<typeof recordings, "get" | "name" | "endNaming" | "comment">;
type InputOf<Name extends keyof Contract> = Parameters<Extract<Handlers<Contract>[Name], { open: false }>["run"]>[1];

const staffOf = ({ actor }: Transaction): string => (actor.kind === "staff" ? actor.staffId : "");
/** What was said, as far as it is for this watcher: of another agency's through the door that was judged, of the own through the walls. */
async function commentsFor(tx: Transaction, watched: Watched): Promise<store.CommentRow[]> {
  const { recordingId } = watched.facts;
  const found = watched.homeId === null ? await store.listComments(tx, recordingId) : await atHome(tx, watched, (home) => store.listComments(home, recordingId));
  return found.filter((one) => mayReadComment(one.purpose, { as: watched.as, purposes: watched.mayWatchFor }));
}

async function get(tx: Transaction, { recordingId }: { recordingId: string }) {
  const watched = await requireWatch(tx, recordingId);
  const own = new Set(watched.namings.map((one) => one.reviewerId));
  const comments = await commentsFor(tx, watched);
  const reviewers = watched.as === "reviewer" ? [] : await store.listReviewers(tx, recordingId);
  return {
    recording: await rowFor(tx, watched),
    mediaType: watched.facts.mediaType!,
    sha256: watched.facts.sha256!,
    mayWatchFor: watched.mayWatchFor,
    reviewers: reviewers.map(({ reviewerId, name, elsewhereId, purpose, until, watchedAt, endedAt }) => ({ reviewerId, name, elsewhere: elsewhereId !== null, purpose, until, watchedAt, endedAt })),
    comments: comments.map(({ authorId, reviewerId, ...one }) => ({ ...one, own: watched.homeId === null ? authorId === staffOf(tx) : reviewerId !== null && own.has(reviewerId) })),
  };
}

/** Names somebody: only by who sent it in, for a purpose that stands, until a day on which it still is there. */
export async function name(tx: Transaction, { recordingId, staffId, code, purpose, until }: InputOf<"name">) {
  const { facts, as, mayWatchFor } = await requireWatch(tx, recordingId);
  if (as !== "uploader") throw new Fault("not_found", faultWords.noRecording);
  if ((staffId === null) === (code === null)) throw fieldFault("staffId", faultWords.oneReviewer);
  if (!mayWatchFor.includes(purpose)) throw fieldFault("purpose", faultWords.notStanding);
  if (until < tx.today || until > facts.keepUntil) throw fieldFault("until", faultWords.untilPast);
  const found = staffId === null ? await store.findByCode(tx, code!) : null;
  const colleague = staffId === null ? null : await store.findColleague(tx, staffId);
  if (staffId === null && found === null) throw fieldFault("code", faultWords.noCode);
  if (staffId !== null && (colleague === null || staffId === facts.uploadedBy)) throw fieldFault("staffId", faultWords.noColleague);
  const named = found?.name ?? colleague!;
  const reviewerId = await store.insertReviewer(tx, { recordingId, staffId, elsewhere: found, name: named, purpose, until });
  if (reviewerId === null) throw new Fault("changed_meanwhile", faultWords.namedAlready);
  return { reviewerId, name: named };
}

async function endNaming(tx: Transaction, { recordingId, reviewerId }: InputOf<"endNaming">) {
  await requireLead(tx, recordingId);
  if (!(await store.endReviewer(tx, recordingId, reviewerId))) throw new Fault("not_found", faultWords.noReviewer);
  return { ended: true as const };
}

/** Says something about a moment. An answer is for whom that was for which it answers; a reviewer's words are for the purpose for which they watch. */
export async function comment(tx: Transaction, input: InputOf<"comment">) {
  const watched = await requireWatch(tx, input.recordingId);
  if (input.toMs !== null && input.toMs <= input.atMs) throw fieldFault("toMs", faultWords.spanOrder);
  const answered = input.repliesTo === null ? null : ((await commentsFor(tx, watched)).find((one) => one.commentId === input.repliesTo) ?? null);
  if (input.repliesTo !== null && answered === null) throw fieldFault("repliesTo", faultWords.noComment);
  const isReviewer = watched.as === "reviewer";
  const only = watched.mayWatchFor.length === 1 ? watched.mayWatchFor[0]! : null;
  const wanted = answered?.purpose ?? input.purpose;
  const purpose = isReviewer ? (wanted ?? only) : wanted;
  if (isReviewer && purpose === null) throw fieldFault("purpose", faultWords.whichPurpose);
  if (purpose !== null && !(answered?.purpose === purpose) && !watched.mayWatchFor.includes(purpose)) throw fieldFault("purpose", faultWords.notStanding);
  const naming = watched.namings.find((one) => one.purpose === purpose) ?? watched.namings[0];
  const said = { recordingId: input.recordingId, purpose, atMs: input.atMs, toMs: input.toMs, strand: input.strand, words: input.words.trim(), repliesTo: input.repliesTo };
  if (watched.homeId === null) return { commentId: await store.insertComment(tx, { ...said, authorId: staffOf(tx), reviewerId: null, authorName: tx.actor.kind === "staff" ? tx.actor.name : "" }) };
  return { commentId: await atHome(tx, watched, (home) => store.insertComment(home, { ...said, authorId: null, reviewerId: naming!.reviewerId, authorName: naming!.name })) };
}

export const reviewingHandlers: Handlers<Contract> = { get: handle((tx, input) => get(tx, input)), name: handle((tx, input) => name(tx, input)), endNaming: handle((tx, input) => endNaming(tx, input)), comment: handle((tx, input) => comment(tx, input)) };
