import fc from "fast-check";
import { expect, it } from "vitest";
import { disclosureClasses, type DisclosureTag } from "#features/disclosure/contract.ts";
import { judgeView, type Viewer } from "#features/disclosure/rules.ts";
import { judgeParts, noticesFor, type Part, type ReleaseFacts } from "./judging.rules.ts";
import { type RecordPart, writeSections } from "./parts.rules.ts";
import { loadLaw } from "./policies.ts";
import { bases, recipientKinds, type Releasable, releasable } from "./shapes.contract.ts";

// Idea 6: nothing that leaves holds a field hidden from whoever gets it, over families, passages, authorizations, authorities and orders made at random.

const law = loadLaw("data");
const [CASE, CHILD, A, B, AUTHOR] = ["case", "child", "adult A", "adult B", "author"];
const TODAY = "2026-11-20";
const of = <T>(...from: readonly T[]) => fc.constantFrom(...from);
const yesNo = of("yes" as const, "yes" as const, "no" as const);
const day = of(null, "2026-01-15", "2026-06-15", "2026-11-19", TODAY, "2026-12-24");
/** What is picked or opened: psychotherapy notes alone, mostly, or whatever comes. */
const opens: fc.Arbitrary<Releasable[]> = fc.oneof({ weight: 4, arbitrary: fc.subarray(releasable.slice(0, 4), { minLength: 2 }) }, { weight: 2, arbitrary: of<Releasable[]>(["psychotherapy_note"]) }, { weight: 1, arbitrary: fc.subarray([...releasable], { minLength: 1 }) });
const span = of([], [{ caseId: CASE, validFrom: "2026-01-01", validTo: null }], [{ caseId: CASE, validFrom: "2026-01-01", validTo: "2026-11-19" }]);
const viewer = fc.record({ personId: of(A, B), recordsAuthorities: span, dyads: span }).map((one): Viewer => ({ today: TODAY, now: `${TODAY}T15:00:00.000Z`, isMachine: false, roles: ["caregiver"], staffId: null, assignments: [], supervised: [], samples: [], reviews: [], custodies: [], brokenGlass: [], ownReferralCases: [], part2: [], ...one }));
const authorization = fc.record({ subjectId: of(CHILD, A, B), signerId: of(null, A, B), opens, opensPart2: yesNo, periodFrom: of(null, null, "2026-03-01"), periodTo: of(null, null, "2026-11-19"), signedOn: of(null, "2026-06-01", "2026-06-01", "2026-12-24"), expiresOn: of("2026-11-19", TODAY, "2027-01-01"), endedOn: of(null, null, null, "2026-11-19", TODAY, "2026-12-24"), authority: of("own" as const, "stands" as const, "ended" as const) });
const random: fc.Arbitrary<ReleaseFacts> = fc
  .record({
    today: fc.constant(TODAY),
    childId: fc.constant(CHILD),
    subjectId: of(CHILD, A, B),
    recipientKind: of(...recipientKinds),
    recipientPersonId: of(null, null, A, B),
    recipientMayNotLearn: of<ReleaseFacts["recipientMayNotLearn"]>([], [], ["record"], ["session_times"]),
    basis: of(...bases, "authorization" as const, "own_request" as const),
    opens,
    periodFrom: of(null, null, "2026-06-01"),
    periodTo: of(null, null, "2026-11-19"),
    authorization: fc.option(authorization, { freq: 9 }),
    requestAuthority: of("stands" as const, "ended" as const, "none" as const),
    order: fc.option(fc.record({ reviewed: yesNo, judgeSigned: yesNo, answered: of("no" as const, "no" as const, "yes" as const), opens, opensPersonId: of(null, A, B) }), { freq: 9 }),
    requester: fc.option(viewer, { freq: 9 }),
  })
  // Half of the time what belongs together fits, so that something does leave.
  .chain((facts) =>
    of(facts, {
      ...facts,
      recipientKind: law.bases.find((one) => one.basis === facts.basis)!.recipients?.[0] ?? facts.recipientKind,
      recipientPersonId: facts.basis === "own_request" ? (facts.requester?.personId ?? null) : facts.recipientPersonId,
      subjectId: facts.basis === "authorization" ? (facts.authorization?.subjectId ?? facts.subjectId) : facts.subjectId,
      authorization: facts.authorization === null ? null : { ...facts.authorization, signedOn: "2026-06-01", opens: facts.opens.length === 1 ? facts.opens : facts.authorization.opens, signerId: facts.authorization.subjectId === CHILD ? facts.authorization.signerId : facts.authorization.subjectId, authority: facts.authorization.authority === "ended" ? ("ended" as const) : facts.authorization.subjectId === CHILD ? ("stands" as const) : ("own" as const) },
    }),
  );
const disclosure: fc.Arbitrary<DisclosureTag> = fc.record({ class: of(...disclosureClasses), owner: of(A, B), isOwned: fc.boolean(), isPart2: of(false, false, true) }).map((one) => {
  const mustBeOwned = one.class === "relationship" || one.class === "caregiver" || one.class === "address";
  const ownerPersonId = mustBeOwned || (one.isOwned && (one.class === "service" || one.class === "psychotherapy_note")) ? one.owner : null;
  return { class: one.class, caseId: CASE, ownerPersonId, ownerStaffId: AUTHOR, counterpartStaffId: null, part2: one.isPart2 && ownerPersonId !== null };
});
const passages = fc.array(fc.record({ disclosure, on: day }), { minLength: 12, maxLength: 12 });

