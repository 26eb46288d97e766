import fc from "fast-check";

// A family as it is drawn: who is around the child, what is written about whom, what changes, and in which order.

/** The day on which a family is made, the day after, and the moment at which everything about it leaves. */
export const MADE_ON = "2026-11-20";
export const READ_AT = "2026-11-23T15:00:00Z";

export type AdultDraw = {
  kind: "birth_parent" | "foster_parent" | "kin" | "adoptive_parent" | "step_parent";
  livesWithChild: boolean;
  bornIn: number;
  /** Rights about the child, each from a day to a day: some end before anything leaves, some begin after. */
  authorities: { scopes: ("treatment" | "records" | "release")[]; span: Span }[];
  safeMail: "safe" | "unsafe" | "none";
  part2: "nobody" | "clinician" | "ended";
};
export type Span = "stands" | "until yesterday" | "from tomorrow";
/** What changes; `adult` is the place of an adult among those drawn, counted round. */
export type Change = { what: "limit" | "representative_limit" | "part_ends" | "placement" | "authorities_end" | "order" | "release_revoked" | "glass" | "messages_refused"; adult: number; other: number; topics: string[]; span: Span };
export type Written = (typeof writings)[number];
/** One thing that is written, by the name of where it is written. */
export const writings = ["chart_passage", "relationship_passage", "own_passage", "part2_passage", "psychotherapy_note", "supervision", "report_passage", "life_event", "event_source", "chart_document", "relationship_document", "own_document", "part2_document", "address_document", "plan", "address", "confidential_address", "contact_way", "story", "shared_story", "formulation", "child_trigger", "own_trigger", "safety_plan", "mandated_report", "incident", "risk", "own_step", "aftercare", "axis", "axis_relationship", "authority_document", "residence", "visit_terms", "consent_name", "note", "battery", "records_request", "referral_out", "safety_review", "insurance", "correspondence"] as const;
/** What leaves by a release: on which basis, and about whom. */
export const releasings = ["child_by_authorization", "own_by_authorization", "letter_by_authorization", "coordination", "court_order", "report", "own_request", "representative_letter", "subpoena"] as const;
export type Releasing = { what: (typeof releasings)[number]; adult: number; other: number; part2: boolean };
type Step = { do: "write"; what: Written; adult: number } | { do: "change"; change: Change } | { do: "begin"; place: number };
export type FamilyDraw = { adults: AdultDraw[]; steps: Step[]; releases: Releasing[] };

const of = <T>(...from: readonly T[]) => fc.constantFrom(...from);
const span: fc.Arbitrary<Span> = of<Span>("stands", "stands", "until yesterday", "from tomorrow");
const place = fc.nat({ max: 11 });
const adult: fc.Arbitrary<AdultDraw> = fc.record({
  kind: of("birth_parent", "foster_parent", "kin", "adoptive_parent", "step_parent"),
  livesWithChild: fc.boolean(),
  bornIn: of(1988, 1995, 2010),
  authorities: fc.array(fc.record({ scopes: fc.subarray(["treatment", "records", "release"] as ("treatment" | "records" | "release")[], { minLength: 1 }), span }), { maxLength: 2 }),
  safeMail: of("safe", "safe", "unsafe", "none"),
  part2: of("nobody", "clinician", "ended"),
});
const change: fc.Arbitrary<Change> = fc.record({
  what: of("limit", "limit", "representative_limit", "part_ends", "placement", "authorities_end", "order", "release_revoked", "glass", "messages_refused"),
  adult: place,
  other: place,
  topics: fc.subarray(["record", "addresses", "contacts", "session_times", "childcare", "other_adults"], { minLength: 1 }),
  span,
});

/** What an adult and the team write, and who pays, come before everything: the draws of the rest are those that the rules of the walls are known to be found by. */
const first = ["correspondence", "insurance"] as const;
const drawnWritings = writings.filter((one) => !first.some((other) => other === one));

/** Families, drawn. Everything is written once in each, about an adult at random, and among it come the changes, in any order. */
export const families: fc.Arbitrary<FamilyDraw> = fc
  .record({
    adults: fc.array(adult, { minLength: 2, maxLength: 4 }),
    written: fc.tuple(fc.shuffledSubarray([...drawnWritings], { minLength: drawnWritings.length }), fc.array(place, { minLength: drawnWritings.length, maxLength: drawnWritings.length })),
    again: fc.array(fc.tuple(of<Written>("chart_passage", "relationship_passage", "own_passage", "part2_passage", "own_document"), place), { maxLength: 4 }),
    changes: fc.array(fc.tuple(change, fc.nat({ max: 100 })), { maxLength: 5 }),
    releases: fc.uniqueArray(fc.record({ what: of(...releasings), adult: place, other: place, part2: fc.boolean() }), { minLength: 3, maxLength: 4, selector: (one) => one.what }),
  })
  .map(({ adults, written: [what, whose], again, changes, releases }) => {
    const steps: Step[] = [...what.map((one, index) => ({ do: "write" as const, what: one, adult: whose[index]! })), ...again.map(([one, index]) => ({ do: "write" as const, what: one, adult: index }))];
    const put = (step: Step, at: number) => steps.splice(Math.floor((at / 101) * (steps.length + 1)), 0, step);
    releases.forEach((_one, index) => put({ do: "begin", place: index }, 35 + index * 15));
    for (const [one, at] of changes) put({ do: "change", change: one }, at);
    return { adults, steps: [...first.map((what) => ({ do: "write" as const, what, adult: whose[0]! })), ...steps], releases };
  });
