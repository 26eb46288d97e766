import type { CivilDate } from "#kernel/dates.ts";
import { type Consent, type VideoPurpose, videoPurposes } from "#features/consent/contract.ts";
import { judgeStanding, standingAnswers } from "#features/consent/rules.ts";
import type { Watcher, WhyNot } from "./contract.ts";

/** What a session may be recorded and watched for on a day, on which consents that rests, and until when; or why for nothing. */
export type VideoStanding = { purposes: VideoPurpose[]; consentIds: string[]; until: CivilDate | null; whyNot: WhyNot | null };

/**
 * Judges the consents of a record for one session. A purpose stands where a consent to video that names it holds by authority, with the second
 * signature where that is asked, and where everybody who came, but the child, signed one that names it: an adult agrees for the own
 * appearance, and of another child or an interpreter no consent can be recorded here. It rests on every yes that names one of these
 * purposes: whichever is withdrawn, the recording ends. The first of their last days is its own.
 */
export function judgeVideo(consents: readonly Consent[], appearing: readonly string[], on: CivilDate): VideoStanding {
  const nothing = (whyNot: WhyNot): VideoStanding => ({ purposes: [], consentIds: [], until: null, whyNot });
  const { state } = judgeStanding("video", consents, on);
  if (state === "refused" || state === "refused_before") return nothing("refused");
  if (state === "waits_second") return nothing("waits_second");
  if (state !== "holds") return nothing("no_consent");
  const yes = standingAnswers("video", consents, on).filter((one) => one.validTo !== null);
  const naming = (purpose: VideoPurpose) => yes.filter((one) => one.purposes.includes(purpose));
  const isCovered = (purpose: VideoPurpose) => naming(purpose).some((one) => !one.needsSecond) || naming(purpose).length > 1;
  const covered = videoPurposes.filter(isCovered);
  if (covered.length === 0) return nothing("no_purpose");
  const purposes = covered.filter((purpose) => appearing.every((personId) => naming(purpose).some((one) => one.signerId === personId)));
  if (purposes.length === 0) return nothing("others_appear");
  const bases = yes.filter((one) => one.purposes.some((purpose) => purposes.includes(purpose)));
  const until = bases.map((one) => one.validTo!).toSorted()[0]!;
  return { purposes, consentIds: bases.map((one) => one.consentId), until, whyNot: null };
}

export type WatchFacts = {
  isEnded: boolean;
  isFinished: boolean;
  /** For what it was sent in, and for what the consents stand today. */
  recordedFor: readonly VideoPurpose[];
  standing: readonly VideoPurpose[];
  keepUntil: CivilDate;
  today: CivilDate;
  isUploader: boolean;
  /** Whether the present actor is with the family today, and whether they supervise it as a supervisor. */
  isOnCase: boolean;
  isSupervisor: boolean;
  /** For what the present actor is named today, each until a day. */
  named: readonly { purpose: VideoPurpose; until: CivilDate }[];
};
export type Watching = { may: "yes"; as: Watcher; purposes: VideoPurpose[] } | { may: "no"; why: "unknown" | "ended" | "unfinished" | "not_standing" | "not_on_case" };

/** Who watches: the uploader while with the family, whoever supervises it that day for supervision, and who was named, each for purposes for which a consent stands in this moment. */
export function judgeWatching(facts: WatchFacts): Watching {
  const named = facts.named.filter((one) => one.until >= facts.today).map((one) => one.purpose);
  const as: Watcher | null = facts.isUploader ? "uploader" : facts.isSupervisor ? "supervisor" : named.length > 0 ? "reviewer" : null;
  if (as === null) return { may: "no", why: "unknown" };
  if (facts.isEnded || facts.keepUntil < facts.today) return { may: "no", why: "ended" };
  if (!facts.isFinished) return { may: "no", why: facts.isUploader ? "unfinished" : "unknown" };
  const standing = facts.recordedFor.filter((purpose) => facts.standing.includes(purpose));
  if (standing.length === 0) return { may: "no", why: "not_standing" };
  const allowed = standing.filter((purpose) => (facts.isUploader && facts.isOnCase) || (facts.isSupervisor && purpose === "supervision") || named.includes(purpose));
  if (allowed.length > 0) return { may: "yes", as: as === "uploader" && !facts.isOnCase ? "reviewer" : as, purposes: allowed };
  return { may: "no", why: as === "uploader" && !facts.isOnCase ? "not_on_case" : "not_standing" };
}

/** Whether what was said is for somebody who watches: who sent it in and who supervises read all; reviewers what is for all and for their purposes. */
export const mayReadComment = (purpose: VideoPurpose | null, watcher: { as: Watcher; purposes: readonly VideoPurpose[] }): boolean => watcher.as !== "reviewer" || purpose === null || watcher.purposes.includes(purpose);
