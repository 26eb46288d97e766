import fc from "fast-check";
import { expect, it } from "vitest";
import { type Consent, type VideoPurpose, videoPurposes } from "#features/consent/contract.ts";
import { MOST_OF_A_RANGE, readRange, shortened } from "./range.rules.ts";
import { sniffVideo } from "./sniff.rules.ts";
import { judgeVideo, judgeWatching, mayReadComment, type WatchFacts } from "./watching.rules.ts";

const id = (last: string) => `00000000-0000-4000-8000-00000000000${last}`;
const [ana, bo, sister] = [id("a"), id("b"), id("c")];
const TODAY = "2026-11-20";
const yes = (given: Partial<Consent> = {}): Consent => ({ consentId: id("1"), kind: "video", answer: "yes", signerId: ana, signerOrganization: null, signedName: "A", signedAt: "2026-03-02T15:00:00.000Z", validFrom: "2026-03-02", validTo: "2026-12-31", purposes: ["supervision"], withdrawnOn: null, takenBack: false, toSee: false, signedIn: null, authorityUntil: null, wordsVersion: "1", language: "en", needsSecond: false, way: "here", documentId: null, textHash: null, witness: "", effort: "", copyWay: null, copyOn: null, ...given });

it.each<[string, Consent[], string[], VideoPurpose[], string | null]>([
  ["nobody was asked", [], [ana], [], "no_consent"],
  ["a yes names its purpose", [yes()], [ana], ["supervision"], null],
  ["a yes from before purposes were named opens nothing", [yes({ purposes: [], validTo: null })], [ana], [], "no_purpose"],
  ["a yes without an end opens nothing", [yes({ validTo: null })], [ana], [], "no_purpose"],
  ["it is over with its last day", [yes({ validTo: "2026-11-19" })], [ana], [], "no_consent"],
  ["it was taken back today", [yes({ withdrawnOn: TODAY })], [ana], [], "no_consent"],
  ["the no of another with authority stands against it", [yes(), yes({ consentId: id("2"), signerId: bo, answer: "no" })], [ana], [], "refused"],
  ["it waits for the second signature", [yes({ needsSecond: true })], [ana], [], "waits_second"],
  ["the second signature names other purposes", [yes({ needsSecond: true }), yes({ consentId: id("2"), signerId: bo, needsSecond: true, purposes: ["consultation"] })], [ana], [], "no_purpose"],
  ["another adult came who signed nothing", [yes()], [ana, bo], [], "others_appear"],
  ["another adult came who signed for something else", [yes(), yes({ consentId: id("2"), signerId: bo, purposes: ["consultation"] })], [ana, bo], [], "others_appear"],
  ["both who came signed for it", [yes(), yes({ consentId: id("2"), signerId: bo, validTo: "2026-12-01" })], [ana, bo], ["supervision"], null],
  ["a sister came, of whom no consent can be recorded", [yes()], [ana, sister], [], "others_appear"],
])("C6: a session may be recorded: %s", (_what, consents, appearing, purposes, why) => {
  expect(judgeVideo(consents, appearing, TODAY)).toMatchObject({ purposes, whyNot: why });
});

it("C6: a recording rests on every yes that names its purposes, and ends with the first of their days", () => {
  const both = [yes(), yes({ consentId: id("2"), signerId: bo, validTo: "2026-12-01" }), yes({ consentId: id("3"), signerId: sister, purposes: ["consultation"], validTo: "2026-11-25" })];
  expect(judgeVideo(both, [ana, bo], TODAY)).toEqual({ purposes: ["supervision"], consentIds: [id("1"), id("2")].toSorted(), until: "2026-12-01", whyNot: null });
});