/** Everything that must hold of a part that leaves, told again in other words than the rules'; empty where all does. */
function wrongOf({ disclosure: one, on }: Part, facts: ReleaseFacts): string[] {
  const by = facts.basis === "authorization" ? facts.authorization : null;
  const isOwn = one.class === "relationship" || one.class === "caregiver";
  const toOwner = facts.basis === "own_request" && facts.recipientPersonId === one.ownerPersonId;
  const ofOwnHand = by !== null && by.signerId === one.ownerPersonId;
  const named = facts.basis === "court_order" && facts.order?.judgeSigned === "yes" && facts.order.reviewed === "yes" && facts.order.opens.includes(one.class) && (!isOwn || facts.order.opensPersonId === one.ownerPersonId);
  const rules: [string, boolean][] = [
    ["supervision, report, address and intake never leave", !["supervision", "report", "address", "intake"].includes(one.class)],
    ["a subpoena opens nothing", facts.basis !== "subpoena"],
    ["only what was chosen", facts.opens.some((each) => each === one.class)],
    ["an authorization that stands and covers it", facts.basis !== "authorization" || (by !== null && by.signedOn !== null && by.signedOn <= TODAY && by.expiresOn >= TODAY && (by.endedOn === null || by.endedOn > TODAY) && by.authority !== "ended" && by.subjectId === facts.subjectId && by.opens.some((each) => each === one.class))],
    ["an order of a judge that names it", facts.basis !== "court_order" || named],
    ["an adult's own into no other's record", !isOwn || one.ownerPersonId === facts.subjectId],
    ["an adult's own by her hand, to her, or by an order that names her", !isOwn || ofOwnHand || toOwner || named],
    ["the child's chart into no adult's record", one.class !== "child_chart" || facts.subjectId === CHILD],
    ["psychotherapy notes alone, by an authorization of their own", one.class !== "psychotherapy_note" || (by !== null && facts.opens.length === 1 && by.opens.length === 1)],
    ["Part 2 by the adult's own consent to it, or to her", !one.part2 || (ofOwnHand && by.opensPart2 === "yes") || toOwner],
    ["no adult of the family learns of another's attendance", facts.recipientPersonId === null || one.class !== "service" || one.ownerPersonId === facts.recipientPersonId],
    ["whoever is kept from the record learns nothing of it", !facts.recipientMayNotLearn.includes("record") || (one.class !== "child_chart" && !(one.class === "service" && one.ownerPersonId === null))],
    ["whoever may not learn when sessions are gets no attendance", !facts.recipientMayNotLearn.includes("session_times") || one.class !== "service"],
    ["of the own request no more than her own pages show", facts.basis !== "own_request" || (facts.requester !== null && facts.requester.personId === facts.recipientPersonId && judgeView(facts.requester, one) === "full")],
    ["attendance only, at a representative's request", facts.basis !== "representative_request" || (one.class === "service" && facts.requestAuthority === "stands")],
    ["no adult's own on a report or for coordination", !["report", "coordination"].includes(facts.basis) || !isOwn],
    ["within the days chosen", (facts.periodFrom === null || (on !== null && on >= facts.periodFrom)) && (facts.periodTo === null || (on !== null && on <= facts.periodTo))],
    ["within the days covered", by === null || ((by.periodFrom === null || (on !== null && on >= by.periodFrom)) && (by.periodTo === null || (on !== null && on <= by.periodTo)))],
  ];
  return rules.flatMap(([rule, holds]) => (holds ? [] : [rule]));
}

it("idea 6: nothing that leaves holds a field hidden from whoever gets it", () => {
  const left: Record<string, number> = {};
  fc.assert(
    fc.property(random, passages, (facts, found) => {
      const parts: RecordPart[] = found.map((one, place) => ({ ...one, kind: "note", factIds: [], words: { en: `SECRET-${place}.`, es: `SECRETO-${place}.` } }));
      const { goes, stays } = judgeParts(parts, facts, law);
      expect(goes.length + stays.length).toBe(parts.length);
      const paper = JSON.stringify([writeSections(goes, "en"), writeSections(goes, "es")]);
      expect(parts.filter((part) => paper.includes(part.words.en) || paper.includes(part.words.es))).toEqual(goes);
      for (const part of goes) left[part.disclosure.class] = (left[part.disclosure.class] ?? 0) + 1;
      expect(goes.flatMap((part) => wrongOf(part, facts))).toEqual([]);
      expect(noticesFor(goes, law).map((one) => one.notice)).toEqual(["dc_mental_health", ...(goes.some((part) => part.disclosure.part2) ? ["part2"] : []), ...(goes.some((part) => part.disclosure.class === "psychotherapy_note") ? ["psychotherapy_notes"] : [])]);
    }),
    { numRuns: 3000, seed: 20_261_120 },
  );
  // Each class that may leave did, so that something was shown.
  expect(Object.keys(left).toSorted()).toEqual([...releasable].toSorted());
  expect(Math.min(...Object.values(left)), JSON.stringify(left)).toBeGreaterThan(5);
});