const purposes = fc.uniqueArray(fc.constantFrom(...videoPurposes), { maxLength: 4 });
const facts: fc.Arbitrary<WatchFacts> = fc.record({ isEnded: fc.boolean(), isFinished: fc.boolean(), recordedFor: purposes, standing: purposes, keepUntil: fc.constantFrom("2026-11-19", TODAY, "2026-12-31"), today: fc.constant(TODAY), isUploader: fc.boolean(), isOnCase: fc.boolean(), isSupervisor: fc.boolean(), named: fc.array(fc.record({ purpose: fc.constantFrom(...videoPurposes), until: fc.constantFrom("2026-11-19", TODAY) }), { maxLength: 3 }) });
it("C6: whoever watches has a standing consent for it and a part in it; nothing else opens, whatever else is true", () => {
  fc.assert(
    fc.property(facts, (one) => {
      const found = judgeWatching(one);
      const open = one.recordedFor.filter((purpose) => one.standing.includes(purpose) && ((one.isUploader && one.isOnCase) || (one.isSupervisor && purpose === "supervision") || one.named.some((each) => each.purpose === purpose && each.until >= TODAY)));
      const isThere = !one.isEnded && one.isFinished && one.keepUntil >= TODAY;
      expect(found.may === "yes" ? found.purposes : []).toEqual(isThere ? open : []);
      if (found.may === "no" && !one.isUploader && !one.isSupervisor && !one.named.some((each) => each.until >= TODAY)) expect(found.why).toBe("unknown");
    }),
    { numRuns: 2000 },
  );
});

it("reviewers read what is for all and for their purpose; who leads it reads all", () => {
  const reviewer = { as: "reviewer" as const, purposes: ["consultation" as const] };
  expect([mayReadComment(null, reviewer), mayReadComment("consultation", reviewer), mayReadComment("training_review", reviewer)]).toEqual([true, true, false]);
  expect(mayReadComment("training_review", { as: "supervisor", purposes: ["supervision"] })).toBe(true);
});

it.each<[string | undefined, object]>([
  [undefined, { kind: "whole" }], ["bytes=0-", { kind: "piece", from: 0, to: 999 }], ["bytes=0-1", { kind: "piece", from: 0, to: 1 }], ["bytes=998-5000", { kind: "piece", from: 998, to: 999 }], ["bytes=-5", { kind: "piece", from: 995, to: 999 }], ["bytes=-5000", { kind: "piece", from: 0, to: 999 }],
  ["bytes=1000-", { kind: "outside" }], ["bytes=-0", { kind: "outside" }], ["bytes=5-2", { kind: "whole" }], ["bytes=0-1,5-6", { kind: "whole" }], ["items=0-1", { kind: "whole" }], ["bytes=-", { kind: "whole" }], ["bytes=99999999999999999999-", { kind: "whole" }],
])("a range of 1,000 bytes: %s", (header, asked) => expect(readRange(header, 1000)).toEqual(asked));
it("one answer holds a few megabytes of what was asked", () => {
  expect(shortened({ from: 10, to: 9_999_999 })).toEqual({ from: 10, to: 10 + MOST_OF_A_RANGE - 1 });
  expect(shortened({ from: 10, to: 20 })).toEqual({ from: 10, to: 20 });
});

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((one) => (typeof one === "string" ? Buffer.from(one, "latin1") : Buffer.from(one))));
it.each<[string, Buffer, string | null]>([
  ["MP4", bytes([0, 0, 0, 32], "ftypisom"), "video/mp4"], ["MOV of a telephone", bytes([0, 0, 0, 20], "ftypqt  "), "video/mp4"], ["old QuickTime", bytes([0, 0, 0, 8], "wide"), "video/mp4"],
  ["WebM", bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x82, 0x84], "webm"), "video/webm"], ["Matroska", bytes([0x1a, 0x45, 0xdf, 0xa3, 0x42, 0x82, 0x88], "matroska"), null],
  ["sound alone", bytes([0, 0, 0, 32], "ftypM4A "), null], ["a picture", bytes([0xff, 0xd8, 0xff, 0xe0]), null], ["AVI", bytes("RIFF", [0, 0, 0, 0], "AVI "), null], ["a page", bytes("<!doctype html>"), null], ["nothing", Buffer.alloc(0), null],
])("%s is told by its bytes", (_what, first, mediaType) => {
  const told = sniffVideo(first);
  expect("mediaType" in told ? told.mediaType : null).toBe(mediaType);
});
